"""``llm-extract prompts``: the whole life of a version by command, each verb with its exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from llm_extract.shipped import shipped

SHIPPED = len(json.loads((shipped("prompts") / "lock.json").read_bytes()))
Say = Callable[..., tuple[int, str, str]]

SCHEMA = """
from pydantic import BaseModel

from llm_extract import Cited, Name


class Shops(BaseModel):
    names: list[Cited[Name]]
"""


def slashes(text: str) -> str:
    """Paths as they read on most systems."""
    return text.replace(os.sep, "/")


@pytest.fixture
def say(say: Say) -> Say:
    """Run ``prompts`` in a folder with ``shop.py`` and ``a.txt``."""
    Path("shop.py").write_text(SCHEMA, encoding="utf-8")
    Path("a.txt").write_text("Acme opened a shop.", encoding="utf-8")
    return partial(say, "prompts")


@pytest.mark.parametrize("verb", ["list", "show", "new", "release", "check", "alias", "diff", "render"])
def test_every_verb_explains_itself(say: Say, verb: str) -> None:
    """Help is on stdout and no error."""
    code, out, err = say(verb, "--help")
    assert (code, err) == (0, "")
    assert f"Usage: llm-extract prompts {verb}" in out


def test_a_version_is_made_released_checked_and_named(say: Say) -> None:
    """From nothing to a released version with an alias, by the commands that each step names."""
    code, out, err = say("new", "shops", "--schema", "shop.py:Shops")
    assert (code, slashes(out)) == (0, "prompts/shops/v1.md\n")
    assert "llm-extract prompts release shops@v1" in err
    assert say("list")[1].startswith("shops@v1\tdraft\t")

    code, out, err = say("release", "shops@v1")
    assert (code, slashes(out)) == (0, "prompts/shops/v1.md\nprompts/shops/v1.schema.json\n")
    assert "shops@v1 is released" in err
    assert "released before, and is unchanged" in say("release", "shops@v1")[2]

    assert say("alias", "shops", "production", "v1")[0] == 0
    assert say("list")[1].splitlines()[0].endswith("\tproduction")
    assert slashes(say("show", "shops@production")[1]).startswith("shops@v1  prompts/shops/v1.md  sha256 ")
    assert say("check") == (0, "", f"versions: {SHIPPED + 1}, problems: 0\n")


@pytest.mark.parametrize(("mark", "told"), [({}, True), ({"x-cited": True}, False)], ids=["none", "cited"])
def test_a_draft_whose_schema_cites_nothing_is_told(say: Say, mark: dict[str, bool], told: bool) -> None:
    """A JSON schema from elsewhere asks for no words at all: nothing would ever be checked, and the remedy is named."""
    schema = {"type": "object", "properties": {"name": {"type": "string", **mark}}, "additionalProperties": False}
    Path("shop.json").write_text(json.dumps(schema), encoding="utf-8")
    code, out, err = say("new", "shops", "--schema", "shop.json")
    assert (code, slashes(out)) == (0, "prompts/shops/v1.md\n")
    assert ("'\"x-cited\": true'" in err) is told


def test_check_fails_with_the_fix_when_a_released_file_changed(say: Say) -> None:
    """One byte: exit code 1, what and how to mend it on stdout; using the version is refused with the same fix."""
    say("new", "shops", "--schema", "shop.py:Shops")
    say("release", "shops@v1")
    path = Path("prompts/shops/v1.md")
    path.write_bytes(path.read_bytes() + b"\n")
    code, out, err = say("check")
    assert (code, err) == (1, f"versions: {SHIPPED + 1}, problems: 1\n")
    assert slashes(out) == (
        "shops@v1: prompts/shops/v1.md: the released prompt file was changed. Restore the file from version control; "
        "to change a released version, make the next one: llm-extract prompts new shops\n"
    )
    code, out, err = say("render", "shops@v1", "a.txt")
    assert (code, out) == (2, "")
    assert "make the next one: llm-extract prompts new shops" in err


def test_diff_shows_what_differs_between_two_versions(say: Say) -> None:
    """Parts that do not differ are not mentioned; two that are equal are said to be."""
    say("new", "shops", "--schema", "shop.py:Shops")
    say("release", "shops@v1")
    say("new", "shops")
    assert say("diff", "shops@v1", "shops@v2") == (0, "", "shops@v1 and shops@v2 ask the same\n")
    path = Path("prompts/shops/v2.md")
    path.write_text(path.read_text(encoding="utf-8").replace("temperature: 0", "top_p: 1"), encoding="utf-8")
    code, out, _ = say("diff", "shops@v1", "shops@v2", "--article", "a.txt")
    assert code == 0
    assert [line for line in out.splitlines() if line and not line.startswith(" ")] == [
        "prompt", "parameters", "request",
    ]  # fmt: skip
    assert "  temperature: 0 → not set\n  top_p: not set → 1\n" in out


def test_render_prints_the_recorded_request_of_a_shipped_article(say: Say) -> None:
    """With the recordings' model, the body and the fingerprint are those of the recording."""
    article = next(shipped("seeds").glob("000*"))
    recording = json.loads(next((shipped("fixtures") / "funding_news" / "v1").glob("000*")).read_bytes())
    code, out, err = say("render", "funding_news@v1", str(article), "--replay", str(shipped("fixtures")))
    assert code == 0
    assert recording["fingerprint"] in err
    body = json.loads(out)
    assert body["model"] == recording["request"]["body"]["model"]
    assert article.read_text(encoding="utf-8") in body["messages"][-1]["content"]


def test_render_can_be_read(say: Say) -> None:
    """--text shows the messages as the model reads them."""
    say("new", "shops", "--schema", "shop.py:Shops")
    code, out, err = say("render", "shops", "a.txt", "--text", "--model", "m")
    assert code == 0
    assert "\n[user]\n" in out
    assert "\nAcme opened a shop.\n" in out
    assert err.startswith("shops@v1, m: fingerprint ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "shops"], "--schema MODULE:CLASS"),
        (["release", "funding_news"], "write NAME@vN"),
        (["alias", "funding_news", "production", "one"], "'one' is no version. Write v1"),
        (["diff", "funding_news@v1", "funding_news@v9"], "no version v9. There is: v1"),
        (["render", "funding_news", "none.txt"], "none.txt"),
        (["check", "--prompts", "nowhere"], "no prompts folder nowhere"),
    ],
)
def test_an_error_names_the_remedy(say: Say, arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on stdout."""
    code, out, err = say(*arguments)
    assert (code, out) == (2, "")
    assert message in err
