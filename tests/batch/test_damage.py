"""Outputs and caches that are cut, overwritten or gone are made whole again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import read_documents
from llm_extract.batch import run_batch
from llm_extract.batch.folder import mend
from llm_extract.errors import RunError

Serve = Callable[..., Any]


def test_an_output_cut_at_every_byte_of_its_last_record_is_repaired(
    project: Any, company: Any, loopback: Serve
) -> None:
    """Whatever a crash left of the last line, it is mended; from there the next run ends without asking anything."""
    project.number(3)
    server = loopback(company.answer)
    project.run(server.url)
    whole = project.output.read_bytes()
    last = len(whole.splitlines(keepends=True)[-1])
    for cut in range(1, last + 1):
        project.output.write_bytes(whole[:-cut])
        mend(project.output)
        assert project.output.read_bytes() == (whole if cut == 1 else whole[:-last])
    with project.extractor(server.url) as extractor:
        for cut in sorted({*range(1, last + 1, last // 20), 2, last - 1, last}):
            project.output.write_bytes(whole[:-cut])
            run_batch(extractor, read_documents([project.articles]), project.output)
            assert project.output.read_bytes() == whole
    assert len(server.log) == 3


def test_garbage_in_an_output_is_replaced(project: Any, company: Any, loopback: Serve) -> None:
    """Lines that are no records, in the middle and at the end, are made anew from the cache."""
    project.number(6)
    server = loopback(company.answer)
    project.run(server.url)
    whole = project.output.read_bytes()
    lines = whole.splitlines(keepends=True)
    planted = (b"\x00" * 500 + b"\n", b'{"record_format": 1}\n', b"null\n", b"\xff\xfe\n", b"[" * 5000 + b"\n", b"\n")
    for garbage in planted:
        for at in (1, 3, 6):
            project.output.write_bytes(b"".join([*lines[:at], garbage, *lines[at:]]))
            project.run(server.url)
            assert project.output.read_bytes() == whole
            project.output.write_bytes(b"".join([*lines[: at - 1], garbage, *lines[at:]]))
            project.run(server.url)
            assert project.output.read_bytes() == whole
    project.output.write_bytes(whole + b"\x00" * 300)
    project.run(server.url)
    assert project.output.read_bytes() == whole
    assert len(server.log) == 6


def test_a_damaged_cache_loses_no_line_of_the_output(project: Any, company: Any, loopback: Serve) -> None:
    """A cache whose files are gone costs nothing where the output has the records."""
    project.number(6)
    server = loopback(company.answer)
    project.run(server.url)
    whole = project.output.read_bytes()
    shutil.rmtree(project.cache)
    project.run(server.url)
    assert project.output.read_bytes() == whole
    assert len(server.log) == 6


def test_an_output_of_a_newer_version_is_left_alone(project: Any, company: Any, loopback: Serve) -> None:
    """Records of a format to come are refused, not made anew as old ones, with or without notes of the run beside."""
    project.number(3)
    server = loopback(company.answer)
    project.run(server.url)
    newer = project.output.read_bytes().replace(b'"record_format": 1', b'"record_format": 2')
    project.output.write_bytes(newer)
    for _ in range(2):
        with pytest.raises(RunError, match="newer version of llm_extract, as records of format 2"):
            project.run(server.url)
        assert project.output.read_bytes() == newer
        shutil.rmtree(project.output.with_name(f"{project.output.name}.run"), ignore_errors=True)
    assert len(server.log) == 3
