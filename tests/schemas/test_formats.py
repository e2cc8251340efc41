"""Formats of strings: the same on every machine, and what their standards say."""

from __future__ import annotations

import pytest

from llm_extract.schemas.formats import CHECKS
from llm_extract.schemas.sources import FileSchema

RIGHT = {
    "date": ["2018-04-09", "2020-02-29"],
    "date-time": [
        "2018-04-09T10:00:00Z",
        "2018-04-09t10:00:00.25+02:00",
        "1998-12-31T23:59:60Z",
        "2018-04-09T10:00:00",
    ],
    "time": ["10:00:00", "10:00:00Z", "23:59:59.5-05:00"],
    "duration": ["P1D", "PT36H", "P1Y2M3DT4H5M6.5S", "P4W", "-P1D"],
    "email": ["ann@example.org"],
    "hostname": ["example.org", "a", "xn--mnchen-3ya.de"],
    "ipv4": ["192.0.2.1"],
    "ipv6": ["2001:db8::1"],
    "uuid": ["c0ffee00-0000-4000-8000-00000000000A"],
    "uri": ["https://example.org/a?b=c#d", "mailto:ann@example.org", "urn:isbn:1"],
    "regex": ["^a+$", r"^\p{L}+$", "(?=a)b"],
}
WRONG = {
    "date": ["2018-13-01", "2019-02-29", "20180409", "9 April", "2018-4-9", "٢٠١٨-٠٤-٠٩", "2018-04-09\n"],
    "date-time": [
        "2018-04-09",
        "2018-04-09 10:00:00Z",
        "2018-04-09T10:00",
        "2018-04-09T10:00:00 local",
        "2018-04-09T25:00:00Z",
        "yesterday",
        "2018",
    ],
    "time": ["10:00", "24:00:00", "noon", "10:00:00 "],
    "duration": ["1 day", "P", "PT", "P1DT", "P1H", "86400"],
    "email": ["ann"],
    "hostname": ["-a-", "", "a..b", "a b", "a" * 64, ".".join(["a" * 60] * 5)],
    "ipv4": ["256.1.1.1", "2001:db8::1", "1.2.3"],
    "ipv6": ["192.0.2.1", ":::"],
    "uuid": ["c0ffee", "c0ffee0000004000800000000000000a"],
    "uri": ["see below", "example.org", " https://example.org", "https://example.org/{", ""],
    "regex": ["(", "[", "*"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_what_has_the_format(name: str, text: str) -> None:
    """Texts in the form of the standard fit."""
    assert CHECKS[name](text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_what_has_it_not(name: str, text: str) -> None:
    """Texts in another form, or of nothing of the kind, do not."""
    assert not CHECKS[name](text)


def test_files_are_held_to_their_formats_and_to_no_other() -> None:
    """A JSON schema's formats are checked; those that no table has are words for the model; numbers have none."""
    for name in CHECKS:
        schema = FileSchema({"properties": {"a": {"format": name}}})
        assert not schema.validate({"a": RIGHT[name][0]})[1]
        assert schema.validate({"a": WRONG[name][0]})[1]
        assert not schema.validate({"a": 5})[1]
    for name in ("idn-hostname", "iri", "json-pointer", "made-up"):
        assert not FileSchema({"properties": {"a": {"format": name}}}).validate({"a": "\u3002"})[1]
