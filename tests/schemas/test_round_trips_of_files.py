"""Properties that hold for any JSON schema from a file, and any instance of it."""

from __future__ import annotations

from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_extract.errors import ConfigError
from llm_extract.schemas.loading import FileSchema
from llm_extract.schemas.strict import compile_schema

quick = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

_names = st.sampled_from(["a", "b", "c"])
_scalars: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"type": "string"},
        {"type": "string", "minLength": 2},
        {"type": "string", "pattern": "^a"},
        {"type": "integer"},
        {"type": "integer", "not": {"const": 1}},
        {"type": "number", "minimum": 1},
        {"type": "boolean"},
        {"type": "null"},
        {"type": ["string", "null"]},
        {"type": ["integer", "object"]},
        {"type": "object"},
        {"enum": ["a", 1, None]},
        {"enum": [["a"], {"b": 1}]},
        {"const": "a"},
        {},
    ]
)


def _schemas_of(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    objects = st.fixed_dictionaries(
        {"type": st.just("object"), "properties": st.dictionaries(_names, inner, max_size=3)},
        optional={
            "required": st.lists(_names, unique=True, max_size=2),
            "additionalProperties": st.booleans() | inner,
            "patternProperties": st.dictionaries(st.just("^b"), inner, min_size=1),
            "minProperties": st.integers(0, 2),
        },
    )
    arrays = st.fixed_dictionaries(
        {"type": st.just("array")},
        optional={
            "items": inner,
            "prefixItems": st.lists(inner, min_size=1, max_size=2),
            "uniqueItems": st.booleans(),
            "minItems": st.integers(0, 2),
        },
    )
    branches = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        objects,
        arrays,
        st.builds(lambda parts: {"anyOf": parts}, branches),
        st.builds(lambda parts: {"oneOf": parts}, branches),
        st.builds(lambda parts: {"allOf": parts}, branches),
        st.builds(lambda base, parts: {**base, "anyOf": parts}, objects, branches),
        st.builds(lambda one, two, three: {"if": one, "then": two, "else": three}, inner, inner, inner),
        st.builds(lambda base: {**base, "properties": {**base["properties"], "c": {"$ref": "#"}}}, objects),
    )


_schemas = st.recursive(_scalars, _schemas_of, max_leaves=5)
_instances = st.recursive(
    st.sampled_from([None, True, 0, 1, 2.5, "a", "ab", "b"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(quick, max_examples=150)
@given(_schemas, st.lists(_instances, min_size=1, max_size=6))
def test_instances_of_any_json_schema_survive(schema: dict[str, Any], instances: list[Any]) -> None:
    """What a JSON schema takes goes to the wire and comes back the same; what it refuses stays refused."""
    source = FileSchema(schema)
    try:
        wire = compile_schema(source)
    except ConfigError:
        return  # refused with a reason, which test_strict looks at
    validator = jsonschema.Draft202012Validator(wire.schema)
    for bare in instances:
        if bare is None:
            continue  # null as a whole says nothing, whatever the schema takes
        valid = not source.validate(bare)[1]
        try:
            written = wire.encode(bare, {})
        except ConfigError:
            assert not valid, bare
            continue
        assert validator.is_valid(written) or not valid
        decoded = wire.decode(written)
        if decoded.bare != bare and _same(decoded.bare, bare):
            continue  # where null and absence are both allowed, null on the wire means null: the documented choice
        assert not decoded.problems if valid else decoded.problems
        assert decoded.bare == bare or not valid


def _same(one: Any, other: Any) -> bool:
    """Equal, a key that is null and a key that is absent taken for the same."""
    return bool(_without_null(one) == _without_null(other))


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(inner) for key, inner in value.items() if inner is not None}
    return [_without_null(inner) for inner in value] if isinstance(value, list) else value
