"""Results made from gold files: what a run without fault would write. The exports are tested on these."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from extract.export.calendar import days
from extract.export.label_studio import task
from extract.model import (
    Actual,
    AnyRecord,
    Date,
    Document,
    LegalReference,
    Meeting,
    Mention,
    Official,
    Position,
    Result,
    Target,
)

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"


def seed_results() -> list[Result]:
    """The results of the five seeds."""
    return [gold_result(path, SEEDS / f"{path.stem}.txt", f"seeds/{path.stem}.txt") for path in sorted(GOLD.glob("*"))]


def gold_result(gold: Path, source: Path, name: str | None = None) -> Result:
    """The result that a gold file stands for."""
    data = source.read_bytes()
    return _Maker(gold.stem, data.decode("utf-8"), json.loads(gold.read_text(encoding="utf-8"))).result(
        name or str(source), hashlib.sha256(data).hexdigest()
    )


def annotated_seeds() -> list[dict[str, Any]]:
    """What Label Studio exports of the seeds' tasks when people agree with every prediction."""
    sources = [(SEEDS / f"{result.document.id}.txt").read_bytes().decode("utf-8") for result in seed_results()]
    return annotated([task(*pair) for pair in zip(seed_results(), sources, strict=True)])


def annotated(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Label Studio exports when people agree with every prediction."""
    return [
        {
            "id": number,
            "data": task["data"],
            "predictions": [],
            "annotations": [{"id": 1, "was_cancelled": False, "result": task["predictions"][0]["result"]}],
        }
        for number, task in enumerate(tasks, 1)
    ]


class _Maker:
    def __init__(self, id: str, text: str, gold: dict[str, Any]) -> None:
        self.id, self.text, self.gold = id, text, gold
        self.records: dict[str, AnyRecord] = {}

    def result(self, source: str, sha256: str) -> Result:
        self.make()
        return Result(
            document=Document(
                id=self.id,
                source=source,
                sha256=sha256,
                characters=len(self.text),
                title=self.text.strip().splitlines()[0],
                published=self.gold["published"],
            ),
            records=sorted(self.records.values(), key=lambda r: (r.start, r.end, r.type)),
        )

    def make(self) -> None:
        for gold in self.gold["dates"]:
            self.add(
                Date,
                gold,
                value=gold["value"],
                granularity=granularity(gold["value"]),
                resolved_from="text",
                **self.bounds(gold),
            )
        for gold in self.gold["officials"]:
            place = self.place(gold)
            positions = [
                Position(title=title, role=title.split()[0], start=place.start, end=place.end)
                for title in gold["titles"]
            ]
            self.add(Official, gold, name=gold["name"], positions=positions, mentions=[place])
        self.add_legal_references()
        officials = {r.name: r.id for r in self.records.values() if isinstance(r, Official)}
        for gold in self.gold["meetings"]:
            self.add(
                Meeting, gold, kind=gold["kind"], name=gold["quote"], date=gold["date"], organizer=gold["organizer"],
                location=gold["location"], chairs=[officials[name] for name in gold["chairs"]],
                attendees=[officials[name] for name in gold["attendees"]], concerns=self.concerns(gold),
                mentions=[self.place(gold)],
            )  # fmt: skip
        for kind, struct in (("targets", Target), ("actuals", Actual)):
            for gold in self.gold.get(kind, []):
                fields = ("indicator", "value", "max", "unit", "comparator", "period")
                total = {"total": gold.get("total")} if struct is Actual else {}
                self.add(struct, gold, **{name: gold[name] for name in fields}, **total)

    def add_legal_references(self) -> None:
        groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for gold in self.gold["legal_references"]:
            groups.setdefault((gold["document_type"], gold["number"] or gold["quote"]), []).append(gold)
        for (kind, name), mentions in groups.items():
            places = sorted(map(self.place, mentions), key=lambda place: place.start)
            gold = mentions[0]
            record = LegalReference(
                start=places[0].start, end=places[0].end, text=places[0].text, rule="legal_reference.gold",
                id=f"{self.id}/legal_reference/{places[0].start}", document_type=gold["document_type"],
                number=gold["number"], name=None if gold["number"] else name, issuer=gold["issuer"],
                issued=gold["issued"], title=gold["title"], key=f"vn/{kind}/{name.replace('/', '-').lower()}",
                mentions=places,
            )  # fmt: skip
            self.records[record.id] = record

    def concerns(self, gold: dict[str, Any]) -> list[str]:
        place = self.place(gold)
        legal = (r for r in self.records.values() if isinstance(r, LegalReference))
        return [r.id for r in legal if any(place.start <= m.start < place.end for m in r.mentions)]

    def bounds(self, gold: dict[str, Any]) -> dict[str, Any]:
        found = days(gold["value"])
        return {"start_date": found[0].isoformat(), "end_date": found[1].isoformat()} if found else {}

    def place(self, gold: dict[str, Any]) -> Mention:
        start = -1
        for _ in range(gold["nth"]):
            start = self.text.index(gold["quote"], start + 1)
        return Mention(start=start, end=start + len(gold["quote"]), text=gold["quote"])

    def add(self, struct: type[AnyRecord], gold: dict[str, Any], **fields: Any) -> None:
        place = self.place(gold)
        kind = str(struct.__struct_config__.tag)
        name = f"{self.id}/{kind}/{place.start}"
        record = struct(id=name, start=place.start, end=place.end, text=place.text, rule=f"{kind}.gold", **fields)
        self.records.setdefault(name, record)


def granularity(value: str) -> str:
    if "/" in value:
        return "interval"
    if "T" in value:
        return "minute"
    for letter, name in (("Q", "quarter"), ("H", "half")):
        if letter in value:
            return name
    return {4: "year", 7: "month", 10: "day"}[len(value)]
