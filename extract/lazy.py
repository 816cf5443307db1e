"""Patterns that are compiled at first use: the rules have hundreds, and most texts ask for few of them.

A module whose patterns shall wait takes `re` from here instead of the standard library: it is the same, but for
`re.compile`, which gives a pattern that compiles itself when something is first asked of it.
"""

from __future__ import annotations

import re as _re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, cast

METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class _Lazy:
    """Stands for a compiled pattern; the first attribute asked of it compiles it. (Slots, since a method of a slot is
    called as fast as one of the pattern itself.)"""

    __slots__ = (*METHODS, "_flags", "_source")

    def __init__(self, source: str | Callable[[], str], flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        source = self._source if isinstance(self._source, str) else self._source()
        compiled = _re.compile(source, self._flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


@cache
def pattern(source: str, flags: int = 0) -> _re.Pattern[str]:
    """A pattern as `re.compile` gives it, compiled when it is first used."""
    return cast("_re.Pattern[str]", _Lazy(source, flags))


def later(source: Callable[[], str]) -> _re.Pattern[str]:
    """A pattern whose source is made when it is first used: where the words in it are read from a lexicon."""
    return cast("_re.Pattern[str]", _Lazy(source))


class _Lazily:
    """The module `re` with patterns that wait."""

    compile = staticmethod(pattern)

    def __getattr__(self, name: str) -> Any:
        return getattr(_re, name)


if TYPE_CHECKING:
    import re as re
else:
    re = _Lazily()
