"""Words beside a place."""

from __future__ import annotations

from llm_extract.grounding.doubts.beside import Beside


def test_words_count_within_reach_and_with_their_cues() -> None:
    """In whatever case, right at the place; too far away, or in a text without any of the cues, there are none."""
    fell = Beside(r"fell\sto\s[a-z ]*$", r"\sless", cues=("fell", "less"), reach=(12, 5))
    assert fell.find("It FELL to 5", 11, 12) == "FELL to"
    assert fell.find("It fell to some 5", 16, 17) == ""
    assert fell.find("by 5 less", 3, 4) == "less"
    assert Beside(r"fell\s$", cues=("rose",)).find("fell 5", 5, 6) == ""


def test_all_that_there_may_be_stands_around_a_place() -> None:
    """A side for which no words are given asks for none."""
    text = "flew from Oslo to Rome"
    way = (r"from\s$", r"\sto\s")
    assert Beside(*way).around(text, 10, 14) == "from Oslo to"
    assert Beside(*way).around(text, 18, 22) == ""
    assert Beside(way[0]).around(text, 10, 14) == "from Oslo"
    assert Beside(after=way[1]).around(text, 10, 14) == "Oslo to"
