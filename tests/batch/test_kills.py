"""Runs that are killed, stopped, or run out of disk: judged by the server's log, the cache and the output together."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import RunError, read_documents
from llm_extract.batch import run_batch
from llm_extract.batch.folder import mend

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX systems")


def kill_after(project: Any, server: Any, wait_for: Any, answers: int, *more: str) -> int:
    """Start the command, kill it once the server has sent so many answers; returns the calls in flight at the kill."""
    goal = sum(one.delivered for one in server.log) + answers
    process = project.start(server.url, *more)
    wait_for(lambda: process.poll() is not None or sum(o.delivered for o in server.log) >= goal, "answers")
    process.kill()
    process.communicate()
    wait_for(lambda: server.in_flight == 0, "the server to notice")
    return sum(not one.delivered for one in server.log)


def kill_and_finish(project: Any, server: Any, wait_for: Any, expected: bytes, moments: list[int], *more: str) -> None:
    """Kill the run at each moment, then let it end: no answer that was stored is asked again, and no byte differs."""
    concurrency = int(more[more.index("--concurrency") + 1])
    kept = len(project.stored()) if "--no-cache" not in more else 0
    for moment in moments:
        kill_after(project, server, wait_for, moment, *more)
        if "--no-cache" not in more:
            stored = len(project.stored())
            assert stored >= kept
            kept = stored
        if project.output.exists():  # what is there is whole lines of the final output, but for the last
            whole = project.output.read_bytes().rpartition(b"\n")[0]
            assert expected.startswith(whole)
    code, said = project.call(server.url, *more)
    assert code == 0, said
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=concurrency * len(moments), cached="--no-cache" not in more)
    run_folder = project.output.with_name(f"{project.output.name}.run")
    assert {path.name for path in run_folder.iterdir()} == {"lock", "run.json"}


@POSIX
@pytest.mark.parametrize(("concurrency", "more"), [(1, ()), (64, ()), (64, ("--no-cache",))])
def test_kill_9_loses_no_stored_answer_and_no_byte(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, concurrency: int, more: Any
) -> None:
    """Killed twice at random moments, the same command ends as an undisturbed run; only calls in flight recur."""
    count = 24 if concurrency == 1 else 300
    project.number(count)
    expected = undisturbed()
    chance = random.Random(f"{concurrency}{more}")
    server = loopback(company.answer, latency=0.03)
    moments = [chance.randrange(1, count // 3) for _ in range(2)]
    kill_and_finish(project, server, wait_for, expected, moments, "--concurrency", str(concurrency), *more)


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--no-cache",)], ids=["cache", "no_cache"])
@pytest.mark.parametrize("concurrency", [1, 64, 256])
def test_kill_9_fifty_times(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, concurrency: int, more: Any
) -> None:
    """The same, killed again and again: fifty times at 64 in flight, eight times at 1 and at 256."""
    kills = 25 if concurrency == 64 else 8
    count = kills * (4 if concurrency == 1 else 80)
    project.number(count)
    expected = undisturbed()
    chance = random.Random(f"{concurrency}{more}")
    server = loopback(company.answer, latency=0.02)
    moments = [chance.randrange(0, count // kills) for _ in range(kills)]
    kill_and_finish(project, server, wait_for, expected, moments, "--concurrency", str(concurrency), *more)


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
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, point: str
) -> None:
    """While lines in the middle change, the old output stays whole, and nothing is asked twice even without a cache."""
    project.number(40)
    bad = {f"Co{number:04}" for number in (5, 17, 30)}
    broken = {"now": True}

    def fault_for(body: dict[str, Any], attempt: int) -> str | None:
        return "500" if broken["now"] and company.label(body) in bad else None

    server = loopback(company.answer, fault_for=fault_for)
    project.run(server.url, cache=None)
    before = project.output.read_bytes()
    broken["now"] = False
    code, _ = project.call(
        server.url, "--no-cache", "--concurrency", "2", before=f"{EXIT_AT}\n{OWNERS}\n{REWRITE_POINTS[point]}"
    )
    assert code == 9
    expected = undisturbed()
    assert project.output.read_bytes() in (before, expected)
    project.run(server.url, cache=None)
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=2, cached=False)


def test_an_output_cut_at_every_byte_of_its_last_record_is_repaired(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
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
    """A cache whose files are gone or cut costs nothing where the output has the records."""
    project.number(6)
    server = loopback(company.answer)
    project.run(server.url)
    whole = project.output.read_bytes()
    shutil.rmtree(project.cache)
    project.run(server.url)
    assert project.output.read_bytes() == whole
    assert len(server.log) == 6


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_finishes_what_is_in_flight_and_exits_130(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, number: int
) -> None:
    """Ctrl-C and SIGTERM: no answer under way is lost, what is left is said, and the next run asks only the rest."""
    project.number(200)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.1)
    process = project.start(server.url, "--concurrency", "10")
    wait_for(lambda: len(server.log) >= 30, "requests")
    process.send_signal(number)
    code, said = project.finish(process)
    assert code == 130
    assert "The same command continues" in said
    assert all(one.delivered for one in server.log)
    assert len(server.log) < 200
    assert len(project.stored()) == len(server.log)
    code, _ = project.call(server.url, "--concurrency", "50")
    assert code == 0
    assert project.output.read_bytes() == expected
    project.judge(server)


@POSIX
def test_a_second_interrupt_stops_at_once(project: Any, company: Any, loopback: Serve, wait_for: Any) -> None:
    """While answers are awaited that will not come, the second Ctrl-C ends the process."""
    project.number(5)
    server = loopback(company.answer, faults={"hang": 1.0})
    process = project.start(server.url)
    wait_for(lambda: len(server.log) >= 5, "requests")
    process.send_signal(signal.SIGINT)
    assert "on their way" in process.stderr.readline() + process.stderr.readline()
    process.send_signal(signal.SIGINT)
    code, _ = project.finish(process)
    assert code == 130


LIMIT_FILES = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@POSIX
@pytest.mark.parametrize("size", [40_000, 90_000, 150_000])
def test_a_full_disk_stops_the_run_and_keeps_what_was_paid_for(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, size: int
) -> None:
    """Where output or cache cannot grow, calling stops, the exit code is 4, and nothing written is torn or lost."""
    project.number(200)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.01)
    code, said = project.call(server.url, "--concurrency", "8", before=LIMIT_FILES.format(size=size))
    assert code == 4, said
    assert "run the same command again" in said.replace("then run again", "then run the same command again")
    asked = len(server.log)
    assert asked < 200
    if project.output.exists():
        assert expected.startswith(project.output.read_bytes())
    code, said = project.call(server.url)
    assert code == 0, said
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=9)


@POSIX
def test_a_full_device_as_stdout_is_an_output_error(project: Any, company: Any, loopback: Serve) -> None:
    """Records that stdout does not take end the run with exit code 4."""
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("no /dev/full")
    project.number(3)
    server = loopback(company.answer)
    with open("/dev/full", "w") as full:  # noqa: PTH123
        process = project.start(server.url, "-o", "-")
        process.communicate()
        import subprocess

        arguments = [*process.args[:-1], "-"]
        run = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, cwd=project.folder, timeout=60)
    assert run.returncode == 4
    assert "No space left" in run.stderr
    assert len(server.log) == 3


def test_a_second_run_on_the_same_output_is_refused(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any
) -> None:
    """The first goes on undisturbed; when it is killed, its lock is no obstacle."""
    project.number(20)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.3)
    process = project.start(server.url, "--concurrency", "2")
    wait_for(lambda: len(server.log) >= 4, "requests")
    with pytest.raises(RunError, match="another run is writing"):
        project.run(server.url)
    process.kill()
    process.communicate()
    server.latency = 0.0
    project.run(server.url)
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=2)


def test_two_runs_share_one_cache(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any
) -> None:
    """Two processes over the same articles into two outputs buy each answer once between them."""
    project.number(60)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.05)
    other = project.folder / "other.jsonl"
    processes = [
        project.start(server.url, "--concurrency", "8"),
        project.start(server.url, "--concurrency", "8", "-o", str(other)),
    ]
    for process in processes:
        code, said = project.finish(process)
        assert code == 0, said
    assert project.output.read_bytes() == other.read_bytes() == expected
    assert set(project.asked(server).values()) == {1}
    project.judge(server)
