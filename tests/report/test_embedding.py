"""Data inside an HTML file."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.report.building import iterate_report
from llm_extract.report.embedding import Blocks, content_policy, escape_json

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["</script>", "<!--", "]]>", "\u2028&lt;"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(json_values)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_escaped_json_is_the_same_value_and_holds_no_markup(value: object) -> None:
    """Whatever the data, it is read back equal and has no character that means something in HTML."""
    text = escape_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_lone_surrogates_become_the_replacement_character() -> None:
    """Half a character from a model's escape does not stop the file from being written."""
    assert escape_json("a\ud800b").encode() == '"a\ufffdb"'.encode()


def test_blocks_hold_everything_in_order() -> None:
    """A long list is cut into elements that know the number of their first item."""
    blocks = Blocks("records")
    items = [{"number": number, "text": "x" * 300_000} for number in range(9)]
    written = [piece for item in items for piece in blocks.add(item)] + list(blocks.end())
    found = [json.loads(piece.split(">", 1)[1].rsplit("</script>", 1)[0]) for piece in written]
    assert [item for block in found for item in block] == items
    assert blocks.starts == [block[0]["number"] for block in found]
    assert len(written) > 1


class _Scripts(HTMLParser):
    """Collects the elements whose content counts for the policy."""

    def __init__(self) -> None:
        super().__init__()
        self.content: dict[str, str] = {}
        self.policy = ""
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in = tag if tag in ("script", "style") and "type" not in given else ""
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.content[self._in] = self.content.get(self._in, "") + data


def test_the_policy_names_the_very_script_and_style() -> None:
    """The hashes in the page are those of its one script and its one style sheet."""
    parser = _Scripts()
    parser.feed("".join(iterate_report([])))
    assert parser.policy == content_policy(parser.content["script"], parser.content["style"])
    assert "default-src 'none'" in parser.policy
    assert "unsafe" not in parser.policy


def test_the_program_never_reads_text_as_markup() -> None:
    """Nothing in the page's program turns a string into elements or code."""
    parser = _Scripts()
    parser.feed("".join(iterate_report([])))
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert word not in parser.content["script"]
