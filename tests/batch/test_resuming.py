"""The same command again: what is stored is not asked for, what is missing is, and the bytes are those of one run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import ConfigError, read_documents
from llm_extract.batch import run_batch

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]


@pytest.mark.parametrize("cached", [True, False])
def test_a_finished_run_asks_nothing_again(project: Any, company: Any, loopback: Serve, cached: bool) -> None:
    """The same command over a finished output changes no byte and sends nothing, with a cache and without."""
    project.number(20)
    server = loopback(company.answer)
    cache = project.cache if cached else None
    project.run(server.url, cache=cache)
    before, stamp = project.output.read_bytes(), project.output.stat()
    summary = project.run(server.url, cache=cache)
    assert project.output.read_bytes() == before
    assert project.output.stat().st_ino == stamp.st_ino
    assert len(server.log) == 20
    assert summary.kept == 20
    project.judge(server, cached=cached)


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize("fault", ["500", "disconnect", "error_200", "empty_choices", "html_502"])
def test_what_failed_for_a_passing_cause_is_asked_again(
    project: Any,
    company: Any,
    loopback: Serve,
    undisturbed: Undisturbed,
    passing_fault: Any,
    fault: str,
    cached: bool,
) -> None:
    """After a run with failures, the same command asks those alone and ends with the bytes of a run without them."""
    project.number(12)
    expected = undisturbed()
    bad = ["Co0000", "Co0005", "Co0011"]
    broken = passing_fault(fault, *bad)
    server = loopback(company.answer, fault_for=broken)
    cache = project.cache if cached else None
    first = project.run(server.url, cache=cache)
    asked = len(server.log)
    assert first.finished
    assert [r["document"]["key"][:-4] for r in project.records() if r["status"] == "failed"] == bad
    broken.over = True
    project.run(server.url, cache=cache)
    assert len(server.log) == asked + len(bad)
    assert project.output.read_bytes() == expected
    project.judge(server, cached=cached)


@pytest.mark.parametrize("cached", [True, False])
def test_what_meets_a_rate_limit_is_asked_again_within_the_run(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, cached: bool
) -> None:
    """A rate limit is no article's failure: it uses up no attempt, and the same run asks again."""
    project.number(12)
    expected = undisturbed()
    bad = {"Co0000", "Co0005", "Co0011"}

    def fault_for(body: dict[str, Any], attempt: int) -> str | None:
        return "429_none" if attempt == 1 and company.label(body) in bad else None

    server = loopback(company.answer, fault_for=fault_for)
    summary = project.run(server.url, cache=project.cache if cached else None)
    assert summary.finished
    assert project.asked(server) == {f"Co{n:04}": 2 if f"Co{n:04}" in bad else 1 for n in range(12)}
    assert project.output.read_bytes() == expected
    project.judge(server, cached=cached)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("400", "failed"),
        ("refusal", "refused"),
        ("truncation", "truncated"),
        ("content_filter", "filtered"),
        ("invalid", "invalid"),
    ],
)
def test_what_will_not_change_is_kept_without_asking(
    project: Any, company: Any, loopback: Serve, passing_fault: Any, fault: str, status: str
) -> None:
    """Lasting failures and unusable answers stay; --retry-failed asks for them again, under the next ordinal."""
    project.number(6)
    broken = passing_fault(fault, "Co0002")
    server = loopback(company.answer, fault_for=broken)
    project.run(server.url)
    assert project.statuses() == ["ok", "ok", status, "ok", "ok", "ok"]
    asked = len(server.log)
    broken.over = True
    project.run(server.url)
    assert len(server.log) == asked
    first = project.records()[2]
    summary = project.run(server.url, retry_failed=True)
    assert len(server.log) == asked + 1
    assert project.statuses() == ["ok"] * 6
    again = project.records()[2]
    assert [a["fingerprint"] for a in again["attempts"]] != [a["fingerprint"] for a in first["attempts"]]
    assert summary.kept == 5
    kept = project.run(server.url)
    assert kept.kept == 6
    assert project.records()[2] == again


def test_retrying_twice_takes_the_next_ordinal_each_time(project: Any, company: Any, loopback: Serve) -> None:
    """A refusal that is repeated is another stored answer, asked for by another fingerprint."""
    project.write("Acme")
    server = loopback(company.answer, script=["refusal"] * 3)
    seen = []
    for retry in (False, True, True):
        project.run(server.url, retry_failed=retry)
        seen.append(project.records()[0]["attempts"][0]["fingerprint"])
    assert len(set(seen)) == 3
    project.run(server.url, retry_failed=True)
    assert project.statuses() == ["ok"]
    assert len(server.log) == 4


