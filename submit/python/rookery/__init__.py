"""Rookery from PySpark: neural architecture search that ends the trainings it need not finish."""

from rookery.errors import RookeryError
from rookery.search import Results, Search, SearchRun
from rookery.session import jars

__all__ = ["Results", "RookeryError", "Search", "SearchRun", "jars"]
