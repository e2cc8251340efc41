"""Keys under which names that may be one are found together, without comparing each with each."""

from __future__ import annotations

import re
from functools import lru_cache

from .names import acronyms_of, name_variants

__all__ = ["name_keys"]


@lru_cache(maxsize=50_000)
def name_keys(name: str) -> frozenset[str]:
    """Keys of a name: two names that ``same_name`` holds to be one share at least one.

    Args:
        name: of an organisation or a person.

    Returns:
        A few short texts. Names that share a key need not be the same.

    Example:
        >>> bool(name_keys("J. Tsai") & name_keys("Joe Tsai")), bool(name_keys("MIT") & name_keys("Acme"))
        (True, False)
    """
    keys = {" ".join(name.split())}
    for words in name_variants(name):
        if words:
            keys.add("".join(words))
            keys.add(f"{words[0][:1]} {words[-1]}")
    letters = re.sub(r"[.\s]", "", name)
    if 3 <= len(letters) <= 8 and letters.isupper():
        keys.add(f"~{letters.lower()}")
    keys.update(f"~{letters}" for letters in acronyms_of(name))
    return frozenset(keys)
