"""What is kept of calls: those that are under way, and what came of them; a line of JSON for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from ..plain_data import parse_json
from .fields import check_fields, read_amount

__all__ = ["LEDGER_FORMAT", "Entry", "OpenCall", "encode_line"]

LEDGER_FORMAT = 1


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A request that is being sent.

    Args:
        call: names it among all calls of all runs.
        fingerprint: the request's.
        article: the key of the article that it is for; None where nobody said.
        ordinal: the request's: 0, or higher where the same was asked again.
        chars: characters of the request's body.
        at_most: US dollars that it can cost; None where no price or no output limit is known.
        answer: digest of the answer that came; None while there is none.
    """

    call: str
    fingerprint: str
    article: str | None
    ordinal: int
    chars: int
    at_most: Decimal | None
    answer: str | None = None

    def to_line(self) -> bytes:
        """As it stands in a journal, and beside the requests of a Batch job."""
        return encode_line(_flat(self))

    @classmethod
    def from_raw(cls, raw: Mapping[str, Any]) -> OpenCall:
        """Read a line, once it is parsed.

        Raises:
            ValueError, TypeError, KeyError: it is no call.
        """
        check_fields(raw)
        return cls(**{**raw, "at_most": read_amount(raw["at_most"])})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    Args:
        kind: ``answer``: bought and stored; ``lost``: sent, but no answer was stored; it may have been charged for.
        run: which run bought it.
        call: a name for the call that is unique over all runs.
        via: how it was asked for: ``live`` or ``batch``.
        model: as the endpoint reports it.
        tier: in which it was served.
        prompt_tokens: None where the endpoint did not say; so the others.
        completion_tokens: tokens written.
        cached_tokens: of the prompt's, those that the provider had cached.
        cost: US dollars; None where the price or a count is not known.
        fingerprint: of the request.
        article: the key of the article that the answer was bought for first.
        ordinal: of the request.
        chars: characters of the request's body.
        at_most: US dollars; where the cost is not known, the most that it can have been.
    """

    kind: str
    run: str
    call: str
    fingerprint: str
    article: str | None
    ordinal: int
    chars: int
    via: str = "live"
    model: str | None = None
    tier: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None
    cost: Decimal | None = None
    at_most: Decimal | None = None

    @property
    def liability(self) -> Decimal | None:
        """US dollars that this may have cost: the cost, or else the most that it can have been."""
        return self.cost if self.cost is not None else self.at_most

    def to_line(self) -> bytes:
        """As it stands in the file."""
        return encode_line({"ledger_format": LEDGER_FORMAT, **_flat(self)})

    @classmethod
    def from_line(cls, line: bytes | str) -> Entry:
        """Read a line.

        Args:
            line: one line of a ledger.

        Returns:
            The entry.

        Raises:
            ValueError: it is no entry of this version.
        """
        try:
            raw = parse_json(line, sound=True)
            if raw.pop("ledger_format") != LEDGER_FORMAT:
                raise ValueError("of another format")
            check_fields(raw)
            for name in ("cost", "at_most"):
                raw[name] = read_amount(raw[name])
            return cls(**raw)
        except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise ValueError("no entry of a ledger") from error


def _flat(value: OpenCall | Entry) -> dict[str, Any]:
    """Its fields as they are; dataclasses.asdict would copy each of them deeply, at the price of a request's JSON."""
    return {name: getattr(value, name) for name in _FIELDS[type(value)]}


def encode_line(value: Mapping[str, Any]) -> bytes:
    """A line of a ledger or a journal, with its newline."""
    return (_encode(value) + "\n").encode()


def _plain(value: Any) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return format(value, "f")


_FIELDS = {kind: tuple(one.name for one in fields(kind)) for kind in (OpenCall, Entry)}
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, check_circular=False, default=_plain).encode
