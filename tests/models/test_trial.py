"""Whether refusals follow what is sent, told from waves of requests."""

from __future__ import annotations

from llm_extract.models.trial import Judgement, Trial, Verdict


class Endpoint:
    """Waves of requests, a second apart, the last of which are under way when the first refusal comes."""

    def __init__(self) -> None:
        self.trial = Trial()
        self.now = 0.0

    def wave(self, sent: int, refused: int, *, last: int = 1000) -> Judgement:
        self.now += 1.0
        wave = self.trial.wave
        wave.sent, wave.refused = sent, 1
        judgement = self.trial.judge(self.now, 1.0, under_way=min(sent, last) - 1)
        wave.refused = refused  # the others are heard of when the first has been
        return judgement


def test_the_first_refusal_cuts() -> None:
    """Nothing is known then: it may be a limit."""
    judgement = Endpoint().wave(20, 6)
    assert (judgement.verdict, judgement.first) == (Verdict.CUT, True)


def test_cuts_that_change_nothing_are_undone() -> None:
    """Half as much is sent, and three in ten are refused as before."""
    endpoint = Endpoint()
    endpoint.wave(20, 6)
    verdicts = [endpoint.wave(8, 3).verdict for _ in range(4)]
    assert Verdict.UNDO in verdicts
    assert 0.2 < endpoint.trial.usual < 0.5


def test_cuts_that_help_are_not_undone() -> None:
    """Less is sent, and hardly any of it is refused: the next refusal begins another trial, and no share is usual."""
    endpoint = Endpoint()
    endpoint.wave(120, 20, last=30)
    endpoint.wave(400, 1, last=20)
    judgement = endpoint.wave(400, 1, last=20)
    assert (judgement.verdict, judgement.first) == (Verdict.CUT, True)
    assert endpoint.trial.usual == 0.0


def test_a_usual_share_is_borne_and_a_greater_one_is_not() -> None:
    """More is sent while three in ten are refused; when eight in ten are, it is cut again."""
    endpoint = Endpoint()
    endpoint.wave(20, 6)
    while endpoint.wave(8, 3).verdict is not Verdict.UNDO:
        pass
    verdicts = [endpoint.wave(60, 18).verdict for _ in range(8)]
    assert set(verdicts) == {Verdict.BEAR, Verdict.GROW}
    assert Verdict.CUT in [endpoint.wave(60, 48).verdict for _ in range(4)]
    assert endpoint.trial.usual == 0.0


def test_a_usual_share_that_falls_is_the_usual_one_from_then_on() -> None:
    """After three in ten hardly any are refused: three in ten would be too many again."""
    endpoint = Endpoint()
    endpoint.wave(20, 6)
    while endpoint.wave(8, 3).verdict is not Verdict.UNDO:
        pass
    assert Verdict.CUT not in [endpoint.wave(60, 1).verdict for _ in range(6)]
    assert 0.0 < endpoint.trial.usual < 0.1
    assert Verdict.CUT in [endpoint.wave(60, 18).verdict for _ in range(4)]


def test_few_requests_are_no_reason_to_send_less() -> None:
    """Four refusals of four may be chance, where three in ten are refused whatever is sent."""
    endpoint = Endpoint()
    endpoint.wave(20, 6)
    while endpoint.wave(8, 3).verdict is not Verdict.UNDO:
        pass
    assert [endpoint.wave(4, 4).verdict for _ in range(3)] == [Verdict.BEAR] * 3


def test_refusals_from_the_first_few_requests_on_are_found_out() -> None:
    """Eight requests tell too little to hold others against; those that follow are taken with them."""
    endpoint = Endpoint()
    assert [endpoint.wave(8, 3).verdict for _ in range(3)] == [Verdict.CUT] * 3
    assert Verdict.UNDO in [endpoint.wave(4, 2).verdict for _ in range(12)]


def test_the_rarer_refusals_were_the_longer_nothing_grows() -> None:
    """After a second cut so many answers must come as three refusals would have been among: a hundred at the most."""
    held = []
    for sent, refused in ((20, 10), (100, 5), (500, 2)):
        endpoint = Endpoint()
        assert endpoint.wave(sent, refused).held == 0
        held.append(endpoint.wave(sent, 2).held)
    assert held == [20, 60, 100]


def test_what_refuses_nearly_everything_is_not_borne() -> None:
    """Nine in ten refused is no share to go on with, whatever it follows."""
    endpoint = Endpoint()
    endpoint.wave(40, 36)
    assert Verdict.UNDO not in [endpoint.wave(4, 4).verdict for _ in range(60)]
    assert endpoint.trial.usual == 0.0
