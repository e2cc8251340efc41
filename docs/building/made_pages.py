"""The pages of the site that are made from the code: commands, settings, Python, and what stands elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from command_help import write_commands
from public_names import ROOMS, find_marks, find_names, place_of
from settings_table import write_settings

__all__ = ["MADE", "find_rooms", "make_pages"]

MADE = ("cli.md", "settings.md", "changelog.md", "recordings.md", "api/index.md")
"""Pages of the site that are not files of docs/, besides those of ``api/``."""
_LINK = re.compile(r"`docs/(\w+\.md)`|(?<![\w/`(])docs/(\w+\.md)")


def make_pages(root: Path) -> dict[str, str]:
    """All of them.

    Args:
        root: the top of the checkout.

    Returns:
        Their Markdown, by path below docs/.
    """
    return {
        "cli.md": write_commands(),
        "settings.md": write_settings(),
        "changelog.md": _link_pages((root / "CHANGELOG.md").read_text(encoding="utf-8")),
        "recordings.md": _link_pages((root / "fixtures" / "README.md").read_text(encoding="utf-8")),
        "api/index.md": _write_index(),
        **{page: _write_room(room) for room, page in find_rooms().items()},
    }


def find_rooms() -> dict[str, str]:
    """The page of each room that has public names."""
    return {room: f"api/{_page(room)}" for room in ROOMS if find_names(room)}


def _link_pages(text: str) -> str:
    """Names of pages as links, which they are not where those texts usually stand."""
    return _LINK.sub(lambda found: f"[{found[1] or found[2]}]({found[1] or found[2]})", text)


def _page(room: str) -> str:
    return room.removeprefix("llm_extract.").replace("llm_extract", "package") + ".md"


def _write_index() -> str:
    rows = "\n".join(
        f"| [`{room}`]({_page(room)}) | {about} | {_list(*find_marks(room), *find_names(room))} |"
        for room, about in ROOMS.items()
        if find_names(room)
    )
    return (
        "# Python\n\nThe public names by room. Whatever is not named here may change without notice; "
        "[Architecture](../architecture.md) has the other rooms.\n\n"
        f"| room | what it is for | names |\n|---|---|---|\n{rows}\n"
    )


def _list(*names: str) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _write_room(room: str) -> str:
    main = set() if room == "llm_extract" else set(map(place_of, find_names("llm_extract").values()))
    places = {name: place_of(found) for name, found in find_names(room).items()}
    also = ", ".join(f"[`{name}`][{place}]" for name, place in places.items() if place in main)
    own = [*find_marks(room).values(), *(place for place in places.values() if place not in main)]
    directives = "\n\n".join(f"::: {place}" for place in own)
    directives = f"See [`llm_extract`](package.md) for {also}.\n\n{directives}" if also else directives
    return f"# `{room}`\n\n{ROOMS[room][:1].upper()}{ROOMS[room][1:]}.\n\n{directives}\n"
