"""Putting a review into records."""

from __future__ import annotations

import copy
import cProfile
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract.errors import ConfigError
from llm_extract.evaluation import draft_gold
from llm_extract.pointers import value_at
from llm_extract.report import Correction, apply_corrections, load_corrections
from llm_extract.schemas.sources import ClassSchema, FileSchema, Schema

TEXT = "Acme hired Ada, Bo and Cy in 2019. Bo is an engineer."
DATA = {"name": "Acme", "year": 2019, "people": [{"name": "Ada"}, {"name": "Bo"}, {"name": "Cy"}]}
TOLD = [
    ("/name", "Acme", "supported"),
    ("/year", "in 2019", "supported"),
    ("/people/0/name", "Ada", "supported"),
    ("/people/1/name", "Bo", "unsupported"),
    ("/people/2/name", "Cy", "supported"),
]


class Person(BaseModel):
    name: str


class Company(BaseModel):
    name: str
    year: int | None
    people: list[Person]


MakeRecord = Callable[..., dict[str, Any]]
Apply = Callable[..., dict[str, Any]]


@pytest.fixture
def record(make_record: MakeRecord) -> dict[str, Any]:
    """A record with a list, a value that may be null and one that may not."""
    return make_record(TEXT, copy.deepcopy(DATA), TOLD)


@pytest.fixture
def apply(record: dict[str, Any]) -> Apply:
    """Applies changes to the record; it must not be changed itself."""

    def run(*changes: dict[str, Any], texts: dict[str, str] | None = None) -> dict[str, Any]:
        before = copy.deepcopy(record)
        correction = Correction("a.txt", record["document"]["id"], "Kim", changes)
        texts = {"a.txt": TEXT} if texts is None else texts
        (reviewed,) = apply_corrections([record], [correction], ClassSchema(Company), texts)
        assert record == before
        return reviewed

    return run


def change(action: str, path: str, was: Any, **more: Any) -> dict[str, Any]:
    return {"action": action, "path": path, "was": {path: was}, **more}


def test_an_edit_replaces_the_value_and_keeps_the_models(apply: Apply) -> None:
    """The new value stands in the data, the model's in the review, and the quote is not said to back it."""
    reviewed = apply(change("edit", "/year", 2019, values={"/year": 2018}))
    assert reviewed["data"]["year"] == 2018
    assert reviewed["review"]["by"] == "Kim"
    assert [(one["action"], one["path"], one["was"]) for one in reviewed["review"]["changes"]] == [
        ("edit", "/year", 2019)
    ]
    assert reviewed["evidence"][1]["support"] == "unchecked"


def test_the_work_grows_with_the_rejections(make_record: MakeRecord) -> None:
    """Twice as many rejected items of a record take about twice the steps; the others keep their words."""

    def steps(count: int) -> int:
        names = [str(number) for number in range(2 * count)]
        told = [(f"/people/{name}/name", name, "supported") for name in names]
        record = make_record(
            " ".join(names), {"name": "A", "year": 1, "people": [{"name": name} for name in names]}, told
        )
        changes = tuple(change("reject", path, name) for path, name, _ in told[::2])
        profile = cProfile.Profile()
        correction = Correction("a.txt", record["document"]["id"], "Kim", changes)
        (reviewed,) = profile.runcall(list, apply_corrections([record], [correction], ClassSchema(Company), {}))
        assert [person["name"] for person in reviewed["data"]["people"]] == names[1::2]
        assert [value_at(reviewed["data"], one["path"]) for one in reviewed["evidence"]] == names[1::2]
        assert [one["quote"] for one in reviewed["evidence"]] == names[1::2]
        return int(sum(one.callcount for one in profile.getstats()))

    steps(10)  # what is only done once
    assert steps(200) < 3 * steps(100)


def test_acceptance_overrules_the_check(apply: Apply) -> None:
    """What a reader accepts counts as supported; the check's verdict is kept in the review."""
    reviewed = apply(change("accept", "/people/1/name", "Bo"))
    assert reviewed["evidence"][3]["support"] == "supported"
    assert reviewed["review"]["changes"][0]["evidence"]["support"] == "unsupported"
    assert reviewed["data"] == DATA


