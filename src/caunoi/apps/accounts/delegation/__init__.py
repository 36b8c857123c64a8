"""Passing one's own rights on for a time (ủy quyền), with an end; as grants, so that every mechanism applies."""
