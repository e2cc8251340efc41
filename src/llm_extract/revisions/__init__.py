"""Two versions over the same documents: what one found that the other did not, with the words of both."""

from __future__ import annotations

from .changes import Apart, Change, Found, Side
from .comparing import compare_records
from .outcome import FieldAgreement, Revision
from .tables import to_text

__all__ = ["Apart", "Change", "FieldAgreement", "Found", "Revision", "Side", "compare_records", "to_text"]
