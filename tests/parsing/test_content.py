"""Reading answers as models give them: what is valid, what is recovered, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import AnswerInvalid
from llm_extract.parsing import Parsed, parse_content, parse_truncated

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
).filter(lambda value: not (isinstance(value, str) and value.lstrip().startswith(("{", "[", '"'))))
WORDS, FENCE = "taken out of the words around it", "taken out of a code fence"
OBJECTS = st.dictionaries(st.text(), VALUES, min_size=1, max_size=4)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_valid_json_is_never_changed(value: Any, indent: int | None, ascii_only: bool) -> None:
    """Whatever its layout, valid JSON is read as it is, and nothing is said to be recovered."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert parse_content(text) == parse_truncated(text) == Parsed(value)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(OBJECTS, st.sampled_from(["```json\n{}\n```", "Sure:\n{}\nDone.", "<think>a {{b}} c</think>{}", "\ufeff{}"]))
def test_an_object_is_found_in_its_wrapping(value: Any, wrapping: str) -> None:
    """Fences, words, reasoning and a byte order mark are taken off, and the object is the same."""
    parsed = parse_content(wrapping.replace("{}", json.dumps(value)).replace("{{b}}", "{b}"))
    assert parsed.value == value
    assert parsed.recovered
    assert parsed.whole


