"""Imported once by the server that worker processes are forked from, so that they start warm."""

from extract.batch import work
from extract.pipeline import cue_scanner
from extract.schema import DOCUMENT
from extract.validate import fast_validator

cue_scanner()
fast_validator(DOCUMENT)

__all__ = ["work"]
