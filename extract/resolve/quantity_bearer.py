"""What a measure that says little by itself is of or for: "tổng công suất" of a plant, "quỹ đất" to build houses."""

from __future__ import annotations

from extract.finders import quantity_measures as measures
from extract.lazy import later, re
from extract.letters import LOWER
from extract.parts import quantity as parts
from extract.resolve import quantity_clause as clause

BARE = later(lambda: rf"(?i:(?:{measures.nouns(deeds=False)} ?){{1,3}}(?:đầu tư|thiết kế)?)")
"""A measure that says nothing of what it is of."""

_WITH = re.compile(r"[\s\"“'-]{0,3}(?:[^,.;:]{0,20}: )?(?:Rộng [\d.,]{1,8}[ ]?ha )?[Vv]ới [^,.;:]{0,60}")
_NAMED_BEHIND = parts.pattern(r",[ ]((?:(?!(?:{told_with}|này) )[^\W\d_]{1,12} ){2,9})(?=\(|{told_with} )")
_LENGTH = re.compile(r"(.{6,80}) (?:dài|rộng|cao)")
_PURPOSE = parts.pattern(
    r"[ ](?:để|cho)(?! {said_with_cho})"
    rf"((?:[ ](?!cho |với |của |trong |và |từ |tại )[{LOWER}][^\W\d_]{{0,7}}){{2,10}})"
)


def behind(text: str, first: int, start: int, end: int) -> str:
    """What a sentence that begins at `first` with a measure goes on with behind its amount at (start, end): "Với tổng
    công suất 85 MW, nhà máy Đông Lạc là …"."""
    named = _NAMED_BEHIND.match(text, end) if _WITH.fullmatch(text, first, start) else None
    return named[1].strip() if named else ""


def of_length(subject: str) -> str:
    """What is told to be long, wide or high ("tuyến đường A dài"); nothing if the subject tells something else."""
    told = _LENGTH.fullmatch(subject)
    return told[1] if told else ""


def purpose(text: str, end: int) -> str:
    """What an amount that ends at `end` is for, as its sentence goes on ("quỹ đất 4 ha để xây nhà ở xã hội")."""
    told = _PURPOSE.match(text, end)
    return clause.without_link(" ".join(told[0].split())) if told else ""
