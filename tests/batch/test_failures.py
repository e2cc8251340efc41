"""What fails has its record, blocks no other article, and is paid for as often as it was set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from llm_extract import Document, UnreadableDocument, read_documents
from llm_extract.batch import run_batch

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]


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


STUMBLING = """
from pydantic import BaseModel, field_validator
from llm_extract import Cited, Name

class Company(BaseModel):
    name: Cited[Name]

    @field_validator("name", mode="after")
    @classmethod
    def check(cls, name):
        if name == "Co0002":
            raise ZeroDivisionError("planted")
        return name
"""
JUDGING = """
from llm_extract.extraction import reading
real = reading.judge
def faulty(source, values, data=None):
    if data == {"name": "Co0002"}:
        raise OverflowError("planted")
    return real(source, values, data)
reading.judge = faulty
"""
WRITING = """
from dataclasses import replace
from llm_extract.records import Record
real = Record.to_dict
def half(self):
    odd = self.bare == {"name": "Co0002"}
    return real(replace(self, bare={"name": chr(0xD800)}) if odd else self)
Record.to_dict = half
"""


@pytest.mark.parametrize("again", [(), ("--retry-failed",)], ids=["resumed", "retried"])
@pytest.mark.parametrize(
    ("fault", "said"),
    [(JUDGING, "OverflowError: planted"), (WRITING, "UnicodeEncodeError: ")],
    ids=["judging", "writing"],
)
def test_a_fault_met_in_one_article_is_its_failed_record(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, fault: str, said: str, again: Any
) -> None:
    """While it is judged or written: the others are done, exit code 1; mended, the same command pays nothing for it."""
    project.number(5)
    expected = undisturbed()
    server = loopback(company.answer)
    code, shown = project.call(server.url, "-v", before=fault)
    assert code == 1, shown
    assert project.statuses() == ["ok", "ok", "failed", "ok", "ok"]
    error = project.records()[2]["error"]
    assert error["type"] == "InternalError"
    assert error["message"].startswith(f"internal error: {said}")
    assert "-v" in error["hint"]
    assert 'File "' in shown
    before = project.output.read_bytes()
    assert project.call(server.url, *again, before=fault)[0] == 1
    assert project.output.read_bytes() == before
    assert project.call(server.url, *again)[0] == 0
    assert project.output.read_bytes() == expected
    assert len(server.log) == 5
    project.judge(server)


def test_a_validator_that_stumbles_makes_the_answer_invalid(project: Any, company: Any, loopback: Serve) -> None:
    """Whatever a class's own validator raises is said in the record, and ends neither the article nor the run."""
    project.number(5)
    (project.folder / "prompts" / "company" / "shapes.py").write_text(STUMBLING)
    project.run(loopback(company.answer).url)
    assert project.statuses() == ["ok", "ok", "invalid", "ok", "ok"]
    assert "ZeroDivisionError: planted" in project.records()[2]["error"]["message"]


def test_no_memory_stops_the_run(project: Any, company: Any, loopback: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """What concerns more than one article is no article's failure; what was answered is used by the next run."""
    from llm_extract.schemas.wire import WireSchema

    def faulty(self: WireSchema, wire: Any) -> Any:
        raise MemoryError("planted")

    project.number(5)
    server = loopback(company.answer)
    with monkeypatch.context() as patch:
        patch.setattr(WireSchema, "decode", faulty)
        with pytest.raises(MemoryError):
            project.run(server.url, concurrency=1)
    project.run(server.url)
    assert project.statuses() == ["ok"] * 5
    project.judge(server)
