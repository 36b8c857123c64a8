"""Scans that people hand in (tệp đính kèm): looked at under limits, kept sealed outside the database.

``inspection`` hands a stranger's file to a child process, which says what it really is, takes out what is no
picture of a page, and draws the pages; ``store`` keeps the result under the hash of its content.
"""
