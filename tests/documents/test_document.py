"""Documents, their ids, and what their metadata may hold."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.documents import Document, DocumentError, UnreadableDocument
from llm_extract.documents.document import clean_value


def test_id_is_the_hash_of_the_text() -> None:
    """The id is the sha256 of the text's UTF-8, whatever the key."""
    one, other = Document("Café\r\n", key="a", source="a"), Document("Café\r\n", key="b", source="b")
    assert one.id == other.id == hashlib.sha256("Café\r\n".encode()).hexdigest()
    assert one.chars == 6


def test_lone_surrogates_are_replaced() -> None:
    """Half a character becomes U+FFFD, so that hashing and writing cannot fail; offsets stay."""
    document = Document("a\ud83dbc", key="k", source="s")
    assert document.text == "a\ufffdbc"
    assert len(document.id) == 64


def test_documents_cannot_be_changed() -> None:
    """A document is frozen, hashable and equal by content, also after its id was asked for."""
    one, other = Document("a", key="k", source="s"), Document("a", key="k", source="s")
    assert one.id
    assert one == other
    assert {one, other} == {one}
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.key = "x"  # type: ignore[misc]


def test_from_text_gives_a_key_and_a_dateline() -> None:
    """A text at hand gets a key of its hash and the same date as it would get from a file."""
    document = Document.from_text(" date 2018-04-09 Acme raised $5 million.")
    assert document.key == f"text-{document.id[:12]}"
    assert document.published_on == "2018-04-09"
    assert Document.from_text("x", published_on="2018-04").published_on == "2018-04"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": " \n"}, "empty"),
        ({"text": "x", "published_on": "yesterday"}, "yesterday"),
        ({"text": "x", "metadata": {"a": object()}}, "object"),
        ({"text": "x", "metadata": {"a": {1, 2}}}, "set"),
    ],
)
def test_from_text_refuses_what_cannot_be_kept(arguments: dict[str, object], words: str) -> None:
    """White space, a date that is none and metadata that are no JSON are errors with a remedy."""
    with pytest.raises(DocumentError, match=words) as raised:
        Document.from_text(**arguments)  # type: ignore[arg-type]
    assert raised.value.hint


def test_deep_metadata_are_an_error_not_a_crash() -> None:
    """Metadata nested without end raise DocumentError instead of exhausting the stack."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(DocumentError, match="nested deeper"):
        clean_value(deep)
    while deep:
        deep = deep.pop()  # type: ignore[assignment]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
        max_leaves=10,
    )
)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_cleaned_metadata_can_be_written(value: object) -> None:
    """Whatever JSON-like value comes in, the cleaned one is written as strict JSON in UTF-8 and read back equal."""
    cleaned = clean_value(value)
    written = json.dumps(cleaned, ensure_ascii=False, allow_nan=False).encode()
    assert json.loads(written) == cleaned


def test_unreadable_documents_carry_key_source_and_error() -> None:
    """An unreadable input keeps what a record needs: key, source, cause and remedy."""
    unreadable = UnreadableDocument("a.txt", "in/a.txt", DocumentError("in/a.txt: empty", hint="Fill it."))
    assert (unreadable.key, unreadable.source, str(unreadable.error)) == (
        "a.txt",
        "in/a.txt",
        "in/a.txt: empty. Fill it.",
    )


def test_importing_documents_loads_no_heavy_library() -> None:
    """Reading plain text needs none of pydantic, chardet or trafilatura."""
    code = "import sys, llm_extract.documents\nprint({'pydantic', 'chardet', 'trafilatura', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "set()"
