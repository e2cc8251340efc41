"""Articles taken out of web pages."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from llm_extract.documents import Document, UnreadableDocument, read_documents

PAGE = """<!doctype html><html><head><title>Acme raises money | The News</title>
<meta property="og:title" content="Acme raises money"><meta name="author" content="Jo Smith">{meta}</head>
<body><nav><a href="/">Home</a> About us</nav><article><h1>Acme raises money</h1>
<p>Acme has raised $5 million in a Series A round led by Beta Ventures, the company said on Monday.</p>
<p>The company makes anvils &amp; rockets, mostly for coyotes in the south&shy;west.</p></article>
<footer>Copyright 2021 The News</footer></body></html>"""
DATED = '<meta property="article:published_time" content="2018-04-09T08:00:00Z">'


def read(path: Path, page: str | bytes) -> Document | UnreadableDocument:
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (item,) = read_documents(path)
    return item


def test_the_article_is_taken_out_of_the_page(tmp_path: Path) -> None:
    """The text holds the article without navigation, entities resolved; title, date and author come from metadata."""
    item = read(tmp_path / "a.html", PAGE.format(meta=DATED))
    assert isinstance(item, Document)
    assert "Acme has raised $5 million" in item.text
    assert "anvils & rockets" in item.text
    assert "About us" not in item.text
    assert (item.title, item.published_on) == ("Acme raises money", "2018-04-09")
    assert item.metadata["author"] == "Jo Smith"


def test_no_date_is_guessed(tmp_path: Path) -> None:
    """Without a stated date the year of the copyright line is not taken for one."""
    item = read(tmp_path / "a.htm", PAGE.format(meta=""))
    assert isinstance(item, Document)
    assert item.published_on is None


def test_a_page_without_article_is_told(tmp_path: Path) -> None:
    """A page with no words of its own is unreadable, with nothing printed by the library underneath."""
    item = read(tmp_path / "a.html", "<html><head><title>x</title></head><body></body></html>")
    assert isinstance(item, UnreadableDocument)
    assert "no article found" in item.error.message
    assert logging.getLogger("trafilatura").hasHandlers()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<p " + "a=b " * 100_000 + ">x</p>",
        "<table><tr><td>" * 2_000 + "text",
        "<p>" + "<b>" * 3_000 + "Acme raised money" + "</b>" * 3_000,
        "<!--" + "-" * 100_000,
        "<script>" + "x" * 100_000,
        "&" * 100_000,
        "<a href=x>y</a> " * 150_000,
    ],
)
def test_hostile_pages_end_in_one_item(tmp_path: Path, page: str) -> None:
    """Deep nesting, endless attributes and unclosed marks are read or refused, never a crash."""
    item = read(tmp_path / "a.html", page)
    assert isinstance(item, (Document, UnreadableDocument))


def test_a_missing_extra_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without trafilatura the page is unreadable and the error says what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    item = read(tmp_path / "a.html", PAGE.format(meta=""))
    assert isinstance(item, UnreadableDocument)
    assert "llm-extract[html]" in item.error.hint


def test_a_page_is_decoded_as_it_declares(tmp_path: Path) -> None:
    """The page's own charset is used and noted."""
    page = PAGE.format(meta='<meta charset="windows-1251">').replace("Beta Ventures", "Бета")
    item = read(tmp_path / "a.html", page.encode("cp1251"))
    assert isinstance(item, Document)
    assert "Бета" in item.text
    assert item.encoding == "cp1251 (declared)"
