"""Events in the log: structured, cheap when nobody listens, and never with content."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from llm_extract.events import DEBUG, INFO, JsonFormatter, TextFormatter, emit, get_logger

LOGGER = get_logger("llm_extract.tests")


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def kept() -> Iterator[_Kept]:
    """A handler that keeps what the package logs."""
    handler = _Kept()
    root = logging.getLogger("llm_extract")
    root.addHandler(handler)
    root.setLevel(INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(logging.NOTSET)


def test_an_event_has_a_name_and_fields(kept: _Kept) -> None:
    """Any handler finds them on the record, and the message reads as one line."""
    emit(LOGGER, INFO, "request.answered", document="a b.txt", seconds=0.5, tokens=None)
    emit(LOGGER, DEBUG, "request.sent")
    (record,) = kept.records
    assert (record.event, record.fields["seconds"]) == ("request.answered", 0.5)
    assert record.getMessage() == 'request.answered document="a b.txt" seconds=0.5 tokens=null'
    assert record.module == "test_events"


def test_the_library_writes_nothing_by_itself(capfd: pytest.CaptureFixture[str]) -> None:
    """Without a handler of the application even a warning is silent."""
    LOGGER.warning("nobody listens")
    assert capfd.readouterr() == ("", "")


def test_each_line_is_one_json_object(kept: _Kept) -> None:
    """Line breaks in a key make no second line, in either form."""
    emit(LOGGER, INFO, "record.written", document='a\n"b"\x1b[31m')
    (record,) = kept.records
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["document"] == 'a\n"b"\x1b[31m'
    text = TextFormatter().format(record)
    assert text.isprintable()


@pytest.mark.parametrize("form", [JsonFormatter, TextFormatter])
def test_an_error_is_told_without_its_words(form: type[JsonFormatter], kept: _Kept) -> None:
    """Where it came from and its type, for a message may quote an article; secrets are masked."""
    words = " ".join(["words", "of", "the", "article"])
    try:
        raise ValueError(words)
    except ValueError:
        LOGGER.exception("it failed with %s", "the-key")
    line = form(["the-key"]).format(kept.records[0])
    assert words not in line
    assert "the-key" not in line
    assert "ValueError" in line
    assert "test_an_error_is_told_without_its_words" in line
