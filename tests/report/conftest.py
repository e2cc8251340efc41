"""Records to report on, and a real browser to open the page in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from llm_extract.documents import Document, DocumentWriter, SavedDocuments
from llm_extract.report import write_report

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip

MakeRecord = Callable[..., dict[str, Any]]
OpenReport = Callable[..., Any]


def _without_browser(why: str) -> None:
    """Skip, except in CI: there a browser must be."""
    message = f"{why}: the page cannot be tried in a browser here"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def make_record() -> MakeRecord:
    """Makes a record of a text, whose quotes are found in it; ``told`` gives (path, quote, support) of each value."""

    def make(text: str, data: Any, told: list[tuple[str, Any, str]], key: str = "a.txt", **more: Any) -> dict[str, Any]:
        document = Document(text, key=key, source=f"in/{key}")
        evidence = []
        for path, quote, support in told:
            pieces = [quote] if isinstance(quote, str) else quote or []
            spans = [[text.index(piece), text.index(piece) + len(piece)] for piece in pieces if piece in text]
            evidence.append({
                "path": path, "quote": " ... ".join(pieces) or None, "spans": spans,
                "alignment": "exact" if spans else "missing", "support": support, "reason": "",
            })  # fmt: skip
        usage = {"prompt_tokens": 900, "completion_tokens": 100, "cached_tokens": None}
        return {
            "record_format": 1,
            "document": {
                "key": key, "id": document.id, "source": document.source, "title": None, "published_on": None,
                "encoding": "utf-8", "chars": len(text), "metadata": {},
            },
            "task": {"name": "company", "version": 1, "prompt_sha256": "ab" * 32, "schema_sha256": "cd" * 32},
            "model": "some-model", "parameters": {}, "status": "ok", "data": data, "evidence": evidence, "notes": [],
            "attempts": [{"fingerprint": document.id, "outcome": "parsed", "usage": usage}], "usage": usage,
            "review": None, "error": None,
            **more,
        }  # fmt: skip

    return make


@pytest.fixture
def save_texts(tmp_path: Path) -> Callable[[dict[str, str]], SavedDocuments]:
    """Saves texts by key, as a run does."""

    def save(texts: dict[str, str]) -> SavedDocuments:
        path = tmp_path / "records.jsonl.documents.jsonl"
        with DocumentWriter(path) as writer:
            for key, text in texts.items():
                writer.write(Document(text, key=key, source=f"in/{key}"))
        return SavedDocuments(path)

    return save


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, found by name; closed with the module, since its loop must not outlive it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without_browser("playwright is not installed")
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        _without_browser(f"none of {', '.join(_BROWSERS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_report(
    browser: Any, tmp_path: Path, save_texts: Callable[[dict[str, str]], SavedDocuments]
) -> Iterator[OpenReport]:
    """Writes a report and opens it; afterwards the page must have said nothing on its console and asked for nothing."""
    contexts: list[Any] = []
    said: list[str] = []
    asked: list[str] = []

    def open_(
        records: Any, texts: dict[str, str] | None = None, fragment: str = "", *, options: Any = None, **more: Any
    ) -> Any:
        path = tmp_path / "report.html"
        write_report(path, records, documents=save_texts(texts) if texts is not None else None, **more)
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **(options or {})})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{path.as_uri()}{fragment}")
        page.wait_for_selector("main > section")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker axe-core, as a script."""
    try:
        return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    except ImportError:
        _without_browser("axe-playwright-python is not installed")
        raise


@pytest.fixture
def five() -> dict[str, Any]:
    """The five recorded articles: ``records``, ``texts``, ``events`` and ``schema``."""
    from llm_extract import Extractor, read_documents
    from llm_extract.reconciliation import reconcile
    from llm_extract.schemas.funding import FundingNews
    from llm_extract.shipped import shipped

    documents = list(read_documents([str(shipped("seeds"))]))
    with Extractor("funding_news", replay=shipped("fixtures")) as extractor:
        records = [record.to_dict() for record in extractor.extract_many(documents)]
    texts = {document.key: document.text for document in documents}
    events = [event.to_dict() for event in reconcile(records, FundingNews, texts=texts)]
    return {"records": records, "texts": texts, "events": events}
