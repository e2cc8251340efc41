"""How requests are worded for an endpoint."""

from __future__ import annotations

import pytest

from llm_extract.models.capabilities import Endpoint


@pytest.mark.parametrize("name", ["seed", "random_seed"])
def test_parameters_have_the_endpoints_names(name: str) -> None:
    """A parameter is sent under the endpoint's own name, whichever of the two is given."""
    assert Endpoint("x", renamed={"seed": "random_seed"}).name_parameters({name: 7}) == {"random_seed": 7}
