"""Public names say what they take, what they give, what they raise, and show it."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from public_names import ROOMS, find_names, place_of

NO_EXAMPLE = {"cancel", "collect", "look", "submit"}
"""They need an endpoint with the Batch API; tests/provider_batch shows them at work."""
SECTION = re.compile(r"^(Args|Returns|Yields|Raises|Example):$", re.MULTILINE)
PUBLIC = sorted({place_of(one): one for room in ROOMS for one in find_names(room).values()}.items())

FUNCTIONS = [(place, found) for place, found in PUBLIC if inspect.isfunction(found)]
CLASSES = [(place, found) for place, found in PUBLIC if inspect.isclass(found)]


def _name(found: Any) -> str:
    return found if isinstance(found, str) else ""


def _sections(found: Any) -> dict[str, str]:
    parts = SECTION.split(inspect.cleandoc(found.__doc__ or ""))
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def _methods(cls: type) -> Iterator[tuple[str, Any]]:
    for name, one in vars(cls).items():
        inner = one.__func__ if isinstance(one, classmethod | staticmethod) else one
        if not name.startswith("_") and inspect.isfunction(inner):
            yield f"{place_of(cls)}.{name}", inner


def _parameters(function: Callable[..., Any]) -> list[str]:
    names = [name for name in inspect.signature(function).parameters if not name.startswith("_")]
    return [name for name in names if name not in ("self", "cls")]


def _raised(function: Callable[..., Any]) -> set[str]:
    """Names of what a function raises itself, but for what it catches for others to raise again."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    calls = [node.exc.func for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    return {call.id for call in calls if isinstance(call, ast.Name) and call.id[0].isupper()}


def _gives(function: Callable[..., Any]) -> bool:
    returned = str(inspect.signature(function).return_annotation)
    return returned not in ("None", "NoReturn", "Never", "Self", str(inspect.Signature.empty))


def _lacks(place: str, function: Callable[..., Any]) -> Iterator[str]:
    """What the docstring of a function or method does not say."""
    said = _sections(function)
    if not said[""].strip():
        yield f"{place}: nothing"
    elif _is_alias(said[""]):
        return
    for name in _parameters(function):
        if not re.search(rf"^\s+{name}: \S", said.get("Args", ""), re.MULTILINE):
            yield f"{place}: Args: {name}"
    for name in _raised(function):
        if name not in said.get("Raises", ""):
            yield f"{place}: Raises: {name}"
    if (
        _parameters(function)
        and _gives(function)
        and not {"Returns", "Yields"} & set(said)
        and "Whether" not in said[""]
    ):
        yield f"{place}: Returns"


def _is_alias(words: str) -> bool:
    """Whether a docstring refers to another one, as that of ``aextract`` to ``extract``."""
    return "the same as ``" in words.lower()


def _name(value: object) -> str:
    """The place alone: processes that share the tests name them alike."""
    return value[-60:] if isinstance(value, str) else ""


@pytest.mark.parametrize(("place", "found"), FUNCTIONS, ids=_name)
def test_a_function_says_everything(place: str, found: Callable[..., Any]) -> None:
    """Arguments, what is returned or yielded, what is raised, and an example that runs as a doctest."""
    assert [*_lacks(place, found)] == []
    said = _sections(found)
    is_shown = ">>>" in said.get("Example", "") or _is_alias(said[""]) or found.__name__ in NO_EXAMPLE
    assert is_shown, f"{place}: Example"


@pytest.mark.parametrize(("place", "found"), CLASSES, ids=_name)
def test_a_class_says_everything(place: str, found: type) -> None:
    """What it is and what it is made of; so do its public methods."""
    assert [*_class_lacks(place, found)] == []


def _class_lacks(place: str, cls: type) -> Iterator[str]:
    said = _sections(cls)
    if not said[""].strip() or said[""].startswith(f"{cls.__name__}("):
        yield f"{place}: nothing"
    if not issubclass(cls, Exception) and not getattr(cls, "_is_protocol", False):
        taken = (
            [one.name for one in dataclasses.fields(cls) if one.init] if dataclasses.is_dataclass(cls) else _taken(cls)
        )
        described = said.get("Args", "")
        names = [name for name in taken if not name.startswith("_")]
        yield from (f"{place}: Args: {one}" for one in names if not re.search(rf"\b{one}\b.*:", described))
    for name, method in _methods(cls):
        yield from _lacks(name, method)


def _taken(cls: type) -> list[str]:
    """What an instance is made of."""
    if dataclasses.is_dataclass(cls):
        return [one.name for one in dataclasses.fields(cls) if one.init and not one.name.startswith("_")]
    own = vars(cls).get("__init__")
    return _parameters(own) if own is not None else []


def test_the_public_names_are_found() -> None:
    """There are functions and classes of many rooms among them."""
    assert len(PUBLIC) > 80
    assert {"llm_extract.reconciliation.reconciling.reconcile", "llm_extract.extraction.extractor.Extractor"} <= {
        place for place, _ in PUBLIC
    }
