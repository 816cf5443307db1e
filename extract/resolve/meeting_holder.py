"""Who holds an event, as written."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from extract import anchors
from extract.finders.meeting import MET_OR_SEEN, MeetingCandidate
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.parts import meeting as parts
from extract.resolve.meeting_surroundings import REACH, Surroundings

# Words that say when a thing is done, or that it goes on.
_TENSE = "đã|sẽ|vừa|đang|cũng|dự kiến|tiếp tục"
_HOLDS = parts.pattern(
    rf"[ \n](?:(?:{_TENSE}|đồng|cùng|{{solemnly}}|chủ trì|phối hợp|chính thức)[ \n]){{0,4}}{{hold_verb}}"
    r"(?:[ \n](?:{solemnly}|{classifier}|thành công|đi|khai mạc|các|một|triển khai|họp|trực tuyến)){0,3}[ \n]$"
)
# "⟨Liên đoàn Lao động tỉnh⟩ đã có buổi làm việc với …".
_HAS_ONE = re.compile(r"[ \n](?:(?:đã|sẽ|vừa|cũng)[ \n]){0,2}có[ \n](?:một[ \n])?$")
_HOLDS_RITE = parts.pattern(rf"[ \n](?:(?:đã|vừa|{{solemnly}})[ \n]){{0,2}}tổ chức[ \n]{{rite}}(?![{LOWER}])")
_HOLDS_A = parts.pattern(r"tổ chức (?:(?:thành công|một|{classifier}) ){0,3}$")
_HOLDS_ACT = parts.pattern(
    rf"(?:[ \n](?:{_TENSE}|có|nhóm|cùng nhau|tổ chức|tiến hành|cùng|đồng loạt|buổi|cuộc|chuyến|đến|tới|đi|về|"
    r"trực tiếp|chính thức)){0,5}[ \n]$"
)
# A noun that has no capital may open the name of a body: "do ⟨tập đoàn truyền thông Nikkei⟩ tổ chức".
_HELD_BY = parts.pattern(
    r"[ ,(\n]{1,3}(?:[^.;:!?\n]{0,140}?[ \n,])?(?:do|được)[ \n](?P<body>(?:(?:các|hai) )?"
    rf"(?:{{body_noun}} (?:[{LOWER}]{{1,7}} ){{0,4}}?)?[{UPPER}][^.;:!?]{{2,150}}?)[ \n]"
    r"(?:(?:đã|sẽ|vừa|cùng|đồng|phối hợp|chủ trì|liên kết)[ \n]){0,3}"
    rf"(?:(?<!các.)(?<!ban.)(?<!công tác.)tổ chức|đăng cai|triệu tập)(?![{LOWER}])"
)
# What a body meets for ends its name: "phiên họp của ⟨UBND tỉnh⟩ đánh giá …".
_OF_BODY = parts.pattern(
    r"(?:[ \n](?:vào |trong |diễn ra )?(?:{day_word}|tháng|đầu|cuối|giữa)[^,.;:()\n]{1,22})?[ \n]của[ \n]"
    rf"(?P<body>(?:[{UPPER}]|{{body_noun}})[^,.;:!?()\[\n]{{1,80}}?)"
    r"(?=[,.;:!?()\n]|[ ]\[|$|[ \n](?:{lately}|{day_word}|{hold_verb}|{business}|năm \d|kỳ này|tuần|dự kiến|diễn ra|"
    rf"tại|được|đã|sẽ|về|với|vào|nhằm|do|là|có|và(?![ \n][{UPPER}])|trong|để|thông qua)(?![{LOWER}]))"
)
# What a body of its kind begins with, and a noun that does so with a small letter.
BODY_HEAD = "(?:{body_head}|{body_noun})"
_BODY = parts.pattern(
    rf"(?:các |hai |[Ll]ãnh đạo )?{BODY_HEAD}"
    rf"(?![{LOWER}]| [Tt]rưởng| thống| hợp(?! tác)| [Pp]hó|(?<!Ban) [Bb]í thư| [Cc]hủ tịch)"
)
# The body in the name of an event: "Hội nghị lần 3 ⟨Ban Chấp hành Đảng bộ tỉnh⟩", "giao ban của ⟨Sở Tài chính⟩ về …".
_OWN_BODY = parts.pattern(
    r"(?:[ \n](?:lần (?:thứ )?[^ ]{1,5}|thứ [^ ]{1,5}|\d{1,3}|[IVX]{1,5}|{session_kind}|{nationwide}|"
    r"tháng [\d/]{1,7}|quý [^ ]{1,3}|năm \d{4})){0,5}(?:[ \n]của|,)?[ \n]"
    r"(?!Trung ương (?:\d|lần|thứ|[^ ]{2,4} khóa)|Nhà nước|Đảng(?! bộ| ủy| đoàn))"
    rf"(?P<body>(?:(?:{{unit_noun}}|ngành|cơ quan) )?{{body_head}}(?![{LOWER}])"
    r"(?:[^,.;:()\n\"]|(?<=T[Pp])\.|(?<=T)\.(?=Ư)){0,80}?)"
    r"(?=$|[,(]|[ \n](?:{session_kind}|{business}|về|lần|nhiệm kỳ|tháng|năm|quý|đối thoại|với|và các|thông qua|để|"
    rf"báo cáo|chuẩn bị)(?![{LOWER}]))"
)
_BODY_NAME = rf"{{body_head}}(?![{LOWER}])[^,.;:()]{{2,60}}?"
# "được ⟨Cục Thuế thành phố⟩ mời tham dự hội nghị".
_INVITES = parts.pattern(rf"được (?P<body>{_BODY_NAME}) mời (?:tham )?dự $")
_SHARES = re.compile(r"cổ đông|đhđ?cđ")
# "⟨Ngân hàng …⟩ vừa công bố tài liệu đại hội đồng cổ đông".
_ISSUES = parts.pattern(
    r"[ \n](?:(?:đã|vừa|sẽ)[ \n])?{issue_verb}[ \n](?:các )?{meeting_paper}(?: họp| tổ chức| của)?[ \n]$"
)
# "báo cáo ⟨Quốc hội⟩ tại kỳ họp thứ mười".
_TO_ASSEMBLY = parts.pattern(
    r"(?:{report_verb}|trước|với)[ \n](?P<body>(?:{assembly}|(?:BCH |Ban Chấp hành )?Trung ương(?: Đảng)?)"
    rf"(?![{LOWER}])(?:[ \n](?:{{unit_noun}}|TP|khóa)?[ \n]?[{UPPER}][^\s,;.()]{{0,14}}){{0,4}})[ \n]"
    r"(?:(?:{assembly_verb}|phê chuẩn|đưa ra)(?:, |[ \n]và[ \n]|[ \n])?){0,3}(?:tại|trong|vào|ở|sang)[ \n]$"
)
_STANDING = re.compile(rf"Ủy ban [Tt]hường vụ Quốc hội(?= [{UPPER}])")
_OWN_CELL = parts.pattern(
    rf"(?:[ \n](?:đại biểu|toàn thể))?[ \n](?P<body>{{cell}}[ \n][{UPPER}][^,.;:()\n]{{2,60}}?)"
    r"(?=$|[ \n](?:lần|nhiệm kỳ|năm|khóa)(?!\w))"
)
_ASSEMBLY_RESOLVES = parts.pattern(
    r"(?<![Đđ]ại biểu )(?<![Cc]hủ tịch )(?<![Pp]hòng )(?<!khoản )(?<!\w)(?:{assembly}|UB ?TVQH)"
    rf"(?![{LOWER}])(?:[ \n][^,;.:]{{0,60}}?)??(?=[ \n](?:đã |sẽ |vừa |cũng )?{{assembly_verb}}"
    rf"(?![{LOWER}])[^.;:]{{0,160}}?(?:tại|trong|ở)[ \n](?:[^ ,.;]{{1,8}}[ \n]){{0,2}}$)"
)
# What opens a clause or a sentence and no name.
_NO_NAME = (
    "Vào|Đây|Sau|Trước|Trong|Theo|Nhân|Để|Nhằm|Từ|Khi|Tại|Với|Qua|Về|Do|Vì|Nếu|Như|Cùng|Đến|Bên|Ngoài|Cũng|Hiện|Đã|"
    "Sẽ|Vừa|Mới|Tiếp|Được|Không|Các|Những|Nhiều|Một|Hai|Mỗi|Tuy|Hàng năm|Hằng năm|Ông|Bà|Anh|Chị|Ngài"
)
# A body of a kind that is not listed: a name of a few words, right before the verb.
_OTHER_BODY = parts.pattern(
    rf"(?!(?:Phó |Nguyên |Tổng |Quyền ){{0,2}}(?:{{+no_body}}|{_NO_NAME})(?![{LOWER}]))"
    rf"[{UPPER}][^\s,.;:()]{{1,12}}(?: [^\s,.;:()]{{1,14}}){{0,7}}"
    r"(?: \([^)\n]{1,20}\))?(?: [^\s,.;:()]{1,14}){0,2}$"
)
_NOT_IN_A_BODY = parts.pattern(
    r"(?i)(?<!\w)(?:{no_body_word}|cho|là|đang|được|bị|để|thì|mà|nên|vẫn|còn|không|khi|rất)(?!\w)"
)
_LEAD_IN = parts.pattern(
    r"(?i)(?:[ \n\-–(]*(?:\([^)\n]{1,40}\)|(?:vào |trong |từ |đúng |khoảng |hôm |buổi )?(?:\d{1,2}h\d{0,2},? )?"
    r"(?:{day_word}|{lately}|hai ngày|tháng|năm)(?: nay| qua| ngày| mùng| hôm| và| đến| tháng| năm|"
    r" \(?[\d./\-]+\)?|\d[\d./\-]*){0,6}|"
    r"tiếp đó|sau đó|trước đó|theo đó|h[àằ]ng năm)[ ,:\-–]*){1,4}"
)
# What a clause of its own begins behind: "… nên trước khi ⟨Tổ công tác …⟩ làm việc với …".
_CONJUNCTION = re.compile(rf"[^,;:]{{0,120}}[ \n](?:khi|nơi|rằng)[ \n](?=[{UPPER}])")
_TIME_BEHIND = parts.pattern(r"[ \n](?:(?:vào|hôm)[ \n])?{day_word}[ \n](?:ngày[ \n])?[\d/.\-]{1,10}$")
_ADVERBIAL = re.compile(r"(?:tại|ở|trong|nhân|để|nhằm|thực hiện|theo|với|sau|khi|vì) ", re.I)
_UNIT = parts.pattern(r"(?i)(?:{unit_noun}|tp\.?) (?!ủy)")
_DATELINE = parts.pattern(r"[^,.;]{0,30}\([^)\n]{1,40}\) {0,2}- ?|(?:{news_agency}|TP) - ")
_CLAUSE_VERB = parts.pattern(
    r"[ \n](?:{clause_verb}|{say_verb}|xây dựng (?:kế hoạch|chương trình|đề án|và)|tại (?:phiên|lễ|buổi)|"
    r"(?:đã|sẽ|vừa)(?! phối hợp)|đang|được|vừa|là|có|để|nhằm|đến|tới)[ \n]"
)
# An assembly with the words of its place and term, and no more: "Quốc hội khóa XIV ⟨vì …⟩".
_ASSEMBLY = parts.pattern(
    rf"(?:Ủy ban|UBND)(?![{LOWER}])[^,;.]{{0,60}}|(?:{{assembly}}|Chính phủ)(?![{LOWER}])(?: \([^()\n]{{2,12}}\))?"
    rf"(?:[ \n](?:TP\.(?= )|[{UPPER}\d](?:[^\s,;.()]|\.(?=[^\s])){{0,14}}|{{unit_noun}}|khóa|"
    rf"nước|hội|chủ|nghĩa|hòa)(?![{LOWER}])){{0,12}}"
)
_ITS_BUSINESS = parts.pattern(rf"[ \n]{{business}}(?![{LOWER}])")
_NOT_THE_ASSEMBLY = parts.pattern(rf"[ \n](?:của|về|{{session_kind}}|lần thứ|thứ|tháng|năm)(?![{LOWER}])")
_ASSEMBLY_BEFORE = parts.pattern(
    rf"(?:(?:Ủy ban [Tt]hường vụ )?{{assembly}}|Chính phủ)(?![{LOWER}])(?:[ \n][^,;.:]{{0,60}}?)?"
    r"(?=,[ \n](?:tại[ \n])?$)"
)
_ASSEMBLY_ACTS = parts.pattern(
    r",[ \n](Quốc hội|(?:HĐND|Hội đồng nhân dân)[ \n][^,;.]{2,40}?)"
    rf"(?=[ \n](?:đã|sẽ|tiếp|{{assembly_verb}})(?![{LOWER}]))"
)
_ASSEMBLY_DID = parts.pattern(
    r"(?<![Đđ]ại biểu )(?<![Cc]hủ tịch )((?:{assembly}|Ủy ban Thường vụ Quốc hội)"
    rf"(?![{LOWER}])(?:[ \n](?:[{UPPER}][^\s,;.()]{{0,14}}|{{unit_noun}}|khóa|nước)){{0,8}}?)"
    rf"(?: \([^()\n]{{2,8}}\))?(?:,[^,.]{{2,40}},)?[ \n](?:(?:{_TENSE}) ){{0,2}}"
    rf"{{assembly_verb}}(?![{LOWER}])"
)
_NATIONAL = re.compile(
    r"(?<![Đđ]ại biểu )(?<![Cc]hủ tịch )(?<!Văn phòng )(?<!vụ )(?<!thư ký )(?<!của )Quốc hội"
    rf"(?![ \n][{UPPER}])"
)
_PARTY = parts.pattern(
    rf"(?<=của )Đảng(?: {{party_name}}(?: [{UPPER}][{LOWER}]{{1,6}}){{1,2}}| Cộng sản VN)?"
    rf"(?![ \n](?:bộ|ủy|đoàn|viên)(?!\w))(?![{LOWER}])|Đảng Cộng sản (?:Việt Nam|VN)|(?<=ội )Đảng(?= lần| toàn| [IVX])"
)
_MET_WITH = parts.pattern(r"(?:buổi |cuộc )?{meet_verb}[ \n](?:[^ ]{1,8}[ \n]){0,3}(?:với|giữa)[ \n]")
# "buổi làm việc của ⟨Tổ công tác của Chính phủ⟩ với Bộ Y tế".
_OF_BODY_WITH = parts.pattern(
    r"[ \n]của[ \n](?P<body>(?!(?:Phó )?{post}|Đồng chí|đồng chí|ông|bà|lãnh đạo)"
    rf"(?:[{UPPER}]|đoàn {{delegation}} )[^,.;:()\n]{{2,70}}?)[ \n](?:với|cùng)[ \n]"
)
_REVIEW = parts.pattern(r"{review}")
_ITS_WORK = parts.pattern(
    r"{work_noun}(?:[ \n][^\s,;]{1,12}){0,9}?[ \n]của[ \n]"
    r"(?P<body>(?!Bộ Chính trị|Ban Bí thư|Đảng(?! ủy| bộ| đoàn)|Trung ương)"
    rf"{{body_head}}(?![{LOWER}])[^,;()]{{0,50}})$"
)
_REPORTS = parts.pattern(
    r"(?:[ \n](?:diễn ra|được tổ chức|tổ chức))?"
    r"(?:[ \n](?:vào |(?:vào )?{day_word} |(?:sáng|chiều) ngày )?[\d/.\-]{3,10}|[ \n]{lately})?,[ \n]"
    rf"(?P<body>{_BODY_NAME}(?: \([^()\n]{{2,24}}\))?)[ \n](?:đã )?{{tell_verb}}(?!\w)"
)
_TALKS = re.compile(r"(?:đối thoại|gặp gỡ|tiếp xúc)(?!\w)")
_ANSWERS = parts.pattern(
    r"(?:(?:[^.;:\n]|(?<=T[Pp])\.){0,120}?[ \n](?:{day_word}|tổ chức)[ \n][\d/.\- ngày]{3,16})?,[ ]{1,2}"
    rf"(?P<body>{{body_head}}(?![{LOWER}])(?:[^,.;:()]|(?<=T[Pp])\.){{2,60}}?)[ \n]đã[ \n]{{answer_verb}}(?!\w)"
)
_JUDGED = parts.pattern(rf"{{judgement}}[^,.;:]{{0,20}} của (?P<body>{_BODY_NAME}) (?:đưa ra |nêu )?tại $")
# "Mục tiêu trên được ⟨Cục Thuế tỉnh⟩ đề ra tại hội nghị …".
_TOLD_BY = parts.pattern(rf"(?:được|do) (?P<body>{_BODY_NAME}(?: \([^()\n]{{2,24}}\))?) {{tell_verb}} tại $")
# "⟨Đoàn công tác của Bộ Chính trị⟩ do đồng chí …, làm trưởng đoàn đã …".
_DELEGATION = parts.pattern(
    r"(?P<body>[Đđ]oàn (?!viên|kết|thể|do )[^\s,.;:()]{1,14}(?: (?!do )[^\s,.;:()]{1,14}){0,12}?),? do "
    r"[^.;:]{5,240}?(?:[Tt]rưởng [Đđ]oàn|dẫn đầu)[ ,]"
    r"(?: ?(?:đã|có|đến|tới|vừa|sẽ|tiếp tục|tiến hành|buổi|chuyến|cuộc|bắt đầu))*[ ]?$"
)
# "Bí thư Tỉnh ủy … dẫn đầu ⟨đoàn công tác của tỉnh⟩ đến …".
_LED = parts.pattern(
    r"dẫn đầu (?P<body>[Đđ]oàn {delegation}"
    r"(?: (?!đã |đến |tới |đi |vừa |vào |tiến |có |sang |làm |về )[^\s,.;:()]{1,14}){1,10})"
    r"(?: (?:đã|có|đến|tới|đi|vừa|sẽ|sang|về|tiến hành|tiếp tục|buổi|chuyến|cuộc)){0,4} $"
)
# "Chủ tịch nước … cùng ⟨Đoàn đại biểu Quốc hội tỉnh Sơn Khê⟩ đã có buổi tiếp xúc cử tri".
_DEPUTIES = re.compile(
    r"(?P<body>(?:Đoàn|đoàn|Tổ|tổ) (?:[Đđ]ại biểu|ĐB) ?(?:Quốc hội|QH|HĐND)(?: [^\s,.;:()]{1,14}){0,9}?|(?:Đoàn|đoàn) "
    r"ĐBQH(?: [^\s,.;:()]{1,14}){0,7}?) (?:(?:đã|sẽ|có|cùng|tiếp tục|buổi|tổ chức|đơn vị|khóa|vừa) ){0,4}$"
)
# What leads over from a body to the verb: "⟨Sở Y tế⟩ đã phối hợp cùng tổ chức …".
_JOINTLY = parts.pattern(
    r" (?:đã |sẽ |vừa |cùng )?(?:phối hợp|chủ trì|chủ trì, phối hợp|{solemnly}|vào|đến|tới)(?: cùng)?$"
)
_AND = re.compile(r"[ \n]và[ \n]")
_SHORT_UNIT = re.compile(r"(?<!\w)(?:TP|Tp|TX|Tx|TT|Q|P)$")
_EVENT = parts.pattern(r"{+event_noun}(?!\w)")
# Behind "của": a person, another event, and what holds nothing.
_NO_HOLDER = parts.pattern(
    rf"(?:(?:Phó )?{{post}}|Đồng chí|Ông|Bà)(?![{LOWER}])(?! Chính phủ)|(?:{{+event_noun}}|Thủ đô|Nhật hoàng)(?!\w)"
)
# A whole branch of work, and no body: "Hội nghị ⟨Công an⟩ toàn quốc".
_NATIONWIDE = parts.pattern(r"(?:(?<=[ \n])|[ \n]){nationwide}(?!\w)")
_OF_BODIES = frozenset({"session", "congress", "conference", "meeting"})
_HELD_ACTS = frozenset(
    {"meeting", "working_session", "dialogue", "training", "press_conference", "ceremony", "inspection"}
)


class Holders(Surroundings):
    """Looks for the body that holds an event."""

    def lead_holder(self) -> tuple[int, int] | None:
        """Who holds what the first sentence reports with a verb alone: "Ngày 3/6, UBND tỉnh tổ chức tuyên dương …"."""
        start, end = self.lead
        found = _HOLDS_RITE.search(self.text, start, min(end, start + REACH))
        return self._subject(start, found.start()) if found else None

    def _as_known(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span of a body without what a flattened page joins to it."""
        known = _STANDING.match(self.text, *span)
        return known.span() if known else span

    def lead_assembly(self) -> tuple[int, int] | None:
        """The assembly that the first sentence says did something: "Sáng 4/7, ⟨HĐND tỉnh⟩ đã thông qua …"."""
        start, end = self.lead
        found = _ASSEMBLY_DID.search(self.text, start, min(end, start + REACH))
        return found.span(1) if found else None

    def only_assembly(self) -> tuple[int, int] | None:
        """The National Assembly, where the text speaks of no other assembly whose sitting it may be."""
        text = self.text
        if anchors.occur(text, ("HĐND", "Hội đồng nhân dân", "Hội đồng Nhân dân"), 0, len(text)):
            return None
        found = [m.span() for m in islice(_NATIONAL.finditer(text), 2)]
        return found[0] if len(found) == 2 else None

    def organizer(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Who holds the event, as a span: by a verb of holding, else the body it is said to be of."""
        if body := self.holder(candidate):
            return body
        if _MET_WITH.match(self.lower, candidate.start, candidate.end):
            return None  # "buổi làm việc với cán bộ của Bệnh viện …"
        if found := _OF_BODY_WITH.match(self.text, candidate.word_end, candidate.end):
            return self._no_person(found)
        if own := self._of_own_work(candidate) or self._of_answers(candidate):
            return own
        if candidate.word.kind == "session" and _ASSEMBLY.search(self.text, candidate.word_end, candidate.end):
            return self._body_of_session(candidate)
        if candidate.word.kind == "meeting" and (own := self.own_body(candidate)):
            return own
        found = _OF_BODY.match(self.text, candidate.end, self.sentence(candidate)[1])
        if found and not self.officials(*found.span("body")) and not _NO_HOLDER.match(found["body"]):
            return self._as_known(found.span("body"))
        return self._body_of_session(candidate) or self.own_body(candidate)

    def _of_own_work(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The body that looks back on its own work at a conference: "Tại hội nghị tổng kết …, ⟨Cục Thuế⟩ cho biết"."""
        lower, text = self.lower, self.text
        if candidate.word.kind != "conference" or not _REVIEW.search(lower, candidate.start, candidate.end):
            return None
        start, end = self.sentence(candidate)
        if told_by := self._no_person(_TOLD_BY.search(text, start, candidate.start)):
            return told_by
        if found := _ITS_WORK.search(text, candidate.word_end, candidate.end):
            return found.span("body")
        if found := _REPORTS.match(text, candidate.end, end):
            return self._no_person(found)
        return self._no_person(_JUDGED.search(text, start, candidate.start))

    def _of_answers(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The body that answers at a dialogue: "Tại hội nghị đối thoại với doanh nghiệp, ⟨Cục Thuế⟩ đã giải đáp …"."""
        text = self.text
        if candidate.word.kind not in ("conference", "dialogue"):
            return None
        if not _TALKS.search(self.lower, candidate.start, candidate.end):
            return None
        start, end = self.sentence(candidate)
        told_by = self._no_person(_TOLD_BY.search(text, start, candidate.start))
        return told_by or self._no_person(_ANSWERS.match(text, candidate.end, end))

    def _no_person(self, found: re.Match[str] | None) -> tuple[int, int] | None:
        """The `body` of a match as a span, None if a person stands in it: then it is the post of that person."""
        return None if found is None or self.officials(*found.span("body")) else found.span("body")

    def own_body(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """The body that the name of an event says it is of, as a span."""
        if candidate.word.kind not in _OF_BODIES:
            return None
        found = _OWN_BODY.match(self.text, candidate.word_end, candidate.end)
        if candidate.word.kind == "congress" and not found:
            found = _OWN_CELL.match(self.text, candidate.word_end, candidate.end)
        if not found or self.officials(*found.span("body")) or _NATIONWIDE.search(found["body"]):
            return None
        return found.span("body")

    def holder(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        """Who is told to hold the event, as a span."""
        text = self.text
        start, end = self.sentence(candidate)
        if found := _HELD_BY.match(text, candidate.end, end):
            return found.span("body")
        if self.referred(candidate):
            return None
        if candidate.word.kind == "congress" and _SHARES.search(self.lower, candidate.start, candidate.end):
            issued = _ISSUES.search(text, start, candidate.start)
            if issued and (company := self._subject(start, issued.start())):
                return company
        if first := self._joined_to(candidate):
            return self.holder(first)
        if found := self._deputies(candidate) or _INVITES.search(
            text, max(start, candidate.start - 120), candidate.start
        ):
            return found.span("body")
        if candidate.word.form == "noun" or _HOLDS_A.search(text, max(start, candidate.start - 40), candidate.start):
            holds = _HOLDS.search(text, start, candidate.start)
            if holds is None and candidate.word.kind == "working_session":
                holds = _HAS_ONE.search(text, max(start, candidate.start - 30), candidate.start)
        elif candidate.word.kind in MET_OR_SEEN and (found := self._delegation(candidate, start)):
            return found.span("body")
        elif candidate.word.kind in _HELD_ACTS:
            holds = _HOLDS_ACT.search(text, max(start, candidate.start - 60), candidate.start)
        else:
            return None
        if holds is None or text.endswith((" việc", " công tác", " cách", " hướng dẫn", " để"), start, holds.start()):
            return None
        return self._subject(start, holds.start())

    def _joined_to(self, candidate: MeetingCandidate) -> MeetingCandidate | None:
        """The event named before one that was held together with it: "tổ chức ⟨Hội nghị tổng kết⟩ và Hội nghị …"."""
        i = bisect_left(self.starts, candidate.start) - 1
        if (
            i < 0
            or candidate.word.form != "noun"
            or not _AND.fullmatch(self.lower, self.spoken[i].end, candidate.start)
        ):
            return None
        return self.spoken[i]

    def _delegation(self, candidate: MeetingCandidate, start: int) -> re.Match[str] | None:
        """The delegation that came, with who leads it told behind or before it."""
        far, near = max(start, candidate.start - REACH), max(start, candidate.start - 140)
        return _DELEGATION.search(self.text, far, candidate.start) or _LED.search(self.text, near, candidate.start)

    def _deputies(self, candidate: MeetingCandidate) -> re.Match[str] | None:
        """The delegation of deputies that met voters, beside the people named before it."""
        if candidate.word.kind != "dialogue":
            return None
        return _DEPUTIES.search(self.text, max(0, candidate.start - 140), candidate.start)

    def _body_of_session(self, candidate: MeetingCandidate) -> tuple[int, int] | None:
        if candidate.word.kind not in ("session", "congress", "conference"):
            return None
        text = self.text
        start, end = self.sentence(candidate)
        if candidate.word.kind == "session":
            if found := _ASSEMBLY.search(text, candidate.start, candidate.end):
                cut = None if found[0].startswith("Ủy") else _NOT_THE_ASSEMBLY.search(text, found.start(), found.end())
                cut = _ITS_BUSINESS.search(text, found.start(), cut.start() if cut else found.end()) or cut
                stop = cut.start() if cut else found.end()
                people = self.officials(found.start(), stop)
                return found.start(), people[0][0] - 1 if people else stop
            if found := _ASSEMBLY_BEFORE.search(text, start, candidate.start):
                return found.span()
            if found := _ASSEMBLY_ACTS.search(text, candidate.end, end):
                return found.span(1)
        if found := _TO_ASSEMBLY.search(text, max(start, candidate.start - 140), candidate.start):
            return found.span("body")
        if candidate.word.kind == "session":
            found = _ASSEMBLY_RESOLVES.search(text, max(start, candidate.start - 240), candidate.start)
        else:
            found = _PARTY.search(text, candidate.start, candidate.end)
        return found.span() if found else None

    def _subject(self, start: int, end: int) -> tuple[int, int] | None:
        """The body that is the subject of a verb at `end`, whose clause begins after `start`."""
        text = self.text
        if text[max(start, end - 1) : end] == "," or text.endswith((" chưa", " không"), start, end):
            return None
        a = self._body_start(_clause_start(text, start, end), end)
        if a is None or text[a:end] in ("đoàn", "Đoàn", "hai bên", "ban", "Ban", "bộ"):
            return None
        if _EVENT.match(text, a) or text[a:end].startswith("Lãnh đạo Đảng"):
            return None  # "Hội nghị … họp phiên bế mạc"
        joint = _JOINTLY.search(text, a, end)
        b = joint.start() if joint else end
        timed = _TIME_BEHIND.search(text, a, b)
        return (a, timed.start()) if timed else (a, b)

    def _body_start(self, start: int, end: int) -> int | None:
        """Where the name of the body begins that ends at `end`, in a clause that begins at `start`.

        It is read from the last comma back, as long as what stands between two commas may belong to it.
        """
        text = self.text
        starts: list[int] = []  # of the parts of the name, the last part first
        for a, b in reversed(_between_commas(text, start, end)):
            if not starts and (opened := _CONJUNCTION.match(text, a, b)):
                a = opened.end()
            lead = _LEAD_IN.match(text, a, b)
            a = lead.end() if lead else a
            while a < b and text[a] in " \n-–(":
                a += 1
            if opening := _ADVERBIAL.match(text, a, b):
                # "tại … Văn Miếu, thành phố Vĩnh Yên, Hội Nông dân …": the unit closes the place
                if len(starts) > 1 and opening[0].lower() in ("tại ", "ở ") and _UNIT.match(text, starts[-1]):
                    starts.pop()
                break
            if not self._is_part_of_body(a, b, last=not starts):
                break
            starts.append(a)
            if lead:
                break
        return starts[-1] if starts else None

    def _is_part_of_body(self, start: int, end: int, *, last: bool) -> bool:
        """Whether a stretch between commas may be part of the name of a body, the `last` part or one before it."""
        text = self.text
        if not (_BODY.match(text, start, end) or (last and _other_body(text, start, end))):
            return False
        if self.officials(start, end) or end - start > 140 or _CLAUSE_VERB.search(text, start, end):
            return False
        if text.count(")", start, end) > text.count("(", start, end):
            return False
        return last or not any(c.isdigit() for c in text[start:end])


def _clause_start(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at `end` begins, at `start` or behind a mark that parts it from what is before."""
    cut = max(text.rfind(mark, start, end) for mark in (";", ":", "\n\n"))
    stop = text.rfind(". ", start, end)
    while stop > cut and _SHORT_UNIT.search(text, max(start, stop - 4), stop):
        stop = text.rfind(". ", start, stop)  # "LĐLĐ TP. Tân Hòa"
    start = max(start, cut + 1, stop + 1)
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else start


def _between_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a clause between its commas, as spans."""
    commas = [start + comma.start() for comma in re.finditer(r",(?=[ \n])", text[start:end])]
    return list(zip([start, *(comma + 1 for comma in commas)], [*commas, end], strict=True))


def _other_body(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is the name of a body: some words, of which two in five begin with a capital."""
    if not _OTHER_BODY.match(text, start, end) or _NOT_IN_A_BODY.search(text, start, end):
        return False
    words = text[start:end].split()
    if len(words) == 1 and not words[0].isupper():
        return False
    return 5 * sum(w[0].isupper() for w in words) >= 2 * len(words)
