"""Drafts within reach, and who would be judged otherwise by one."""
