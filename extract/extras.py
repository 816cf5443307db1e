"""Libraries that only some verbs, inputs or targets need."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def need(module: str, extra: str, error: Callable[[str], Exception]) -> ModuleType:
    """A module that an optional extra brings.

    Where it is missing, raises what `error` makes of the reason, which says what to install.
    """
    try:
        return import_module(module)
    except ImportError as missing:
        package = module.partition(".")[0]
        reason = f"this needs {package}, which is not installed: pip install 'trichluc[{extra}]' ({missing})"
        raise error(reason) from missing
