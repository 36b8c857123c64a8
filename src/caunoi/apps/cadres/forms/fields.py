"""Days as people write them, under the name the forms of the registry know them by."""

from caunoi.foundation.ui.date_fields import DayField, PartialDateField

__all__ = ["DayField", "PartialDateField"]
