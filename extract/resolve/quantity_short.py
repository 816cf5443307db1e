"""What is measured, as short as is clear: without its place or office, the manner of a deed, and what points back."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extract import anchors
from extract.lazy import re
from extract.letters import UPPER
from extract.resolve import quantity_clause as clause

_LEAST_WORDS = 3
_OF = (" của ", " tại ", " qua ", " trên địa bàn ")
_NAME = re.compile(rf" [{UPPER}]")


@cache
def _whose() -> re.Pattern[str]:
    """A place or an office whose something is, up to a change or a comparison that follows it."""
    heads = "|".join(map(re.escape, clause.of_role("whose")))
    return re.compile(
        rf" (?:của|tại|(?<!đi )(?<!đoạn )qua|trên địa bàn) ((?:toàn )?(?:{heads})(?!\w).*?)"
        r"(?= (?:tăng|giảm|so với|được|bị|ứng dụng|sử dụng|tham gia|đăng ký)(?!\w)|$)",
        re.IGNORECASE,
    )


@cache
def _pointer() -> re.Pattern[str]:
    words = anchors.any_of(
        clause.of_role("pointer"), not_behind=("sau ", "trước ", "do ", "từ ", "lần ", "lúc ", "khi ", "ngay ")
    )
    return re.compile(rf" {words}(?! là )")


@cache
def _manner() -> re.Pattern[str]:
    return re.compile(rf" {anchors.any_of(clause.of_role('manner'))}")


class Short(NamedTuple):
    """An indicator as short as is clear, and the place or the office whose it is, where one with a name is left out."""

    phrase: str
    whose: str = ""


def shortened(phrase: str) -> Short:
    """What an indicator is as short as is clear."""
    found = _whose().search(phrase) if any(word in phrase for word in _OF) else None
    whose = ""
    measured = phrase[: found.start()] if found else ""
    if found and len(measured.split()) >= _LEAST_WORDS and " so với " not in measured:
        phrase = f"{measured}{phrase[found.end() :]}"
        whose = found[1] if _NAME.search(found[1]) else ""
    if any(word in phrase for word in clause.of_role("pointer")):
        phrase = _pointer().sub("", phrase)
    return Short(phrase.rstrip(" ,"), whose)


def deed(subject: str) -> str:
    """What is done, without how it was done."""
    return _manner().sub("", subject) if any(word in subject for word in clause.of_role("manner")) else subject