def test_a_rejected_value_becomes_null_where_it_may(apply: Apply) -> None:
    """The year may be null: nothing else goes, and its evidence goes with it."""
    reviewed = apply(change("reject", "/year", 2019))
    assert reviewed["data"] == {**DATA, "year": None}
    assert "/year" not in [one["path"] for one in reviewed["evidence"]]


def test_a_rejected_name_takes_its_item_and_pointers_follow(apply: Apply) -> None:
    """A person needs a name: the item goes, and the evidence of those behind it moves up with them."""
    reviewed = apply(change("reject", "/people/0/name", "Ada"), change("reject", "/people/1/name", "Bo"))
    assert reviewed["data"]["people"] == [{"name": "Cy"}]
    people = {one["path"]: one["quote"] for one in reviewed["evidence"] if "people" in one["path"]}
    assert people == {"/people/0/name": "Cy"}


def test_a_rejected_entry_under_a_free_key_goes_alone(make_record: MakeRecord) -> None:
    """So does a member that a JSON schema does not ask for; a field with a default, which nobody said, does not."""

    class Shift(BaseModel):
        staff: dict[str, int]
        shop: str = "Oslo"

    class Shifts(BaseModel):
        shifts: list[Shift]

    data = {"shifts": [{"staff": {"a": 1, "b/c": 2}, "shop": "Rome"}, {"staff": {"d": 3}, "shop": "Bonn"}]}
    told = [("/shifts/0/staff/a", "Ada", "supported"), ("/shifts/1/staff/d", "Bo", "supported")]
    record = make_record(TEXT, data, told)

    def reject(schema: Schema, path: str, was: Any) -> dict[str, Any]:
        correction = Correction("a.txt", record["document"]["id"], "Kim", (change("reject", path, was),))
        (reviewed,) = apply_corrections([record], [correction], schema, {})
        return reviewed

    reviewed = reject(ClassSchema(Shifts), "/shifts/0/staff/b~1c", 2)
    assert reviewed["data"]["shifts"][0] == {"staff": {"a": 1}, "shop": "Rome"}
    assert [one["path"] for one in reviewed["evidence"]] == ["/shifts/0/staff/a", "/shifts/1/staff/d"]
    reviewed = reject(ClassSchema(Shifts), "/shifts/0/shop", "Rome")
    assert reviewed["data"]["shifts"] == [{"staff": {"d": 3}, "shop": "Bonn"}]
    assert [one["path"] for one in reviewed["evidence"]] == ["/shifts/0/staff/d"]
    shift = {"type": "object", "properties": {"shop": {"type": "string"}}}
    file = FileSchema({"properties": {"shifts": {"type": "array", "items": shift}}})
    reviewed = reject(file, "/shifts/0/shop", "Rome")
    assert reviewed["data"]["shifts"][0] == {"staff": {"a": 1, "b/c": 2}}


def test_a_rejected_part_takes_what_may_be_null_around_it(make_record: MakeRecord) -> None:
    """A boss needs a name, and there may be none: nothing else goes."""

    class Firm(BaseModel):
        boss: Person | None
        size: int

    told = [("/boss/name", "Ada", "unsupported"), ("/size", "2019", "supported")]
    record = make_record(TEXT, {"boss": {"name": "Ada"}, "size": 2019}, told)
    correction = Correction("a.txt", record["document"]["id"], "Kim", (change("reject", "/boss/name", "Ada"),))
    (reviewed,) = apply_corrections([record], [correction], ClassSchema(Firm), {})
    assert reviewed["data"] == {"boss": None, "size": 2019}
    assert [one["path"] for one in reviewed["evidence"]] == ["/size"]


def test_what_may_not_go_is_refused(apply: Apply) -> None:
    """The company's name can be neither null nor left out."""
    with pytest.raises(ConfigError, match=r"a\.txt /name: it cannot be taken out.*Decide otherwise in the report"):
        apply(change("reject", "/name", "Acme"))


