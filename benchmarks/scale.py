"""A model of scale: how long a corpus takes and what it costs, from measured figures and stated assumptions.

    python benchmarks/scale.py                              # docs/scale.md, as it stands in the repository
    python benchmarks/scale.py --tpm 30e6 --rpm 30e3        # under your own limits
    python benchmarks/scale.py --latency 12 --output-tokens 400 --price-in 0.75 --price-out 4.5

A run's rate is the least of what its bounds allow: requests in flight over the latency of one, CPU over the CPU of one
article, requests and tokens a minute, tokens a second of the user's own model servers. Nothing here is fitted: the page
holds the measured points against the same formula.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

SIZES = tuple(10**power for power in range(4, 10))
NODES = (1, 10, 100)
HEAD = ("articles", "1 node", "10 nodes", "100 nodes")
MEASURED = (  # what, in flight, latency in seconds, processes, CPU ms per article, articles a second
    ("local engine, 20,000 articles, 64 in flight, 200 ms", 64, 0.2, 1, 1.29, 304.0),
    ("local engine, 20,000 articles, 256 in flight, 200 ms", 256, 0.2, 1, 1.06, 883.0),
    ("Ray, 2 actors, 20,000 articles, 64 in flight, 200 ms", 32, 0.2, 2, 1.8, 288.0),
    ("Ray, 2 actors, 20,000 articles, 256 in flight, 2 s", 128, 2.0, 2, 1.8, 125.2),
)


@dataclass(frozen=True)
class Scene:
    """What the model assumes; the first group is measured, the second is for the reader to set.

    Args:
        cpu_ms: CPU of one live article on one core, in milliseconds (benchmarks/batch.py, short articles).
        actor_cpu_ms: the same in an actor of Ray, its processes included (benchmarks/engines.py).
        driver_cpu_ms: CPU of the one driver that hands articles to all actors and writes records (the same).
        stored_rate: articles a second and core from the cache (benchmarks/batch.py).
        input_tokens: of one request (mean of the five recorded articles, estimated).
        output_tokens: of one answer (the same).
        disk_kb: kB on disk for an article: cache row, record, saved text and ledger line (the same).
        latency: seconds for one answer.
        in_flight: requests in flight per process.
        cores: cores of a node; one process (or actor) each.
        rpm: requests a minute that the provider allows the whole account.
        tpm: tokens a minute, the same.
        queued: tokens that the provider takes into its batch queue at once.
        price_in: US dollars for a million input tokens.
        price_out: US dollars for a million output tokens.
        server_tokens: output tokens a second of one node's own model server, all its requests together.
        node_price: US dollars for an hour of such a node.
    """

    cpu_ms: float = 1.06
    actor_cpu_ms: float = 1.8
    driver_cpu_ms: float = 0.6
    stored_rate: float = 3490.0
    input_tokens: float = 2278.0
    output_tokens: float = 1382.0
    disk_kb: float = 22.0

    latency: float = 8.0
    in_flight: int = 256
    cores: int = 4
    rpm: float = 10_000.0
    tpm: float = 10_000_000.0
    queued: float = 1_000_000_000.0
    price_in: float = 0.10
    price_out: float = 0.50
    server_tokens: float = 2_500.0
    node_price: float = 2.50

    @property
    def tokens(self) -> float:
        """All tokens of one article."""
        return self.input_tokens + self.output_tokens

    @property
    def price(self) -> float:
        """US dollars for one article, answered live."""
        return (self.input_tokens * self.price_in + self.output_tokens * self.price_out) / 1e6


def live_rate(scene: Scene, nodes: int, *, limited: bool) -> float:
    """Articles a second from a provider: bound by latency, by CPU and, where limited, by the account's allowance."""
    processes = nodes * scene.cores
    bounds = [processes * scene.in_flight / scene.latency, processes * 1000 / scene.cpu_ms]
    if processes > 1:  # the local engine is one process; more of them are Ray's
        bounds[1:] = [processes * 1000 / scene.actor_cpu_ms, 1000 / scene.driver_cpu_ms]
    if limited:
        bounds += [scene.rpm / 60, scene.tpm / 60 / scene.tokens]
    return min(bounds)


def served_rate(scene: Scene, nodes: int) -> float:
    """Articles a second from the user's own model servers, one on each node."""
    return min(nodes * scene.server_tokens / scene.output_tokens, live_rate(scene, nodes, limited=False))


def batch_rate(scene: Scene) -> float:
    """Articles a second through the provider's batch queue, refilled once a day: its promise is 24 hours."""
    return scene.queued / scene.tokens / 86_400


