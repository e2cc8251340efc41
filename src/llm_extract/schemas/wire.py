"""What is sent and what comes back: the strict schema, and the codec between wire values and bare data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..pointers import join_pointer
from . import places
from .cited import CitedValue, Part, Problem, Sink
from .decoding import compile_decoder
from .encoding import encode
from .following import follow
from .nodes import CitedNode, Node
from .sources import Fault, Schema
from .straightening import straighten

__all__ = ["CitedValue", "Decoded", "Part", "Problem", "WireSchema"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A wire value, decoded.

    Args:
        data: an instance of the user's class (for a JSON schema file the bare data), None where it does not fit.
        bare: JSON values; of ``data`` where there is one, else what was decoded.
        values: the cited values, outer before inner, in the order of the answer; at their places in ``bare``.
        problems: what does not fit; unknown keys are among them but do not make the data invalid.
        faults: those of the problems that make the data invalid; empty where there is data.
    """

    data: Any
    bare: Any
    values: tuple[CitedValue, ...]
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...] = ()


class WireSchema:
    """A schema as it is sent, with its codec; made by ``compile_schema``.

    Args:
        source: the user's schema.
        root: its node tree.
        schema: the strict schema that is sent.
        boxed: whether the data stands in the key ``value`` of a root object, because it is no object itself.
    """

    def __init__(self, source: Schema, root: Node, schema: dict[str, Any], *, boxed: bool) -> None:
        self.source = source
        self.schema = schema
        self._root = root
        self._boxed = boxed
        self._decoder = compile_decoder(root)

    @cached_property
    def text(self) -> str:
        """The strict schema as a release writes it down."""
        return json.dumps(self.schema, indent=2, ensure_ascii=False) + "\n"

    @cached_property
    def sha256(self) -> str:
        """Hash of that text: a draft's records name the same schema as those of the version once it is released."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def name(self) -> str:
        """The schema's name."""
        return self.source.name

    def decode(self, wire_value: Any) -> Decoded:
        """Decode an answer; lenient towards endpoints without strict schemas.

        Args:
            wire_value: any JSON value.

        Returns:
            The data, or None and the problems; never an exception for what the value holds.
        """
        sink = Sink()
        try:
            bare = self._decode(wire_value, sink)
            data, faults = self.source.validate(bare)
            if data is None and not faults:
                faults = [((), "null as a whole says nothing")]
            if not faults:
                return self._decoded(data, bare, sink)
            trace: dict[str, str] = {}
            self._decode(wire_value, Sink(trace))
        except RecursionError:
            found = (Problem("", "", "nested too deeply"),)
            return Decoded(None, None, (), found, found)
        problems = [Problem(*item) for item in sink.problems]
        fatal = dict.fromkeys(self._problem(fault, trace) for fault in faults)
        return Decoded(None, bare, tuple(sink.values), tuple(dict.fromkeys((*problems, *fatal))), tuple(fatal))

    def _decoded(self, data: Any, bare: Any, sink: Sink) -> Decoded:
        problems = tuple(Problem(*item) for item in sink.problems)
        try:
            kept = self.source.dump(data)
            return Decoded(data, kept, follow(sink.values, bare, kept), problems)
        except ValueError as error:  # a lone surrogate, say
            found = Problem("", "", f"cannot be written as JSON: {error}")
            return Decoded(None, bare, tuple(sink.values), (*problems, found), (found,))

    def _decode(self, wire_value: Any, sink: Sink) -> Any:
        if not self._boxed:
            return self._decoder(wire_value, "", "", sink, None)
        return self._decoder(self.box(wire_value)["value"], "", "/value", sink, None)

    def _problem(self, fault: Fault, trace: Mapping[str, str]) -> Problem:
        tokens, message = fault
        for length in range(len(tokens), -1, -1):
            known = trace.get(join_pointer(tokens[:length]))
            if known is not None:
                return Problem(join_pointer(tokens), known + join_pointer(tokens[length:]), message)
        root = "/value" if self._boxed else ""
        return Problem(join_pointer(tokens), root + join_pointer(tokens), message)

    def box(self, wire_value: Any) -> Any:
        """An answer as it was asked for: under the key ``value`` where the data is no object and a model left it out.

        Args:
            wire_value: any JSON value; it is not changed.
        """
        if not self._boxed or (isinstance(wire_value, dict) and set(wire_value) == {"value"}):
            return wire_value
        return {"value": wire_value}

    def straighten(self, wire_value: Any) -> tuple[Any, tuple[str, ...]]:
        """Put an answer that does not fit into the form that was asked for, where there is but one way to do it.

        Args:
            wire_value: any JSON value; it is not changed.

        Returns:
            The same in that form, and what was done, in a few words each; the given value and nothing where nothing is
            to be done.
        """
        return straighten(self.schema, wire_value)

    def is_answered_by(self, wire_value: Any) -> bool:
        """Whether an answer has anything to do with the schema: not an object with none of its fields.

        Args:
            wire_value: any JSON value.
        """
        wrapped = self._boxed or isinstance(self._root, CitedNode)  # a lenient endpoint may leave the wrapper out
        if wrapped or not isinstance(wire_value, dict) or not wire_value:
            return True
        names = self.schema["properties"]
        return not names or not names.keys().isdisjoint(wire_value)

    def encode(self, bare: Any, quotes: Mapping[str, str]) -> Any:
        """Write bare data as the model would; the inverse of ``decode``.

        Args:
            bare: JSON values that fit the schema.
            quotes: the quote of each cited value, by JSON pointer into ``bare``; verbatim values need none.

        Raises:
            ConfigError: the data does not fit, or a quote is missing.
        """
        wire = encode(self._root, bare, quotes)
        return {"value": wire} if self._boxed else wire

    def subschema(self, wire_path: str, wire_value: Any) -> dict[str, Any]:
        """The strict schema for one place of an answer, to ask for it again.

        Args:
            wire_path: JSON pointer into the wire value.
            wire_value: the whole answer; it decides between branches of unions.

        Returns:
            The strict schema of an object with one key, ``value``: what may stand in that place, or null where the
            place may be withdrawn (``prune`` says how).
        """
        return places.part_of(self.schema, wire_value, wire_path)

    def prune(self, wire_value: Any, wire_path: str) -> tuple[Any, str] | None:
        """Remove the smallest thing around a place that may go: set it null, else take out the nearest list item.

        Args:
            wire_value: the whole answer; it is not changed.
            wire_path: JSON pointer into it.

        Returns:
            The new wire value and the pointer to what went, or None where nothing may go.
        """
        return places.prune(self.schema, wire_value, wire_path)
