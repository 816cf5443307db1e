"""Libraries that only some inputs need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import extras
from extract.inputs.parts import Failure

if TYPE_CHECKING:
    from types import ModuleType

EXTRA = "archives"


def need(module: str) -> ModuleType:
    """A module of the extra `archives`. Raises `Failure` that says what to install where it is missing."""
    return extras.need(module, EXTRA, lambda reason: Failure("read", reason))
