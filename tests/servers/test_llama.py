"""llama.cpp's servers hold a model that knows nothing to our schemas; what it writes comes out as valid records."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from pydantic import BaseModel, Field

from llm_extract import Cited, Extractor
from llm_extract.cli import main
from llm_extract.errors import RejectedError
from llm_extract.models.endpoints import find_profile
from llm_extract.models.local_servers import find_local_servers
from llm_extract.models.probing import probe_settings
from llm_extract.pointers import value_at
from llm_extract.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# Single letters and digits, so that noise is sometimes found in it.
ARTICLE = "At 7 a tea set of 9 on a sea so red. I do as I am told to, on 3 or 4 of 5 days in a row: e a ae ea aa ee 1 2"
SEEDS = range(1, 7)


class Tree(BaseModel):
    name: str
    children: list[Tree] = Field(max_length=2)


class Everything(BaseModel):
    """Whatever the strict compiler can say."""

    code: str = Field(pattern=r"^[A-Z]{2}-[0-9]{1,3}$")
    escaped: str = Field(pattern=r"^\d+\.\d$")
    day: datetime.date
    moment: datetime.datetime
    count: int = Field(ge=-3, le=12)
    share: float = Field(ge=0, le=1)
    price: Decimal
    size: Literal["s", "m", 3, None]
    flag: bool | None
    pair: tuple[int, str]
    few: Annotated[list[int], Field(min_length=1, max_length=3)]
    named: dict[str, int]
    either: int | list[str] | Tree
    tree: Tree


class Seen(BaseModel):
    word: Cited[str]
    number: Cited[int] | None
    letters: list[Cited[Annotated[str, Field(pattern="^[ae]$")]]] = Field(min_length=8, max_length=20)


Open = Callable[..., Extractor[Any]]


@pytest.fixture
def opened(task: Path) -> Iterator[Open]:
    """Opens extractors for a server; they are closed at the end."""
    extractors: list[Extractor[Any]] = []

    def start(server: Any, schema: type[BaseModel], **options: Any) -> Extractor[Any]:
        parameters = {"temperature": 1.0, **options.pop("parameters", {})}
        place = {"model": "tiny", "base_url": server.base_url, "endpoint": server.profile, "timeout": 300.0}
        defaults = {"cache": None, "reask": False, "parameters": parameters}
        extractors.append(Extractor(task, schema=schema, api_key=server.key, **{**place, **defaults, **options}))
        return extractors[-1]

    yield start
    for extractor in extractors:
        extractor.close()


def _ask(extractor: Extractor[Any], seed: int, text: str = ARTICLE) -> tuple[dict[str, Any], Any]:
    """The body of a request, with a seed, and the server's response."""
    from llm_extract.documents import Document
    from llm_extract.messages import Request

    body = {**extractor.plan.renderer.render(Document.from_text(text)).body, "seed": seed}
    return body, extractor.run(extractor.model.complete(Request(body)))


def _sent_schema(body: dict[str, Any]) -> dict[str, Any]:
    form = body["response_format"]
    found: dict[str, Any] = form["schema"] if "schema" in form else form["json_schema"]["schema"]
    return found


