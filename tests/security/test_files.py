"""Names that leave their folder, links that lead out of it, pipes and devices, files that others put in the way."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.documents import Document, UnreadableDocument, read_documents
from llm_extract.errors import ConfigError, RunError
from llm_extract.manifest import manifest_path, write_manifest
from llm_extract.messages import Request, Response
from llm_extract.models.recording import Place, write_recording
from llm_extract.models.recordings import Recording, load_recording
from llm_extract.provider_batch.jobs import JobFolder
from llm_extract.report import write_report
from llm_extract.sinks import export_records
from llm_extract.tasks import load_task
from llm_extract.whole_files import replacing

needs_posix = pytest.mark.skipif(os.name == "nt", reason="named pipes and links of POSIX")

NAMES = [
    "../../../evil", "/etc/passwd", "C:\\Windows\\evil", "..\\..\\evil", "..", ".", "", "a\0b", "a\nb", "con",
    "NUL.txt", "lpt1", "a" * 5000, "~/evil", "a/../../b", "\u202egnp.exe", "a:stream", " ", "-rf",
    "é" * 200, "com1.json",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leaves_the_folder_of_recordings(tmp_path: Path, name: str) -> None:
    """A document's key and a task's name become parts of a path: one each, short, of harmless letters."""
    request = Request({"model": "m"})
    path = Place(name, 1, name).path(request.fingerprint)
    assert not path.is_absolute()
    assert len(path.parts) == 3
    assert all(part not in ("", ".", "..") and len(part.encode()) < 256 for part in path.parts)
    assert not set('\\:\0\n*?"<>| /') & set("".join(path.parts))
    root = tmp_path / "recordings"
    write_recording(root / path, Recording(request, Response({"choices": []}), {}))
    (written,) = (found for found in tmp_path.rglob("*") if found.is_file())
    assert written.resolve().is_relative_to(root.resolve())
    assert load_recording(written).request.fingerprint == request.fingerprint


@pytest.mark.parametrize("name", [name for name in NAMES if name != "-rf"])
def test_no_name_of_a_task_is_a_path(tmp_path: Path, name: str) -> None:
    """Tasks and aliases are names of letters, digits and hyphens; nothing else is looked up."""
    (tmp_path / "prompts").mkdir()
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "v1.md").write_text("---\nschema: a:B\n---\n# user\n{{ document.text }}\n")
    for reference in (name, f"{name}@v1", f"x@{name}"):
        with pytest.raises(ConfigError):
            load_task(reference, [tmp_path / "prompts"])


@pytest.mark.parametrize("value", ["../../evil", "a/../evil", "a b", "a?b", "x" * 600, ""])
def test_ids_of_a_provider_are_no_paths(tmp_path: Path, value: str) -> None:
    """Name and ids in the note of a batch job become names of files and parts of addresses: they are checked."""
    folder = JobFolder(tmp_path, "https://api.example/v1")
    folder.path.mkdir()
    good = (
        '{"job_format": 1, "name": "0123456789ab-0", "base_url": "https://api.example/v1", "model": "m", "output": "", '
        '"requests": 1, "size": 1, "created": 1.0, "state": "open", "at_most": null, "file_id": "f", "batch_id": "b", '
        '"ended": null, "found": {}}'
    )
    note = folder.path / "0123456789ab-0.json"
    note.write_text(good, encoding="utf-8")
    assert folder.all_jobs()[0].batch_id == "b"
    for was in ('"0123456789ab-0"', '"f"', '"b"'):
        if value or was == '"0123456789ab-0"':
            note.write_text(good.replace(was, f'"{value}"'), encoding="utf-8")
            with pytest.raises(RunError):
                folder.all_jobs()


@pytest.mark.parametrize("row_id", NAMES)
def test_ids_of_rows_are_only_parts_of_keys(tmp_path: Path, row_id: str) -> None:
    """Whatever an id holds, the key begins with the file's own, has no line break, and can be written."""
    import json

    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": row_id, "text": "Acme."}) + "\n", encoding="utf-8")
    (item,) = read_documents(path)
    assert item.key.startswith("a.jsonl#")
    assert len(item.key) <= 300
    assert "\n" not in item.key


@needs_posix
def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A linked file outside is told and not read; a linked folder is left out; a circle ends."""
    (tmp_path / "secret.txt").write_text("secret words")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "b.txt").write_text("secret words")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("words")
    (folder / "file.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "relative.txt").symlink_to("../secret.txt")
    (folder / "folder").symlink_to(tmp_path / "private")
    (folder / "circle").symlink_to(folder)
    (folder / "loop.txt").symlink_to("loop.txt")
    for given in (str(folder), str(folder / "*.txt"), str(folder / "**" / "*.txt")):
        items = list(read_documents(given))
        assert [item.text for item in items if isinstance(item, Document)] == ["words"]
        told = [str(item.error) for item in items if isinstance(item, UnreadableDocument)]
        assert sum("leads outside" in words for words in told) == 2


@needs_posix
@pytest.mark.parametrize("given", [".", "*", "*.txt", "**/*.txt", "p*", "s/*"])
def test_pipes_devices_and_sockets_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """In folders and behind globs nothing is waited for that nobody writes, and nothing read that never ends."""
    import socket

    monkeypatch.chdir(tmp_path)
    (tmp_path / "s").mkdir()
    for place in (tmp_path, tmp_path / "s"):
        (place / "part.txt").write_text("words")
        os.mkfifo(place / "pipe.txt")
        os.mkfifo(place / "pipe.jsonl")
        (place / "plain.txt").symlink_to("pipe.txt")
        (place / "peripheral.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("plug.txt")
        items = list(read_documents(given))
    assert {item.text for item in items if isinstance(item, Document)} == {"words"}
    assert all(isinstance(item, Document) for item in items)


@needs_posix
def test_a_device_given_by_name_is_bounded() -> None:
    """It is read, as any path that is given is, and given up at the limit of one document."""
    (item,) = read_documents("/dev/zero", max_bytes=100_000)
    assert isinstance(item, UnreadableDocument)
    assert "100,000 bytes" in str(item.error)


@needs_posix
def test_nothing_is_written_through_a_link_that_others_put_there(
    tmp_path: Path, make_record: Callable[..., dict[str, Any]]
) -> None:
    """Outputs are written beside their place first: a link at that name is taken away, what it leads to stays."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("report.html.new", "records.csv.new", "records.jsonl.run.json.new", "fresh.new"):
        (folder / name).symlink_to(victim)
    write_report(folder / "report.html", [make_record({"a": "x"})])
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    export_records([make_record({"a": "x"})], folder / "records.csv", schema)
    assert manifest_path(folder / "records.jsonl").name == "records.jsonl.run.json"
    write_manifest(folder / "records.jsonl", {"manifest_format": 1, "runs": []})
    with replacing(folder / "fresh") as fresh:
        fresh.write_text("theirs")
    assert victim.read_text() == "mine"
    assert (folder / "records.csv").is_file()
    assert not (folder / "records.csv").is_symlink()


@needs_posix
def test_what_is_stored_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Articles and answers are in the cache: nobody else can enter its folder."""
    from llm_extract.models.disk import DiskStore

    DiskStore(tmp_path / "cache").close()
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
