"""What is written for other programs: no formulas, no markup, no way out of a template."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.documents import Document
from llm_extract.errors import ConfigError
from llm_extract.models.endpoints import Endpoint
from llm_extract.rendering import Renderer
from llm_extract.report import iterate_report
from llm_extract.sinks import export_records
from llm_extract.tasks import Task

FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠SUM", "\u200b=1",
    "\ufeff=1",    "'=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "\u00a0=1", "\x00=1", "\u2060@x",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(tmp_path: Path, make_record: Callable[..., dict[str, Any]], text: str) -> None:
    """In values, keys and names of columns; blanks, invisible and full-width characters in front change nothing."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}, text: {"type": "string"}}}
    path = tmp_path / "a.csv"
    export_records([make_record({"a": text, text: text}, key=text)], path, schema)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert sum(text in cell for cell in cells) >= 3
    visible = [cell.lstrip(" \t\r\n\0\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff") for cell in cells]
    assert [cell for cell in visible if cell[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠")] == []


@pytest.mark.parametrize(
    "evil",
    ["</script><script>alert(1)</script>", "<!--<script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)"],
)
def test_no_markup_gets_into_the_report(make_record: Callable[..., dict[str, Any]], evil: str) -> None:
    """In keys, titles, metadata, parameters, values and the page's own title; a browser tries it elsewhere."""
    record = make_record({"a": evil, evil: [evil]}, key=evil, parameters={evil: evil}, model=evil)
    record["document"] |= {"title": evil, "source": evil, "metadata": {evil: evil}, "published_on": evil}
    clean = "".join(iterate_report([make_record({"a": "x"})], title="t"))
    page = "".join(iterate_report([record], title=evil))
    for mark in ("<script", "</script", "<img", "<!--", "javascript:alert"):
        extra = page.lower().count(mark) - clean.lower().count(mark)
        # a URL is only text here: nothing in the page makes an address of what records hold
        assert extra == 0 or mark == "javascript:alert", mark
    assert "default-src 'none'" in page.replace("&#x27;", "'")


ESCAPES = [
    "{{ document.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('true').read() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ self._TemplateReference__context }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(document) }}",
    "{{ ('{0.__cla' ~ 'ss__}').format_map({'0': document}) }}",
    "{{ document|attr('__class__') }}",
    "{{ (document.text|string)['__class__'] }}",
    "{% set _ = document.metadata.update({'a': 1}) %}",
    "{{ document.metadata.clear() }}",
    "{{ range(999999999)|list }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{{ 1 / 0 }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_templates_stay_in_their_sandbox(template: str) -> None:
    """They reach neither Python nor files, change nothing, and what fails in them is told in one line."""
    task = Task("t", 1, Path("t/v1.md"), "", f"{{{{ document.text }}}}{template}", "a:B", "", {}, "0" * 64)
    document = Document("words", key="a", source="a", metadata={"b": 2})
    with pytest.raises(ConfigError):
        Renderer(task, {}, model="m", endpoint=Endpoint("test", needs_key=False)).render(document)
    assert document.metadata == {"b": 2}


def test_halves_of_characters_can_be_asked_about() -> None:
    """A model may escape half of a character; what is sent back to it with the complaint must still be a request."""
    task = Task("t", 1, Path("t/v1.md"), "", "{{ document.text }}", "a:B", "", {}, "0" * 64)
    renderer = Renderer(task, {}, model="m", endpoint=Endpoint("test", needs_key=False))
    first = renderer.render(Document("words", key="a", source="a"))
    again = renderer.render_again(first, "half \ud800 of it \U0001f600", "no \udc00 JSON")
    assert again.body["messages"][-2]["content"] == "half \ufffd of it \U0001f600"
    assert len(again.fingerprint) == 64


def test_articles_are_no_templates() -> None:
    """An article that looks like a template is shown as it is."""
    task = Task("t", 1, Path("t/v1.md"), "", "{{ document.text }}{{ document.title }}", "a:B", "", {}, "0" * 64)
    renderer = Renderer(task, {}, model="m", endpoint=Endpoint("test", needs_key=False))
    for evil in (*ESCAPES, "{{ 7 * 7 }}", "{% raw %}"):
        body = renderer.render(Document(evil, key="a", source="a", title=evil)).body
        assert body["messages"][-1]["content"] == evil + evil
