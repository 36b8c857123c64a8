"""Vietnamese text, names, dates and numbers (tiếng Việt): the only place that knows."""

from caunoi.domain.vocabulary.vietnamese.dates import (
    PEOPLE_PIVOT,
    PartialDate,
    Precision,
    UnreadableDate,
    date_of_excel_serial,
    format_date,
    parse_date,
)
from caunoi.domain.vocabulary.vietnamese.names import check_person_name, given_name
from caunoi.domain.vocabulary.vietnamese.numbers import (
    UnreadableNumber,
    format_number,
    parse_count,
    parse_mark,
    parse_number,
    spell_number,
)
from caunoi.domain.vocabulary.vietnamese.ordering import sort_key
from caunoi.domain.vocabulary.vietnamese.text import (
    UnfitText,
    canonical,
    fold,
    normalise,
    tidy,
    twin_key,
)

__all__ = [
    "PEOPLE_PIVOT",
    "PartialDate",
    "Precision",
    "UnfitText",
    "UnreadableDate",
    "UnreadableNumber",
    "canonical",
    "check_person_name",
    "date_of_excel_serial",
    "fold",
    "format_date",
    "format_number",
    "given_name",
    "normalise",
    "parse_count",
    "parse_date",
    "parse_mark",
    "parse_number",
    "sort_key",
    "spell_number",
    "tidy",
    "twin_key",
]
