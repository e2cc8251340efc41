"""What the values of a schema's own enum say of a figure: ``at_least``, ``approximately``, ``up_to``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..comparison import Shape
from ..errors import ConfigError
from ..values.qualifiers import Relation, read_relation

__all__ = ["read_relations"]


def read_relations(
    where: str, field: str, shape: Shape, forms: Mapping[str, Sequence[str]] | None
) -> dict[str, Relation]:
    """By value of an enum how it qualifies a figure: by its own name, else by its surface forms.

    Args:
        where: the declaration, for a message.
        field: the field's name.
        shape: of the field; one that is no enum has no values to be read beforehand.
        forms: the surface forms of its values, if they are declared.

    Raises:
        ConfigError: a value is no known word, and its surface forms do not say one thing.

    Example:
        >>> shape = Shape("enum", choices=("exact", "no_less", "up_to"))
        >>> read_relations("x-claim of 'tolls'", "relation", shape, {"no_less": ["at least", "more than"]})
        {'exact': 'exactly', 'no_less': 'more_than', 'up_to': 'less_than'}
    """
    if shape.kind == "text":
        return {}
    if shape.kind != "enum":
        raise ConfigError(
            f"{where} names '{field}' under 'relation', which is neither an enum nor a text",
            hint="Declare it as words such as exactly, about, more_than, less_than.",
        )
    found: dict[str, Relation] = {}
    for value in shape.choices:
        if value is None:
            continue
        relation = read_relation(str(value)) or _common((forms or {}).get(str(value), ()))
        if relation is None:
            raise ConfigError(
                f"{where}: how '{value}' of '{field}' qualifies a figure is not known",
                hint="Call it exactly, about, nearly, more_than, at_least, less_than, up_to or the like, or give it "
                "surface forms that are such words.",
            )
        found[str(value)] = relation
    return found


def _common(forms: Sequence[str]) -> Relation | None:
    """What all known surface forms of a value say; "nearly" beside "about" is about."""
    said = {relation for form in forms if (relation := read_relation(form.rstrip("*")))}
    if said == {"about", "nearly"}:
        return "about"
    return said.pop() if len(said) == 1 else None
