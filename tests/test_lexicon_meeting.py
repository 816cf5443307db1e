"""Each entry of the event lexicons is used: its example gives a record that it names."""

from __future__ import annotations

import pytest
from parts import changed

from extract import extract, lexicon
from extract.finders.meeting import MeetingWord
from extract.finders.meeting_commas import Listed, Pair
from extract.finders.meeting_name import BusinessWord
from extract.finders.meeting_stops import StopWord, stops
from extract.model import Meeting
from extract.parts import Part
from extract.resolve.meeting_identity import Filler, Related, manner_words, words_of
from extract.resolve.meeting_people import PresenceVerb
from extract.resolve.meeting_where import PlaceWord, VisitWord


def meetings(text: str) -> list[Meeting]:
    return [r for r in extract(text).records if isinstance(r, Meeting)]


@pytest.mark.parametrize("entry", lexicon.load("meeting_kinds", MeetingWord), ids=lambda e: e.word)
def test_kind(entry: MeetingWord) -> None:
    found = meetings(entry.example)
    assert [(m.kind, entry.word in m.name.lower()) for m in found] == [(entry.kind, True)]


@pytest.mark.parametrize("entry", lexicon.load("meeting_business", BusinessWord), ids=lambda e: e.word)
def test_business(entry: BusinessWord) -> None:
    found = meetings(entry.example)
    assert any(f", {entry.word}" in m.name.lower() for m in found)


@pytest.mark.parametrize("entry", lexicon.load("meeting_stops", StopWord), ids=lambda e: e.word)
def test_stop(entry: StopWord) -> None:
    (name,) = [m.name for m in meetings(entry.example)]
    place = entry.example.index(name) + len(name)
    behind = entry.example[place + 1 :]
    assert stops().match(entry.example, place)
    assert behind.startswith(entry.word)
    assert not entry.before or behind.startswith(tuple(f"{entry.word} {word}" for word in entry.before))


@pytest.mark.parametrize("entry", lexicon.load("meeting_pairs", Pair), ids=lambda e: e.first)
def test_pair(entry: Pair) -> None:
    (name,) = [m.name.lower() for m in meetings(entry.example)]
    assert any(f"{entry.first}, {then}" in name for then in entry.then)


@pytest.mark.parametrize("entry", lexicon.load("meeting_listed", Listed), ids=lambda e: f"{e.role}-{e.word}")
def test_listed(entry: Listed) -> None:
    (name,) = [m.name.lower() for m in meetings(entry.example)]
    assert f", {entry.word}" in name or (entry.leads and f"{entry.word}, " in name)


@pytest.mark.parametrize("entry", lexicon.load("meeting_related", Related), ids=lambda e: e.kind)
def test_related(entry: Related) -> None:
    (event,) = meetings(entry.example)
    assert event.kind == entry.kind
    assert len(event.mentions) == 2


@pytest.mark.parametrize("entry", lexicon.load("meeting_filler", Filler), ids=lambda e: f"{e.role}-{e.word}")
def test_filler(entry: Filler) -> None:
    if entry.role == "function":
        assert entry.word not in words_of(entry.example.lower())
    else:
        assert manner_words() >= set(entry.word.split())
        assert len(meetings(entry.example)) == 1


@pytest.mark.parametrize("entry", lexicon.load("meeting_verbs", PresenceVerb), ids=lambda e: e.verb)
def test_presence_verb(entry: PresenceVerb) -> None:
    (event,) = meetings(entry.example)
    assert len(event.attendees) == 1


@pytest.mark.parametrize("entry", lexicon.load("meeting_places", PlaceWord), ids=lambda e: f"{e.role}-{e.word}")
def test_place(entry: PlaceWord) -> None:
    event = meetings(entry.example)[0]
    assert event.location == (f"{entry.word} Sơn Khê" if entry.role == "place" else None)


@pytest.mark.parametrize("entry", lexicon.load("meeting_visits", VisitWord), ids=lambda e: f"{e.role}-{e.word}")
def test_visit(entry: VisitWord) -> None:
    (event,) = meetings(entry.example)
    assert event.location == (f"{entry.word} Sơn Khê" if entry.role == "site" else "Thái Lan")


