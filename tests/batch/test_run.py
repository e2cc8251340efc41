"""A run over many documents: one record for each, in order, and nothing paid for twice."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract import ConfigError, Document, RefusedError, RunError, UnreadableDocument, read_documents
from llm_extract.batch import StopSwitch, Summary, run_batch
from llm_extract.batch.summary import outline

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]


def test_each_input_has_one_record_in_the_order_of_the_inputs(project: Any, company: Any, loopback: Serve) -> None:
    """Answers come in any order and some inputs cannot be read; the output has the order of the inputs."""
    names = project.number(60)
    (project.articles / "Co0007.txt").write_text("  ")
    (project.articles / "Co0008.txt").write_bytes(b"\x00\x01\x02" * 20)
    server = loopback(company.answer, latency=lambda body: (int(company.label(body)[2:]) % 7) / 100)
    summary = project.run(server.url, concurrency=16)
    project.judge(server)
    assert project.statuses().count("failed") == 2
    assert [record["data"]["name"] for record in project.records() if record["status"] == "ok"] == [
        name for name in names if name not in ("Co0007", "Co0008")
    ]
    assert summary.finished
    assert summary.statuses == {"ok": 58, "failed": 2}


def test_no_more_articles_are_under_way_than_workers(project: Any, company: Any, loopback: Serve) -> None:
    """Workers pull: the server sees as many requests at once as there are workers, and inputs are read no further."""
    taken: list[int] = []

    def endless() -> Iterator[Document]:
        for number in range(20_000):
            taken.append(number)
            yield Document(f"Co{number} sells things.", key=f"{number}", source="")

    server = loopback(company.answer, latency=0.02)
    switch = StopSwitch()

    def watch(summary: Summary) -> None:
        if len(server.log) >= 30:
            switch.press()

    with project.extractor(server.url) as extractor:
        run_batch(extractor, endless(), project.output, concurrency=5, stop=switch, observe=watch, every=0.01)
    assert server.most_in_flight == 5
    assert len(taken) < 1000


def test_memory_is_bounded_behind_an_article_that_hangs(project: Any, company: Any, loopback: Serve) -> None:
    """While the first article waits, the others go on only so far ahead, and then wait with it."""
    taken: list[int] = []

    def many() -> Iterator[Document]:
        for number in range(9_000):
            taken.append(number)
            yield Document("Cached sells things." if number else "First sells things.", key=f"{number}", source="")

    server = loopback(company.answer, latency=lambda body: 4.0 if company.label(body) == "First" else 0.0)
    seen: list[int] = []
    with project.extractor(server.url) as extractor:
        run_batch(
            extractor,
            many(),
            project.output,
            concurrency=4,
            observe=lambda s: seen.append((s.done, len(taken))),
            every=0.1,
        )
    held = [ahead for done, ahead in seen if done == 0]
    assert max(held) <= 4096 + 64
    assert len(project.records()) == 9_000


@pytest.mark.parametrize("cached", [True, False])
def test_the_same_article_twice_costs_one_call(project: Any, company: Any, loopback: Serve, cached: bool) -> None:
    """Equal texts under other names share an answer, with a cache and without, near each other and far apart."""
    for name in ["a", "b", *(f"c{n:03}" for n in range(200)), "z"]:
        word = name if name.startswith("c") else "Same"
        (project.articles / f"{name}.txt").write_text(f"{word} sells things.\n")
    server = loopback(company.answer, latency=0.001)
    project.run(server.url, concurrency=8, cache=project.cache if cached else None)
    assert project.asked(server)["Same"] == 1
    project.judge(server, cached=cached)
    records = project.records()
    assert records[0]["attempts"] == records[1]["attempts"] == records[-1]["attempts"]


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
@pytest.mark.parametrize("fault", ["500", "disconnect", "error_200", "empty_choices", "html_502", "429_none"])
def test_what_failed_for_a_passing_cause_is_asked_again(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, fault: str, cached: bool
) -> None:
    """After a run with failures, the same command asks those alone and ends with the bytes of a run without them."""
    project.number(12)
    expected = undisturbed()
    bad = {"Co0000", "Co0005", "Co0011"}
    broken = {"now": True}

    def fault_for(body: dict[str, Any], attempt: int) -> str | None:
        return fault if broken["now"] and company.label(body) in bad else None

    server = loopback(company.answer, fault_for=fault_for)
    cache = project.cache if cached else None
    if fault == "429_none":  # nobody's failure: it pauses all, and is asked again within the run
        broken["now"] = False
    first = project.run(server.url, cache=cache)
    asked = len(server.log)
    assert first.finished
    if broken["now"]:
        assert [r["document"]["key"][:-4] for r in project.records() if r["status"] == "failed"] == sorted(bad)
        broken["now"] = False
        project.run(server.url, cache=cache)
        assert len(server.log) == asked + len(bad)
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
    project: Any, company: Any, loopback: Serve, fault: str, status: str
) -> None:
    """Lasting failures and unusable answers stay; --retry-failed asks for them again, under the next ordinal."""
    project.number(6)
    broken = {"now": True}

    def fault_for(body: dict[str, Any], attempt: int) -> str | None:
        return fault if broken["now"] and company.label(body) == "Co0002" else None

    server = loopback(company.answer, fault_for=fault_for)
    project.run(server.url)
    assert project.statuses() == ["ok", "ok", status, "ok", "ok", "ok"]
    asked = len(server.log)
    broken["now"] = False
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
    project.run(server.url, cache=None, limit=10)
    assert project.output.read_bytes() == b"".join(whole.splitlines(keepends=True)[:10])
    project.run(server.url, cache=None, sample=5)
    assert len(project.records()) == 5
    project.run(server.url, cache=None)
    assert project.output.read_bytes() == whole
    assert len(server.log) == 30
    assert not (project.folder / "out.jsonl.run" / "dropped.jsonl").exists()


def test_a_sample_does_not_depend_on_what_is_beside_it(project: Any, company: Any, loopback: Serve) -> None:
    """The same seed draws the same articles again, in input order; another seed draws others."""
    project.number(40)
    server = loopback(company.answer)

    def draw(seed: int) -> list[str]:
        project.run(server.url, sample=8, seed=seed)
        return [record["document"]["key"] for record in project.records()]

    first = draw(1)
    assert first == sorted(first)
    assert len(first) == 8
    assert draw(2) != first
    assert draw(1) == first


def test_an_output_made_otherwise_is_refused_by_name(project: Any, company: Any, loopback: Serve) -> None:
    """Another model, parameter or policy is named, with both ways out; nothing is sent or changed."""
    project.number(3)
    server = loopback(company.answer)
    project.run(server.url)
    before = project.output.read_bytes()
    for change, word in (
        ({"model": "other"}, "model m, now other"),
        ({"parameters": {"seed": 7}}, "parameters"),
        ({"ungrounded": "drop"}, "ungrounded keep, now drop"),
        ({"reask": False}, "reask true, now false"),
    ):
        with pytest.raises(RunError, match=word) as caught:
            project.run(server.url, **change)
        assert "-o" in caught.value.hint
        assert "--overwrite" in caught.value.hint
    (project.folder / "prompts" / "company" / "v1.md").write_text(company.PROMPT.replace("Name the", "Write the"))
    with pytest.raises(RunError, match="the prompt of company@v1"):
        project.run(server.url)
    assert len(server.log) == 3
    assert project.output.read_bytes() == before
    project.run(server.url, overwrite=True)
    assert len(server.log) == 6
    project.run(server.url, overwrite=True)
    assert len(server.log) == 6


def test_a_file_that_is_no_output_is_not_overwritten(project: Any, company: Any, loopback: Serve) -> None:
    """-o with the name of an input file is refused before anything is written, whole or torn, and with --overwrite."""
    project.write("Acme")
    server = loopback(company.answer)
    for mine in ('{"text": "my precious articles"}\n', "An article without a line end", "\n"):
        project.output.write_text(mine)
        for overwrite in (False, True):
            with pytest.raises(RunError, match="not an output") as caught:
                project.run(server.url, overwrite=overwrite)
            assert "--overwrite" not in caught.value.hint
        assert project.output.read_text() == mine
    assert not server.log


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX systems")
def test_a_device_is_no_output(project: Any, company: Any, loopback: Serve) -> None:
    """Devices, some of which never end, are refused before anything is sent."""
    project.write("Acme")
    server = loopback(company.answer)
    for device in ("/dev/full", "/dev/null"):
        with pytest.raises(ConfigError, match=device):
            project.run(server.url, output=Path(device))
    assert not server.log


def test_a_folder_or_a_missing_folder_is_a_usage_error(project: Any, company: Any, loopback: Serve) -> None:
    """Both are told before anything is sent."""
    project.write("Acme")
    server = loopback(company.answer)
    for output in (project.articles, project.folder / "missing" / "out.jsonl"):
        with pytest.raises(ConfigError, match="folder"):
            project.run(server.url, output=output)
    assert not server.log


@pytest.mark.parametrize("fault", ["401", "403", "404", "insufficient_quota"])
def test_a_refused_key_stops_the_run_and_keeps_what_is_done(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, fault: str
) -> None:
    """What was in flight is finished and written, nothing more is sent, and the next run goes on from there."""
    project.number(100)
    expected = undisturbed()
    broken = {"now": True}

    def fault_for(body: dict[str, Any], attempt: int) -> str | None:
        return fault if broken["now"] and company.label(body) == "Co0020" else None

    server = loopback(company.answer, fault_for=fault_for, latency=0.02)
    with pytest.raises(RefusedError) as caught:
        project.run(server.url, concurrency=8)
    assert caught.value.hint
    assert len(server.log) < 40
    written = project.output.read_bytes()
    assert expected.startswith(written)
    assert len(written.splitlines()) >= 13  # all before the refused one but those that waited behind others
    broken["now"] = False
    project.run(server.url, concurrency=8)
    assert project.output.read_bytes() == expected
    project.judge(server)


def test_a_stop_finishes_what_is_in_flight_and_sends_no_more(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
    """After the switch is pressed nothing is sent; answers under way are kept, and the next run needs no second one."""
    project.number(80)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.05)
    switch = StopSwitch()
    pressed: list[int] = []

    def watch(summary: Summary) -> None:
        if len(server.log) >= 20 and not switch.pressed:
            switch.press()
            pressed.append(len(server.log))

    summary = project.run(server.url, concurrency=10, stop=switch, observe=watch, every=0.01)
    assert not summary.finished
    assert len(server.log) <= pressed[0] + 10
    assert all(one.delivered for one in server.log)
    assert len(project.stored()) == len(server.log)
    project.run(server.url, concurrency=10)
    assert project.output.read_bytes() == expected
    project.judge(server)


def test_a_stop_does_not_wait_for_pauses_between_attempts(project: Any, company: Any, loopback: Serve) -> None:
    """Articles that wait to be tried again are let go, and are asked by the next run."""
    project.number(10)
    server = loopback(company.answer, faults={"429_long": 1.0})
    switch = StopSwitch()

    def watch(summary: Summary) -> None:
        if server.log:
            switch.press()

    summary = project.run(server.url, attempts=5, stop=switch, observe=watch, every=0.01)
    assert not summary.finished
    assert summary.done == 0


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


def test_retry_layers_do_not_multiply(project: Any, company: Any, loopback: Serve) -> None:
    """Two attempts set are two requests received, for each article."""
    project.number(3)
    server = loopback(company.answer, faults={"500": 1.0})
    project.run(server.url, attempts=2)
    assert set(project.asked(server).values()) == {2}


@pytest.mark.parametrize("seed", range(4))
def test_a_mix_of_faults_ends_with_the_bytes_of_an_undisturbed_run(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, seed: int
) -> None:
    """Run again until nothing fails: every input once, every stored answer asked once, the ledger right."""
    project.number(60)
    expected = undisturbed()
    faults = {
        "500": 0.05, "503": 0.05, "529": 0.05, "429": 0.05, "html_502": 0.03, "html_200": 0.03, "cut": 0.05,
        "disconnect": 0.05, "slow": 0.05, "empty_choices": 0.05, "error_200": 0.05, "choice_error": 0.03, "408": 0.02,
    }  # fmt: skip
    server = loopback(company.answer, faults=faults, seed=seed)
    for _ in range(20):
        if project.run(server.url, concurrency=16, timeout=20.0).all_usable:
            break
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=server.outcomes()["cut"])


def test_hanging_requests_time_out_and_do_not_block(project: Any, company: Any, loopback: Serve) -> None:
    """One article that never gets an answer fails by its time limit; the others are done."""
    project.number(8)
    server = loopback(company.answer, fault_for=lambda body, n: "hang" if company.label(body) == "Co0003" else None)
    project.run(server.url, timeout=0.5, concurrency=2)
    assert project.statuses() == ["ok", "ok", "ok", "failed", "ok", "ok", "ok", "ok"]
    assert project.records()[3]["error"]["type"] == "TimedOutError"


def test_a_deleted_input_is_a_failed_record(project: Any, company: Any, loopback: Serve) -> None:
    """An article that vanishes between its listing and its reading has its record too."""
    names = project.number(8)
    server = loopback(company.answer)

    def vanishing() -> Iterator[Document | UnreadableDocument]:
        for number, item in enumerate(read_documents([project.articles])):
            if number == 2:
                (project.articles / f"{names[5]}.txt").unlink()
            yield item

    with project.extractor(server.url) as extractor:
        run_batch(extractor, vanishing(), project.output)
    assert project.statuses() == ["ok"] * 5 + ["failed"] + ["ok"] * 2
    project.write(names[5])
    project.run(server.url)
    assert project.statuses() == ["ok"] * 8


def test_an_article_that_the_program_itself_fails_on_has_its_record(
    project: Any, company: Any, loopback: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of this program while reading one answer costs one failed record, and its answer is kept."""
    from llm_extract.schemas.wire import WireSchema

    project.number(5)
    real = WireSchema.decode

    def faulty(self: WireSchema, wire: Any) -> Any:
        if wire["name"]["value"] == "Co0002":
            raise ZeroDivisionError("planted")
        return real(self, wire)

    server = loopback(company.answer)
    with monkeypatch.context() as patch:
        patch.setattr(WireSchema, "decode", faulty)
        project.run(server.url)
    assert project.statuses() == ["ok", "ok", "failed", "ok", "ok"]
    assert "planted" in project.records()[2]["error"]["message"]
    assert "planted" in caplog.text
    project.run(server.url)
    assert project.statuses() == ["ok"] * 5
    project.judge(server)


