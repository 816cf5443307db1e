"""Trichluc: records with offsets from Vietnamese Party and government texts.

>>> from extract import extract
>>> result = extract("Ngày 18/1/2019, Huyện ủy Tân Phong tổ chức hội nghị tổng kết công tác dân vận.")
>>> result.records[0].value
'2019-01-18'
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model import (
        Actual,
        Date,
        Document,
        LegalReference,
        Meeting,
        Mention,
        Official,
        Position,
        Record,
        Result,
        Target,
    )
    from extract.pipeline import extract

__version__ = "0.1.0"
__all__ = [
    "Actual",
    "Date",
    "Document",
    "LegalReference",
    "Meeting",
    "Mention",
    "Official",
    "Position",
    "Record",
    "Result",
    "Target",
    "extract",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what is public when it is first asked for: a verb's help needs no rules."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module 'extract' has no attribute {name!r}")
        value = getattr(import_module("extract.pipeline" if name == "extract" else "extract.model"), name)
        globals()[name] = value
        return value
