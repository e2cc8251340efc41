"""Where records go: what is no output of this command is left alone, and streams and saved texts are whole."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import ConfigError, RunError

Serve = Callable[..., Any]


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
