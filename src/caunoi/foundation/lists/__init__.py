"""Lists people live in: the shape of a list (columns, grouping), views saved under a name, own and shared."""
