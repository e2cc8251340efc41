"""Words for "and"."""

from __future__ import annotations

__all__ = ["AND"]

AND = r"and|und|et|y|e|ed|i|en|och|og|oraz|и|та|ve|dan|và|ja|és|și|και|और"
"""As a pattern for what stands between spaces; some of them mean other things in other languages. The Arabic one is
written onto the word behind it."""
