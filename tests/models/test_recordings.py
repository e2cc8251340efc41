"""Recording files: readable, reversible, and safe against edits."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import ConfigError
from llm_extract.messages import Request, Response
from llm_extract.models.recordings import Recording, decode_lines, encode_lines, load_recording, save_recording

KEYS = st.one_of(st.text(max_size=5), st.sampled_from(["$lines", "$$lines", "$$$lines", "lines"]))
TEXTS = st.one_of(st.text(max_size=20), st.text(alphabet="ab \n\r\u2028\x0b", max_size=400))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def recording(body: dict[str, Any] | None = None, answer: str = "{}") -> Recording:
    request = Request({"model": "m", "messages": [{"role": "user", "content": "Line 1\nLine 2\n"}], **(body or {})})
    response = Response({"model": "m-1", "choices": [{"message": {"content": answer}}]})
    return Recording(request, response, {"date": "2026-11-22", "model": "m-1", "note": ""})


@settings(derandomize=True, deadline=None, max_examples=150)
@given(VALUES)
def test_every_value_comes_back(value: Any) -> None:
    """Encoding loses nothing, whatever the keys and texts look like, through JSON too."""
    encoded = encode_lines(value)
    assert decode_lines(json.loads(json.dumps(encoded))) == value


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.text(alphabet="word \n", min_size=1, max_size=600))
def test_pieces_are_short(text: str) -> None:
    """Every piece of a long text fits a screen and ends with its line."""
    encoded = encode_lines(text)
    if isinstance(encoded, dict):
        pieces = encoded["$lines"]
        assert max(len(piece) for piece in pieces) <= 101
        assert all("\n" not in piece[:-1] for piece in pieces)


def test_a_saved_recording_loads_equal(tmp_path: Path) -> None:
    """Request, ordinal, answer and origin come back as they were saved."""
    one = recording(answer="x" * 500 + "\r\n\ud800")
    one = Recording(one.request.again(3), one.response, {**one.recorded, "synthetic": True})
    save_recording(tmp_path / "a" / "b.json", one)
    loaded = load_recording(tmp_path / "a" / "b.json")
    assert loaded.request == one.request
    assert loaded.response.body == one.response.body
    assert loaded.recorded == one.recorded


def test_files_are_sorted_indented_and_alone(tmp_path: Path) -> None:
    """The file is sorted and indented with a final line feed; no staged file stays behind."""
    path = tmp_path / "one.json"
    save_recording(path, recording())
    text = path.read_text(encoding="utf-8")
    content = json.loads(text)
    assert text == json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert content["request"]["body"]["messages"][0]["content"] == {"$lines": ["Line 1\n", "Line 2\n"]}
    assert [item.name for item in tmp_path.iterdir()] == ["one.json"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the recording that was there is whole and nothing is left beside it."""
    path = tmp_path / "one.json"
    save_recording(path, recording())
    before = path.read_bytes()

    def fail(*_: Any) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        save_recording(path, recording(answer="other"))
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["one.json"]


def test_an_edited_request_is_refused(tmp_path: Path) -> None:
    """Changing a word of the recorded request is found, with the file and the remedy named."""
    path = tmp_path / "one.json"
    save_recording(path, recording())
    path.write_text(path.read_text(encoding="utf-8").replace("Line 2", "Line two"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"one\.json has been edited.*version control"):
        load_recording(path)


@pytest.mark.parametrize("content", ["", "[]", "{", '"text"', "null", '{"recording_format": 1}', '{"fingerprint": 1}'])
def test_what_is_no_recording_is_refused(tmp_path: Path, content: str) -> None:
    """Any other JSON, or none, is a ConfigError that names the file."""
    path = tmp_path / "one.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"one\.json is no recording"):
        load_recording(path)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    """A format that this version does not know is not guessed at."""
    path = tmp_path / "one.json"
    save_recording(path, recording())
    path.write_text(path.read_text(encoding="utf-8").replace('"recording_format": 2', '"recording_format": 3'))
    with pytest.raises(ConfigError, match="recording format 3"):
        load_recording(path)


def test_an_edited_answer_is_refused(tmp_path: Path) -> None:
    """Changing a word of the recorded answer is found, unless the recording says that it is made up."""
    path = tmp_path / "one.json"
    save_recording(path, recording(answer="four"))
    text = path.read_text(encoding="utf-8").replace("four", "five")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"one\.json has been edited: its answer"):
        load_recording(path)
    path.write_text(text.replace('"note": ""', '"note": "", "synthetic": true'), encoding="utf-8")
    assert load_recording(path).response.content == "five"


def test_the_first_format_is_still_read(tmp_path: Path) -> None:
    """It has no digest of the answer; what it holds comes back, and says what it is."""
    path = tmp_path / "one.json"
    save_recording(path, recording(answer="four"))
    content = json.loads(path.read_bytes())
    del content["response_sha256"]
    path.write_text(json.dumps({**content, "recording_format": 1}), encoding="utf-8")
    loaded = load_recording(path)
    assert (loaded.format, loaded.response.content) == (1, "four")


@pytest.mark.skipif(os.name != "posix", reason="pipes with names, devices")
@pytest.mark.parametrize("target", ["/dev/zero", "pipe"])
def test_what_has_no_end_is_not_read(tmp_path: Path, target: str) -> None:
    """A link in a folder of recordings to a device, or to a pipe that nobody writes to, is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "a-00000000.json"
    path.symlink_to(target)
    with pytest.raises(ConfigError, match="is no file"):
        load_recording(path)
