"""Letters of Vietnamese for the character classes of `re`, which knows no Unicode properties.

`UPPER` and `LOWER` are meant to stand inside brackets: `rf"[{UPPER}][{LOWER}]+"`. They hold every letter that a
Vietnamese text in NFC spells a word or a foreign name with (Basic Latin, Latin-1, Latin Extended-A and Additional).
"""

from __future__ import annotations

import unicodedata

_RANGES = ((0x41, 0x5B), (0x61, 0x7B), (0xC0, 0x180), (0x1A0, 0x1B1), (0x1CD, 0x1DD), (0x1E00, 0x1F00))
_LETTERS = [chr(code) for low, high in _RANGES for code in range(low, high)]


def _classes(category: str) -> str:
    """The letters of a Unicode category as ranges, ready to stand inside brackets."""
    codes = sorted(ord(c) for c in _LETTERS if unicodedata.category(c) == category)
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs)


UPPER = _classes("Lu")
LOWER = _classes("Ll")
LETTER = UPPER + LOWER

# A capitalised word: "Nguyễn", "K'Dung", "TP", "Ê-ban" (its parts are joined by the pattern that uses it).
CAPITALISED = rf"[{UPPER}][{LETTER}]*(?:'[{LETTER}]+)?"
