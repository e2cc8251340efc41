"""Two versions side by side: every part that differs is shown, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from llm_extract import Document, read_documents
from llm_extract.messages import Request
from llm_extract.models.recordings import load_recording
from llm_extract.releases import diff_versions, open_renderer
from llm_extract.settings import Settings
from llm_extract.shipped import shipped
from llm_extract.tasks import load_task

Edit = Callable[[Path, str, str], None]


def test_a_copy_does_not_differ(released: Any) -> None:
    """A fresh draft asks the same."""
    released.draft()
    one, other = (load_task(f"shops@v{n}", [released.prompts]) for n in (1, 2))
    assert not diff_versions(one, other)


def test_every_part_that_differs_is_shown(released: Any, edit: Edit) -> None:
    """Prompt, schema, parameters, examples and the request, each in its own part."""
    edit(released.draft(), "temperature: 0", "temperature: 1")
    edit(released.path(2), "Never guess.", "Do not guess.")
    edit(released.path(2), "shop.py:Shops", "later.py:Shops")
    text = released.schema.read_text(encoding="utf-8").replace("The year.", "Year of opening.")
    (released.folder / "later.py").write_text(text, encoding="utf-8")
    released.show(2)
    one, other = (load_task(f"shops@v{n}", [released.prompts]) for n in (1, 2))
    found = diff_versions(one, other, Document.from_text("Acme opened in 2020."))
    assert "-  temperature: 0" in found.prompt
    assert found.schema == ('shops[].opened: its description is "Year of opening.", was "The year."',)
    assert found.parameters == ("temperature: 0 → 1",)
    assert any(line.startswith('+{"text": "Bolt opened') for line in found.examples)
    assert "+[assistant]" in found.request
    assert any(line.startswith("+") and "Do not guess." in line for line in found.request)


def test_versions_never_share_an_answer_unless_they_ask_the_very_same(released: Any, edit: Edit) -> None:
    """Caches and recordings go by the request, which holds prompt, schema, parameters and examples."""
    document = Document.from_text("Acme opened in 2020.")

    def ask(number: int) -> Request:
        return open_renderer(load_task(f"shops@v{number}", [released.prompts])).render(document)

    released.draft()
    assert ask(1).fingerprint == ask(2).fingerprint
    for number, (old, new) in enumerate(
        [("Never guess.", "Do not guess."), ("temperature: 0", "temperature: 1"), ("shop.py:Shops", "shop.py:Shop")], 3
    ):
        edit(released.draft(), old, new)
        assert ask(number).fingerprint != ask(number - 1).fingerprint
    released.show(5, {"text": "Bo", "data": {"name": "Bo", "opened": None}, "quotes": {"/name": "Bo"}})
    assert ask(5).fingerprint != ask(4).fingerprint


def test_a_rendered_request_is_the_recorded_one() -> None:
    """With the recordings' model and parameters, the request of a shipped article has the recorded fingerprint."""
    (document,) = read_documents([str(next(shipped("seeds").glob("000*")))])
    recorded = load_recording(next((shipped("fixtures") / "funding_news" / "v1").glob("000*")))
    renderer = open_renderer(load_task("funding_news@v1"), Settings(replay=shipped("fixtures")))
    assert renderer.render(document).fingerprint == recorded.request.fingerprint  # type: ignore[arg-type]
