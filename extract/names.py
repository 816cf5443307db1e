"""Person names: what reads as one, and where in a run of capitalised words it begins.

Vietnamese writes "Chủ tịch UBND tỉnh Bình Thuận Nguyễn Văn A" with nothing between the place and the person. A run of
capitalised words is therefore cut by what is known of surnames, of places, and of how long names are.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import official as parts

Level = Literal["province", "district", "commune", "country"]


class Surname(msgspec.Struct, frozen=True):
    """An entry of `surnames.json`; `common` ones seldom begin anything but a name."""

    surname: str
    common: bool


class PenName(msgspec.Struct, frozen=True):
    """An entry of `pen_names.json`: a name without a surname by which an official is known ("Trường Chinh")."""

    name: str
    example: str


class Place(msgspec.Struct, frozen=True):
    """An entry of `places.json`."""

    name: str
    level: Level


class Word(NamedTuple):
    """A capitalised word with its place in the text (half-open)."""

    text: str
    start: int
    end: int


class Cut(NamedTuple):
    """Where a name begins in a run of words (index), and how sure that is (higher is better)."""

    first: int
    score: float


@cache
def surnames() -> dict[str, bool]:
    """Each surname, and whether it is a common one."""
    return {entry.surname: entry.common for entry in lexicon.load("surnames", Surname)}


@cache
def pen_names() -> frozenset[str]:
    """The names without a surname that count as a person's."""
    return frozenset(entry.name for entry in lexicon.load("pen_names", PenName))


@cache
def places() -> dict[str, Level]:
    """The names of administrative units and countries, with their highest level."""
    return {entry.name: entry.level for entry in lexicon.load("places", Place)}


# A capitalised word: "Nguyễn", "A", "K'Dung", "Xa-bơ", "V.Putin", "TP.HCM". Its length is bounded, as is a run of them.
WORD = rf"[{UPPER}][{LETTER}]{{0,24}}(?:['.\-][{LETTER}]{{1,24}}){{0,3}}"
_WORD = re.compile(WORD)
# Words of a run stand one space apart; foreign names have small words inside ("Juan de la Cruz").
PARTICLES = r"(?:{name_particle} ){0,2}(?:(?:al|el)-)?"
_NEXT = parts.pattern(rf" {{1,2}}({PARTICLES}{WORD})")
_RUN_LIMIT = 24


@cache
def _small() -> frozenset[str]:
    """What the small words inside foreign names begin with."""
    return frozenset(word[0] for word in parts.words("name_particle"))