@pytest.mark.parametrize("cached", [True, False])
def test_grown_reordered_and_changed_inputs_cost_only_what_is_new(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, cached: bool
) -> None:
    """Articles are found again by key and text, wherever they now stand."""
    project.number(10)
    server = loopback(company.answer)
    cache = project.cache if cached else None
    project.run(server.url, cache=cache)
    project.write("Aaa", "Zzz", "Co0004b")
    (project.articles / "Co0003.txt").write_text("Changed sells other things.\n")
    project.run(server.url, cache=cache)
    assert project.asked(server) == {
        **{f"Co{n:04}": 1 for n in range(10)},
        "Aaa": 1,
        "Zzz": 1,
        "Co0004b": 1,
        "Changed": 1,
    }
    assert project.output.read_bytes() == undisturbed()
    # the same files, named one by one in another order
    paths = sorted(project.articles.iterdir(), reverse=True)
    project.run(server.url, cache=cache, paths=paths)
    assert len(server.log) == 14
    assert [record["document"]["key"] for record in project.records()] == [path.name for path in paths]


def test_records_of_articles_that_are_gone_are_kept_apart(project: Any, company: Any, loopback: Serve) -> None:
    """A shorter input gives a shorter output; what was paid for is set aside, and comes back with the articles."""
    project.number(30)
    server = loopback(company.answer)
    project.run(server.url, cache=None)
    whole = project.output.read_bytes()
    assert project.run(server.url, cache=None, limit=10).apart == 20
    assert project.output.read_bytes() == b"".join(whole.splitlines(keepends=True)[:10])
    project.run(server.url, cache=None, sample=5)
    assert len(project.records()) == 5
    assert project.run(server.url, cache=None).apart == 0
    assert project.output.read_bytes() == whole
    assert len(server.log) == 30
    assert not (project.folder / "out.jsonl.run" / "dropped.jsonl").exists()


def test_an_article_that_always_fails_is_tried_a_limited_number_of_times(
    project: Any, company: Any, loopback: Serve
) -> None:
    """It blocks no other, is tried once per run here, and after three attempts in all is asked no more."""
    project.number(5)
    server = loopback(company.answer, fault_for=lambda body, n: "500" if company.label(body) == "Co0001" else None)
    for _ in range(6):
        summary = project.run(server.url, max_attempts=3)
        assert summary.finished
        assert project.statuses() == ["ok", "failed", "ok", "ok", "ok"]
    assert project.asked(server) == {"Co0000": 1, "Co0001": 3, "Co0002": 1, "Co0003": 1, "Co0004": 1}
    error = project.records()[1]["error"]
    assert "earlier runs included" in error["message"]
    assert "--retry-failed" in error["hint"]
    project.run(server.url, max_attempts=3, retry_failed=True)
    assert project.asked(server)["Co0001"] == 4


def test_re_asks_are_stored_and_resumed_too(project: Any, company: Any, loopback: Serve) -> None:
    """A first answer whose re-ask fails is not bought again when the re-ask is."""
    project.number(6)
    broken = {"now": True}

    def answer(body: dict[str, Any]) -> str:
        if len(body["messages"]) == 2 and company.label(body) == "Co0003":
            return json.dumps({"name": {"quote": "not in the article", "value": "Else"}})
        return str(company.answer(body))

    def fault_for(body: dict[str, Any], attempt: int) -> str | None:
        return "500" if broken["now"] and len(body["messages"]) > 2 else None

    server = loopback(answer, fault_for=fault_for)
    project.run(server.url)
    assert project.statuses()[3] == "failed"
    broken["now"] = False
    project.run(server.url)
    record = project.records()[3]
    assert (record["status"], record["data"]["name"], len(record["attempts"])) == ("ok", "Co0003", 2)
    assert len(server.log) == 6 + 2
    project.judge(server)


def test_a_run_without_a_key_stops_at_the_first_article_that_needs_one(project: Any, offline: Any) -> None:
    """What is stored needs no key; the first article that is not ends the run, and is not written as failed."""
    project.number(4)
    with project.extractor("http://unused.invalid/v1", cache=project.cache, base_url=None, client=offline) as own:
        run_batch(own, read_documents([project.articles]), project.output)
    project.write("New")
    with pytest.raises(ConfigError, match="no API key"):
        project.run("", base_url=None)
    assert project.statuses() == ["ok"] * 4
