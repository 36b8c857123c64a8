"""Engines measured on planning problems, each in a process of its own (so tài các bộ giải).

Apart from ``bench``, whose package loads the whole product: the memory measured is the engine's.
"""
