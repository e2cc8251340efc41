"""A process that ends in the middle of anything leaves what the same command continues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]
EXIT_AT = """
import os

def exit_at(owner, name, count, when):
    real, calls = getattr(owner, name), [0]
    def around(*arguments, **options):
        calls[0] += 1
        if calls[0] == count and when == "before":
            os._exit(9)
        result = real(*arguments, **options)
        if calls[0] == count and when == "after":
            os._exit(9)
        return result
    setattr(owner, name, around)

def exit_at_async(owner, name, count, when):
    real, calls = getattr(owner, name), [0]
    async def around(*arguments, **options):
        calls[0] += 1
        mine = calls[0]
        if mine == count and when == "before":
            os._exit(9)
        result = await real(*arguments, **options)
        if mine == count and when == "after":
            os._exit(9)
        return result
    setattr(owner, name, around)

def tear(count):
    from llm_extract.batch import target
    real, calls = target.append, [0]
    def torn(file, data):
        calls[0] += 1
        if calls[0] == count:
            file.write(data[: len(data) // 2])
            os._exit(9)
        return real(file, data)
    target.append = torn
"""
OWNERS = """
from llm_extract.batch.folder import RunFolder
from llm_extract.batch.target import TargetFile
from llm_extract.documents import DocumentWriter
from llm_extract.models.disk import DiskStore
from llm_extract.models.live import LiveModel
from pathlib import Path
"""
POINTS = {
    "before a request is sent": "exit_at_async(LiveModel, 'complete', 7, 'before')",
    "after an answer came": "exit_at_async(LiveModel, 'complete', 7, 'after')",
    "before an answer is stored": "exit_at(DiskStore, 'put', 7, 'before')",
    "after an answer is stored": "exit_at(DiskStore, 'put', 7, 'after')",
    "in the middle of a line": "tear(7)",
    "before a line is written": "exit_at(TargetFile, 'write', 7, 'before')",
    "after a line is written": "exit_at(TargetFile, 'write', 7, 'after')",
    "before a text is saved": "exit_at(DocumentWriter, 'write', 7, 'before')",
    "before the end": "exit_at(TargetFile, 'finish', 1, 'before')",
    "at the end": "exit_at(TargetFile, 'finish', 1, 'after')",
    "before clearing up": "exit_at(RunFolder, 'forget', 1, 'before')",
    "after clearing up": "exit_at(RunFolder, 'forget', 2, 'after')",
}


@pytest.mark.parametrize("point", POINTS)
def test_a_hard_exit_at_each_point_is_repaired(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, point: str
) -> None:
    """A process that ends in the middle of anything leaves what the same command can continue."""
    project.number(12)
    expected = undisturbed()
    server = loopback(company.answer)
    code, _ = project.call(server.url, "--concurrency", "4", before=f"{EXIT_AT}\n{OWNERS}\n{POINTS[point]}")
    assert code == 9
    project.run(server.url)
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=4)


REWRITE_POINTS = {
    "before the new lines": "exit_at(TargetFile, 'write', 2, 'before')",
    "in the middle of a new line": "tear(2)",
    "before the end": "exit_at(TargetFile, 'finish', 1, 'before')",
    "at the end": "exit_at(TargetFile, 'finish', 1, 'after')",
    "after clearing up": "exit_at(RunFolder, 'forget', 2, 'after')",
    "after the new output took its place": "exit_at(Path, 'replace', 2, 'after')",
}


@pytest.mark.parametrize("point", REWRITE_POINTS)
def test_an_output_that_is_being_written_anew_survives_a_hard_exit(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, passing_fault: Any, point: str
) -> None:
    """While lines in the middle change, the old output stays whole, and nothing is asked twice even without a cache."""
    project.number(40)
    broken = passing_fault("500", "Co0005", "Co0017", "Co0030")
    server = loopback(company.answer, fault_for=broken)
    project.run(server.url, cache=None)
    before = project.output.read_bytes()
    broken.over = True
    code, _ = project.call(
        server.url, "--no-cache", "--concurrency", "2", before=f"{EXIT_AT}\n{OWNERS}\n{REWRITE_POINTS[point]}"
    )
    assert code == 9
    expected = undisturbed()
    assert project.output.read_bytes() in (before, expected)
    project.run(server.url, cache=None)
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=2, cached=False)
