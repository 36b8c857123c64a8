"""Writing the catalogue."""

from caunoi.apps.classes.services.catalogue import CatalogueTally, load_catalogue

__all__ = ["CatalogueTally", "load_catalogue"]
