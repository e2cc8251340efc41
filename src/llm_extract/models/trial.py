"""Whether refusals follow what is sent: every cut of it is on trial, and those that were in vain are taken back."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from .waves import Share, Wave, Waves

__all__ = ["Judgement", "Trial", "Verdict"]

_FEW, _MANY = 20, 100  # requests: no judgement by fewer, and none that takes more
_MISSED = 3.0  # refusals: so many should have come meanwhile, had nothing changed
_CLEAR = 3  # refusals of so little that an endpoint with a limit would have refused nothing
_LOW = 0.8  # of what was accepted before: so little
_CHANCE = 3.0  # standard deviations that chance alone hardly makes
_HOPELESS = 0.8  # where a greater share is refused, nothing is lost by sending less
_SHORTEST = 1.0  # seconds; what an endpoint accepts at once, it may have saved up for so long
_MEASURED = 10  # requests that tell how many a second are accepted
_LONG = 5.0  # seconds; in so long a pause they must have been answered to tell


class Verdict(enum.Enum):
    """What to do after a refusal."""

    CUT = enum.auto()
    """Send less."""

    BEAR = enum.auto()
    """Change nothing."""

    UNDO = enum.auto()
    """Send as much as before the first of the cuts on trial."""

    GROW = enum.auto()
    """Send more: of what is sent now, no more is refused than of less."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a refusal means.

    Args:
        verdict: what to do.
        share: what share of those sent since the last change was refused; 1 where that is not known yet.
        accepted: how many of them were accepted in a second, 0 where that is not known.
        first: whether a cut is the first of those on trial.
        held: answers for which nothing may grow again.
    """

    verdict: Verdict
    share: float
    accepted: float
    first: bool
    held: int


@dataclass(slots=True)
class _Before:
    """What was sent before the cuts on trial."""

    waves: Waves
    until: float
    pause: float
    under_way: int

    @property
    def accepted_per_second(self) -> float:
        return self.waves.accepted_per_second(self.until, max(_SHORTEST, self.pause))

    @property
    def accepted_at_once(self) -> int:
        return self.under_way - self.waves.last.refused

    @property
    def sudden(self) -> bool:
        """Whether more was refused at the end than before, as where something had been saved up and was used up."""
        waves, last = self.waves.share(), Share(self.under_way, self.waves.last.refused)
        return last.above(Share(waves.sent - last.sent, waves.refused - last.refused)) > _CHANCE

    @property
    def needed(self) -> int:
        """Requests by which a cut is judged."""
        share = self.waves.share().value
        return int(min(_MANY, max(_FEW, _MISSED / share))) if share else _MANY


class Trial:
    """Tells refusals that follow what is sent from those that come whatever is sent.

    Both begin alike, and at each the limits are cut. Where an endpoint has a limit, it refuses nothing once clearly
    less is sent than it had accepted; if it still refuses as large a share then, the cuts were in vain, and that share
    is taken for the usual one. More is sent from then on, as long as the share stays what it was (within three
    standard deviations: Shewhart, "Economic Control of Quality of Manufactured Product", 1931, part VI). Trying out
    whether less would be better is what tells rates apart in PCC, too (Dong et al., NSDI 2015).

    ``wave`` counts what is sent now; whoever was admitted to it and is refused, counts in its ``refused``.

    Example:
        >>> trial = Trial()
        >>> trial.wave.sent, trial.wave.refused = 20, 6
        >>> trial.judge(0.0, pause=1.0, under_way=13).verdict.name
        'CUT'
        >>> trial.wave.sent, trial.wave.refused = 8, 3
        >>> trial.judge(1.0, pause=1.0, under_way=4).verdict.name, trial.usual
        ('UNDO', 0.375)
    """

    def __init__(self) -> None:
        self.wave = Wave(0.0)
        self.usual = 0.0
        """The share that is refused whatever is sent; 0 where refusals are taken to follow what is sent."""
        self._seen: Share | None = None  # by which it is known
        self._waves = Waves()  # since the last change
        self._before: _Before | None = None
        self._cuts = 0

    def begin(self, now: float) -> None:
        """Another clock begins."""
        self.wave = Wave(now)

    def end_wave(self, now: float) -> None:
        """Those admitted from now on are told apart from those before."""
        self._waves.add(self.wave)
        self.wave = Wave(now)

    def judge(self, now: float, pause: float, under_way: int) -> Judgement:
        """The first of a wave was refused, which ends that wave.

        Args:
            now: seconds.
            pause: seconds for which nothing is sent.
            under_way: requests that are not answered yet.
        """
        self.end_wave(now)
        waves, share = self._waves, self._waves.share_ended(under_way)
        known = waves.share() if pause < _LONG else share
        accepted = waves.accepted_per_second(now, pause) if known.sent - known.refused >= _MEASURED else 0.0
        if self._before is None:
            verdict = self._judge_share(share)
        else:
            verdict = self._judge_cuts(self._before, share, now, pause, under_way)
        if verdict is Verdict.CUT:
            if self._before is None:
                self._before, self._cuts = _Before(waves, now, pause, under_way + 1), 0
            self._cuts += 1
            self._waves = Waves()
        held = self._before.needed if self._before is not None and self._cuts > 1 else 0
        return Judgement(verdict, share.value if share.sent else 1.0, accepted, self._cuts == 1, held)

    def _judge_share(self, share: Share) -> Verdict:
        """Whether no more is refused than usually."""
        if self._seen is None:
            return Verdict.CUT
        if share.sent < _FEW:
            return Verdict.BEAR
        above = share.above(self._seen)
        if above > _CHANCE:
            self._take_for_usual(None)
            return Verdict.CUT
        if share.sent < _MANY:
            return Verdict.BEAR
        if above < -_CHANCE:
            self._take_for_usual(share)
        self._waves = Waves([self._waves.last])
        return Verdict.GROW

    def _judge_cuts(self, before: _Before, share: Share, now: float, pause: float, under_way: int) -> Verdict:
        was = before.waves.share()
        if was.sent < _FEW:
            before.waves.extend(self._waves)
            before.until = now
            return Verdict.CUT
        low = (
            self._waves.per_second(now, pause) <= _LOW * before.accepted_per_second
            and under_way <= _LOW * before.accepted_at_once
        )
        if share.refused < _CLEAR and share.sent < before.needed * (2 if low else 1):
            return Verdict.BEAR if low else Verdict.CUT
        if share.refused < _CLEAR or before.sudden or abs(share.above(was)) > _CHANCE:
            self._before = None  # they did change something, or nothing can be told: this cut is the first of others
            return Verdict.CUT
        if not low or (was + share).value > _HOPELESS:
            return Verdict.CUT
        self._take_for_usual(was + share)
        self._before, self._waves = None, Waves()
        return Verdict.UNDO

    def _take_for_usual(self, share: Share | None) -> None:
        self._seen, self.usual = share, 0.0 if share is None else share.value
