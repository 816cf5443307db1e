"""The body of a title, read word by word, and the person's name where it stands right behind the body.

Where a body ends is told by punctuation, by words that never stand in one ("phát biểu", "đã"), by the next title, or by
the person's name.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract import names
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import official as parts
from extract.title_words import FIRST_WORD, Role, capital_name, fields_behind, phrase_at, roles, stops


@dataclass(slots=True)
class Title:
    """A title in the view: `start` to `end` as written; the name that follows it directly, if one does."""

    start: int
    end: int
    role: Role
    head: int
    """Where the role word begins, after "nguyên", "Phó" and their like."""
    head_end: int
    """Where the role ends, with "Thường trực" and its like."""
    name: tuple[int, int] | None = None
    short: bool = False
    """Whether a part of a name follows, of someone named in full elsewhere ("Bí thư Thăng")."""
    reach: int = 0
    """Where all ends that is said of the title: behind the years of the office, which are no part of it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What titles are read from: the view with soft line ends as spaces, and what is known of places in it."""

    text: str
    lower: str
    heads: dict[int, int]
    """Where role words begin (with and without the modifiers before them), to where they end."""
    honorifics: dict[int, int]
    """Where honorifics begin, to where they end."""
    addressed: frozenset[str]
    """The runs of capitalised words that stand behind an honorific somewhere: surely people."""


# A word of a body; a full stop belongs to it only in "TP. Huế", "P. Tân Lập", "T.Ư".
WORD = re.compile(
    r" {1,2}"
    rf"((?:TP|Tp|tp|TX|Tx|TT|Q|P|H|X)\.(?= [{UPPER}0-9])|"
    rf"[{LETTER}0-9](?:[{LETTER}0-9&']|[\-/](?=[{LETTER}0-9&])|\.(?=[{LETTER}&])|(?<=[{UPPER}0-9])\.(?=[0-9]))*)"
)
# Where the next line has run into a word, as in pages that lost their line ends ("Hồ Chí MinhỦy ban Kiểm tra").
_RUN_IN = parts.pattern(rf"(?<=[{LOWER}])(?={{next_line_word}}\Z)")
_SHORT_PAREN = re.compile(rf" ?\((?:[{UPPER}][{LETTER}&\-]{{1,12}}|[{UPPER}]{{2,8}}(?: [{UPPER}]{{2,8}}){{1,2}})\)")
# "Cục trưởng Cục Chống tham nhũng (Thanh tra Chính phủ)"
_LARGER_PAREN = parts.pattern(rf" ?\((?:{{larger_body}}|{{body_in_brackets}})[ .][{LETTER}0-9][^().;:\n]{{1,60}}\)")
_JOIN = re.compile(rf" ?[-&] ?(?=[{UPPER}])| ?& ?(?=[{LOWER}])")
_TERM = re.compile(r" {1,2}khóa (?:thứ )?(?:[IVXLC]{1,7}\b(?:(?:[,;]| và) [IVXLC]{1,7}\b){0,5}|\d{1,4}(?: ?- ?\d{4})?)")
_NUMBER = r"(?:[IVXLC]{1,7}|\d{1,2})\b"
_YEARS_IN_OFFICE = re.compile(
    r",? {1,2}\(?nhiệm kỳ (?:thứ )?(?:[IVXLC]{1,7}\b|\d{1,4})(?: ?- ?\d{4})?\)?"
    rf"| {{1,2}}(?:các khóa {_NUMBER}(?:(?:,| và) {_NUMBER}){{0,9}}|từ khóa {_NUMBER} đến (?:khóa )?{_NUMBER})"
)
# Words after which a capitalised run is their own name, never a person alone.
_UNIT = parts.pattern(r"(?:^|\W){unit_before_name} ?\Z")
_NAMED = parts.pattern(r"(?:^|\W){named_place} ?\Z")
_SCHOOL = parts.pattern(r"(?:^|\W){school_before_name} ?\Z")
_VOWEL = re.compile("[AEIOUY]")  # an acronym without one is no name ("UBTW MTTQVN")
_FIRM = parts.pattern(r"\b{firm_word}\b")
# Bodies of people of one calling: what follows is no person's degree ("Chủ tịch Hội Nhà báo").
_SOCIETY = parts.pattern(r"(?<!\w){society_word} \Z")
COMPANY = parts.pattern(r"(?<!\w){company_word}(?!\w)")
_TAIL = re.compile(rf" (?:và|của|các|về|tại|một số)(?<!nội các)\Z|(?<=[{LOWER}])\d{{1,2}}\Z")
_MINISTERS = ("Bộ trưởng", "Thứ trưởng")  # whose body is a field: a foreigner's name may follow it
LIMIT = 170  # characters of a title
_LOWER_LIMIT = 7  # words in lower case, one after the other, that no lexicon knows
_MATTER_LIMIT = 12  # and of what a body is named by: "về các giải pháp ổn định đời sống …"
# "về cải cách tiền lương, bảo hiểm xã hội và ưu đãi …": the matters of one body, the last behind "và"
_MATTERS = re.compile(rf"(?:,(?: [{LOWER}]{{1,7}}){{1,6}}){{1,3}} và(?= [{LOWER}])")


# What bodies are named after, behind "và" ("Cục Giám sát và quản lý hải quan").
_WORK = parts.pattern(r"{work_noun} \w")
# Bodies that are named by their matter, and what someone does or comes for instead.
_ON = parts.pattern(r"{body_on_matter}(?:(?! nhân dân| của (?!chính phủ))[^,;:.()\n]){0,28} \Z")
_ERRAND = parts.pattern(r"{errand}(?!\w)")
# Bodies that have their seat in their name, behind "tại".
_SEATED = parts.pattern(r"{seated_body}[^,;:().]{0,24} \Z")
# Behind "và": others, or what someone does next.
_OTHERS = parts.pattern(r"{others}(?!\w)")
# "Phó trưởng ban ⟨chỉ đạo cải cách hành chính⟩", but not "Trưởng ban chỉ đạo các đơn vị …".
_BOARD = parts.pattern(r"chỉ đạo (?!{directed})")
# What bodies are for, and people do.
_DUTIES = parts.pattern(r"{duty_verb}(?!\w)")
# A body that is named to its end.
_WHOLE = parts.pattern(r"(?<!\w)(?:\w{2,5} ủy|{whole_body}) \Z")


def stop_at(lower: str, start: int, limit: int) -> int | None:
    """The end of the longest entry of the stops that begins at `start` of a lower-case text, None if there is none."""
    found: int | None = None
    end = start
    for _ in range(3):
        match = WORD.match(lower, end, limit) if end > start else FIRST_WORD.match(lower, start)
        if match is None:
            break
        end = match.end()
        if lower[start:end] in stops():
            found = end
    return found


class BodyReader:
    """Reads the body of one title, word by word."""

    def __init__(self, ground: Ground, title: Title, limit: int) -> None:
        self.text = ground.text
        self.lower = ground.lower
        self.heads = ground.heads
        self.honorifics = ground.honorifics
        self.addressed = ground.addressed
        self.title = title
        self.limit = limit
        self.words = 0
        self.lower_run = 0
        head = self.text[title.head : title.head_end]
        self.capitals = head.isupper() and " " in head and not head.startswith("UV")
        self.decided = 0
        self.before_person = False
        self.foreign = False
        self.closed = False
        """Whether only a name may follow: behind a larger body in brackets, or behind the years in office."""
        self.matter = False
        """Whether the body is named by its matter ("Ban Chỉ đạo về …")."""
        self.before_years: int | None = None
        self.name: tuple[int, int] | None = None

    def read(self) -> None:
        """Move the title's end behind its body, and give it the name that follows, if one does."""
        place = self.title.end
        while True:
            step = self._step(place)
            if step is None:
                break
            place = step
            self.title.end = place
        if self.before_years is not None:
            self.title.reach, self.title.end = self.title.end, self.before_years
        self._trim()

    def _trim(self) -> None:
        """Leave out a connective at the end and the number of a footnote."""
        title = self.title
        while title.end > title.head_end:
            tail = _TAIL.search(self.text, max(title.head_end, title.end - 16), title.end)
            if tail is None or tail.start() < title.head_end:
                break
            title.end = tail.start()

    def _step(self, place: int) -> int | None:
        """Where the body goes on to from `place`, None where it ends."""
        text = self.text
        term = _TERM.match(text, place, self.limit)
        if term:
            return term.end()
        years = _YEARS_IN_OFFICE.match(text, place, self.limit) if self.before_years is None else None
        if years:
            self.before_years, self.closed = place, True
            return years.end()
        match = WORD.match(text, place, self.limit)
        if self.closed:
            self._name_behind(match)
            return None
        if match is None:
            return self._over_punctuation(place)
        start = match.start(1)
        word = match[1]
        run_in = _RUN_IN.search(word)
        if run_in is not None:
            return start + run_in.start() if self.words else None
        if start in self.heads and not self._takes_titles():
            return None
        phrase = self._phrase(start) if start in self.honorifics else None
        longer = phrase is not None and phrase > self.honorifics[start]  # "nhà văn hóa"
        if (
            start in self.honorifics
            and not longer
            and not ((self.words or self.title.role.unit) and _SOCIETY.search(self.lower, max(0, start - 16), start))
        ):
            return None
        if self.capitals:
            return self._capitals_step(start)
        if word[0].isdigit():
            return match.end() if self.words and not word.endswith(("%",)) and len(word) <= 4 else None
        if word[0].isupper():
            return self._upper(start, match.end())
        return self._lower(start, match.end(), word)

    def _name_behind(self, word: re.Match[str] | None) -> None:
        """Take the name that begins with a word as that of the person with the title."""
        if word is None or not word[1][0].isupper():
            return
        run = self._cut_off(names.run_at(self.text, word.start(1), self.limit))
        name = self._name_in(run, None) if run else None
        if name is not None and name[0] == word.start(1):
            self.title.name = name

    def _takes_titles(self) -> bool:
        """Whether another's title follows as the body: "Trợ lý Bộ trưởng …"."""
        return self.title.role.role in parts.words("serving_post") and self.words == 0

    def _over_punctuation(self, place: int) -> int | None:
        paren = _SHORT_PAREN.match(self.text, place, self.limit)
        if paren and self.words and self.lower[paren.start() + 2 : paren.end() - 1].strip("(") not in roles():
            self.before_person = True
            return paren.end()
        larger = _LARGER_PAREN.match(self.text, place, self.limit) if self.words else None
        if larger:
            self.before_person = self.closed = True
            return larger.end()
        fields = fields_behind(self.lower, place, self.limit) if self.words else None
        if fields is not None:
            self.words += 1
            self.lower_run = 0
            return fields
        matters = _MATTERS.match(self.text, place, self.limit) if self.matter else None
        if matters and self._tells_nothing_else(place, matters.end()):
            self.lower_run = 0
            return matters.end()
        join = _JOIN.match(self.text, place, self.limit)
        if join and self.words and self.lower_run < _LOWER_LIMIT:
            begin = join.end()
            if begin in self.heads or begin in self.honorifics:
                return None
            run = names.run_at(self.text, begin, self.limit)
            if run and (names.name_score(run) is not None or names.never_in_names(run[0].text)):
                return None
            word = WORD.match(" " + self.text[begin : begin + 30])
            return begin + len(word[1]) if word else None
        return None

    def _tells_nothing_else(self, start: int, end: int) -> bool:
        """Whether no word of a stretch ends a title or is said of people."""
        behind = start
        for word in FIRST_WORD.finditer(self.lower, start, end - 3):
            if word.start() in self.heads or word.start() in self.honorifics:
                return False
            phrase = self._phrase(word.start())
            if word.start() >= behind and phrase is None and self._stop(word.start()):
                return False
            behind = phrase if phrase is not None and phrase > behind else behind
        return True

    def _phrase(self, start: int) -> int | None:
        end = phrase_at(self.lower, start, self.limit)
        if end is None:
            return None
        last = self.lower.rfind(" ", start, end) + 1
        if last and self.text[last].isupper() and self.text[start].islower():
            run = names.run_at(self.text, last, self.limit)  # "HĐND tỉnh Đoàn Văn A": no Tỉnh Đoàn
            if len(run) > 2 and names.name_score(run) is not None:
                return phrase_at(self.lower, start, last - 1)
        return end

    def _bound(self, start: int) -> names.Bound:
        if start == self.title.head_end + 1 and not self.title.role.unit:
            return "no"
        before = self.lower[max(0, start - 16) : start]
        if _UNIT.search(before):
            return "unit"
        return "school" if _SCHOOL.search(before) else "named" if _NAMED.search(before) else "no"

    def _upper(self, start: int, end: int) -> int | None:
        phrase = self._phrase(start)
        if start >= self.decided:
            run = names.run_at(self.text, start, self.limit)
            place = self._place(run)
            if place is not None:
                self.words += 1
                self.lower_run = 0
                self.before_person = True
                return place
        if phrase is None and self._new_sentence(start, end):
            return None
        if start >= self.decided:
            run = self._cut_off(run)
            self.decided = run[-1].end if run else end
            self.name = self._name_in(run, phrase) if run else None
        if self.name is not None and start == self.name[0]:
            self.title.name = self.name
            return None
        if self.words == 0 and phrase is None and self._is_part_of_name(run):
            self.title.short = True
            return None
        self.words += 1
        self.lower_run = 0
        if phrase is not None and (self.name is None or phrase <= self.name[0]):
            if not self.foreign:
                self.decided = phrase
            return phrase
        return end

    def _place(self, run: list[names.Word]) -> int | None:
        """The end of a place of two words or more at the start of a run, unless a person's name begins there."""
        bound = self._bound(run[0].start) if run else "no"
        found = names.cut(run, bound=bound)
        if found is not None and found.first == 0:
            return None
        for size in range(min(5, len(run)), 1, -1):
            level = names.place_level(run[:size])
            if level in ("province", "district") or (level == "commune" and bound == "unit"):
                return run[size - 1].end
        return None

    def _new_sentence(self, start: int, end: int) -> bool:
        """Whether a sentence begins here without a full stop before it, as in texts taken from web pages."""
        if names.never_in_names(self.text[start:end]):
            return True
        if self.words == 0 and self.title.role.unit:
            return False  # "Trưởng Ban Chỉ đạo"
        stop = self._stop(start)
        return stop is not None and stop > end

    def _cut_off(self, run: list[names.Word]) -> list[names.Word]:
        """The run up to where another title, an honorific or a new sentence without a full stop begins."""
        for index, word in enumerate(run):
            if index and (
                word.start in self.heads or word.start in self.honorifics or names.opens_sentence(self.text, run, index)
            ):
                return run[:index]
        if len(run) > 1 and self._opens_body(run[-1]):
            return run[:-1]  # "chi nhánh Hà Nội Công ty A": no one called Hà Nội Công
        return run

    def _opens_body(self, word: names.Word) -> bool:
        """Whether a body's name goes on behind the word in lower case ("Công ty", "Tập đoàn")."""
        end = phrase_at(self.lower, word.start, self.limit)
        return end is not None and end > word.end and self.text[word.end + 1 : word.end + 2].islower()

    def _name_in(self, run: list[names.Word], phrase: int | None) -> tuple[int, int] | None:
        """The person's name in a run of capitalised words (or at its end)."""
        last = run[-1].end
        if phrase is not None and phrase >= last:
            return None
        bound = self._bound(run[0].start)
        found = names.cut(run, bound=bound)
        if found is not None and not self._stands(run, found.first):
            return None
        if found is not None:
            if found.first and phrase is not None and run[found.first].start < phrase:
                rest = [word for word in run if word.start >= phrase]
                if names.place_level(rest) is not None:
                    return None  # "Thành Đoàn Quy Nhơn": no one called Đoàn
                if names.name_score(rest) is not None:
                    return rest[0].start, last  # "T.Ư Đoàn Lê Văn A"
            return run[found.first].start, last
        country = any(names.place_level(run[:size]) == "country" for size in (1, 2, 3) if size < len(run))
        if (bound == "no" or country) and phrase is None:
            index = self._foreign(run)
            if index is not None:
                self.foreign = True
                return run[index].start, last
        return None

    def _is_part_of_name(self, run: list[names.Word]) -> bool:
        """Whether a capitalised word right behind a role is a given name: no body known, and nothing after it."""
        if len(run) != 1 or self.title.role.unit or self.title.role.body != "open":
            return False
        word = run[0]
        if len(word.text) < 2 or not word.text[1:].islower() or not names.is_name_word(word.text):
            return False
        behind = self.text[word.end : word.end + 1]
        return names.place_level(run) is None and (
            behind in (",", ".", ":") or (behind == " " and self._ends(word.end))
        )

    def _stands(self, run: list[names.Word], first: int) -> bool:
        """Whether a name found at `first` of the run is no part of the body's own name."""
        end = self._phrase(run[first].start)
        if end is not None and end >= run[-1].end:
            return False
        if len(run) - first > 2:
            return True
        return self._ends(run[-1].end) and COMPANY.search(self.lower, self.title.head, run[first].start) is None

    def _ends(self, place: int) -> bool:
        """Whether no word of a body can follow (a name of two syllables looks like the start of a body)."""
        following = WORD.match(self.text, place, self.limit)
        if following is None or not following[1][0].islower():
            return True
        return following[1] == "và" or self._stop(following.start(1)) is not None

    def _foreign(self, run: list[names.Word]) -> int | None:
        """The index of a foreign name after a country or directly after a role that foreigners hold."""
        if any(names.is_unit_word(word.text) for word in run):
            return None
        if names.place_level(run) is not None:
            return None
        for size in range(min(4, len(run) - 1), 0, -1):
            level = names.place_level(run[:size])
            if level == "country" or (level and run[size].text in names.surnames()):
                rest = run[size:]
                sure = len(rest) > 1 or names.is_foreign(rest)  # not "Việt Nam Dân chủ"
                return size if sure and self._person(rest) else None
        acronyms = next((i for i, w in enumerate(run) if not w.text.isupper() or len(w.text) == 1), len(run))
        if acronyms and len(run) - acronyms > 1 and names.is_foreign(run[acronyms:]) and self._person(run[acronyms:]):
            return acronyms
        if not names.is_foreign(run) or not self._person(run):
            return None
        if len(run) == 1 and (not self.title.role.foreign or self.title.role.role in ("Chủ tịch", "Huấn luyện viên")):
            return None
        if self.words and len(run) > 1 and self.title.role.role in _MINISTERS and not names.is_name_word(run[-1].text):
            return 0
        if self.words == 0:
            return 0 if self.title.role.foreign or names.joined(run) in self.addressed else None
        return 0 if (self.before_person and len(run) > 1) or self._after_country(run[0].start) else None

    def _after_country(self, start: int) -> bool:
        before = self.text[max(0, start - 24) : start].rstrip().split(" ")
        return any(" ".join(before[-n:]) in names.places() for n in (1, 2, 3))

    @staticmethod
    def _person(words: list[names.Word]) -> bool:
        if any(word.text.isupper() and len(word.text) > 1 for word in words):
            return len(words) > 1 and all(word.text.isupper() and _VOWEL.search(word.text) for word in words)
        return 1 <= len(words) <= 5 and _FIRM.search(names.joined(words)) is None

    def _lower(self, start: int, end: int, word: str) -> int | None:
        text = self.lower
        phrase = self._phrase(start)
        if word in ("và", "của", "các", "về", "tại", "ở"):
            return self._connective(start, end, word, WORD.match(text, end, self.limit))
        if self.words == 0 and self.title.role.unit and _BOARD.match(text, start):
            self.words += 1
            return start + len("chỉ đạo")
        stop = self._stop(start)
        if stop is not None and (phrase is None or phrase < stop):
            return None
        if _DUTIES.match(text, start) and _WHOLE.search(text, max(0, start - 16), start):
            return None  # "Bí thư Tỉnh ủy kiểm tra …": what he does, no part of the body
        if word == "vụ" and self.before_person and not self.lower_run:
            return None  # "Bí thư Tỉnh ủy Hà Giang vụ …": a case, no department
        if phrase is not None:
            self.words += 1
            self.lower_run = 0
            return phrase
        if self.title.role.body == "own" or (self.words == 0 and not self._opens()):
            return None
        self.lower_run += 1
        if self.lower_run > (_MATTER_LIMIT if self.matter else _LOWER_LIMIT):
            return None
        return end

    def _stop(self, start: int) -> int | None:
        """The end of the longest entry of the stops that begins at `start`, which ends every title."""
        return stop_at(self.lower, start, self.limit)

    def _opens(self) -> bool:
        """Whether a lower-case word may follow the role directly."""
        return self.title.role.role.startswith(("Trưởng", "Phó", "Giám đốc", "Quản đốc", "Đội", "Tổ", "Nhóm"))

    def _connective(self, start: int, end: int, word: str, following: re.Match[str] | None) -> int | None:
        if following is None or following.start(1) in self.honorifics:
            return None
        if following.start(1) in self.heads and not (word == "của" and self._takes_titles()):
            return None
        begin = following.start(1)
        raw = self.text[begin : following.end(1)]
        lowered = self.lower[start - 40 if start > 40 else 0 : start]
        if word == "về":
            self.matter = _ON.search(lowered) is not None and not _ERRAND.match(self.lower, begin)
            return end if self.matter else None
        if word == "tại" and not (raw[0].isupper() and self._has_seat(lowered, raw)):
            return None
        if word == "ở" and not (raw[0].isupper() and self.title.role.role in parts.words("diplomatic_post")):
            return None
        if word == "và" and not self.words:
            return None
        if word in ("các",):
            return end
        if raw[0].isupper():
            run = names.run_at(self.text, begin, self.limit)
            if word not in ("của", "tại", "ở") and names.name_score(run) is not None and names.place_level(run) is None:
                return None
            if word == "và" and raw.lower() in ("phó", "nguyên", "ông", "bà"):
                return None
            if word == "và" and self._phrase(begin) is not None and raw.lower() in parts.words("body_of_others"):
                return None
            return end
        if word == "và":
            if self._phrase(begin) is None and not self._goes_on(start, begin):
                return None
            self.lower_run = 0
            return end
        return end if self._phrase(begin) is not None else None

    def _has_seat(self, before: str, place: str) -> bool:
        """Whether "tại" with a place belongs to the body: an embassy, a branch, a high court, a foreign society."""
        if self.title.role.role in parts.words("diplomatic_post"):
            return True
        return bool(self.words) and (place in ("Việt", "VN", "Liên") or _SEATED.search(before) is not None)

    def _goes_on(self, start: int, begin: int) -> bool:
        """Whether the body goes on in lower case behind "và" ("Trung tâm năng lượng và tăng trưởng xanh")."""
        if _WORK.match(self.lower, begin):
            return True
        if (
            _OTHERS.match(self.lower, begin)
            or self._stop(begin) is not None
            or _WHOLE.search(self.lower, max(0, start - 16), start)
        ):
            return False
        last = self.text.rfind(" ", 0, start - 1) + 1
        return self.text[begin].isalpha() and self.text[last].islower() and self.text[start - 2].isalnum()

    def _capitals_step(self, start: int) -> int | None:
        """In text set in capitals only the lexicons tell a body, a place and a name apart."""
        phrase = self._phrase(start)
        if phrase is not None:
            self.words += 1
            return phrase
        run = names.run_at(self.text, start, self.limit)
        for size in range(min(4, len(run)), 0, -1):
            title_case = " ".join(w.text.title() for w in run[:size])
            if title_case in names.places() and self._bound(start) != "no":
                return run[size - 1].end
        name = capital_name(self.text, run)
        if name is not None:
            self.title.name = name
        return None