def test_picked_words_become_the_quote(apply: Apply) -> None:
    """The new quote is what the article has at the place that was picked; the old one is kept."""
    reviewed = apply(change("span", "/people/1/name", "Bo", spans=[[35, 37]]))
    evidence = reviewed["evidence"][3]
    assert (evidence["quote"], evidence["spans"], evidence["support"]) == ("Bo", [[35, 37]], "supported")
    assert reviewed["review"]["changes"][0]["evidence"]["spans"] == [[16, 18]]


def test_words_can_be_picked_for_a_value_without_a_quote(apply: Apply) -> None:
    """An uncited value gets its first evidence."""
    reviewed = apply(change("span", "/people/0", {"name": "Ada"}, spans=[[11, 14]]))
    assert [one["quote"] for one in reviewed["evidence"] if one["path"] == "/people/0"] == ["Ada"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (change("edit", "/year", 2019, values={"/year": "soon"}), r"does not fit the schema.*Decide otherwise"),
        (change("edit", "/year", 2019, values={"/name": "Other"}), "no part of the value"),
        (change("accept", "/year", 2017), "another value"),
        (change("span", "/name", "Acme", spans=[[0, 999]]), "outside the article"),
        (change("edit", "/people/²", None, values={"/people/²": "Ada"}), "no such value"),
        (change("edit", "/people/9", None, values={"/people/9": "Ada"}), "no such value"),
        (change("reject", "/people/²", None), "no such value"),
    ],
)
def test_corrections_that_do_not_fit_are_refused(apply: Apply, changed: dict[str, Any], why: str) -> None:
    """A change about something else than the record holds is an error that says so."""
    with pytest.raises(ConfigError, match=why):
        apply(changed)


def test_picked_words_need_the_article(apply: Apply) -> None:
    """Without the text nobody knows the words at a place."""
    with pytest.raises(ConfigError, match=r"the article is needed.*--documents"):
        apply(change("span", "/name", "Acme", spans=[[0, 4]]), texts={})


def test_other_records_pass_unchanged(make_record: MakeRecord, record: dict[str, Any]) -> None:
    """Only what was reviewed is touched, and a second reviewer's changes follow the first's."""
    other = make_record(TEXT, copy.deepcopy(DATA), TOLD, key="b.txt")
    lines = [record, other]
    for by in ("Kim", "Lee"):
        correction = Correction("a.txt", record["document"]["id"], by, (change("note", "/name", "Acme", note=by),))
        lines = list(apply_corrections(lines, [correction], ClassSchema(Company), {}))
    assert lines[1] == other
    assert lines[0]["review"]["by"] == "Kim, Lee"
    assert [one["note"] for one in lines[0]["review"]["changes"]] == ["Kim", "Lee"]


def test_corrections_of_an_unknown_record_are_refused(record: dict[str, Any]) -> None:
    """Corrections that find no record are not lost silently, nor put into another text under the same key."""
    lost = Correction("z.txt", "0", "Kim", ())
    with pytest.raises(ConfigError, match=r"no record for z\.txt"):
        list(apply_corrections([record], [lost], ClassSchema(Company), {}))
    with pytest.raises(ConfigError, match="another text"):
        list(apply_corrections([record], [Correction("a.txt", "0", "Kim", ())], ClassSchema(Company), {}))


def test_reviewed_records_become_gold(apply: Apply) -> None:
    """Gold drafted from a reviewed record has the reviewer's values and the words that were picked."""
    reviewed = apply(
        change("edit", "/year", 2019, values={"/year": 2018}), change("span", "/people/1/name", "Bo", spans=[[35, 37]])
    )
    (line,) = draft_gold([reviewed])
    assert line.data["year"] == 2018
    assert line.quotes["/people/1/name"] == ["Bo"]


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "[]",
        json.dumps({"corrections_format": 2}),
        json.dumps({"corrections_format": 1, "by": "Kim", "records": [{"document": "a", "id": "b", "changes": [{}]}]}),
        json.dumps({
            "corrections_format": 1, "by": "Kim",
            "records": [{"document": "a", "id": "b", "changes": [change("span", "/a", 1, spans=[[3, 1]])]}],
        }),
    ],
)  # fmt: skip
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    """What is no corrections file is an error that names the file."""
    path = tmp_path / "corrections.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"corrections\.json"):
        load_corrections(path)
