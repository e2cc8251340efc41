"""The public call, through the real stack: live, cached, recorded and replayed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract import (
    Cited,
    ConfigError,
    Document,
    DocumentError,
    Extractor,
    Name,
    RefusedError,
    ReplayMiss,
    Request,
    Response,
    RunError,
    read_documents,
)

KEY = "sk-planted-0123456789abcdef0123456789"
PROMPT = """---
schema: {schema}
---
# system
Name the company.

# user
{{{{ document.text }}}}
"""
SCHEMA = """
from pydantic import BaseModel
from llm_extract import Cited, Name

class Company(BaseModel):
    name: Cited[Name] | None
"""


class Company(BaseModel):
    name: Cited[Name] | None


def find_company(body: dict[str, Any]) -> str:
    """Answers as a model would: the first word of the article, which the tests make the company's name."""
    word = body["messages"][-1]["content"].split()[0]
    return json.dumps({"name": {"quote": word, "value": word}})


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A user's own task: a prompt file and a schema file beside it."""
    folder = tmp_path / "prompts" / "company"
    folder.mkdir(parents=True)
    (folder / "shapes.py").write_text(SCHEMA)
    (folder / "v1.md").write_text(PROMPT.format(schema="shapes.py:Company"))
    return tmp_path / "prompts"


@pytest.fixture
def articles(tmp_path: Path) -> list[Document]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("Acme", "Bolt", "Corax"):
        (folder / f"{name}.txt").write_text(f"{name} sells things.\n")
    return [item for item in read_documents([str(folder)]) if isinstance(item, Document)]


Open = Callable[..., Extractor[Any]]


@pytest.fixture
def opened(prompts: Path) -> Iterator[Open]:
    """Opens extractors on the user's task and closes them at the end."""
    extractors: list[Extractor[Any]] = []

    def open_one(**options: Any) -> Extractor[Any]:
        extractor: Extractor[Any] = Extractor("company", **{"prompts": prompts, "cache": None, **options})
        extractors.append(extractor)
        return extractor

    yield open_one
    for extractor in extractors:
        extractor.close()


