"""The table of endpoints in the docs is the table in the code."""

from __future__ import annotations

import re
from pathlib import Path

from llm_extract.models.capabilities import Endpoint
from llm_extract.models.endpoints import ENDPOINTS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "endpoints.md"


def _row(endpoint: Endpoint) -> str:
    place = f"`{endpoint.base_url}`" if endpoint.base_url else "your resource's"
    place += f"; `{endpoint.url_variable}`" if endpoint.url_variable else ""
    key = f"`{endpoint.key_variable}`" + ("" if endpoint.needs_key else ", if it wants one")
    modes = ", ".join(f"**{mode}**" if mode == endpoint.mode else mode for mode in endpoint.modes)
    return f"| `{endpoint.profile}/` | {endpoint.name} | {place} | {key} | {modes} |"


def _quirks(endpoint: Endpoint) -> str:
    said = [f"the limit of an answer is `{endpoint.output_limit}`"]
    said += [f"`{name}` is sent as `{other}`" for name, other in endpoint.renamed.items()]
    said += (
        [f"takes and does not heed {', '.join(f'`{name}`' for name in endpoint.ignored)}"] if endpoint.ignored else []
    )
    said += ["schemas go as `json_object`, with plain patterns"] if endpoint.schema_form == "json_object" else []
    said += [f"at most {endpoint.concurrency} under way at once"] if endpoint.concurrency else []
    said += [endpoint.remark] if endpoint.remark else []
    source = re.sub(r"(https?://\S+)", r"<\1>", endpoint.source)
    return f"- **{endpoint.name}**: {'; '.join(said)}. Source: {source}" + (
        f" ({endpoint.checked})." if endpoint.checked else ", not looked up."
    )


def test_the_page_has_the_table_of_the_code() -> None:
    """Each row and each quirk stands on the page as the code has it."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    expected = [*map(_row, ENDPOINTS), *map(_quirks, ENDPOINTS)]
    assert [line for line in expected if line not in lines] == []
    shown = [line for line in lines if line.startswith(("| `", "- **"))]
    assert shown == expected
