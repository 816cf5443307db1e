"""What the text tells of an event around the places where it is spoken of: when, where, by whom, with whom."""

from __future__ import annotations

from extract.finders.meeting import MeetingCandidate
from extract.lazy import re
from extract.model import Date, Official
from extract.resolve.meeting_holder import Holders
from extract.resolve.meeting_people import People
from extract.resolve.meeting_surroundings import REACH
from extract.resolve.meeting_where import Where

LABEL_REACH = 1200
"""How far behind an event the labels of an invitation or minutes are looked for, in characters."""
_LABEL = re.compile(
    r"(?:^|\n)[ \-+*•\d.)IVX]{0,8}(Thời gian|Ngày họp|Địa điểm|Chủ trì|Chủ tọa|Chủ trì hội nghị|Chủ trì cuộc họp)"
    r"(?: (?:tổ chức|họp|hội nghị|cuộc họp|phiên họp))?[ ]?:[ ]{0,4}"
)


class Scene(Where, Holders, People):
    """All that is told of the events of a text."""

    def labelled(self, candidate: MeetingCandidate) -> tuple[Date | None, tuple[int, int] | None, list[Official]]:
        """The day, place and chairs of an invitation or minutes, which stand behind labels on lines of their own."""
        text = self.view.text
        date: Date | None = None
        place: tuple[int, int] | None = None
        chairs: list[Official] = []
        for label in _LABEL.finditer(text, candidate.end, min(len(text), candidate.end + LABEL_REACH)):
            end = self.view.line(label.end())[1]
            end = min(end, label.end() + REACH)
            kind = label[1].lower()
            if kind.startswith(("thời", "ngày")) and date is None:
                date = next(iter(self.days(label.end(), end)), None)
            elif kind.startswith("địa") and place is None and 0 < end - label.end() <= 160:
                if self.event_between(label.end(), end):
                    continue  # "Địa điểm: Hội nghị được tổ chức tại nhà văn hóa thôn …"
                place = label.end(), label.end() + len(text[label.end() : end].rstrip(" .;,"))
            elif kind.startswith("ch") and not chairs:
                chairs = [o for _, _, o in self.officials(label.end(), end)]
        return date, place if place and place[1] - place[0] >= 2 else None, chairs
