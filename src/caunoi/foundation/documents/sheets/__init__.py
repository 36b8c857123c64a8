"""Sheets of a form (tờ biểu): one filled set of rows, printed as PDF, workbook, Word or page, counted once."""

from caunoi.foundation.documents.sheets.form import Head, Sheet, SheetCell, SheetColumn, SheetRow, heads_of

__all__ = ["Head", "Sheet", "SheetCell", "SheetColumn", "SheetRow", "heads_of"]