_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    r"(?:uyê|uye|uya|iêu|yêu|uôi|ươi|ươu|oai|oay|oeo|uây|uyu|iê|yê|uô|ươ|uâ|uê|uơ|uy|oa|oă|oe|oo|ia|ya|ua|ưa|ai|ao|au"
    r"|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(rf"{_ONSET}{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")
_TONES = {0x300, 0x301, 0x303, 0x309, 0x323}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable ("Nguyễn", "A"; not "Putin")."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if ord(c) not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None


_INNER_CAPITAL = re.compile(rf"([{UPPER}][{LOWER}]+)([{UPPER}][{LOWER}]+)")


@lru_cache(maxsize=20_000)
def is_name_word(word: str) -> bool:
    """Whether a word can stand in a Vietnamese name: a syllable, a minority form, or two syllables run together."""
    if "'" in word:
        return True
    if is_syllable(word):
        return word[1:].islower() or len(word) == 1 or word.isupper()
    joined = _INNER_CAPITAL.fullmatch(word)
    return joined is not None and is_syllable(joined[1]) and is_syllable(joined[2])


def run_at(text: str, start: int, end: int) -> list[Word]:
    """The run of capitalised words that begins at `start`, with one space between them, not beyond `end`."""
    words: list[Word] = []
    match = _WORD.match(text, start, end)
    while match is not None and len(words) < _RUN_LIMIT:
        begin, stop = match.span(match.lastindex or 0)
        words.append(Word(text[begin:stop], begin, stop))
        initial = text[stop : stop + 2] if stop - begin == 1 else ""
        if initial == ". ":  # "Michael R. Pompeo"
            stop += 1
        if not text.startswith(" ", stop) or (text[stop + 1 : stop + 2].islower() and text[stop + 1] not in _small()):
            break
        match = _NEXT.match(text, stop, end)
    return _one_case(words)


def _one_case(words: list[Word]) -> list[Word]:
    """The words up to where a name set in capitals goes over into a sentence ("NGUYỄN VĂN A Mục tiêu")."""
    if len(words) < 3:
        return words
    capitals = 0
    for index, word in enumerate(words):
        if word.text.isupper() and len(word.text) > 1 and is_syllable(word.text):
            capitals += 1
        elif capitals >= 2:
            return words[:index]
        else:
            capitals = 0
    return words


def is_unit_word(word: str) -> bool:
    """Whether a word is an administrative unit run together with its name ("TP.Huế", "H.Củ")."""
    return word.startswith(("TP.", "Tp.", "tp.", "TX.", "Q.", "P.", "H.")) and len(word) > 3


def is_foreign(words: list[Word]) -> bool:
    """Whether some word of the run cannot be Vietnamese."""
    return any(not is_name_word(word.text) for word in words)


def joined(words: list[Word]) -> str:
    """The words with one space between them."""
    return " ".join([word.text for word in words])


# Names and places come again and again, in a text and in the next: what is known of their words is kept.
_KEPT = 20_000
_Texts = tuple[str, ...]


def _texts(words: list[Word]) -> _Texts:
    return tuple([word.text for word in words])


def place_level(words: list[Word]) -> Level | None:
    """The level of the place that the words name, if they name one."""
    return _place_level(_texts(words))


@lru_cache(maxsize=_KEPT)
def _place_level(words: _Texts) -> Level | None:
    name = " ".join(words)
    level = places().get(name)
    if level is None and len(words) > 1 and all(map(str.isupper, words)):
        level = places().get(name.title())
    return level


_LENGTH_SCORE = {2: 0.3, 3: 1.5, 4: 1.2, 5: 0.2}
_KNOWN = 3.5  # of a name that is listed: as good as any


def name_score(words: list[Word]) -> float | None:
    """How well the words read as one Vietnamese name, None if they cannot."""
    return _name_score(_texts(words))


def _name_score(words: _Texts) -> float | None:
    if len(words) not in _LENGTH_SCORE:
        return None
    first = words[0] if not words[0].isupper() or len(words[0]) == 1 else words[0].capitalize()
    common = surnames().get(first)
    if len(words) == 2 and " ".join(words) in pen_names():
        return _KNOWN
    if first == "Việt" and words[1] == "Nam":
        return None
    if common is None and (len(words) < 3 or words[1].capitalize() not in ("Thị", "Văn")):
        return None
    capitals = words[0].isupper() and len(words[0]) > 1
    if capitals and not common and words[1] not in ("THỊ", "VĂN"):
        return None  # "DANH SÁCH", "THIỆU NGƯỜI"
    if not all(map(is_name_word, words)):
        return None
    if len(words) > 2 and _INNER_CAPITAL.fullmatch(words[-1]):
        return None  # the next word has run into it
    score = _LENGTH_SCORE[len(words)] + (2.0 if common else 1.0)
    if _place_level(words) in ("province", "district", "country"):
        score -= 3.0
    if len(words) == 2 and not common:
        score -= 0.5
    return score


Bound = Literal["no", "unit", "named", "school"]


def cut(words: list[Word], *, bound: Bound) -> Cut | None:
    """Where in a run that follows a title or stands alone a name begins.

    `bound` tells of the word before the run: "unit" for an administrative unit ("tỉnh": a known place or none),
    "named" for what has a name of its own that nobody can list ("thôn"), "school" for what is named after people too,
    else "no".
    """
    return _cut(_texts(words), bound)


@lru_cache(maxsize=_KEPT)
def _cut(words: _Texts, bound: Bound) -> Cut | None:
    best: Cut | None = None
    if len(words) < 2 or not is_name_word(words[-1]):
        return None
    for index in range(max(0, len(words) - 5), len(words) - 1):
        score = _name_score(words[index:])
        if score is None or (index and words[index] in ("Thị", "Văn") and surnames().get(words[index - 1])):
            continue
        before = words[:index]
        if not before:
            if bound != "no" and (bound == "school" or _place_level(words) is not None or len(words) == 2):
                continue
            score += {"no": 1.0, "unit": 0.3, "named": -1.5, "school": -3.0}[bound]
        else:
            level = _place_ending(before)
            if level is not None:
                score += 1.5 if bound != "no" or level in ("province", "district", "country") else 0.5
            elif len(before) == 1 and is_name_word(before[0]) and surnames().get(before[0]):
                score -= 1.0
        if best is None or score > best.score:
            best = Cut(index, score)
    return best if best is not None and best.score >= 1.5 else None


def _place_ending(words: _Texts) -> Level | None:
    """The level of the place that the words end with."""
    if is_unit_word(words[-1]):
        return "commune"
    if len(words) > 1 and is_unit_word(words[-2]) and words[-2] not in places():  # not "TP.HCM Nguyễn"
        return "district"
    for size in range(min(4, len(words)), 0, -1):
        level = _place_level(words[-size:])
        if level is not None:
            return level
    return None


class Opener(msgspec.Struct, frozen=True):
    """An entry of `sentence_openers.json`: a word that begins sentences; `in_names`: and also stands in names.

    `in_titles`: it also begins bodies and titles ("Ủy"); `then`: the words one of which follows, where the word alone
    may be someone's given name ("Liên" quan).
    """

    word: str
    in_names: bool
    example: str
    then: tuple[str, ...] = ()
    in_titles: bool = False


@cache
def _openers() -> dict[str, Opener]:
    return {entry.word: entry for entry in lexicon.load("sentence_openers", Opener)}


def never_in_names(word: str) -> bool:
    """Whether a word begins sentences and stands in no name and no body's name ("Theo", "Ngày")."""
    opener = _openers().get(word)
    return opener is not None and not opener.in_names and not opener.in_titles


def opens_sentence(text: str, words: list[Word], index: int) -> bool:
    """Whether the word at `index` of a run in `text` begins a sentence that no full stop parts from the name before it.

    Texts taken from web pages run a caption into the next sentence: "Thủ tướng Nguyễn Văn A Ngày 3/7, Thủ tướng …".
    """
    opener = _openers().get(words[index].text)
    if opener is None:
        return False
    if any(place_level(words[first : index + 2]) is not None for first in (index - 1, index)):
        return False  # "Nam Từ Liêm"
    if not opener.in_names:
        return True
    if opener.then and not text.startswith(tuple(f" {word}" for word in opener.then), words[index].end):
        return False
    if index == 2 and not any(is_name_word(word.text) for word in words[:2]):
        return text[words[2].end : words[2].end + 2].strip(" ").islower()  # "Donald Trump Hai triển vọng …"
    return index >= 3 and name_score(words[index - 3 : index]) is not None and words[index - 3].text in surnames()


def is_foreign_name(name: str) -> bool:
    """Whether a name is no Vietnamese one: foreigners are called by the family name, wherever it stands."""
    return any(not is_name_word(word.capitalize()) for word in name.split(" "))
