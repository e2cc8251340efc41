"""``llm-extract fixtures``: what is wrong with recordings is found, and nothing goes without being told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.recordings import load_recording, save_recording
from llm_extract.shipped import shipped

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped recordings of one version."""
    target = tmp_path / "recordings" / "funding_news" / "v1"
    shutil.copytree(shipped("fixtures") / "funding_news" / "v1", target)
    return target


@pytest.fixture
def say(say: Say) -> Say:
    """Run ``fixtures``."""
    return partial(say, "fixtures")


def _first(folder: Path) -> Path:
    return min(folder.glob("*.json"))


def _edit(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def _set(*keys: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(content: Any) -> None:
        for key in keys[:-1]:
            content = content[key]
        content[keys[-1]] = to

    return change


def _make_old(content: dict[str, Any]) -> None:
    content["recording_format"] = 1
    del content["response_sha256"]


def test_sound_recordings_are_all_good(say: Say, folder: Path) -> None:
    """Nothing is said on stdout, and the exit code is 0, with the articles they were made for too."""
    assert say("check", "recordings") == (0, "", "5 recordings, all good\n")
    assert say("check", "recordings", "-a", str(shipped("seeds"))) == (0, "", "5 recordings, all good\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("response", "model", to="another"), "has been edited: its answer is not the one that was recorded"),
        (_set("request", "body", "model", to="another"), "has been edited: its request has fingerprint"),
        (_set("recording_format", to=9), "has recording format 9, this version reads 1 to 2"),
        (_make_old, "its format is 1, without a digest of the answer"),
        (_set("recorded", "note", to="sk-abcdefghijklmnopqrstuvwx"), "it holds an API key at /recorded/note"),
        (_set("recorded", "note", to="-----BEGIN RSA PRIVATE KEY-----"), "it holds a private key at /recorded/note"),
    ],
)
def test_each_fault_is_named_with_its_file_and_remedy(
    say: Say, folder: Path, change: Callable[[Any], None], message: str
) -> None:
    """Edits, formats and secrets are found; lines fit 80 columns; the secret itself is not shown."""
    path = _first(folder)
    _edit(path, change)
    code, out, err = say("check", "recordings")
    assert code == 1
    first, *rest = out.splitlines()
    assert first == str(path.relative_to(folder.parents[2]))
    assert message in " ".join(" ".join(rest).split())
    assert all(len(line) <= 80 for line in rest)
    assert "abcdefghijkl" not in out
    assert err == "5 recordings, 1 with something to mend\n"


def test_the_key_in_use_is_found_in_an_edited_file_too(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be replayed can still be read by whoever has the file."""
    monkeypatch.setenv("OPENAI_API_KEY", "plain-words-key")
    _edit(_first(folder), _set("response", "id", to="plain-words-key"))
    _, out, _ = say("check", "recordings")
    assert "has been edited" in out
    assert "it holds the API key in use at /response/id" in " ".join(out.split())


def test_made_up_answers_may_be_edited(say: Say, folder: Path) -> None:
    """A recording that says of itself that it is synthetic is no forgery."""
    path = _first(folder)
    _edit(path, _set("recorded", "synthetic", to=True))
    _edit(path, _set("response", "model", to="another"))
    assert say("check", "recordings")[0] == 0


def test_a_second_recording_of_a_request_is_a_duplicate(say: Say, folder: Path) -> None:
    """The later name is reported, with the earlier one."""
    path = _first(folder)
    shutil.copy(path, path.with_name(f"other-{path.stem.rpartition('-')[2]}.json"))
    code, out, _ = say("check", "recordings")
    assert code == 1
    assert "it records the same request as" in " ".join(out.split())


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (("funding_news", "v9"), "there is no prompt version funding_news@v9"),
        (("funding_news", "v2"), "funding_news@v2 asks otherwise now: response_format differs"),
    ],
)
def test_what_no_version_asks_for_is_an_orphan(say: Say, folder: Path, place: tuple[str, str], message: str) -> None:
    """A version that is gone, or one whose prompt or schema is another, will never ask for it."""
    folder.parent.rename(folder.parents[1] / "set aside")
    target = folder.parents[1].joinpath(*place)
    shutil.copytree(folder.parents[1] / "set aside" / "v1", target)
    shutil.rmtree(folder.parents[1] / "set aside")
    _, out, err = say("check", "recordings")
    assert " ".join(out.split()).count(message) == 5
    assert err == "5 recordings, 5 with something to mend\n"


def test_prune_lists_and_asks_before_it_deletes(say: Say, folder: Path, tmp_path: Path) -> None:
    """Orphans of the named articles are listed; --dry-run, n and silence delete nothing; y and --yes do."""
    (tmp_path / "articles").mkdir()
    for path in sorted(shipped("seeds").glob("*.txt"))[:3]:
        shutil.copy(path, tmp_path / "articles")
    command = ("prune", "recordings", "-a", "articles")
    code, listed, err = say(*command, "--dry-run")
    assert (code, err) == (0, "2 recordings would be deleted\n")
    assert [line for line in listed.splitlines() if line.endswith(".json")] == [
        str(path.relative_to(tmp_path)) for path in sorted(folder.glob("*.json"))[3:]
    ]
    assert say(*command, stdin="n\n")[2].endswith("nothing deleted\n")
    code, _, err = say(*command)
    assert code == 2
    assert "Say --yes to delete without being asked" in err
    assert len(list(folder.glob("*.json"))) == 5
    assert say(*command, stdin="y\n")[2].endswith("2 recordings deleted\n")
    assert len(list(folder.glob("*.json"))) == 3
    assert say(*command, "--yes") == (0, "", "no orphans\n")


@pytest.mark.parametrize("misspelt", ["artcles", "artcles/*.txt", "empty"])
@pytest.mark.parametrize("verb", [("check",), ("prune", "--yes")], ids=" ".join)
def test_articles_that_are_not_there_make_no_orphans(
    say: Say, folder: Path, tmp_path: Path, verb: tuple[str, ...], misspelt: str
) -> None:
    """A slip of the hand must not delete what was paid for, whatever else is named."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "article.txt").write_text("Words.")
    command, *options = verb
    code, out, err = say(command, "recordings", *options, "-a", "article.txt", "-a", misspelt)
    assert (code, out) == (2, "")
    assert misspelt in err
    assert len(list(folder.glob("*.json"))) == 5


def test_prune_leaves_no_empty_folders(say: Say, folder: Path, tmp_path: Path) -> None:
    """With its last recording, a version's folder goes, but never the folder that was named."""
    folder.rename(folder.with_name("v9"))
    assert say("prune", "recordings", "--yes")[0] == 0
    assert list((tmp_path / "recordings").iterdir()) == []


def test_refresh_rewrites_old_formats_with_the_same_answers(say: Say, folder: Path) -> None:
    """The upgrade asks nothing and changes neither request nor answer nor origin."""
    path = _first(folder)
    before = load_recording(path)
    text = path.read_bytes()
    _edit(path, _make_old)
    code, out, err = say("refresh", "recordings")
    assert (code, err) == (0, "1 rewritten, 0 asked again, 0 failed\n")
    assert out == f"rewritten with its answer: {path.relative_to(folder.parents[2])}\n"
    assert load_recording(path) == before
    assert path.read_bytes() == text


def test_refresh_asks_again_for_edited_answers_alone(say: Say, folder: Path, loopback: Callable[..., Any]) -> None:
    """The recorded request is sent as it was; the others are left as they are."""
    server = loopback(lambda body: "{}")
    path = _first(folder)
    request = load_recording(path).request
    before = {one: one.read_bytes() for one in folder.glob("*.json")}
    _edit(path, _set("response", "model", to="forged"))
    code, out, _ = say("refresh", "recordings", "--base-url", server.url)
    assert code == 0, out
    assert out == f"asked again: {path.relative_to(folder.parents[2])}\n"
    assert list(server.bodies.values()) == [request.body]
    assert load_recording(path).response.content == "{}"
    assert all(one.read_bytes() == raw for one, raw in before.items() if one != path)


def test_refresh_again_asks_for_all_but_what_is_made_up(say: Say, folder: Path, loopback: Callable[..., Any]) -> None:
    """--again renews every answer; a synthetic one stays."""
    server = loopback(lambda body: "{}")
    made_up = _first(folder)
    _edit(made_up, _set("recorded", "synthetic", to=True))
    code, out, err = say("refresh", "recordings", "--again", "--base-url", server.url)
    assert (code, err) == (0, "0 rewritten, 4 asked again, 0 failed\n")
    assert str(made_up.name) not in out
    assert len(server.log) == 4


def test_refresh_says_what_it_could_not_do(say: Say, folder: Path, loopback: Callable[..., Any]) -> None:
    """An edited request cannot be asked again, a refused answer stays out, a secret is not written; the rest is."""
    paths = sorted(folder.glob("*.json"))
    server = loopback(lambda body: "sk-abcdefghijklmnopqrstuvwx")
    _edit(paths[0], _set("request", "body", "model", to="another"))
    _edit(paths[1], _set("response", "model", to="forged"))
    code, out, err = say("refresh", "recordings", "--base-url", server.url)
    assert (code, err) == (1, "0 rewritten, 0 asked again, 2 failed\n")
    assert "its request has fingerprint" in " ".join(out.split())
    assert "an API key at /response/choices/0/message/content" in " ".join(out.split())
    assert "abcdefghijkl" not in out
    assert sorted(folder.glob("*.json")) == paths


def test_a_folder_that_is_not_there_is_named(say: Say) -> None:
    """Nothing is taken for good that was not looked at."""
    code, _, err = say("check", "nowhere")
    assert code == 2
    assert "no folder nowhere" in err


def test_copies_elsewhere_are_no_duplicates(say: Say, folder: Path, tmp_path: Path) -> None:
    """Two test folders may each have a recording of one request."""
    target = tmp_path / "more" / "funding_news" / "v1"
    target.mkdir(parents=True)
    save_recording(target / _first(folder).name, load_recording(_first(folder)))
    assert say("check", "recordings", "more") == (0, "", "6 recordings, all good\n")


@pytest.mark.parametrize("verb", ["check", "prune", "refresh"])
def test_a_folder_without_recordings_is_not_all_good(say: Say, folder: Path, tmp_path: Path, verb: str) -> None:
    """An empty or wrong folder is named, with the remedy, though another one has recordings."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.json").write_text("{}")
    code, out, err = say(verb, "recordings", "articles")
    assert (code, out) == (2, "")
    assert err.startswith("error: there are no recordings in articles")
    assert "--record" in err
    assert len(list(folder.glob("*.json"))) == 5


@pytest.mark.parametrize("named", [".", "../v1"])
def test_recordings_are_known_from_inside_their_folder(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """A folder named from within itself does not make orphans of all it holds."""
    monkeypatch.chdir(folder)
    assert say("check", named) == (0, "", "5 recordings, all good\n")
    assert say("check", named, "-a", str(shipped("seeds"))) == (0, "", "5 recordings, all good\n")


def test_a_folder_named_twice_has_no_duplicates(say: Say, folder: Path) -> None:
    """Spelt relative and absolute, it holds each recording once."""
    assert say("check", "recordings", str(folder.resolve())) == (0, "", "5 recordings, all good\n")