def test_live_recorded_cached_and_replayed_records_are_the_same_bytes(
    opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """Where an answer came from leaves no trace in a record."""
    server = loopback(find_company)
    live = {"model": "m", "base_url": server.url, "parameters": {"max_output_tokens": 50}}
    kinds = {
        "live": live,
        "recording": {**live, "record": tmp_path / "rec"},
        "storing": {**live, "cache": tmp_path / "cache"},
        "cached": {**live, "cache": tmp_path / "cache"},
        "replayed": {"replay": tmp_path / "rec"},
    }
    made = {}
    for kind, options in kinds.items():
        made[kind] = [record.to_json() for record in opened(**options).extract_many(articles)]
    assert [json.loads(line)["data"]["name"] for line in made["live"]] == ["Acme", "Bolt", "Corax"]
    assert all(lines == made["live"] for lines in made.values())
    assert len(server.log) == 9  # the cached and the replayed run asked nothing


def test_a_long_article_is_recorded_and_replayed_part_by_part(
    opened: Open, loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """Each part and pass is an answer of its own: cached, recorded, and replayed to the same bytes without asking."""
    server = loopback(lambda body: json.dumps({"name": {"quote": "Acme", "value": "Acme"}}))
    text = "Acme sells things. " * 200
    cut = {"max_chars": 1000, "passes": 2}
    live = {**cut, "model": "m", "base_url": server.url, "cache": tmp_path / "cache"}
    first = opened(**live, record=tmp_path / "rec").extract(text)
    sent = len(server.log)
    assert sent == len(first.attempts) == len({attempt.fingerprint for attempt in first.attempts}) > 6
    assert len(list((tmp_path / "rec").rglob("*.json"))) == sent
    again = [opened(**live).extract(text), opened(**cut, replay=tmp_path / "rec").extract(text)]
    assert [record.to_json() for record in again] == [first.to_json()] * 2
    assert len(server.log) == sent
    assert first.bare == {"name": "Acme"}


def test_a_users_own_schema_and_prompt_give_their_own_class(opened: Open, loopback: Callable[..., Any]) -> None:
    """Record.data is an instance of the class that the caller hands over, and evidence answers by path."""
    extractor = opened(schema=Company, model="m", base_url=loopback(find_company).url)
    record = extractor.extract("Acme sells things.")
    assert record.data == Company(name="Acme")
    assert type(record.data) is Company
    assert record.evidence["/name"].spans == ((0, 4),)


def test_sync_calls_work_inside_a_running_event_loop(opened: Open, loopback: Callable[..., Any]) -> None:
    """Notebooks run a loop of their own; extract works there too."""
    extractor = opened(model="m", base_url=loopback(find_company).url)

    async def cell() -> str | None:
        return extractor.extract("Acme sells things.").bare["name"]

    assert asyncio.run(cell()) == "Acme"


def test_async_calls_give_the_same_records(
    opened: Open, articles: list[Document], loopback: Callable[..., Any]
) -> None:
    """aextract and aextract_many are the same as their synchronous twins."""
    url = loopback(find_company).url
    expected = [record.to_json() for record in opened(model="m", base_url=url).extract_many(articles)]

    async def both() -> tuple[str, list[str]]:
        extractor: Extractor[Any] = opened(model="m", base_url=url)
        one = await extractor.aextract(articles[0])
        many = [record.to_json() async for record in extractor.aextract_many(articles)]
        await extractor.aclose()
        return one.to_json(), many

    one, many = asyncio.run(both())
    assert one == expected[0]
    assert many == expected


def test_extract_many_is_lazy_and_in_order(opened: Open, loopback: Callable[..., Any]) -> None:
    """Texts are read only as far ahead as records are being made, and records come in the order of the texts."""
    taken: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield f"Company{number} sells things."

    extractor = opened(model="m", base_url=loopback(find_company).url)
    records = extractor.extract_many(texts(), concurrency=4)
    assert [next(records).bare["name"] for _ in range(3)] == ["Company0", "Company1", "Company2"]
    assert len(taken) < 20
    records.close()


def test_one_failure_does_not_lose_the_others(opened: Open, loopback: Callable[..., Any]) -> None:
    """In extract_many a text that got no answer, or is empty, becomes a failed record in its place."""
    server = loopback(find_company)
    extractor = opened(model="m", base_url=server.url)
    records = list(extractor.extract_many(["Acme sells.", "   ", "Bolt sells."]))
    assert [record.status for record in records] == ["ok", "failed", "ok"]
    assert records[1].error is not None
    assert records[1].error.type == "DocumentError"


def test_a_refused_key_stops_at_once_and_stays_secret(
    opened: Open, articles: list[Document], loopback: Callable[..., Any]
) -> None:
    """401 is raised as itself, also from a batch, and the key is not in it."""
    server = loopback(find_company, script=["401"] * 9)
    extractor = opened(model="m", base_url=server.url, api_key=KEY)
    with pytest.raises(RefusedError) as caught:
        list(extractor.extract_many(articles))
    assert KEY not in repr(caught.value) + str(caught.value)
    assert caught.value.hint


def test_a_replay_miss_surfaces_as_itself_and_names_the_command(
    opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """An article that was not recorded gives a ReplayMiss with the nearest recording and the command to record."""
    list(opened(model="m", base_url=loopback(find_company).url, record=tmp_path / "rec").extract_many(articles))
    with pytest.raises(ReplayMiss) as caught:
        opened(replay=tmp_path / "rec").extract("Acme sells many things.")
    assert "Acme-" in str(caught.value)
    assert "--record" in caught.value.hint


def test_recordings_are_filed_by_task_version_and_document(
    opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """fixtures/<task>/v<N>/<document stem>-<fingerprint8>.json, and the key is in none of them."""
    extractor = opened(model="m", base_url=loopback(find_company).url, record=tmp_path / "rec", api_key=KEY)
    records = list(extractor.extract_many(articles))
    files = sorted((tmp_path / "rec").rglob("*.json"))
    assert [path.relative_to(tmp_path / "rec").as_posix() for path in files] == [
        f"company/v1/{Path(record.document.key).stem}-{record.attempts[0].fingerprint[:8]}.json" for record in records
    ]
    assert all(KEY not in path.read_text() for path in files)


def test_an_answer_that_repeats_the_key_is_not_recorded(
    opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """A key of no known form, which an endpoint gives back in its answer, reaches no recording."""
    key = "our own kind of key".replace(" ", "/")
    server = loopback(lambda body: json.dumps({"name": key}))
    extractor = opened(model="m", base_url=server.url, record=tmp_path / "rec", api_key=key)
    with pytest.raises(RunError, match="the API key"):
        list(extractor.extract_many(articles[:1]))
    assert not list((tmp_path / "rec").rglob("*.json"))


def test_the_key_is_in_no_file_of_the_cache_and_in_no_record(
    opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """A planted key is sent, and is written nowhere."""
    extractor = opened(model="m", base_url=loopback(find_company).url, cache=tmp_path / "cache", api_key=KEY)
    lines = [record.to_json() for record in extractor.extract_many(articles)]
    extractor.close()
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert files
    assert all(KEY.encode() not in path.read_bytes() for path in files)
    assert all(KEY not in line for line in lines)


def test_without_key_and_recordings_the_three_ways_on_are_named(opened: Open) -> None:
    """No key, no base URL, no replay: the error says what can be done."""
    with pytest.raises(ConfigError) as caught:
        opened(model="m")
    assert all(word in str(caught.value) for word in ("OPENAI_API_KEY", "--base-url", "--replay"))


def test_a_run_whose_answers_are_all_stored_needs_no_key(
    opened: Open, articles: list[Document], tmp_path: Path
) -> None:
    """The cache answers without a key; only what is not stored asks for one."""

    class Scripted:
        async def complete(self, request: Request) -> Response:
            text = find_company(dict(request.body))
            return Response({"choices": [{"finish_reason": "stop", "message": {"content": text}}]})

        async def aclose(self) -> None: ...

    options = {"model": "m", "cache": tmp_path / "cache"}
    first = opened(**options, client=Scripted())
    expected = [record.to_json() for record in first.extract_many(articles)]
    first.close()
    keyless = opened(**options)
    assert [record.to_json() for record in keyless.extract_many(articles)] == expected
    with pytest.raises(ConfigError, match="no API key"):
        keyless.extract("Something new.")


def test_an_empty_text_is_an_error_in_the_single_call(opened: Open, loopback: Callable[..., Any]) -> None:
    """There is nothing to extract from white space, and nothing is sent."""
    server = loopback(find_company)
    with pytest.raises(DocumentError):
        opened(model="m", base_url=server.url).extract(" \n ")
    assert not server.log


def test_an_unknown_option_is_a_type_error() -> None:
    """A misspelt keyword is not ignored."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'modle'"):
        Extractor("funding_news", modle="x")


def test_a_cached_run_imports_no_network_library(tmp_path: Path, loopback: Callable[..., Any], prompts: Path) -> None:
    """What is answered from the cache loads none of openai, instructor, httpx2, aiohttp."""
    code = (
        "import sys\n"
        "from llm_extract import Extractor\n"
        f"with Extractor('company', prompts={str(prompts)!r}, model='m', base_url=sys.argv[1],"
        f" cache={str(tmp_path / 'cache')!r}) as extractor:\n"
        "    print(extractor.extract('Acme sells things.').bare['name'])\n"
        "print(sorted({'openai', 'instructor', 'httpx2', 'aiohttp'} & set(sys.modules)))\n"
    )
    server = loopback(find_company)
    command = [sys.executable, "-c", code, server.url]
    environment = {**os.environ, "OPENAI_API_KEY": KEY}
    first = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    second = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert first.stdout.splitlines()[0] == second.stdout.splitlines()[0] == "Acme"
    assert "openai" in first.stdout.splitlines()[1]
    assert second.stdout.splitlines()[1] == "[]"


def test_one_text_is_not_taken_for_many(opened: Open, loopback: Callable[..., Any]) -> None:
    """A string given to extract_many would be asked letter by letter; it is refused before anything is sent."""
    server = loopback(find_company)
    with pytest.raises(TypeError, match="call extract"):
        list(opened(model="m", base_url=server.url).extract_many("Acme sells things."))
    assert not server.log


@pytest.mark.parametrize("wrong", [None, b"Acme sells things.", 5])
def test_what_is_no_text_is_a_type_error_by_name(opened: Open, loopback: Callable[..., Any], wrong: Any) -> None:
    """The error says what is needed and what was given."""
    extractor = opened(model="m", base_url=loopback(find_company).url)
    with pytest.raises(TypeError, match=f"a text or a Document is needed, not {type(wrong).__name__}"):
        extractor.extract(wrong)
    with pytest.raises(TypeError, match="a text or a Document is needed"):
        list(extractor.extract_many([wrong]))


def test_an_unreadable_document_raises_its_own_error(
    opened: Open, loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """What read_documents gives can be handed to the single call too."""
    (unreadable,) = read_documents([str(tmp_path / "nosuch.txt")])
    with pytest.raises(DocumentError, match=r"nosuch\.txt"):
        opened(model="m", base_url=loopback(find_company).url).extract(unreadable)


def test_a_prompt_file_can_be_a_path_and_a_class_is_no_task(prompts: Path, loopback: Callable[..., Any]) -> None:
    """Paths are accepted where their names are; a class in the task's place is told where it belongs."""
    server = loopback(find_company)
    with Extractor(prompts / "company" / "v1.md", model="m", base_url=server.url, cache=None) as extractor:
        assert extractor.extract("Acme sells things.").bare == {"name": "Acme"}
    with pytest.raises(TypeError, match="schema="):
        Extractor(Company)  # type: ignore[arg-type]