def words(seconds: float) -> str:
    """A duration for people.

    >>> words(42), words(5400), words(200_000), words(1e9)
    ('42 s', '1.5 h', '2.3 days', '32 years')
    """
    for size, name in ((365.25 * 86400, "years"), (86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= size:
            number = seconds / size
            return f"{number:,.0f} {name}" if number >= 10 else f"{number:.1f} {name}"
    return f"{seconds:.0f} s"


def dollars(amount: float) -> str:
    """Money for people."""
    return f"${amount:,.0f}" if amount >= 100 else f"${amount:,.2f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


PAGE = """# A model of scale

How long a corpus takes, and what it costs. `python benchmarks/scale.py` writes this page; its options put your own
figures in the place of the assumptions. A run's rate is the least of what its bounds allow:

- requests in flight over the latency of one request,
- CPU: each process or actor has one core,
- the account's requests and tokens a minute, however many machines ask,
- the output tokens a second of your own model servers.

Nothing is fitted. **Measured** figures are set in bold, all others are computed from them and from the assumptions.

{assumptions}

## The formula against what was measured

{checks}

The formula does not know of the start and the end of a run, nor that the same two cores served the answers.

## A provider, with the account's limits

{rpm:,.0f} requests and {tpm:,.0f} tokens a minute. **One machine is enough**: a second one
waits for the same allowance.

{limited}

## A provider without limits that matter

{latency:g} s for an answer, {in_flight} requests in flight for each of {cores} cores. From some ten nodes on, the one
driver is the bound: several runs over parts of the corpus, with one shared store, go beyond it.

{unlimited}

## Half-price batches

The provider promises each batch within 24 hours and holds {queued:,.0f} tokens in its queue: {day:,.0f} articles a day.

{batches}

## Your own model servers

One on each node, {server_tokens:,.0f} output tokens a second all requests together, ${node_price:.2f} an hour.

{served}

## Everything else

A corpus that is stored already is read, checked and written again at **{stored_rate:,.0f}** articles a second and core.
{disk_kb:g} kB an article stay on disk: the stored answer, the record, the text and a line of the ledger.

{rest}

## What follows

- Under an account's limits the only ways to be faster are shorter prompts, shorter answers, and higher limits.
- Up to a million articles one machine does it in any of these ways but its own single model server.
- From a hundred million on, money decides and not time: {price} an article is {billion} for a billion.
"""


def page(scene: Scene) -> str:
    """The page docs/scale.md."""
    return PAGE.format(
        assumptions=_assumptions(scene),
        checks=_checks(),
        limited=_limited(scene),
        unlimited=table(HEAD, [_times(scene, size, _free_rates(scene)) for size in SIZES]),
        batches=_batches(scene),
        served=_served(scene),
        rest=_rest(scene),
        day=batch_rate(scene) * 86_400,
        price=f"${scene.price:.5f}",
        billion=dollars(scene.price * 1e9),
        **asdict(scene),
    )


def _limited(scene: Scene) -> str:
    rate = live_rate(scene, 1, limited=True)
    rows = [(*_times(scene, size, [rate]), dollars(size * scene.price)) for size in SIZES]
    return table(("articles", "time", "cost"), rows)


def _free_rates(scene: Scene) -> list[float]:
    return [live_rate(scene, count, limited=False) for count in NODES]


def _batches(scene: Scene) -> str:
    rows = []
    for size in SIZES:
        days = max(1.0, size / batch_rate(scene) / 86_400)
        rows.append((f"{size:,}", f"{days:,.0f}", f"{-(-size // 50_000):,}", dollars(size * scene.price / 2)))
    return table(("articles", "days", "batches of 50,000", "cost"), rows)


def _served(scene: Scene) -> str:
    rates = [served_rate(scene, count) for count in NODES]
    hourly = scene.node_price / 3600 / rates[0]
    return table((*HEAD, "cost"), [(*_times(scene, size, rates), dollars(size * hourly)) for size in SIZES])


def _rest(scene: Scene) -> str:
    rows = [(f"{size:,}", words(size / scene.stored_rate), _bytes(size * scene.disk_kb * 1000)) for size in SIZES]
    return table(("articles", "again from the cache, 1 core", "disk"), rows)


def _times(scene: Scene, size: int, rates: Sequence[float]) -> list[str]:
    return [f"{size:,}", *(words(max(scene.latency, size / rate)) for rate in rates)]


def _bytes(count: float) -> str:
    for size, name in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if count >= size:
            return f"{count / size:,.1f} {name}"
    return f"{count / 1000:,.0f} kB"


def _assumptions(scene: Scene) -> str:
    told = dict(line.strip().split(": ", 1) for line in (Scene.__doc__ or "").splitlines() if ": " in line)
    names = [field.name for field in fields(scene)]
    measured = names[: names.index("latency")]
    rows = []
    for name in names:
        value = f"{getattr(scene, name):,.10g}"
        rows.append((f"`{name}`", f"**{value}**" if name in measured else value, told[name]))
    return table(("figure", "value", "what it is"), rows)


def _checks() -> str:
    rows = []
    for what, in_flight, latency, processes, cpu, measured in MEASURED:
        rate = min(processes * in_flight / latency, processes * 1000 / cpu)
        rows.append((what, f"{rate:,.0f}", f"**{measured:,.0f}**", f"{measured / rate:.0%}"))
    return table(("run", "computed, articles/s", "measured", "share"), rows)


def main() -> None:
    """Print the page, with what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for field in fields(Scene):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    print(page(Scene(**vars(parser.parse_args()))), end="")


if __name__ == "__main__":
    main()
