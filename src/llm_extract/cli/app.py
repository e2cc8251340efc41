"""The verbs and their families."""

from __future__ import annotations

from typing import Annotated

import typer

from . import cache, compare, demo, evaluate, export, gold, prompts, reconcile, report, review, run, schema, show

__all__ = ["app"]

app = typer.Typer(
    name="llm-extract",
    help="Turn articles into typed, cited records with a language model.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"llm-extract {version('llm-extract')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command("run")(run.run)
app.command("demo")(demo.demo)
app.command("show")(show.show)
app.command("reconcile")(reconcile.reconcile)
app.command("export")(export.export)
app.command("eval")(evaluate.evaluate)
app.command("compare")(compare.compare)
app.command("report")(report.report)
app.add_typer(review.app, name="review")
app.add_typer(gold.app, name="gold")
app.add_typer(prompts.app, name="prompts")
app.add_typer(schema.app, name="schema")
app.add_typer(cache.app, name="cache")
