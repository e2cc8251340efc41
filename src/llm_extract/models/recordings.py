"""One recorded answer as a file that people can read and diff, and back again without loss.

Texts with line breaks, and long ones, are written as ``{"$lines": [...]}``: pieces that give the text when joined with
nothing between them. A key of that very name in the data gets a further ``$`` in front.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..messages import Request, Response
from ..plain_data import json_type, parse_json

__all__ = [
    "FORMAT", "Recording", "decode_lines", "digest_answer", "encode_lines", "find_recordings", "load_recording",
    "save_recording",
]  # fmt: skip

FORMAT = 2
"""What is written: 2 has a digest of the answer, which 1, still read, had not."""

_NAME = re.compile(r"-([0-9a-f]{8})\.json")
_WIDTH = 100
_LARGEST = 50_000_000  # bytes
_ESCAPED = re.compile(r"\$+lines")


@dataclass(frozen=True)
class Recording:
    """A request, its answer and where they come from.

    Args:
        request: as it was sent.
        response: as it was received.
        recorded: ``date``, ``model`` as the endpoint reported it, ``note``, and ``synthetic: true`` where a person or
            a program wrote the answer.
        format: of its file.
    """

    request: Request
    response: Response
    recorded: Mapping[str, Any]
    format: int = FORMAT

    @property
    def is_synthetic(self) -> bool:
        """Whether it says of itself that a person or a program wrote the answer."""
        return self.recorded.get("synthetic") is True


def digest_answer(response: Response) -> str:
    """sha256 (hex) of an answer, for telling whether its file was edited.

    Example:
        >>> digest_answer(Response({"b": 1, "a": "é"})) == digest_answer(Response({"a": "é", "b": 1}))
        True
    """
    # ASCII, since an answer may hold half a surrogate pair, which has no UTF-8
    return hashlib.sha256(json.dumps(response.body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def find_recordings(directory: Path) -> Iterator[tuple[str, Path]]:
    """The files below a directory that have a recording's name, unread, sorted, each with the eight digits in it."""
    for path in sorted(directory.rglob("*.json")):
        if match := _NAME.search(path.name):
            yield match[1], path


def encode_lines(value: Any) -> Any:
    """Write long texts as lists of pieces, wherever they are in a JSON value.

    Args:
        value: anything that JSON can hold.

    Returns:
        An equivalent value; ``decode_lines`` gives the first one back.

    Example:
        >>> encode_lines({"content": "one\\ntwo"})
        {'content': {'$lines': ['one\\n', 'two']}}
    """
    if isinstance(value, str):
        return {"$lines": list(_pieces(value))} if len(value) > _WIDTH or "\n" in value else value
    if isinstance(value, Mapping):
        return {f"${key}" if _ESCAPED.fullmatch(key) else key: encode_lines(item) for key, item in value.items()}
    return [encode_lines(item) for item in value] if isinstance(value, (list, tuple)) else value


def decode_lines(value: Any) -> Any:
    """Undo ``encode_lines``.

    Example:
        >>> decode_lines({"content": {"$lines": ["one\\n", "two"]}, "$$lines": 1})
        {'content': 'one\\ntwo', '$lines': 1}
    """
    if isinstance(value, list):
        return [decode_lines(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$lines"}:
        return "".join(value["$lines"])
    return {key[1:] if _ESCAPED.fullmatch(key) else key: decode_lines(item) for key, item in value.items()}


def _pieces(text: str) -> Iterator[str]:
    """Lines with their line feeds, the long ones cut after the last space that fits."""
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        while len(line) > _WIDTH + 1:
            cut = line.rfind(" ", 0, _WIDTH) + 1 or _WIDTH
            yield line[:cut]
            line = line[cut:]
        yield line


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{json_type(value)} where an object belongs")
    return value


def save_recording(path: Path, recording: Recording) -> None:
    """Write a recording, whole or not at all.

    Args:
        path: its file; folders are made.
        recording: what to write.
    """
    request = recording.request
    content = {
        "recording_format": FORMAT,
        "fingerprint": request.fingerprint,
        "request": {"kind": request.kind, "ordinal": request.ordinal, "body": encode_lines(request.body)},
        "response": encode_lines(recording.response.body),
        "response_sha256": digest_answer(recording.response),
        "recorded": dict(recording.recorded),
    }
    try:
        data = _dump(content, ensure_ascii=False)
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can escape and UTF-8 cannot hold
        data = _dump(content, ensure_ascii=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, staged = tempfile.mkstemp(prefix=".recording-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(staged).chmod(0o644)
        Path(staged).replace(path)
    except BaseException:
        Path(staged).unlink(missing_ok=True)
        raise


def _dump(content: Mapping[str, Any], ensure_ascii: bool) -> bytes:
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=ensure_ascii)
    return (text + "\n").encode()


def _read(path: Path) -> bytes:
    """A file's bytes. A repository may hold links to what has no end, or waits for somebody to write: not begun."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("it is no file")
    if status.st_size > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST:,} bytes")
    return path.read_bytes()


def load_recording(path: Path) -> Recording:
    """Read a recording and check that it is the one its fingerprint says.

    Args:
        path: a file that ``save_recording`` wrote.

    Returns:
        The recording.

    Raises:
        ConfigError: unreadable, of a newer format, or edited by hand. The answer of a recording that says of itself
            that it is synthetic may be edited.
    """
    try:
        content = parse_json(_read(path))
        version = content["recording_format"]
        if isinstance(version, bool) or version not in range(1, FORMAT + 1):
            raise ConfigError(
                f"{path} has recording format {version}, this version reads 1 to {FORMAT}",
                hint="Update llm-extract, or delete the file and record again",
            )
        said, asked = content["fingerprint"], content["request"]
        request = Request(_object(decode_lines(asked["body"])), ordinal=int(asked["ordinal"]), kind=str(asked["kind"]))
        answer = Response(_object(decode_lines(content["response"])))
        recorded = dict(content.get("recorded") or {})
        recording = Recording(request, answer, recorded, version)
        is_free = version == 1 or recording.is_synthetic
        fingerprint = request.fingerprint  # fails where its words have no UTF-8
        is_genuine = is_free or content["response_sha256"] == digest_answer(recording.response)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{path} is no recording ({type(error).__name__}: {error})", hint="Delete it and record again"
        ) from error
    if fingerprint != said:
        raise ConfigError(
            f"{path} has been edited: its request has fingerprint {request.fingerprint[:8]}, the file says "
            f"{str(said)[:8]}",
            hint="Restore the file from version control, or delete it and record again",
        )
    if not is_genuine:
        raise ConfigError(
            f"{path} has been edited: its answer is not the one that was recorded",
            hint='Restore the file from version control, ask again with "llm-extract fixtures refresh", or say that '
            'the answer is made up: "synthetic": true in its block "recorded"',
        )
    return recording
