"""The five articles on their recorded answers: each field of each article, every quote, and the failures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from llm_extract import Document, Extractor, read_documents
from llm_extract.evaluation import Floors, evaluate, field_scores, load_floors, load_gold
from llm_extract.schemas.funding import FundingNews

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "fixtures" / "gold" / "funding_news.jsonl"
VERSIONS = ("v1", "v2")

pytestmark = pytest.mark.llm_recordings("../fixtures")


def floors(version: str) -> Floors:
    return load_floors(ROOT / "fixtures" / "gold" / f"funding_news.{version}.floors.json")


KNOWN_ERRORS = {
    ("v1", "000_a9b7a494150d6b5a.txt", "figures[].measure"): "copies more words than the gold's alternatives, or fewer",
    ("v1", "001_602f9017c9731173.txt", "figures[].measure"): "says 'house around 400 tech businesses' without 'to'",
    ("v1", "004_b48525c721f87d7b.txt", "partnerships[].about"): "leaves out 'The firm’s'",
    ("v2", "000_a9b7a494150d6b5a.txt", "figures[].measure"): "says 'to be a global leader' where the gold has no 'to'",
    ("v2", "004_b48525c721f87d7b.txt", "partnerships[].about"): "leaves out 'The firm’s'",
}


@cache
def documents() -> dict[str, Document]:
    return {item.key: item for item in read_documents([str(ROOT / "seeds")]) if isinstance(item, Document)}


@pytest.fixture(scope="module")
def records(module_open_replay: Callable[..., Extractor[Any]]) -> dict[str, dict[str, Any]]:
    """The records of all articles by version and key."""
    return {
        version: {
            record.document.key: record
            for record in module_open_replay(f"funding_news@{version}").extract_many(documents().values())
        }
        for version in VERSIONS
    }


@pytest.fixture(scope="module")
def scores(records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The scores of each version against the gold."""
    gold, schema = load_gold(GOLD), FundingNews.model_json_schema()
    texts = {key: document.text for key, document in documents().items()}
    return {
        version: evaluate([record.to_dict() for record in found.values()], gold, schema, texts=texts)
        for version, found in records.items()
    }


KEYS = sorted(path.name for path in (ROOT / "seeds").glob("*.txt"))
FIELDS = [(version, field) for version in VERSIONS for field in sorted(floors(version).f1)]


def cases() -> list[Any]:
    found = []
    for version, field in FIELDS:
        for key in KEYS if field != "overall" else ():
            reason = KNOWN_ERRORS.get((version, key, field))
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            found.append(pytest.param(version, key, field, id=f"{version}-{key[:3]}-{field}", marks=marks))
    return found


@pytest.mark.parametrize(("version", "key", "field"), cases())
def test_each_field_of_each_article_is_as_the_gold_has_it(
    scores: dict[str, Any], version: str, key: str, field: str
) -> None:
    """No value of the field is wrong, missing or too many in this article."""
    errors = [
        f"{item.outcome} {item.path}: gold {item.gold!r}, found {item.found!r}"
        for item in scores[version].findings
        if (item.document, item.field) == (key, field)
    ]
    assert errors == []


@pytest.mark.parametrize(("version", "field"), FIELDS)
def test_each_field_holds_its_floor(scores: dict[str, Any], version: str, field: str) -> None:
    """F1 over the five articles is not lower than what was reached before."""
    (found,) = [item for item in field_scores(scores[version], floors(version)) if item.field == field]
    assert found.floor is not None
    assert found.passed, "\n".join(found.errors)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("key", KEYS)
def test_every_cited_value_slices_back_to_its_quote(records: dict[str, Any], key: str, version: str) -> None:
    """All five are ok; each piece of evidence is found, supported, and its offsets give its words."""
    record, text = records[version][key], documents()[key].text
    assert record.status == "ok"
    assert len(record.evidence) > 20
    for item in record.evidence:
        assert item.support == "supported", item
        assert " ... ".join(text[start:end] for start, end in item.spans) == item.quote


@pytest.mark.parametrize("version", VERSIONS)
def test_the_printed_three_million_stays_three_million(records: dict[str, Any], version: str) -> None:
    """The second article prints "$3 million" where others say billions: it is written down as printed, and cited."""
    record = records[version]["001_602f9017c9731173.txt"]
    (valuation,) = record.data.rounds[0].valuations
    assert (valuation.money.amount, valuation.money.currency, valuation.relation) == (3_000_000, "USD", "more_than")
    assert "$3 million" in record.evidence["/rounds/0/valuations/0"].quote


@pytest.mark.parametrize("version", VERSIONS)
def test_relative_dates_need_a_publication_date(records: dict[str, Any], version: str) -> None:
    """Only the article that prints its date gives "Monday" a date; elsewhere it stays unknown."""
    dates = {key[:3]: record.data.rounds[0].announced_on for key, record in records[version].items()}
    assert dates == {"000": None, "001": "2018-04-09", "002": None, "003": "XXXX-04", "004": None}


def test_seeds_are_the_articles_as_they_came() -> None:
    """The five files are unchanged, byte for byte, since every offset and fingerprint hangs on them."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt")))).hexdigest()
    assert digest == "6518094cd05898f65b4d07e2c168c00dfdb0fb927ab3aa39dbf6839221ef1a09"
