"""Tables in and out (bảng tính): read under limits, find the table, map the columns, type the cells, write.

The order of the work is the order of the files: ``reading`` hands the file to a child process,
``sheets`` finds the table in it, ``columns`` maps its headings to a schema, ``cells`` and ``rows`` make typed
values of it, ``errors_book`` gives the bad rows back; ``template``, ``tables`` and ``official_form`` write.
"""
