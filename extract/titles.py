"""The grammar of titles: former or acting, deputy, role, standing, body, place, term.

A title is read from its role word: the modifiers before it, those after it, then its body as far as the words belong
to one (`title_body`).
"""

from __future__ import annotations

from extract.lazy import re
from extract.letters import LETTER, UPPER
from extract.parts import official as parts
from extract.title_body import COMPANY, LIMIT, WORD, BodyReader, Ground, Title, stop_at
from extract.title_words import Body, Role, Stop, bodies, capital_name, phrase_at, roles, stops

__all__ = [
    "COMPANY",
    "Body",
    "Ground",
    "Role",
    "Stop",
    "Title",
    "bodies",
    "capital_name",
    "first_of",
    "go_on",
    "head_end",
    "phrase_at",
    "read",
    "roles",
    "stops",
]

_BEFORE = parts.pattern(r"(?:(?<![^\s(\"'/:,;.\-*]){before_role} {1,2}){1,4}\Z")
_AFTER = parts.pattern(
    r"(?: {1,2}(?:{standing}|đầu tiên(?= của )|kiêm nhiệm(?= gồm|[,;:.)]))"
    rf"(?![{LETTER}])){{1,3}}"
)
_ORGANISATION = parts.pattern(rf", (?!Ban (?:Giám đốc|[Ll]ãnh đạo|[Gg]iám hiệu))(?={{larger_body}}[ .][{LETTER}0-9])")


def first_of(lower: str, start: int) -> int:
    """Where a title begins whose role word stands at `start`: with "nguyên", "Phó" and their like."""
    window = lower[max(0, start - 40) : start]
    before = _BEFORE.search(window) if window.rstrip(" ").endswith(parts.words("before_role")) else None
    return start - (len(window) - before.start()) if before else start


def head_end(lower: str, end: int, limit: int) -> int:
    """Where the role ends whose word ends at `end`: with "thường trực" and its like; nothing beyond `limit` is read."""
    after = _AFTER.match(lower, end, limit)
    return after.end() if after else end


def read(ground: Ground, start: int, end: int, role: Role, limit: int) -> Title:
    """The title whose role word stands at `start`..`end`; nothing beyond `limit` is read."""
    behind = head_end(ground.lower, end, limit)
    if ground.text[end:behind].strip() == "tt":
        behind = end
    title = Title(first_of(ground.lower, start), behind, role, start, behind)
    if role.body != "none":
        BodyReader(ground, title, min(limit, start + LIMIT)).read()
    if title.name is None and not _BEHIND_NAME.search(ground.text, max(0, title.start - 24), title.start):
        _to_name(ground, title, limit)
    title.reach = max(title.reach, title.end)
    return title


# A title that stands behind a name: what follows its body is not its name.
_BEHIND_NAME = re.compile(rf"[{UPPER}][{LETTER}]*(?: ?\([^()\n]{{1,12}}\))? ?[,(\-:] ?\Z")


def _to_name(ground: Ground, title: Title, limit: int) -> None:
    """Take up to two larger bodies after commas into the title, where the name stands right behind them.

    "Cục trưởng Cục A, Bộ B Nguyễn Văn C"; without such a name the title stays as it is.
    """
    end = title.end
    for _ in range(2):
        more = _larger_body(ground, title, end, limit)
        if more is None:
            return
        end = more.end
        if more.name is not None:
            title.end, title.name = more.end, more.name
            return


def _larger_body(ground: Ground, title: Title, end: int, limit: int) -> Title | None:
    """The larger body behind a comma at `end`, which the title with its bodies so far ends at, as a title of its own.

    It starts and has its head at the space before the body.
    """
    if title.role.body != "open" or end == title.head_end:
        return None
    match = _ORGANISATION.match(ground.text, end, limit)
    if match is None or match.end() in ground.heads:
        return None
    before = match.end() - 1
    more = Title(before, before, title.role, before, before)
    reader = BodyReader(ground, more, min(limit, match.end() + 100))
    reader.words = 1
    reader.read()
    return more


def go_on(ground: Ground, title: Title, limit: int) -> None:
    """Take up to two larger bodies that follow a title after commas into it ("Vụ trưởng Vụ A, Bộ B")."""
    end = title.end
    _go_on(ground, title, limit)
    if title.end > end:
        _go_on(ground, title, limit)
    title.reach = max(title.reach, title.end)


def _go_on(ground: Ground, title: Title, limit: int) -> None:
    """Take one larger body into the title."""
    more = _larger_body(ground, title, title.end, limit)
    if more is None or more.name is not None or more.end <= more.start + 1:
        return
    kind = WORD.match(ground.text, more.start)
    if kind and kind[1] == "UBND" and "UBND" in ground.text[title.head_end : title.end]:
        return  # "Chủ tịch UBND tỉnh, UBND tỉnh giao Sở A …": the subject of what follows
    ends = ground.text[more.end : more.end + 2]
    if ends[:1] in ",.;:)\n" or ends in (" -", "", " ("):
        title.end = more.end
    else:
        following = WORD.match(ground.lower, more.end)
        stop = stop_at(ground.lower, following.start(1), len(ground.lower)) if following else None
        if following and stop and following[1] not in ("và", "cùng"):
            title.end = more.end
