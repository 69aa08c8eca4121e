"""What the functions of the pipeline may raise: names and places that people chose."""

from evidence_builder.files.store import StoreError
from evidence_builder.resolve.subject import UnknownError

__all__ = ["StoreError", "UnknownError"]
