"""Bytes to text: declared encoding, then strict UTF-8, then detection; the choice is reported."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from ..errors import ConfigError, DocumentError
from .wide_text import find_unmarked_utf16

__all__ = ["byte_order_mark", "check_encoding", "decode", "detect_encodings", "refuse_binary"]

_MARKS = (
    # The UTF-32 mark begins like that of UTF-16, so it is looked for first.
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TABLE_HINT = "Save it as .jsonl or .csv; in Python, Extractor.map takes its data frame."
_PACKED_HINT = "Unpack it, or pack it with gzip instead."
_MAGIC = (
    (b"%PDF-", "a PDF", "Convert it to text first, for example with pdftotext."),
    (b"PK\x03\x04", "a zip archive or an Office file", "Unpack it, or save it as plain text."),
    (b"\x1f\x8b", "gzip data", "Name the file .txt.gz (or .jsonl.gz ...), or unpack it."),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save it as plain text."),
    (b"{\\rtf", "an RTF file", "Save it as plain text."),
    (b"PAR1\x15", "a Parquet file", _TABLE_HINT),
    (b"ARROW1\0\0", "an Arrow file", _TABLE_HINT),
    (b"SQLite format 3\0", "a SQLite database", "Save the table with the articles as .csv or .jsonl."),
    (b"BZh91AY&SY", "packed with bzip2", _PACKED_HINT),
    (b"\xfd7zXZ\0", "packed with xz", _PACKED_HINT),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard", _PACKED_HINT),
)
_BINARY_HINT = (
    "Give a text file. UTF-16 without a byte order mark that has few spaces or Latin letters is best saved as UTF-8; "
    "where all inputs are so, name it: --encoding utf-16-le, in Python encoding."
)
"""For files that hold what no text in a one-byte encoding holds."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARATION_WINDOW = 4096
_DETECTION_SAMPLE = 200_000
_UNSURE = 0.1
"""Below this confidence, seen on texts of a few words, chardet's guess is worse than always saying cp1252."""
_SOUND_PER_BROKEN = 10
"""Letters beyond ASCII that are valid UTF-8, for each broken one, from which on a text counts as damaged UTF-8."""
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27}) + b"\x7f"


def check_encoding(name: str) -> str:
    """The standard name of an encoding that the caller asks for.

    Args:
        name: as Python knows it: ``utf-8``, ``cp1252``, ``latin-1``, ``utf-16-le``.

    Returns:
        The codec's own name.

    Raises:
        ConfigError: there is no such text encoding.

    Example:
        >>> check_encoding("Latin-1")
        'iso8859-1'
    """
    try:
        codec = codecs.lookup(name)
        "a".encode(codec.name)
    except (LookupError, ValueError) as error:
        raise ConfigError(f"no encoding {name!r}", hint="Use a name like utf-8, cp1252, latin-1 or utf-16.") from error
    return codec.name


