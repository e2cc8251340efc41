"""Notes on jobs: what is written can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_extract import RunError
from llm_extract.provider_batch.jobs import JobFolder, new_job

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
