"""Records are values: they can be copied, pickled and compared."""

from __future__ import annotations

import copy
import pickle

from llm_extract import Evidence, EvidenceList


def test_evidence_is_equal_to_its_copy() -> None:
    """A copy and an unpickled list are equal to their original and hash alike; another list is not equal."""
    one = EvidenceList([Evidence("/company", "Acme", ((0, 4),), "exact", "supported")])
    for other in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - made here
        assert other == one
        assert hash(other) == hash(one)
    assert one != EvidenceList()
    assert one != [*one]
