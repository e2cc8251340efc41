"""pydantic's JSON schemas, with what the strict compiler needs to know besides."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import SchemaValidator, to_json, to_jsonable_python

__all__ = ["Generator"]


class Generator(GenerateJsonSchema):
    """pydantic's own, except that a Decimal says that it is one, and that dates and times do."""

    def date_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().date_schema(schema), "x-temporal": True}

    def time_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().time_schema(schema), "x-temporal": True}

    def datetime_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().datetime_schema(schema), "x-temporal": True}

    def timedelta_schema(self, schema: Any) -> JsonSchemaValue:
        if self._config.ser_json_timedelta == "float":
            return {"type": "number", "x-hints": ["in seconds"]}  # as the class writes it
        return {**super().timedelta_schema(schema), "x-temporal": True}

    def literal_schema(self, schema: Any) -> JsonSchemaValue:
        return self._read_back(schema, super().literal_schema(schema), schema["expected"])

    def enum_schema(self, schema: Any) -> JsonSchemaValue:
        return self._read_back(schema, super().enum_schema(schema), [member.value for member in schema["members"]])

    def _read_back(self, schema: Any, result: JsonSchemaValue, values: list[Any]) -> JsonSchemaValue:
        validator = SchemaValidator(schema)
        for value in values:
            plain = to_jsonable_python(value)
            if not (validator.isinstance_python(plain) or _is_json_of(validator, to_json(plain))):
                what = f"{value!r}, which is not read back from JSON; derive the enum from str or int"
                return self.handle_invalid_for_json_schema(schema, what)
        return result

    def generator_schema(self, schema: Any) -> JsonSchemaValue:
        return self.handle_invalid_for_json_schema(schema, "an iterable that is read once; a list can be kept")

    def is_subclass_schema(self, schema: Any) -> JsonSchemaValue:
        return self.handle_invalid_for_json_schema(schema, "a class, which is no value")

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        return _without_mark(super().function_before_schema(schema))

    def function_wrap_schema(self, schema: Any) -> JsonSchemaValue:
        return _without_mark(super().function_wrap_schema(schema))

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        bounds = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
        result: JsonSchemaValue = {"type": "string", "x-decimal": True}
        for ours, theirs in {**bounds, "multiple_of": "multipleOf"}.items():
            if schema.get(ours) is not None:
                result[theirs] = float(schema[ours])
        for key in ("max_digits", "decimal_places"):
            if schema.get(key) is not None:
                result[f"x-{key.replace('_', '-')}"] = schema[key]
        return result


def _is_json_of(validator: SchemaValidator, text: bytes) -> bool:
    try:
        validator.validate_json(text)
    except ValidationError:
        return False
    return True


def _without_mark(schema: JsonSchemaValue) -> JsonSchemaValue:
    """A validator of the user's that runs before pydantic's may read a number as a date."""
    return {key: value for key, value in schema.items() if key != "x-temporal"}
