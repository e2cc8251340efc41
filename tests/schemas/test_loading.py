"""Schemas by reference."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import sys
import threading
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import BaseModel

from llm_extract.errors import ConfigError
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.loading import ClassSchema, FileSchema, as_schema, load_schema


def test_class_in_a_module() -> None:
    """``package.module:Class`` is that class."""
    schema = load_schema("llm_extract.schemas.funding:FundingNews")
    assert isinstance(schema, ClassSchema)
    assert schema.cls is FundingNews
    assert schema.name == "FundingNews"


def test_threads_that_need_a_file_at_once_wait_for_its_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that another thread has only begun to import is not taken for one without the class."""
    gate = SimpleNamespace(begun=threading.Event(), open=threading.Event())
    monkeypatch.setitem(sys.modules, "gate_of_a_schema", gate)
    (tmp_path / "slow.py").write_text(
        "import gate_of_a_schema as gate\nfrom pydantic import BaseModel\ngate.begun.set()\ngate.open.wait(20)\n"
        "class Slow(BaseModel):\n    x: int\n"
    )
    found: list[object] = []

    def load() -> None:
        try:
            found.append(load_schema("slow.py:Slow", tmp_path).name)
        except ConfigError as error:
            found.append(error)

    threads = [threading.Thread(target=load, daemon=True) for _ in range(2)]
    threads[0].start()
    assert gate.begun.wait(20)
    threads[1].start()
    threads[1].join(0.2)
    gate.open.set()
    for thread in threads:
        thread.join(20)
    assert found == ["Slow", "Slow"]


def test_class_in_a_file(tmp_path: Path) -> None:
    """``path/file.py:Class`` is found from the given folder, once, and its instances can be pickled."""
    (tmp_path / "shapes.py").write_text("from pydantic import BaseModel\nclass Shape(BaseModel):\n    a: int\n")
    schema = load_schema("shapes.py:Shape", tmp_path)
    data, faults = schema.validate({"a": 1})
    assert not faults
    assert pickle.loads(pickle.dumps(data)) == data  # noqa: S301 - our own bytes
    again = load_schema("shapes.py:Shape", tmp_path)
    assert isinstance(schema, ClassSchema)
    assert isinstance(again, ClassSchema)
    assert schema.cls is again.cls


def test_a_file_knows_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file looks for beside itself is found, however the reference goes there."""
    (tmp_path / "prompts" / "a").mkdir(parents=True)
    text = "from pathlib import Path\nfrom pydantic import BaseModel\nclass Shape(BaseModel):\n    a: int\n"
    (tmp_path / "shapes.py").write_text(f"{text}place = Path(__file__).parents[0]\n")
    monkeypatch.chdir(tmp_path)
    schema = load_schema("../../shapes.py:Shape", Path("prompts/a"))
    assert isinstance(schema, ClassSchema)
    assert sys.modules[schema.cls.__module__].place == tmp_path


def test_json_schema_in_a_file(tmp_path: Path) -> None:
    """``path/file.json`` is validated as it says; faults are places and messages."""
    (tmp_path / "point.json").write_text(json.dumps({"type": "object", "properties": {"x": {"type": "integer"}}}))
    schema = load_schema("point.json", tmp_path)
    assert schema.name == "point"
    assert schema.validate({"x": 1}) == ({"x": 1}, [])
    assert schema.validate({"x": "a"}) == (None, [(("x",), "'a' is not of type 'integer'")])


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        ("llm_extract.schemas.funding:FundingNew", "no class FundingNew", "FundingNews?"),
        ("llm_extract.schemas.fundin:X", "no module llm_extract.schemas.fundin", "llm_extract.schemas.funding?"),
        ("llm_extract.schemas.funding", "names no class", "package.module:Class"),
        ("llm_extract.schemas.funding:INVESTMENT_TYPE_FORMS", "not a pydantic model", "Classes there"),
        ("no_such_package_at_all:X", "no module", "Install"),
        ("shape.py:Shape", "no schema file", "shapes.py?"),
        ("broken.py:Shape", "importing", "import by itself"),
        ("exits.py:Shape", "failed: SystemExit: 3", "import by itself"),
        ("broken.json", "is not JSON", "one JSON object"),
        ("list.json", "holds no JSON schema", "one JSON object"),
        ("wrong.json", "no valid JSON schema", "Correct"),
    ],
)
def test_bad_references(tmp_path: Path, reference: str, message: str, hint: str) -> None:
    """A reference that leads nowhere is a configuration error with a remedy."""
    (tmp_path / "shapes.py").write_text("")
    (tmp_path / "broken.py").write_text("1 / 0")
    (tmp_path / "exits.py").write_text("raise SystemExit(3)")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "wrong.json").write_text('{"type": 7}')
    with pytest.raises(ConfigError) as caught:
        load_schema(reference, tmp_path)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_jsonschema_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package jsonschema is missing, the error says how to install it."""
    (tmp_path / "point.json").write_text("{}")
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(ConfigError, match="pip install jsonschema"):
        load_schema("point.json", tmp_path)


def test_dump_is_plain() -> None:
    """Decimals lose their exponents, dates are ISO, sets are sorted, defaults are there."""

    class Sums(BaseModel):
        sums: list[Decimal]
        day: dt.date
        words: set[str]
        by_name: dict[str, Decimal] = {}

    schema = ClassSchema(Sums)
    data = Sums(sums=[Decimal("6E+8"), Decimal("0E-9")], day=dt.date(2020, 1, 2), words={"b", "a", "c"})
    assert schema.dump(data) == {
        "sums": ["600000000", "0.000000000"], "day": "2020-01-02", "words": ["a", "b", "c"], "by_name": {},
    }  # fmt: skip


def test_faults_name_places_in_the_data() -> None:
    """Of pydantic's locations only what points into the data is left."""

    class Inner(BaseModel):
        a: int

    class Outer(BaseModel):
        either: Inner | list[int]
        counts: dict[int, int]

    faults = ClassSchema(Outer).validate({"either": {"a": "x"}, "counts": {"k": 1}})[1]
    assert (("either", "a"), "Input should be a valid integer, unable to parse string as an integer") in faults
    assert {place for place, _ in faults} <= {("either", "a"), ("either",), ("counts", "k")}


def test_as_schema() -> None:
    """A class stands for its schema, a schema for itself; anything else is refused."""
    file = FileSchema({})
    assert as_schema(file) is file
    assert as_schema(FundingNews).name == "FundingNews"
    with pytest.raises(ConfigError, match="int is not a pydantic model"):
        as_schema(int)  # type: ignore[arg-type]
