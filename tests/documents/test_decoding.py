"""From bytes to text, and which encoding it was."""

from __future__ import annotations

import bz2
import lzma

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.documents.decoding import check_encoding, decode
from llm_extract.errors import ConfigError, DocumentError

ENGLISH = (
    "Acme’s chief executive said the company “never needed” the €5 million that it raised from investors in April – "
    "it merely liked the café where the round was signed.\n"
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"plain", ("plain", "utf-8")),
        ("café".encode(), ("café", "utf-8")),
        (b"\xef\xbb\xbfcaf\xc3\xa9", ("café", "utf-8-sig")),
        ("café".encode("utf-16"), ("café", "utf-16")),
        (b"\xfe\xff" + "café".encode("utf-16-be"), ("café", "utf-16")),
        ("café".encode("utf-32"), ("café", "utf-32")),
        (b"", ("", "utf-8")),
        (b"a\r\nb\rc\n", ("a\r\nb\rc\n", "utf-8")),
    ],
)
def test_marks_and_utf8(data: bytes, expected: tuple[str, str]) -> None:
    """A byte order mark is heeded and removed, UTF-8 is taken as such, line ends are kept."""
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"),
        ("He said “hello” – it’s €5 million", "cp1252"),
        ("Привет мир, как дела сегодня, спросил директор компании", "cp1251"),
        ("Społka pozyskała 5 milionów złotych od inwestorów, powiedział prezes", "cp1250"),
        ("日本語のテキストです。会社は資金を調達しました。", "cp932"),
        ("商汤科技宣布完成6亿美元C轮融资,由阿里巴巴领投", "gb18030"),
        ("x" * 300_000 + ENGLISH, "cp1252"),
    ],
)
def test_other_encodings_are_detected(text: str, codec: str) -> None:
    """What is not UTF-8 is detected, and the text comes out as it was written."""
    found, used = decode(text.encode(codec))
    assert found == text
    assert used.endswith("(detected)")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH * 2000,
        "Привет мир, как дела сегодня, спросил директор компании",
        "Η εταιρεία συγκέντρωσε 5 εκατομμύρια ευρώ από επενδυτές",
        "החברה גייסה חמישה מיליון אירו ממשקיעים באפריל",
        "शहर में आज एक नई कंपनी ने पाँच करोड़ रुपये जुटाए",
        "He said “yes” 🎉 and signed the papers – “no”, said a spokeswoman of the company, 商汤科技.",
    ],
)
def test_utf16_without_a_mark_is_told_by_its_zeros(text: str, codec: str) -> None:
    """Where every other byte of many letters is zero, and what comes out is text, that is the encoding."""
    assert decode(text.encode(codec)) == (text, f"{codec} (detected)")


@pytest.mark.parametrize(
    "data",
    [
        b"name\0\0\0\0amount\0\0" * 20,  # fields filled up with zeros
        b"abcdefg\0" * 100,
        b"Words, and one\0 zero among them.",
        b"".join(number.to_bytes(2, "little") for number in range(500)),
        b"".join((number % 100).to_bytes(2, "big") for number in range(500)),
        ENGLISH.encode("utf-32-le"),
        ENGLISH.encode("utf-16-le") + b"x",
        ENGLISH.encode("utf-16-le") + b"\0\xd8",
        "商汤科技宣布完成6亿美元C轮融资\n由阿里巴巴领投".encode("utf-16-le"),
    ],
)
def test_what_is_not_surely_utf16_is_refused(data: bytes) -> None:
    """Numbers, tables of fixed width, half letters and letters without zeros stay binary."""
    with pytest.raises(DocumentError, match="looks binary"):
        decode(data)


def test_a_few_broken_bytes_do_not_garble_the_rest() -> None:
    """A UTF-8 text with one broken byte is read as UTF-8, the byte replaced and counted."""
    data = (ENGLISH * 3).encode()
    text, used = decode(data + b"\xff" + data)
    assert text == ENGLISH * 3 + "\ufffd" + ENGLISH * 3
    assert used == "utf-8 (1 broken bytes replaced)"


def test_the_declared_encoding_is_used() -> None:
    """The caller's encoding decides even where another would fit."""
    assert decode("é".encode(), encoding="cp1252") == ("Ã©", "cp1252 (declared)")
    with pytest.raises(DocumentError, match="is not utf-8"):
        decode(b"\xff\xff", encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<meta charset="windows-1251">Привет'.encode("cp1251"), "cp1251 (declared)"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><p>it’s'.encode("cp1252"), "cp1252 (declared)"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">日本'.encode("shift_jis"),
            "shift_jis (declared)",
        ),
        ('<meta charset="iso-8859-1">café'.encode(), "utf-8"),
        ('<meta charset="iso-2022-jp">日本'.encode("iso2022_jp"), "iso2022_jp (declared)"),
        (b'<meta charset="no-such">caf\xe9', "cp1252 (detected)"),
        (b'<meta charset="rot13">plain', "utf-8"),
    ],
)
def test_pages_may_declare_their_encoding(page: bytes, expected: str) -> None:
    """A page's declaration is heeded, unless the bytes prove it wrong or it names no text encoding."""
    assert decode(page, markup=True)[1] == expected


@pytest.mark.parametrize(
    ("data", "name", "remedy"),
    [
        (b"PAR1\x15\x04\x15", "a Parquet file", ".jsonl"),
        (b"ARROW1\x00\x00", "an Arrow file", ".jsonl"),
        (b"SQLite format 3\x00", "a SQLite database", ".csv"),
        (bz2.compress(b"Acme"), "packed with bzip2", "gzip"),
        (lzma.compress(b"Acme"), "packed with xz", "gzip"),
        (b"\x28\xb5\x2f\xfd\x04", "packed with Zstandard", "gzip"),
    ],
    ids=["parquet", "arrow", "sqlite", "bzip2", "xz", "zstd"],
)
def test_files_of_other_programs_are_called_by_their_names(data: bytes, name: str, remedy: str) -> None:
    """What analysts keep tables in, and pack them with, is named, with what to make of it."""
    with pytest.raises(DocumentError, match=name) as raised:
        decode(data)
    assert remedy in raised.value.hint


@pytest.mark.parametrize("data", [b"a\0b", b"%PDF-1.7 x", b"PK\x03\x04", bytes(range(1, 32)) * 4, b"\x1f\x8b\x08"])
def test_binary_data_are_refused(data: bytes) -> None:
    """NUL bytes, control characters and known file heads are no text, and the error says what to do."""
    with pytest.raises(DocumentError, match="looks binary") as raised:
        decode(data)
    assert raised.value.hint


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "", "utf\0"])
def test_unknown_encodings_are_a_config_error(name: str) -> None:
    """An encoding that is none is refused before anything is read."""
    with pytest.raises(ConfigError, match="no encoding"):
        check_encoding(name)


@given(st.binary(max_size=400), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_any_bytes_decode_or_are_refused(data: bytes, markup: bool) -> None:
    """Bytes become text that UTF-8 can hold, or a DocumentError, nothing else."""
    try:
        text, used = decode(data, markup=markup)
    except DocumentError:
        return
    assert used
    assert text.encode("utf-8").decode("utf-8") == text
