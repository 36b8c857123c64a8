"""Pages of the registry: the list, one person, and the forms that write."""

from caunoi.apps.cadres.views.people import cadre_count, cadre_export, cadre_list

__all__ = ["cadre_count", "cadre_export", "cadre_list"]
