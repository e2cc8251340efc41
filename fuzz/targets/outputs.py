"""Records and what is made of them: exports, events, scores, reports; gold, floors and corrections."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import Any

from llm_extract.cli.reconcile import _read_aliases
from llm_extract.cli.records_file import read_records
from llm_extract.cli.report import _read_events, _read_scores
from llm_extract.documents import Document
from llm_extract.evaluation import evaluate, load_floors, load_gold, require_gold
from llm_extract.reconciliation import reconcile
from llm_extract.records import Record
from llm_extract.report import apply_corrections, iterate_report, load_corrections
from llm_extract.schemas.loading import Schema, load_schema
from llm_extract.sinks import export_records

from ..harness import Target

__all__ = ["RECORD", "SEEDS", "TARGETS"]

TEXT = "Acme raised $5 million from Beta Ventures on April 9, 2018, it said."
_DOCUMENT = Document(TEXT, key="a.txt", source="in/a.txt")
_USAGE = {"prompt_tokens": 9, "completion_tokens": 1, "cached_tokens": None}
_MONEY = {"amount": "5000000", "currency": "USD", "equivalents": []}
_DATA = {
    "rounds": [{
        "company": "Acme", "context": "subject", "investment_type": None, "status": "closed", "money_raised": _MONEY,
        "announced_on": "2018-04-09", "investors": [{"name": "Beta Ventures", "role": "participant"}], "valuations": [],
    }],
    "partnerships": [{"company": "Acme", "partner": "Beta Ventures", "about": None}],
    "quotes": [],
    "figures": [{"measure": "raised", "value": {"number": "5000000", "unit": "USD"}, "year": "2018", "said_by": None}],
}  # fmt: skip


def _evidence(path: str, quote: str) -> dict[str, Any]:
    at = TEXT.index(quote)
    return {
        "path": path, "quote": quote, "spans": [[at, at + len(quote)]], "alignment": "exact", "support": "supported",
        "reason": "",
    }  # fmt: skip


@cache
def _schema() -> Schema:
    return load_schema("llm_extract.schemas.funding:FundingNews")


RECORD: dict[str, Any] = {
    "record_format": 1,
    "document": {
        "key": "a.txt", "id": _DOCUMENT.id, "source": "in/a.txt", "title": "T", "published_on": "2018-04-09",
        "encoding": "utf-8", "chars": len(TEXT), "metadata": {"a": 1},
    },
    "task": {"name": "funding_news", "version": 2, "prompt_sha256": "ab" * 32, "schema_sha256": "cd" * 32},
    "model": "m", "parameters": {"temperature": 0}, "status": "ok", "data": _DATA,
    "evidence": [_evidence("/rounds/0/company", "Acme"), _evidence("/rounds/0/money_raised", "$5 million")],
    "notes": [{"code": "lost", "path": "/rounds/1", "message": "An item.", "details": {"x": 1}}],
    "attempts": [{"fingerprint": "ef" * 32, "outcome": "parsed", "usage": _USAGE}],
    "usage": _USAGE, "review": None, "error": None,
}  # fmt: skip


def _records(data: bytes, folder: Path) -> list[dict[str, Any]]:
    path = folder / "records.jsonl"
    path.write_bytes(data)
    return list(read_records(path))


def _read_back(data: bytes, folder: Path) -> None:
    for raw in _records(data, folder):
        Record.from_dict(raw).to_json()


def _export(name: str, data: bytes, folder: Path) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    export_records(_records(data, folder), path, _schema().json_schema(), evidence=name.endswith(".csv"))


def _reconcile(data: bytes, folder: Path) -> None:
    records = _records(data, folder)
    if len(records) == 1:
        records.append({**RECORD, "document": {**RECORD["document"], "key": "b.txt", "id": "00"}})
    for event in reconcile(records, _schema().json_schema(), texts={"a.txt": TEXT}):
        event.to_json()


def _report(data: bytes, folder: Path) -> None:
    for piece in iterate_report(_records(data, folder)):
        piece.encode()


def _evaluate(data: bytes, folder: Path) -> None:
    """The first line is gold, the others are records."""
    first, _, rest = data.partition(b"\n")
    path = folder / "gold.jsonl"
    path.write_bytes(first)
    gold = load_gold(path)
    schema = _schema().json_schema()
    require_gold(gold, schema)
    records = _records(rest, folder) if rest.strip() else [RECORD]
    evaluate(records, gold, schema, samples=2)


def _read_floors(data: bytes, folder: Path) -> None:
    path = folder / "floors.json"
    path.write_bytes(data)
    load_floors(path)


def _read_corrections(data: bytes, folder: Path) -> None:
    path = folder / "corrections.json"
    path.write_bytes(data)
    for record in apply_corrections([RECORD], load_corrections(path), _schema(), {"a.txt": TEXT}):
        json.dumps(record)


def _read_names(data: bytes, folder: Path) -> None:
    path = folder / "aliases.json"
    path.write_bytes(data)
    aliases = _read_aliases(path)
    reconcile([RECORD], _schema().json_schema(), aliases=aliases)


def _report_events(data: bytes, folder: Path) -> None:
    path = folder / "events.jsonl"
    path.write_bytes(data)
    for piece in iterate_report([RECORD], events=_read_events(path)):
        piece.encode()


def _report_scores(data: bytes, folder: Path) -> None:
    path = folder / "scores.json"
    path.write_bytes(data)
    for piece in iterate_report([RECORD], evaluation=_read_scores(path)):
        piece.encode()


TARGETS: dict[str, Target] = {
    "records": _read_back,
    "export_csv": partial(_export, "a.csv"),
    "export_sqlite": partial(_export, "a.sqlite"),
    "reconcile": _reconcile,
    "report": _report,
    "evaluate": _evaluate,
    "floors": _read_floors,
    "corrections": _read_corrections,
    "name_aliases": _read_names,
    "report_events": _report_events,
    "report_scores": _report_scores,
}

_LINE = json.dumps(RECORD).encode() + b"\n"
_GOLD = {"document": "a.txt", "data": {"rounds": [{"company": {"$any": ["Acme", "Acme Inc"]}}]},
         "quotes": {"/rounds/0/company": ["Acme"]}}  # fmt: skip
_CORRECTIONS = {
    "corrections_format": 1, "by": "A. Person",
    "records": [{"document": "a.txt", "id": _DOCUMENT.id, "changes": [
        {"action": "edit", "path": "/rounds/0/company", "was": {"/rounds/0/company": "Acme"},
         "values": {"/rounds/0/company": "Acme Inc"}},
        {"action": "span", "path": "/rounds/0/company", "was": {"/rounds/0/company": "Acme"}, "spans": [[0, 4]]},
        {"action": "note", "path": "/rounds/0/company", "was": {"/rounds/0/company": "Acme"}, "note": "n"},
    ]}],
}  # fmt: skip


def _events() -> bytes:
    other = {**RECORD, "document": {**RECORD["document"], "key": "b.txt", "id": "00"}}
    return b"".join(event.to_json().encode() + b"\n" for event in reconcile([RECORD, other], _schema().json_schema()))


def _scores() -> bytes:
    from llm_extract.evaluation import Gold, to_json

    found = to_json(evaluate([RECORD], Gold.from_dicts([_GOLD]), _schema().json_schema(), samples=2))
    return found.encode() if isinstance(found, str) else json.dumps(found).encode()


SEEDS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("records", "export_csv", "export_sqlite", "reconcile", "report"), (_LINE, _LINE * 2)),
    "evaluate": (json.dumps(_GOLD).encode(), json.dumps(_GOLD).encode() + b"\n" + _LINE),
    "floors": (b'{"documents": 5, "f1": {"(all fields)": 0.9, "company": 1}, "lowered": []}',),
    "corrections": (json.dumps(_CORRECTIONS).encode(),),
    "name_aliases": (json.dumps({"Acme": ["Acme Inc", "商汤"]}).encode(),),
    "report_events": (_events(),),
    "report_scores": (_scores(),),
}
