"""Trichluc: records with offsets from Vietnamese Party and government texts.

>>> from extract import extract
>>> result = extract("Ngày 18/1/2019, Huyện ủy Tân Phong tổ chức hội nghị tổng kết công tác dân vận.")
>>> result.records[0].value
'2019-01-18'
"""

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
