"""Libraries that only some inputs need."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from extract.inputs.parts import Failure

if TYPE_CHECKING:
    from types import ModuleType

EXTRA = "trichluc[archives]"


def need(module: str, purpose: str) -> ModuleType:
    """A module of the extra `archives`. Raises `Failure` that says what to install where it is missing."""
    try:
        return import_module(module)
    except ImportError:
        raise Failure("read", f"{purpose}, install the extra: pip install '{EXTRA}' ({module} is missing)") from None