@pytest.mark.parametrize(
    ("text", "value", "how"),
    [
        ('{"a": 1,}', {"a": 1}, "forgiven: trailing commas"),
        ('{"a": [1, 2, ], }', {"a": [1, 2]}, "forgiven: trailing commas"),
        ("[1, 2,]", [1, 2], "forgiven: trailing commas"),
        ('{"a": 1 /* one */, // two\n "b": 2 # three\n}', {"a": 1, "b": 2}, "forgiven: comments"),
        (
            "{'a': 'it\\'s', 'b': 'it's'}",
            {"a": "it's", "b": "it's"},
            "forgiven: single quotes, escapes that JSON lacks",
        ),
        ("{a: 1, b_2: 2}", {"a": 1, "b_2": 2}, "forgiven: unquoted keys"),
        ('{"a": True, "b": None}', {"a": True, "b": None}, "forgiven: Python's True, False and None"),
        ('{"a": "x\n\ty"}', {"a": "x\n\ty"}, "forgiven: raw line breaks or tabs"),
        ('{"a": NaN, "b": -Infinity}', {"a": None, "b": None}, "forgiven: NaN or infinity as null"),
        ('{"a": 1e999}', {"a": None}, "forgiven: NaN or infinity as null"),
        ('{"a": nan,}', {"a": None}, "forgiven: NaN or infinity as null, trailing commas"),
        ("{“a”: “b”}", {"a": "b"}, "forgiven: curly quotes"),
        ('{"a": +5, "b": .5}', {"a": 5, "b": 0.5}, "forgiven: numbers in another notation"),
        ('{"a": "x"\n "b": 2}', {"a": "x", "b": 2}, "forgiven: missing commas"),
        ('[{"a": 1} {"a": 2}]', [{"a": 1}, {"a": 2}], "forgiven: missing commas"),
        ('{"a": "he said "yes" to it"}', {"a": 'he said "yes" to it'}, "forgiven: unescaped quotes"),
        ('{"a": "he said „ja" to it"}', {"a": 'he said „ja" to it'}, "forgiven: unescaped quotes"),
        (r'{"a": "\(x\) and \$5"}', {"a": r"\(x\) and \$5"}, "forgiven: escapes that JSON lacks"),
        (r"{'a': 'x\xa0y'}", {"a": "x\xa0y"}, "forgiven: single quotes, escapes that JSON lacks"),
        (r'{"a": "\ud83d\ude00",}', {"a": "😀"}, "forgiven: trailing commas"),
        (r'{"a": "\ud83d"}', {"a": "\ufffd"}, "forgiven: halves of characters replaced by \ufffd"),
        (r'"{\"a\": 1}"', {"a": 1}, "encoded twice"),
        ('{"a": 1, "a": 2}', {"a": 2}, "forgiven: a key given twice, its last value taken"),
        ('{"a": 1}\n}', {"a": 1}, "taken out of the words around it"),
        ('\ufeff{"a": 1}', {"a": 1}, "freed of its byte order mark"),
        ('{"a": {"b": "c"', {"a": {"b": "c"}}, "forgiven: missing brackets at the end"),
        ('{"a": [{"b": 1}]', {"a": [{"b": 1}]}, "forgiven: missing brackets at the end"),
        ('```json\n{"a": "b"\n```', {"a": "b"}, "taken out of a code fence; forgiven: missing brackets at the end"),
        ('```\n{"a": 1}\n```', {"a": 1}, "taken out of a code fence"),
        ('```json\n{"a": 1}', {"a": 1}, "taken out of a code fence"),
        ('```python\nx = {"b": 2}\n```\nso\n```json\n{"a": 1}\n```', {"a": 1}, "taken out of a code fence"),
        ('{"a": 1}\n{"a": 1}', {"a": 1}, "taken out of the words around it; given more than once alike"),
        ('Use {x} and {}: {"a": 1}. Or {y}?', {"a": 1}, "taken out of the words around it"),
        ('As in [1], [{"a": 1}]', [{"a": 1}], "taken out of the words around it"),
        ('so {"b": 2}</think> {"a": 1}', {"a": 1}, "found after the model's reasoning"),
        ('analysisWe need {"b".assistantfinal{"a": 1}', {"a": 1}, "found after the model's reasoning"),
        (
            '<|channel|>analysis<|message|>x<|channel|>final<|message|>{"a":1}',
            {"a": 1},
            "found after the model's reasoning",
        ),
        ('<think>{"b": 2}</think >{"a": 1}', {"a": 1}, "found after the model's reasoning"),
        ('◁think▷{"b": 2}◁/think▷{"a": 1}', {"a": 1}, "found after the model's reasoning"),
        ('<scratchpad>{"b": 2}</scratchpad>\n{"a": 1}', {"a": 1}, "found after the model's reasoning"),
        ('\u00a0{"a": 1}', {"a": 1}, "freed of invisible characters around it"),
        ('{"a": 1}\u200b', {"a": 1}, "freed of invisible characters around it"),
        ('{"a":\u00a01}', {"a": 1}, "forgiven: white space that JSON lacks"),
        ('{\u200b"a": "b\u200b"}', {"a": "b\u200b"}, "forgiven: white space that JSON lacks"),
        ('<![CDATA[{"a": 1}]]>', {"a": 1}, "taken out of the words around it"),
        ('{"a": TRUE, "b": NULL}', {"a": True, "b": None}, "forgiven: true, false and null in capitals"),
        (r'{"a\_b": "c\_d"}', {"a_b": r"c\_d"}, "forgiven: escapes that JSON lacks"),
        (r'"[{\"a\": 1}]"', [{"a": 1}], "encoded twice"),
        (r'"\"{\\\"a\\\": 1}\""', {"a": 1}, "encoded 3 times"),
        (r"{\n  \"a\": \"b \\\"c\\\"\"\n}", {"a": 'b "c"'}, "encoded twice"),
        ('```json\n"{\\"a\\": 1}"\n```', {"a": 1}, "taken out of a code fence; encoded twice"),
        ('Here: {"a": "x </think> y", "b": [{"c": 1}]} as asked', {"a": "x </think> y", "b": [{"c": 1}]}, WORDS),
        ('Here:\n```json\n{"a": "x </think> y", "b": [1]}\n```', {"a": "x </think> y", "b": [1]}, FENCE),
        ('"a": "b", "c": [{"d": 1}]}', {"a": "b", "c": [{"d": 1}]}, "given its opening bracket"),
        ('The "answer": {"a": 1}', {"a": 1}, WORDS),
        ("{“a”: ““b” ``` c”}", {"a": "“b” ``` c"}, "forgiven: curly quotes, unescaped quotes"),
        ('<plan>{"a": 1}</plan>', {"a": 1}, "taken out of the words around it"),
        ("{&quot;a&quot;: &quot;b&amp;c&quot;}", {"a": "b&c"}, "written with HTML's entities"),
        ("{'a': 'the boys' toys', 'b': 1}", {"a": "the boys' toys", "b": 1}, "forgiven: single quotes"),
        ("{'a': 'rock 'n' roll'}", {"a": "rock 'n' roll"}, "forgiven: single quotes, unescaped quotes"),
        ("{'a': 'he said 'yes' to it'}", {"a": "he said 'yes' to it"}, "forgiven: single quotes, unescaped quotes"),
        ("{‘a’: ‘it’s the boys’ toys’}", {"a": "it’s the boys’ toys"}, "forgiven: curly quotes"),
    ],
)
def test_what_has_one_reading_is_recovered_and_said(text: str, value: Any, how: str) -> None:
    """Each departure from JSON with one reading is read so, and named."""
    parsed = parse_content(text)
    assert parsed.value == value
    assert parsed.recovered == how


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff \n",
        "I cannot answer.",
        "[1] and [2]",
        '{"a": 1} {"a": 2}',
        '{"a": 1}, {"b": 2}',
        '{"a": {"b": 1}}, "c": 2}',
        '```json\n{"a": 1}\n```\n```json\n{"a": 2}\n```',
        '{"a": [{"b": 1}, {"b": 2]}',
        '{"a": [{"b": 1}}, "c": 2}',
        '{"a": x, "b": {"c": 1}}',
        '{"a": ..., "b": {"c": 1}}',
        '{ "x" {"a": 1} }',
        '{"a": "x" y "b": "z"}',
        '["a" "b"]',
        '["The "A", "B" firms"]',
        '{"a": "5" pipe", "b": "6" pipe"}',
        '{"a": "one\ntwo "three" four"}',
        "[1,, 2]",
        '{"a": 1,000}',
        '{"a": 007}',
        '{"a": 5%}',
        '{"a": 5 million}',
        '{"a": 12',
        '{"a": "hal',
        '{"a": [{"b": 1}, {"b": 2',
        '{"a": [{"b": "c"',
        'for example {"x": 1}. So: {"a": "hal',
        r'{"a": "\(\tau\)"}',
        '<think>so {"a": 1}',
        'analysisWe could say {"a": 1}',
        "{a: b}",
        '{"a": undefined}',
        '{"a": /* b',
        "['The 'A', 'B' firms']",
        "{'a': 'x' 'y'}",
        "{'a': 'x' y 'b': 'z'}",
        "{'a': 'he said 'no', 'b': 'c'}",
        "['the 'x y', 'z']",
        '{"a" "```", "b": [{"c": 1}, "```"]}',
        '{"a" "```json", "b": {"c": 1}}',
        '{"a": 1 "b" "```", "c": [3]}',
        '{a": "}", "b": {"c": 1}}',
        '"a" 1, "b": {"c": 1}}',
        '{"a": 100#000, "b": 2}',
        '{"a": 100}000}',
        '{"a": {"b": {"c": 1}, "c": 2}, "b": 3',
        '{"a": {"b": 1, "c": 2, "b": 3}',
        '{"a": ""  } x", "b": 3}',
        "{'a': '1', 'b': '' }', 'c': '2'}",
        "{‘a’: ‘the boys’  },’}",
        '{}"a": 1}',
        '{"a": {}"b": []}}',
        '{"a": {"b": 1, }"c": null}}',
        '{"a": ""  // see key": "v"}',
        '{"a": ""  // see key": "v",\n "b": 1}',
        "{'a': '' #1 } b'}",
        "{“a”: ““b” }”, “c”: [], “d”: “”}",
        r"{\"a\": 1} {\"a\": 2}",
        r"{\"a\": \"hal",
    ],
)
def test_what_has_two_readings_or_none_is_refused(text: str) -> None:
    """Nothing is guessed: two that differ, fragments of a garbled answer, half values, ambiguous quotes."""
    with pytest.raises(AnswerInvalid) as caught:
        parse_content(text)
    assert caught.value.hint