def test_re_asks_are_stored_and_resumed_too(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
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


def test_a_stream_takes_records_and_nothing_is_written_beside_it(project: Any, company: Any, loopback: Serve) -> None:
    """Records to a stream are the same lines; no state is left anywhere."""
    project.number(9)
    server = loopback(company.answer)
    stream = io.StringIO()
    project.run(server.url, output=stream)
    project.run(server.url)
    assert stream.getvalue() == project.output.read_text()
    assert len(stream.getvalue().splitlines()) == 9


def test_texts_are_saved_once_beside_the_output(project: Any, company: Any, loopback: Serve) -> None:
    """Offsets in records refer to <output>.documents.jsonl, which resumed runs do not repeat."""
    project.number(9)
    server = loopback(company.answer)
    project.run(server.url, limit=4)
    project.run(server.url)
    saved = [json.loads(line) for line in Path(f"{project.output}.documents.jsonl").read_text().splitlines()]
    texts = {item["key"]: item["text"] for item in saved}
    assert len(saved) == 9
    for record in project.records():
        for evidence in record["evidence"]:
            (start, end) = evidence["spans"][0]
            assert texts[record["document"]["key"]][start:end] == evidence["quote"]


def test_the_summary_counts_answers_tokens_and_causes(project: Any, company: Any, loopback: Serve) -> None:
    """New answers and tokens are those of the server's bill; causes are grouped with one example and hint each."""
    project.number(10)
    (project.articles / "empty1.txt").write_text("")
    (project.articles / "empty2.txt").write_text(" ")
    server = loopback(company.answer)
    first = project.run(server.url)
    assert (first.answers, first.stored, first.kept) == (10, 0, 0)
    assert (first.bought.prompt_tokens, first.bought.completion_tokens) == server.billed()
    assert first.usage == first.bought
    (cause,) = first.causes.values()
    assert (cause.type, cause.count) == ("DocumentError", 2)
    assert [row.key for row in first.rows] == project.keys()
    project.output.unlink()
    again = project.run(server.url)
    assert (again.answers, again.stored) == (0, 10)
    assert again.usage == first.usage
    assert again.bought.prompt_tokens is None


def test_a_run_without_a_key_stops_at_the_first_article_that_needs_one(
    project: Any, company: Any, loopback: Serve
) -> None:
    """What is stored needs no key; the first article that is not ends the run, and is not written as failed."""
    project.number(4)
    with project.extractor(
        "http://unused.invalid/v1", cache=project.cache, base_url=None, client=_Scripted(company)
    ) as own:
        run_batch(own, read_documents([project.articles]), project.output)
    project.write("New")
    with pytest.raises(ConfigError, match="no API key"):
        project.run("", base_url=None)
    assert project.statuses() == ["ok"] * 4


class _Scripted:
    def __init__(self, company: Any) -> None:
        self.company = company

    async def complete(self, request: Any) -> Any:
        from llm_extract import Response

        text = self.company.answer(dict(request.body))
        return Response({"choices": [{"finish_reason": "stop", "message": {"content": text}}]})

    async def aclose(self) -> None: ...


def test_rows_of_a_summary_are_the_same_in_a_resumed_run() -> None:
    """Lists are named in one order, whatever order a record's data came in, and one item is not called many."""
    raw = {
        "status": "ok", "error": None, "attempts": [], "document": {"key": "a"}, "evidence": [],
        "data": {"rounds": [1], "companies": [1], "figures": [1, 2], "losses": [], "title": "x"},
    }  # fmt: skip
    found = [outline(one, 0).row for one in (raw, json.loads(json.dumps(raw, sort_keys=True)))]
    assert [row.found for row in found if row] == ["1 company, 2 figures, 0 losses, 1 round"] * 2
