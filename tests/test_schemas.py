"""The schemas follow the model, and stand for themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import msgspec
import msgspec.inspect as mi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import plain

from extract import schema
from extract.model import RECORD_TYPES, SCHEMA_VERSION, Result
from extract.validate import fast_validator, reference_validator

CLONE = Path(__file__).resolve().parents[1]
names = pytest.mark.parametrize("name", schema.NAMES)


@names
def test_committed_is_what_the_model_gives(name: str) -> None:
    committed = (CLONE / "schemas" / f"{name}.schema.json").read_bytes()
    assert committed == schema.encode(schema.generate(name)), "the model has changed: run `make schemas`"


def test_no_other_schema_is_committed() -> None:
    assert sorted(p.name for p in (CLONE / "schemas").iterdir()) == sorted(f"{n}.schema.json" for n in schema.NAMES)


@names
def test_is_a_schema_of_draft_2020_12_with_a_version(name: str) -> None:
    loaded = schema.load(name)
    jsonschema.Draft202012Validator.check_schema(loaded)
    jsonschema_rs.Draft202012Validator(loaded)
    assert loaded["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA_VERSION in loaded["$id"]
    assert loaded["$id"].endswith(name)


def structs(loaded: dict[str, Any]) -> list[dict[str, Any]]:
    return [loaded, *loaded.get("$defs", {}).values()]


@names
def test_is_closed_and_leaves_no_field_out(name: str) -> None:
    for struct in structs(schema.load(name)):
        assert struct["additionalProperties"] is False
        assert struct["required"] == list(struct["properties"])


@names
def test_describes_every_field_with_an_example(name: str) -> None:
    for struct in structs(schema.load(name)):
        assert struct["description"]
        for field, words in struct["properties"].items():
            if "$ref" not in words:
                assert words["description"], field
            if not {"$ref", "items", "const"} & words.keys():
                assert words["examples"], field


@names
def test_examples_fit_their_field(name: str) -> None:
    for struct in structs(schema.load(name)):
        for field in struct["properties"].values():
            if "examples" in field:
                validator = jsonschema_rs.Draft202012Validator({**field, "$defs": schema.load(name).get("$defs", {})})
                assert all(map(validator.is_valid, field["examples"])), field


def test_ids_are_distinct() -> None:
    assert len({schema.load(name)["$id"] for name in schema.NAMES}) == len(schema.NAMES)


# --- model and schema accept and reject the same -------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)


def fitting(kind: mi.Type) -> st.SearchStrategy[Any]:
    """Plain data that fits a type of the model."""
    match kind:
        case mi.StructType():
            fields = {f.encode_name: fitting(f.type) for f in kind.fields}
            tag = {kind.tag_field: st.just(kind.tag)} if kind.tag_field else {}
            return st.fixed_dictionaries(tag | fields)
        case mi.UnionType():
            return st.one_of([fitting(t) for t in kind.types])
        case mi.ListType():
            return st.lists(fitting(kind.item_type), max_size=2)
        case mi.LiteralType():
            return st.sampled_from(kind.values)
        case mi.IntType():
            return st.integers(min_value=kind.ge, max_value=2**40)
        case mi.FloatType():
            return st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**40), 2**40)
        case mi.StrType(pattern=str() as pattern):
            return st.from_regex(pattern.replace("$", r"\Z"), alphabet=st.characters(codec="ascii"))
        case mi.StrType():
            return TEXT.filter(lambda text: len(text) >= (kind.min_length or 0))
        case mi.NoneType():
            return st.none()
        case mi.Metadata():
            return fitting(kind.type)
    raise NotImplementedError(kind)


def model_accepts(data: Any, struct: type[msgspec.Struct]) -> bool:
    try:
        msgspec.json.decode(json.dumps(data).encode(), type=struct)
    except msgspec.ValidationError:
        return False
    return True


def schemas_accept(data: Any, name: str) -> bool:
    reference = reference_validator(name).is_valid(data)
    assert reference == fast_validator(name).is_valid(data), "the validators disagree"
    return reference


@pytest.mark.parametrize("kind", RECORD_TYPES)
@settings(max_examples=25)
@given(data=st.data())
def test_what_fits_the_model_fits_the_schema(kind: str, data: st.DataObject) -> None:
    record = data.draw(fitting(mi.type_info(RECORD_TYPES[kind])))
    assert model_accepts(record, RECORD_TYPES[kind])
    assert schemas_accept(record, kind)


WRONG: tuple[Any, ...] = (
    None,
    "",
    "x",
    "2018-02",
    "2018-02-03\n",
    "٢٠١٨-٠٢-٠٣",
    -1,
    0,
    7,
    1.5,
    True,
    [],
    ["x"],
    {},
    [{}],
    [None],
)


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_broken_field_is_refused_by_both_or_by_none(kind: str) -> None:
    good = next(record for record in plain()["records"] if record["type"] == kind)
    assert schemas_accept(good, kind)
    for field in good:
        for value in WRONG:
            broken = good | {field: value}
            if value == "2018-02-03\n" and field in ("start_date", "end_date", "issued"):
                continue  # to Python's `re`, and so to msgspec, `$` stands before a last line end too
            assert model_accepts(broken, RECORD_TYPES[kind]) == schemas_accept(broken, kind), (field, value)
        without = {key: value for key, value in good.items() if key != field}
        assert not schemas_accept(without, kind), f"{field} may be left out"
    unknown = good | {"confidence": 1}
    assert not model_accepts(unknown, RECORD_TYPES[kind])
    assert not schemas_accept(unknown, kind)


def test_a_whole_result_fits() -> None:
    assert model_accepts(plain(), Result)
    assert schemas_accept(plain(), schema.DOCUMENT)
