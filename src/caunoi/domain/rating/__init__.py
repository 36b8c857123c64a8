"""Yearly ratings (xếp loại chất lượng hằng năm): which scheme holds on a day, and whether a unit keeps its limit."""