# Which field of the records the words of a role make: without one of them it comes out otherwise.
ROLES = {
    "announced_verb": "date/count/attendees",
    "another_time": "date/count",
    "answer_verb": "organizer",
    "asked": "count",
    "assembly": "organizer",
    "assembly_verb": "organizer",
    "at_all_levels": "count",
    "at_event": "name/count/mentions/attendees",
    "attend_verb": "attendees",
    "award": "name",
    "beside": "date/count",
    "body_head": "organizer",
    "body_kind": "name",
    "body_noun": "organizer",
    "body_of_holders": "name",
    "business": "organizer",
    "business_verb": "name/count/mentions",
    "cell": "organizer",
    "chair_verb": "chairs",
    "classifier": "organizer",
    "clause_opener": "name",
    "clause_verb": "organizer",
    "congress_word": "name",
    "countable": "count",
    "course": "location/date",
    "course_verb": "name/count/mentions",
    "day_word": "organizer",
    "decided_on": "attendees",
    "deictic": "count",
    "delegation": "organizer",
    "deliberation_verb": "name/count/mentions",
    "doing": "count",
    "done_verb": "name",
    "elsewhere": "attendees",
    "event_noun": "organizer",
    "event_paper": "count",
    "event_quality": "name/count/mentions",
    "first_office": "name",
    "further_act": "name",
    "high_post": "chairs",
    "hold_verb": "organizer",
    "holiday": "date",
    "honoured": "attendees",
    "how_long": "location",
    "in_general": "count",
    "inspect_verb": "count",
    "issue_verb": "organizer",
    "joint_act": "name",
    "judgement": "organizer",
    "lately": "organizer",
    "lesser_post": "name",
    "level_body": "count/mentions",
    "linked_word": "name",
    "listed_event": "count",
    "literary_work": "count",
    "local_body": "count/mentions",
    "meet_verb": "organizer",
    "meeting_paper": "organizer",
    "memory": "attendees",
    "monthly_business": "name",
    "nationwide": "organizer",
    "news_agency": "organizer",
    "no_body": "organizer",
    "no_body_word": "organizer",
    "numbered_course": "name",
    "occasion": "chairs",
    "office": "count",
    "office_head": "location",
    "official_letter": "date/count",
    "online_noun": "mode",
    "other_day": "date",
    "owned_noun": "name",
    "paper": "name",
    "paper_verb": "name",
    "party_name": "organizer",
    "period_noun": "name/organizer",
    "place_break": "location",
    "plan_heading": "count",
    "plan_noun": "name",
    "planned_word": "count",
    "post": "organizer",
    "put_before": "name/count",
    "received_by": "name",
    "refers": "count/date/organizer/location/name",
    "regular": "count",
    "remark_verb": "name/mentions/date/count",
    "repeated_verb": "name",
    "report_verb": "organizer",
    "reporter": "attendees",
    "review": "organizer",
    "rite": "organizer",
    "rite_verb": "name/count",
    "rule_noun": "count",
    "say_verb": "organizer",
    "session_kind": "organizer",
    "small_unit": "location",
    "solemnly": "organizer",
    "speech_verb": "attendees",
    "state_form": "location",
    "state_kind": "location",
    "talk_verb": "name/organizer/count",
    "talks": "date/count",
    "task_word": "count",
    "tell_verb": "organizer",
    "then_word": "date/count",
    "told_verb": "attendees",
    "unit_noun": "organizer",
    "unreal": "count",
    "work_kind": "count",
    "work_noun": "organizer",
    "writing": "attendees",
    "writing_form": "count",
}
# What stands for a word that another of its kind must stand for.
STAND_INS = {"meet_verb": "họp", "rite_verb": "tạo"}


@pytest.mark.parametrize("entry", lexicon.load("meeting_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    stand_in = STAND_INS.get(entry.role, "xyz")
    assert changed(entry, "meeting", stand_in) & set(ROLES[entry.role].split("/"))