def byte_order_mark(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start of ``data`` declares, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _looks_binary(data: bytes) -> bool:
    """Whether bytes without a byte order mark are no text: a NUL, or one control character in ten."""
    if b"\0" in data:
        return True
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 10


def decode(
    data: bytes, *, encoding: str | None = None, markup: bool = False, likely: Sequence[str] = ()
) -> tuple[str, str]:
    """Decode the whole of a text.

    Args:
        data: the bytes.
        encoding: the encoding to use whatever the bytes look like; None to find it.
        likely: encodings detected before in the same file, the best first; saves detecting them again.
        markup: whether to heed the declaration of an HTML or XML file. It yields to strict UTF-8: bytes beyond
            ASCII that are valid UTF-8 are practically never anything else, whatever the page says.

    Returns:
        The text without byte order mark, and the encoding used.

    Raises:
        DocumentError: the bytes look binary or fit no encoding. The message does not name the file: the caller does.

    Example:
        >>> decode("café".encode("cp1252"), encoding="cp1252")
        ('café', 'cp1252 (declared)')
        >>> decode("café".encode("utf-16"))
        ('café', 'utf-16')
    """
    if encoding is not None:
        return _decode_as_told(data, encoding)
    marked = byte_order_mark(data)
    if marked is not None:
        return _decode_marked(data, marked)
    if b"\0" in data and (found := find_unmarked_utf16(data)) is not None:
        return _decode_unmarked(data, found)
    refuse_binary(data)
    declared = _declared(data) if markup else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (
            _decode_declared(data, declared)
            or _decode_damaged(data)
            or _decode_detected(data, likely or detect_encodings(data, error.start))
        )
    if text.isascii() and _is_stateful(declared):
        return _decode_declared(data, declared) or (text, "utf-8")
    return text, "utf-8"


def _decode_as_told(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except ValueError as error:
        raise DocumentError(
            f"is not {encoding}: {error}", hint="Leave the encoding out to have it found, or name the right one."
        ) from error
    return text.removeprefix("\ufeff"), f"{encoding} (declared)"


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeError as error:
        raise DocumentError(
            f"begins with the mark of {encoding} but is not: {error}", hint="Save it again as UTF-8."
        ) from error


def _decode_unmarked(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), f"{encoding} (detected)"
    except UnicodeError as error:
        raise DocumentError(f"looks binary: it begins as {encoding} but is not: {error}", hint=_BINARY_HINT) from error


def refuse_binary(data: bytes) -> None:
    """Say of bytes that are no text what they are.

    Raises:
        DocumentError: they begin like a format of other programs, or ``_looks_binary``.
    """
    for magic, name, hint in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"looks binary: it is {name}", hint=hint)
    if _looks_binary(data):
        raise DocumentError("looks binary: it holds NUL bytes or many control characters", hint=_BINARY_HINT)


def _declared(data: bytes) -> str | None:
    """The encoding an HTML or XML file declares, if Python knows it; as browsers do, Latin-1 means cp1252."""
    match = _DECLARED.search(data, 0, _DECLARATION_WINDOW)
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
        b"a".decode(name)
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _is_stateful(name: str | None) -> bool:
    """Encodings whose bytes are all ASCII and yet mean other letters."""
    return name is not None and name.startswith(("iso2022", "hz", "utf-7"))


def _decode_declared(data: bytes, name: str | None) -> tuple[str, str] | None:
    if name is None:
        return None
    try:
        return data.decode(name), f"{name} (declared)"
    except ValueError:
        return None


def _decode_damaged(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes: detection would read every other letter beyond ASCII wrongly for their sake."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    sound = sum(not letter.isascii() for letter in text) - text.count("\ufffd")
    return (text, f"utf-8 ({broken} broken bytes replaced)") if sound >= _SOUND_PER_BROKEN * broken else None


def detect_encodings(data: bytes, first_odd: int = 0) -> list[str]:
    """What bytes that are not UTF-8 may be.

    Args:
        data: the bytes.
        first_odd: where the first byte is that is not UTF-8: a sample from elsewhere may be pure ASCII, which tells
            nothing.

    Returns:
        Names of codecs, the best first.

    Example:
        >>> detect_encodings("Привет мир, как дела сегодня".encode("cp1251"))
        ['cp1251', 'cp1252']
    """
    import chardet  # most texts are UTF-8 and need none of it

    start = max(0, first_odd - _DETECTION_SAMPLE // 2)
    sample = data[start : start + _DETECTION_SAMPLE]
    era = chardet.EncodingEra.MODERN_WEB
    found = chardet.detect(sample, encoding_era=era, max_bytes=_DETECTION_SAMPLE, prefer_superset=True)
    try:
        names = [codecs.lookup(found["encoding"] or "cp1252").name]
    except LookupError:
        names = []
    if "cp1252" not in names:
        names.insert(0 if found["confidence"] < _UNSURE else len(names), "cp1252")
    return names


def _decode_detected(data: bytes, names: Sequence[str]) -> tuple[str, str]:
    for name in names:
        try:
            return data.decode(name).removeprefix("\ufeff"), f"{name} (detected)"
        except (LookupError, ValueError):
            continue
    raise DocumentError("is in no encoding that could be recognised", hint="Save it as UTF-8, or name its encoding.")
