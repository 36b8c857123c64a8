"""Cầu Nối ("the bridge"): free software with which a province builds the capability of its grassroots officials.

Standards for every post as dated, law-cited rules; who lacks what and why; a training plan with a proven bound;
all of it over territory that changes. The picture of the house is in ``docs/architecture.md``.
"""

__version__ = "0.1.0"
