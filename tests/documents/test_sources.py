"""Which files are found behind a path, in which order and under which key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from llm_extract.documents import Document, Skipped, UnreadableDocument, check_paths, read_documents, refuse_missing
from llm_extract.errors import ConfigError

links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.", encoding="utf-8")
    return folder


def keys(*paths: Path | str, skipped: Skipped | None = None) -> list[str]:
    return [item.key for item in read_documents(paths, skipped=skipped)]


def test_folders_are_read_in_the_order_of_relative_paths(tmp_path: Path) -> None:
    """Relative paths come sorted by code point with / as separator, as sorting the whole list would give them."""
    names = ["b.txt", "a/z.txt", "a.txt", "a-b/c.txt", "a/b/c.md", "B.txt", "ä.txt", "a b.txt", "a0.txt"]
    found = keys(make(tmp_path, *names))
    assert found == sorted(names)


def test_only_known_kinds_are_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    """Other suffixes and hidden files and folders are skipped and counted."""
    make(tmp_path, "a.txt", "b.png", "c.PNG", "README", ".hidden.txt", ".git/x.txt", "d.TXT")
    skipped = Skipped()
    assert keys(tmp_path, skipped=skipped) == ["a.txt", "d.TXT"]
    assert skipped.suffixes == {".png": 2, "": 1}
    assert str(skipped) == "skipped 1 without suffix, 2 .png, 2 hidden"


def test_a_file_given_by_name_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    """The user's own choice of a file overrules the list of suffixes."""
    make(tmp_path, "NOTES", "a.log")
    assert keys(tmp_path / "NOTES", tmp_path / "a.log") == ["NOTES", "a.log"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[!a].txt", ["b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("s*/*.txt", ["sub/c.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]),
        ("sub/**", ["c.txt", "deep/d.txt", "notes.log"]),
        ("su*", ["sub/c.txt", "sub/deep/d.txt"]),
        ("**/deep/*", ["sub/deep/d.txt"]),
    ],
)
def test_globs_are_read_as_a_shell_would(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    """A glob in quotes finds the files, and the folders, that a shell would hand over."""
    make(tmp_path, "a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt", "sub/notes.log", ".e.txt")
    assert keys(f"{tmp_path}/{pattern}") == expected


def test_a_file_whose_name_looks_like_a_glob_is_itself(tmp_path: Path) -> None:
    """A name with brackets that exists is a file, not a pattern."""
    make(tmp_path, "a[1].txt", "a1.txt")
    assert keys(tmp_path / "a[1].txt") == ["a[1].txt"]


def test_relative_paths_keep_sources_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The source is the path as the user wrote it, the key is relative to the input."""
    make(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    found = [(item.key, item.source.replace(os.sep, "/")) for item in read_documents(["in"])]
    assert found == [("a.txt", "in/a.txt")]
    assert [item.source.replace(os.sep, "/") for item in read_documents("i*/*.txt")] == ["in/a.txt"]
    assert [item.source for item in read_documents("in/a.txt")] == ["in/a.txt"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    """Overlapping paths, globs and folders give each file once, at its first place."""
    make(tmp_path, "a.txt", "b.txt")
    skipped = Skipped()
    found = keys(tmp_path / "b.txt", f"{tmp_path}/*.txt", tmp_path, tmp_path / "." / "a.txt", skipped=skipped)
    assert found == ["b.txt", "a.txt"]
    assert skipped.repeated == 4


def test_keys_that_collide_get_the_roots_name(tmp_path: Path) -> None:
    """The first keeps the plain key; the next has its root's name in front, then a number."""
    make(tmp_path, "one/a.txt", "two/a.txt", "x/two/a.txt")
    assert keys(tmp_path / "one", tmp_path / "two", tmp_path / "x" / "two") == ["a.txt", "two/a.txt", "two/a.txt~2"]
    assert keys(tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt") == ["a.txt", "two/a.txt"]


def test_a_missing_path_is_one_unreadable_input_with_a_hint(tmp_path: Path) -> None:
    """A path that is not there ends in a record of its own which names files that may have been meant."""
    make(tmp_path, "articles.txt")
    (item,) = read_documents(tmp_path / "artcles.txt")
    assert isinstance(item, UnreadableDocument)
    assert "no such file" in item.error.message
    assert "articles.txt" in item.error.hint
    (item,) = read_documents(tmp_path / "nowhere" / "a.txt")
    assert isinstance(item, UnreadableDocument)
    assert "no folder" in item.error.message


def test_only_inputs_of_which_none_is_there_are_refused(tmp_path: Path) -> None:
    """One that is there, standard input or a glob is something to read, whatever the others are."""
    make(tmp_path, "a.txt")
    gone = str(tmp_path / "gone.txt")
    with pytest.raises(ConfigError, match=r"gone\.txt: no such file or folder") as caught:
        refuse_missing([gone, str(tmp_path / "too")])
    assert caught.value.hint
    for other in ("a.txt", "", "*.md"):
        refuse_missing([gone, f"{tmp_path}/{other}"])
    refuse_missing([gone, "-"])


@pytest.mark.parametrize("path", ["empty", "*.md", "nowhere/*.txt", "a\0b", "x" * 5000])
def test_a_path_that_gives_nothing_is_one_unreadable_input(tmp_path: Path, path: str) -> None:
    """An empty folder, a glob without match and an impossible name are told, not passed over."""
    (tmp_path / "empty").mkdir()
    (item,) = read_documents(f"{tmp_path}/{path}")
    assert isinstance(item, UnreadableDocument)
    assert item.error.hint


@pytest.mark.parametrize("paths", [[], [""], ["a", " "]])
def test_no_paths_is_a_config_error(paths: list[str]) -> None:
    """Nothing to read is a mistake in the call, told at once."""
    with pytest.raises(ConfigError, match="input"):
        check_paths(paths)
    with pytest.raises(ConfigError):
        read_documents(paths)


@links
def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """Linked folders are not followed, a linked file outside is an error, one inside is read."""
    make(tmp_path, "secret/key.txt", "in/a.txt", "in/sub/b.txt")
    folder = tmp_path / "in"
    (folder / "out").symlink_to(tmp_path / "secret", target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "stolen.txt").symlink_to(tmp_path / "secret" / "key.txt")
    (folder / "twin.txt").symlink_to(folder / "a.txt")
    (folder / "dead.txt").symlink_to(folder / "gone.txt")
    skipped = Skipped()
    found = {item.key: item for item in read_documents(folder, skipped=skipped)}
    assert skipped.links == 2
    assert [key for key, item in found.items() if isinstance(item, Document)] == ["a.txt", "sub/b.txt", "twin.txt"]
    for name, words in (("stolen.txt", "leads outside"), ("dead.txt", "gone.txt, which is not there")):
        item = found[name]
        assert isinstance(item, UnreadableDocument)
        assert words in item.error.message


@links
def test_a_root_that_is_a_link_is_read_once(tmp_path: Path) -> None:
    """The folder that the user names may itself be a link, and is the same as the folder behind it."""
    make(tmp_path, "in/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "in", target_is_directory=True)
    assert keys(tmp_path / "link") == ["a.txt"]
    assert keys(tmp_path / "link", tmp_path / "in", tmp_path / "link" / "a.txt") == ["a.txt"]


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_listed_is_told(tmp_path: Path) -> None:
    """A folder without permission is one unreadable input; its neighbours are read."""
    make(tmp_path, "a.txt", "shut/b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert keys(tmp_path) == ["a.txt", "shut/"]
        assert keys(tmp_path / "shut") == ["shut/"]
    finally:
        (tmp_path / "shut").chmod(0o700)


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="such names cannot be made there")
def test_names_that_are_no_utf8_give_keys_that_are(tmp_path: Path) -> None:
    """A file name of odd bytes is read, and its key can be written as UTF-8."""
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("Acme.", encoding="utf-8")
    (item,) = read_documents(tmp_path)
    assert isinstance(item, Document)
    assert item.key == "caf\ufffd.txt"
    assert item.source.encode()


def test_a_deep_tree_is_walked(tmp_path: Path) -> None:
    """Sixty folders inside one another cost no stack."""
    folder = tmp_path.joinpath(*["d"] * 60)
    make(folder, "a.txt")
    assert keys(tmp_path) == ["d/" * 60 + "a.txt"]


@links
def test_a_link_in_a_circle_costs_no_other_file(tmp_path: Path) -> None:
    """A link that leads to itself is told where it has an article's name, else counted; what is around it is read."""
    make(tmp_path, "a.txt", "z.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "round").symlink_to("round")
    skipped = Skipped()
    items = list(read_documents(tmp_path, skipped=skipped))
    assert [item.key for item in items] == ["a.txt", "loop.txt", "z.txt"]
    assert isinstance(items[1], UnreadableDocument)
    assert "loop.txt: cannot be read" in items[1].error.message
    assert skipped.suffixes == {"": 1}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX systems")
def test_what_is_no_file_is_called_so(tmp_path: Path) -> None:
    """A pipe with an article's name is left out, and not counted as a kind of file that is not read."""
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c").mkdir()
    if hasattr(os, "symlink"):
        (tmp_path / "d").symlink_to("c", target_is_directory=True)
    skipped = Skipped()
    assert keys(tmp_path, skipped=skipped) == ["a.txt"]
    assert str(skipped) == "skipped 1 linked folder, 1 pipe or device"


@pytest.mark.parametrize("pattern", ["", "/*", "/*.jsonl", "/**/*"])
def test_outputs_of_runs_are_no_inputs(tmp_path: Path, pattern: str) -> None:
    """An output in the folder is left out with what lies beside it, of a run or an export; what is like it is not."""
    endings = ("", ".run/run.json", ".run.json", ".documents.jsonl", ".ledger.jsonl")
    make(tmp_path, *(f"out.jsonl{ending}" for ending in endings), "table.csv", "table.csv.run.json")
    make(tmp_path, "photos.run/a.jsonl", "photos.jsonl", "b.documents.jsonl")
    skipped = Skipped()
    found = {one.source for one in read_documents([f"{tmp_path}{pattern}"], skipped=skipped)}
    there = {"b.documents.jsonl", "photos.jsonl"} | ({"photos.run/a.jsonl"} if pattern != "/*.jsonl" else set())
    assert found == {str(tmp_path / name) for name in there}
    assert skipped.outputs >= 3
    assert "of runs' outputs" in str(skipped)


def test_an_output_that_is_given_by_name_is_read(tmp_path: Path) -> None:
    """The user's own choice."""
    make(tmp_path, "out.jsonl", "out.jsonl.run/run.json")
    assert [item.source for item in read_documents([tmp_path / "out.jsonl"])] == [str(tmp_path / "out.jsonl")]


@links
def test_a_link_that_leads_nowhere_says_so(tmp_path: Path) -> None:
    """Its target is named, and not the link itself suggested as what was meant."""
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (item,) = read_documents([tmp_path / "a.txt"])
    assert isinstance(item, UnreadableDocument)
    assert "a link to gone.txt" in item.error.message