def test_what_is_no_json_has_a_remedy_that_there_is() -> None:
    """The hint names commands; nothing shows a stored answer."""
    with pytest.raises(AnswerInvalid) as caught:
        parse_content("Sure! Here is nothing.")
    assert "llm-extract doctor --probe" in caught.value.hint
    assert "stored answer" not in caught.value.hint


@pytest.mark.parametrize(
    "label",
    [
        "I left one out. Corrected version:\n",
        "Wait, the sum is wrong.\n\n**Final answer:**\n",
        "Here is the revised JSON: ",
        "Korrigierte Fassung:\n",
        "Version corrigée :\n",
        "修正後の回答:\n",
    ],
)
def test_of_two_answers_the_one_that_is_called_the_corrected_one_counts(label: str) -> None:
    """A model that takes its first answer back says so before the second, in a code fence or not."""
    for second in ('{"a": 2, "b": []}', '```json\n{"a": 2, "b": []}\n```'):
        first = '```json\n{"a": 1}\n```' if second.startswith("`") else '{"a": 1}'
        parsed = parse_content(f"Draft: {first}\n{label}{second}\nDone.")
        assert parsed.value == {"a": 2, "b": []}
        assert "corrected" in parsed.recovered


@pytest.mark.parametrize(
    "text",
    [
        'First: {"a": 1}\nSecond: {"a": 2}',
        'Corrected version: {"a": 1}\nThe one before: {"a": 2}',
        'Draft: {"a": 1}\nThe final of the cup is also told of. Another: {"a": 2}',
        'Draft: {"a": 1}\nCorrected version: {"a": 2, "b": "c',
        '{"a": 1} {"a": 2} Corrected version of the first: see above',
    ],
)
def test_of_two_answers_none_counts_that_is_not_called_so(text: str) -> None:
    """Two answers side by side, one that a third follows, and half a corrected one are not chosen from."""
    with pytest.raises(AnswerInvalid):
        parse_content(text)


@pytest.mark.parametrize(
    ("text", "whole"), [('{"a": 1}', True), ('{"a": 1,}', True), ('{"a": "b"', False), ('{"a": [{"b": 1}', False)]
)
def test_an_answer_that_ended_early_is_not_whole(text: str, whole: bool) -> None:
    """Where closing brackets are missing something else may be, and ``whole`` says so."""
    assert parse_content(text).whole is whole


def test_one_key_given_twice_alike_needs_no_remark() -> None:
    """Only a key with two different values loses something."""
    assert parse_content('{"a": 1, "a": 1}') == Parsed({"a": 1})
