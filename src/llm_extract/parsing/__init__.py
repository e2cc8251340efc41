"""From a response to a JSON value: what became of the answer, and what can be read from its text.

Endpoints with strict schemas answer with pure JSON. Others wrap it in prose or code fences, reason aloud before it, or
write it as JavaScript or Python would. What has one reading only is recovered, and said to be recovered. Nothing is
ever invented: where there are two readings there is none.
"""

from __future__ import annotations

from .content import MISFIT, Parsed, parse_content, parse_truncated
from .outcome import Outcome, classify

__all__ = ["MISFIT", "Outcome", "Parsed", "classify", "parse_content", "parse_truncated"]