def _held(schema: Any, profile: str) -> Any:
    """The part of a schema that the server's grammar holds answers to: what it leaves out is checked by us alone."""
    if isinstance(schema, list):
        return [_held(part, profile) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {word: _held(part, profile) for word, part in schema.items()}
    # Neither knows bounds of fractional numbers, llama-cpp-python counts wrong with those of whole ones.
    if kept.get("type") == "number" or (kept.get("type") == "integer" and profile == "llama-cpp-python"):
        kept = {word: part for word, part in kept.items() if word not in ("minimum", "maximum")}
    if profile == "llama-cpp-python" and isinstance(kept.get("type"), list):  # nor this one choices of several types
        kept.pop("enum", None)
    return kept


def test_answers_fit_the_schema_that_was_sent(llama: Any, opened: Open) -> None:
    """All that the compiler can write is accepted by the grammar, and complete answers are valid under it."""
    extractor, complete = opened(llama, Everything), 0
    for seed in SEEDS:
        body, response = _ask(extractor, seed)
        if response.finish_reason == "stop":
            complete += 1
            jsonschema.validate(json.loads(response.content), _held(_sent_schema(body), llama.profile))
    assert complete >= len(SEEDS) // 2


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_the_shipped_schemas_are_accepted(llama: Any, opened: Open, version: str) -> None:
    """Answers in the form of both released versions are valid under what was sent, or cut off by the limit."""
    pinned = json.loads((ROOT / f"prompts/funding_news/{version}.schema.json").read_text(encoding="utf-8"))
    extractor = opened(llama, Seen)
    extractor.plan.renderer._fixed = extractor.plan.renderer._format("pinned", pinned)
    complete = 0
    for seed in SEEDS[:3]:
        body, response = _ask(extractor, seed)
        if response.finish_reason == "stop":
            complete += 1
            jsonschema.validate(json.loads(response.content), _sent_schema(body))
    assert complete > 0


def test_noise_comes_out_as_valid_records(llama: Any, opened: Open) -> None:
    """Each record has data of its class or says why not; what local validation adds to the grammar holds."""
    statuses = set()
    for seed in SEEDS:
        record = opened(llama, Everything, parameters={"seed": seed}).extract(ARTICLE)
        statuses.add(record.status)
        assert record.status in ("ok", "empty", "partial", "truncated", "invalid")
        if record.status in ("ok", "partial"):
            assert isinstance(record.data, Everything)
            assert re.fullmatch(r"[A-Z]{2}-[0-9]{1,3}", record.data.code)
        else:
            assert record.error is not None
        json.loads(record.to_json())
    assert statuses & {"ok", "partial", "invalid"}


def _shows(quote: str, value: Any) -> bool:
    """Whether the words of a quote contain a value, read without the package."""
    if isinstance(value, str):
        return value.casefold() in quote.casefold()
    return str(value) in re.findall(r"-?\d+", quote)


def test_nothing_is_supported_unless_the_quote_contains_the_value(llama: Any, opened: Open) -> None:
    """Quotes stand in the text and hold the value wherever a value counts as supported; noise mostly does not."""
    verdicts: list[str] = []
    found = 0  # quotes that stand in the article by chance: single letters, which are too short to back anything
    for seed in range(1, 21):
        record = opened(llama, Seen, parameters={"seed": seed}).extract(ARTICLE)
        for item in record.evidence:
            verdicts.append(item.support)
            found += item.alignment != "missing"
            if item.support == "supported":
                assert item.spans
                assert item.quote.strip()
                assert all(ARTICLE[start:end] for start, end in item.spans)
                assert _shows(
                    "".join(ARTICLE[start:end] for start, end in item.spans), value_at(record.bare, item.path)
                )
    assert verdicts.count("unsupported") > verdicts.count("supported")
    assert found > 0


def test_an_answer_cut_off_is_a_truncated_record(llama: Any, opened: Open) -> None:
    """The limit on tokens reaches the server under its name for it."""
    record = opened(llama, Everything, parameters={"max_output_tokens": 12}).extract(ARTICLE)
    assert record.status == "truncated"
    assert record.attempts[0].usage.completion_tokens <= 12


def test_an_article_longer_than_the_context_is_rejected_alone(llama: Any, opened: Open) -> None:
    """The server says so, and the remedy is named."""
    with pytest.raises(RejectedError, match="--max-chars"):
        opened(llama, Seen, max_chars=0).extract("a b c d e " * 4000)


def test_what_the_servers_obey(llama: Any) -> None:
    """A model that knows nothing obeys a schema only where the server makes it; its own JSON fits nothing."""
    settings = Settings(model="tiny", base_url=llama.base_url, endpoint=llama.profile, timeout=300)
    verdicts = {finding.mode: finding.verdict for finding in probe_settings(settings).findings}
    assert (verdicts["strict"], verdicts["json"], verdicts["text"]) == ("obeyed", "ignored", "ignored")


def test_a_running_server_is_found(llama: Any) -> None:
    """By the list of its models, and by their owner which server it is."""
    row = replace(find_profile("vllm"), base_url=llama.base_url)
    (found,) = find_local_servers([row], seconds=10)
    assert (found.endpoint.profile, [Path(name).name for name in found.models]) == (llama.profile, ["tiny.gguf"])


def test_the_other_form_of_schemas_is_refused(llama_cpp_python: Any, opened: Open) -> None:
    """Why llama-cpp-python has a row of its own: what everyone else takes is no request to it."""
    with pytest.raises(RejectedError, match="json_object"):
        opened(llama_cpp_python, Seen, endpoint="vllm").extract(ARTICLE)


def test_the_command_runs_against_it(llama_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One shipped article with the shipped task: a record, whatever is in it, in which nothing is supported."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLM_EXTRACT_ENDPOINT", llama_server.profile)
    article = next((ROOT / "seeds").glob("*.txt"))
    place = ["-m", "tiny", "--base-url", llama_server.base_url, "--timeout", "300", "--no-reask", "--no-cache"]
    code = main(["run", str(article), "-o", "out.jsonl", *place, "--max-output-tokens", "1500", "--quiet"])
    (record,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert record["status"] in ("ok", "empty", "partial", "truncated")
    assert code == (0 if record["status"] in ("ok", "empty") else 1)
    assert {item["support"] for item in record["evidence"]} <= {"unsupported", "unchecked"}
