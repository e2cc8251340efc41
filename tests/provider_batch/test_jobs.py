"""Notes on jobs: what is written can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_extract import RunError
from llm_extract.costs.entries import OpenCall
from llm_extract.provider_batch.jobs import COLLECTED, OPEN, Job, JobFolder, new_job

URL = "http://localhost/v1"


def _note(folder: JobFolder, batch_id: str) -> None:
    folder.path.mkdir(parents=True)
    job = new_job(name="0123456789ab-1", base_url=URL, model="m", output="", requests=1, size=1)
    folder.note(job, state="open", batch_id=batch_id)


@pytest.mark.parametrize(
    "batch_id", ["batch_68f0", "batches/8a-1", "projects/p/locations/eu/batches/1", "bGl0ZWxsbQ=="]
)
def test_the_ids_of_endpoints_are_read_again(batch_id: str, tmp_path: Path) -> None:
    """Words, paths and base64: a job that was paid for is not lost by how it is named."""
    folder = JobFolder(tmp_path, URL)
    _note(folder, batch_id)
    assert [job.batch_id for job in folder.jobs()] == [batch_id]


@pytest.mark.parametrize("batch_id", ["../files/f", "a b", "a?b", "a#b"])
def test_an_id_that_would_lead_elsewhere_is_refused(batch_id: str, tmp_path: Path) -> None:
    """It stands in the address that is asked."""
    folder = JobFolder(tmp_path, URL)
    _note(folder, batch_id)
    with pytest.raises(RunError, match="is no note of a Batch job"):
        folder.jobs()


def _submitted(folder: JobFolder, number: int) -> Job:
    """An open job of one request."""
    folder.path.mkdir(parents=True, exist_ok=True)
    job = new_job(name=f"0123456789ab-{number}", base_url=URL, model="m", output="", requests=1, size=1)
    folder.calls(job).write_bytes(OpenCall(f"c{number}", f"f{number}", None, 0, 1, None).to_line())
    return folder.note(job, state=OPEN, batch_id=f"batch_{number}")


def test_a_job_that_is_collected_meanwhile_waits_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run looks without the lock: what another command collects or sweeps away under its eyes is no error."""
    folder = JobFolder(tmp_path, URL)
    one, other, gone = (_submitted(folder, number) for number in (1, 2, 3))
    seen = folder.jobs()
    monkeypatch.setattr(folder, "jobs", lambda: seen)
    folder.note(one, state=COLLECTED)
    folder.forget(one, "calls")
    folder.forget(gone, "calls")
    (folder.path / f"{gone.name}.json").unlink()
    assert folder.waiting() == {"f2": other.name}
    folder.forget(other, "calls")
    with pytest.raises(RunError, match="cannot be read"):
        folder.waiting()


def test_a_note_that_goes_while_notes_are_read_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another command sweeps away old jobs while this one lists them."""
    folder = JobFolder(tmp_path, URL)
    _submitted(folder, 1)
    there = [folder.path / "0123456789ab-1.json", folder.path / "0123456789ab-2.json"]
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(there))
    assert [job.name for job in folder.all_jobs()] == ["0123456789ab-1"]


def test_what_a_killed_collection_left_is_swept_away(tmp_path: Path) -> None:
    """Requests and calls of a collected job serve nobody; what it keeps of strange lines stays."""
    folder = JobFolder(tmp_path, URL)
    job = folder.note(_submitted(folder, 1), state=COLLECTED)
    still = _submitted(folder, 2)
    for path in (folder.requests(job), folder.results(job, "output")):
        path.write_bytes(b"{}\n")
    folder.sweep()
    assert sorted(path.name for path in folder.path.glob("*.jsonl")) == [
        f"{job.name}.output.jsonl", f"{still.name}.calls.jsonl"
    ]  # fmt: skip
