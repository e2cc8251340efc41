"""Recordings of answers that were written by hand, for the requests that this very version makes."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from ..documents import Document, read_documents
from ..messages import Response
from ..models.recording import Place
from ..models.recordings import Recording, save_recording
from ..releases import open_renderer
from ..settings import Settings
from ..tasks import load_task
from .templates import Template

__all__ = ["MODEL", "record_answers"]

MODEL = "written-by-hand"
"""Stands where a recording of a real answer names its model."""

_RECORDED = {
    "date": "2026-11-22",
    "model": MODEL,
    "note": "This answer was written by hand for the example; no model was asked.",
    "synthetic": True,
}


def record_answers(root: Path, template: Template, target: Path) -> list[Path]:
    """Write one recording for each article of an example.

    Args:
        root: the project; its articles, prompt and schema are there already.
        template: holds the answers.
        target: the folder of recordings.

    Returns:
        The files.
    """
    task = load_task(str(root / "prompts" / template.task / "v1.md"))
    renderer = open_renderer(task, Settings(model=MODEL))
    files = []
    for document in read_documents([str(root / "articles")]):
        assert isinstance(document, Document)
        stem = PurePosixPath(document.key).stem
        request = renderer.render(document)
        path = target / Place(task.name, task.version, stem).path(request.fingerprint)
        save_recording(path, Recording(request, _response(template.answers[stem]), _RECORDED))
        files.append(path)
    return files


def _response(answer: Any) -> Response:
    content = json.dumps(answer, indent=2, ensure_ascii=False)
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return Response({"object": "chat.completion", "model": MODEL, "choices": [choice]})
