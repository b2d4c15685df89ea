"""What Java says, as one line for the person who can mend it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

from py4j.protocol import Py4JJavaError


class RookeryError(Exception):
    """What was asked cannot be done; the message says what to do."""


@contextmanager
def explained() -> Iterator[None]:
    """Turns a refusal of Java into a RookeryError; any other exception stays with its stack."""
    try:
        yield
    except Py4JJavaError as error:
        java = error.java_exception
        if java.getClass().getName() == "io.rookery.spark.Refusal":
            raise RookeryError(java.getMessage()) from None
        raise
