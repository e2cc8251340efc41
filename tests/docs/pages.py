"""The code on the pages: found block by block, and run as a reader would run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "fixtures" / "README.md"]
_FENCE = re.compile(r'^```(\w*)(?: title="([^"]*)")?$')
_FAILS = re.compile(r"^(.*?)\s+# exit code (\d+)$", re.MULTILINE)
_GAP = "…"


@dataclass(frozen=True)
class Block:
    """One fenced block.

    ``title`` is what stands in its frame: the name of a file to write, or ``Not run: `` and why. ``output`` is the
    block ``text`` right below it, or None.
    """

    page: str
    line: int
    kind: str
    title: str
    text: str
    output: str | None = None

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.line}"

    @property
    def is_file(self) -> bool:
        """Whether its title is a file's name."""
        return re.fullmatch(r"[\w./-]+\.\w+", self.title) is not None

    @property
    def is_not_run(self) -> bool:
        """Whether it says that the tests leave it alone; ``py`` is Python that is shown only."""
        return self.title.startswith("Not run: ") or self.kind == "py"


def name_of(page: Path) -> str:
    """A page's path below the checkout."""
    return page.relative_to(ROOT).as_posix()


def find_blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order; text without a title right below another belongs to it."""
    found: list[Block] = []
    for block, is_near in _fenced(page):
        if found and is_near and block.kind == "text" and not block.title and found[-1].kind in ("sh", "python"):
            found[-1] = Block(**{**found[-1].__dict__, "output": block.text})
        else:
            found.append(block)
    return found


def _fenced(page: Path) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether nothing but an empty line is between it and the one before."""
    opened, body, gap = None, [], ["first"]
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if opened is None:
            opened, body = _FENCE.match(line), []
            if opened is None:
                gap += [line] if line else []
            start, is_near = number, not gap
        elif line == "```":
            text = "".join(f"{one}\n" for one in body)
            yield Block(name_of(page), start, opened[1], opened[2] or "", text), is_near
            opened, gap = None, []
        else:
            body.append(line)
    assert opened is None, f"{page}: a block is not closed"


def without_blocks(page: Path) -> str:
    """A page's running text."""
    text, shown = page.read_text(encoding="utf-8").splitlines(), []
    inside = False
    for line in text:
        inside = not inside if line.startswith("```") else inside
        shown += [] if inside or line.startswith("```") else [line]
    return "\n".join(shown)


def run_page(blocks: list[Block], folder: Path, environment: Mapping[str, str]) -> None:
    """Write the files and run the commands of a page, in order, in one folder; outputs must be those that are shown."""
    here = folder
    for block in blocks:
        if block.is_not_run:
            continue
        if block.is_file:
            (here / block.title).parent.mkdir(parents=True, exist_ok=True)
            (here / block.title).write_text(block.text, encoding="utf-8")
        elif block.kind == "sh":
            here = _run(block, here, environment)


def _run(block: Block, here: Path, environment: Mapping[str, str]) -> Path:
    script = _FAILS.sub(r'rc=0; \1 || rc=$?; test "$rc" -eq \2', block.text)
    script = f"trap 'pwd >&9' EXIT\n{script}"
    read, write = os.pipe()
    try:
        done = subprocess.run(
            ["bash", "-eu", "-c", f"exec 9>&{write}\n{script}"],
            cwd=here, env=dict(environment), pass_fds=[write], input="y\n" * 9, capture_output=True, text=True,
            timeout=100,
        )  # fmt: skip
    finally:
        os.close(write)
    with os.fdopen(read, encoding="utf-8") as stream:
        place = stream.read().strip()
    assert done.returncode == 0, f"{block.place}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    if block.output is not None:
        assert matches(block.output, done.stdout), f"{block.place}: printed is\n{done.stdout}"
    return Path(place.splitlines()[-1])


def matches(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; blanks at ends of lines do not count; ``…`` stands for anything."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == _GAP else ".*".join(map(re.escape, line.rstrip().split(_GAP))) + r"\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, re.sub(r"[ \t]+\n", "\n", printed).rstrip("\n") + "\n") is not None


def prepare_folder(folder: Path) -> None:
    """What a page's commands may take for granted: the five articles, the shipped prompts and recordings."""
    for name in ("seeds", "fixtures", "prompts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "seeds", folder / "articles")


def make_environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a newcomer: this installation on the path, and no setting of whoever runs the tests."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "LLM_EXTRACT_", "PYTEST_"))
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "HOME": str(folder), "COLUMNS": "120", "NO_COLOR": "1", "PYTHONHASHSEED": "0"}
    return {name: value for name, value in kept.items() if name not in ("CI", "FORCE_COLOR")} | own | more
