"""Quotes planted in made-up articles, with the one right answer for each."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from grounding_cases.texts import LANGUAGES, UNSPACED, Article, Sentence, make_article

__all__ = ["Case", "planted_cases"]

_NEGATIONS = {
    "en": (r" not | never ", " "), "de": (" nicht ", " "), "fr": ("n’a pas ", "a "), "es": (" no ", " "),
    "ru": (" не ", " "), "ja": ("しなかった", "した"), "zh": ("没有", ""),
}  # fmt: skip
_ASSERTIONS = {
    "en": ("raised|climbed", "never \\g<0>"), "de": ("sammelte", "nie \\g<0>"), "fr": ("a levé", "n’a jamais levé"),
    "es": ("recaudó", "no recaudó"), "ru": ("привлекла", "не привлекла"), "ja": ("集めた", "集めなかった"),
    "zh": ("筹集了", "没有筹集"),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One quote to find.

    Args:
        kind: what was done to it.
        language: ISO 639-1.
        text: the article.
        quotes: paths and quotes of the item, the one in question included.
        target: which of them.
        expected: its right spans, or None where it must not be found.
    """

    kind: str
    language: str
    text: str
    quotes: list[tuple[str, str]]
    target: int
    expected: list[tuple[int, int]] | None


_Made = tuple[str, list[tuple[int, int]] | None] | None
_Maker = Callable[[random.Random, Article, Sentence], _Made]


def planted_cases(count: int, seed: int = 7) -> list[Case]:
    """Make ``count`` articles per language and one case of every kind in each."""
    dice = random.Random(seed)
    cases = []
    for language in LANGUAGES:
        for _ in range(count):
            article = make_article(dice, language)
            for kind, maker in _MAKERS.items():
                made = maker(dice, article, dice.choice(article.sentences))
                if made is not None:
                    cases.append(Case(kind, language, article.text, [("/value", made[0])], 0, made[1]))
            cases += [_repeated(dice, language), _respelt_article(dice, article)]
    return cases


def _words(language: str, text: str) -> list[tuple[int, int]]:
    """Ranges of words, or of characters with their marks and of whole numbers and Latin words."""
    if language in UNSPACED:
        return [m.span() for m in re.finditer(r"[\d.]*\d|[^\W\d_](?:[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])*", text)]
    return [match.span() for match in re.finditer(r"[^\W_](?:[^\s“”]*[^\s“”.,।])?", text)]


def _cut(dice: random.Random, article: Article, sentence: Sentence, least: int = 5) -> tuple[int, int]:
    """A range of whole words in a sentence."""
    words = _words(article.language, sentence.text)
    length = dice.randrange(min(least, len(words)), len(words) + 1)
    first = dice.randrange(len(words) - length + 1)
    return sentence.start + words[first][0], sentence.start + words[first + length - 1][1]


def _verbatim(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    start, end = _cut(dice, article, sentence)
    quote = article.text[start:end]
    return (quote, [(start, end)]) if article.text.count(quote) == 1 else None


def _mangled(change: Callable[[str], str]) -> _Maker:
    def make(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
        made = _verbatim(dice, article, sentence)
        if made is None or change(made[0]) == made[0]:
            return None
        return change(made[0]), made[1]

    return make


def _mistyped(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    """Two neighbouring letters of a long lower-case word change places."""
    start, end = _cut(dice, article, sentence, 7)
    quote = article.text[start:end]
    if article.language not in ("en", "de", "fr", "es", "ru", "el"):
        return None
    long = [m for m in re.finditer(r"(?<!\w)[^\W\d_A-ZÄÖÜ]{7,}(?!\w)", quote) if m[0].islower()]
    numbers = ("mill", "милли", "εκατ", "cent")
    long = [m for m in long if not m[0].startswith(numbers)]
    if not long or len(quote.split()) < 6 or article.text.count(quote) != 1:
        return None
    at = dice.choice(long).start() + 3
    if quote[at] == quote[at + 1]:
        return None
    return quote[:at] + quote[at + 1] + quote[at] + quote[at + 2 :], [(start, end)]


def _without_article(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    """A light word is dropped."""
    start, end = _cut(dice, article, sentence, 9)
    quote = article.text[start:end]
    shorter = re.sub(r"(?<=\w )(?:the|a|der|die|la|las) (?=[a-zé])", "", quote, count=1)
    if shorter == quote or article.text.count(quote) != 1 or len(quote.split()) < 7:
        return None
    return shorter, [(start, end)]


def _pieces(joint: str) -> _Maker:
    def make(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
        words = _words(article.language, sentence.text)
        if len(words) < 9:
            return None
        third = len(words) // 3
        spans = [(words[0][0], words[third - 1][1]), (words[2 * third][0], words[-1][1])]
        spans = [(sentence.start + start, sentence.start + end) for start, end in spans]
        pieces = [article.text[start:end] for start, end in spans]
        return joint.join(pieces), spans

    return make


def _speech(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    """Speech without what the narrator puts into it."""
    match = re.fullmatch("“(.*),” said .*, “(.*)\\.”", sentence.text)
    if match is None:
        return None
    spans = [(sentence.start + match.start(n), sentence.start + match.end(n)) for n in (1, 2)]
    return f"{match[1]}, {match[2]}.", spans


def _wrong_number(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    start, end = _cut(dice, article, sentence)
    quote = article.text[start:end]
    digits = [at for at, character in enumerate(quote) if character.isdigit()]
    if not digits:
        return None
    at = dice.choice(digits)
    wrong = quote[:at] + dice.choice([d for d in "123456789" if d != quote[at]]) + quote[at + 1 :]
    return None if wrong in article.text else (wrong, None)


def _other(field: str) -> _Maker:
    """The quote names another company, person or number of the same article."""

    def make(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
        other = dice.choice([one for one in article.sentences if one is not sentence])
        start, end = _cut(dice, article, sentence)
        quote, own = article.text[start:end], getattr(sentence, field)
        wrong = quote.replace(own, getattr(other, field))
        return None if wrong == quote or wrong in article.text else (wrong, None)

    return make


def _turned(rules: dict[str, tuple[str, str]]) -> _Maker:
    """A negation dropped or added."""

    def make(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
        if article.language not in rules:
            return None
        quote = sentence.text.rstrip(".。")
        wrong = re.sub(*rules[article.language], quote, count=1)
        return None if wrong == quote or wrong in article.text else (wrong, None)

    return make


def _cut_number(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    quote = sentence.number[:2]
    found = re.search(rf"(?<![\d.]){quote}(?![\d.])", article.text)
    return None if found else (quote, None)


def _cut_word(dice: random.Random, article: Article, sentence: Sentence) -> _Made:
    quote = sentence.company[:-2]
    if article.language in UNSPACED or article.language in ("ko", "hi") or re.search(rf"\b{quote}\b", article.text):
        return None
    return quote, None


_PLAIN_MARKS = str.maketrans("“”’", '""\'')
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_MAKERS: dict[str, _Maker] = {
    "verbatim": _verbatim,
    "decomposed letters": _mangled(lambda quote: unicodedata.normalize("NFD", quote)),
    "plain quotation marks": _mangled(lambda quote: quote.translate(_PLAIN_MARKS)),
    "full-width digits": _mangled(lambda quote: quote.translate(_WIDE)),
    "spaces around CJK numbers": _mangled(lambda quote: re.sub(r"(?<=[ぁ-鿿])(\d[\d.]*)(?=[ぁ-鿿])", r" \1 ", quote)),
    "white space": _mangled(lambda quote: quote.replace(" ", "\u00a0 ", 2)),
    "capital letters": _mangled(lambda quote: quote.upper() if len(quote) > 12 and quote.isascii() else quote),
    "marks around": _mangled(lambda quote: f"“{quote}.”"),
    "typing error": _mistyped,
    "light word dropped": _without_article,
    "pieces with ...": _pieces(" ... "),
    "pieces with […]": _pieces(" […] "),
    "interrupted speech": _speech,
    "wrong digit": _wrong_number,
    "another number": _other("number"),
    "another company": _other("company"),
    "another person": _other("person"),
    "negation dropped": _turned(_NEGATIONS),
    "negation added": _turned(_ASSERTIONS),
    "part of a number": _cut_number,
    "part of a word": _cut_word,
}


def _repeated(dice: random.Random, language: str) -> Case:
    """The same number in several sentences: the one of the item's company is right, in whatever order it is asked."""
    article = make_article(dice, language, 12)
    chosen = dice.sample(article.sentences, 4)
    text, starts = "", []
    for sentence in article.sentences:
        starts.append(len(text))
        shared = sentence.text.replace(sentence.number, "777") if sentence in chosen else sentence.text
        text += shared + " "
    right = chosen[0]
    start = text.index("777", starts[article.sentences.index(right)])
    quotes = [("/rounds/0/company", right.company), ("/rounds/0/sum", "777")]
    for number, other in enumerate(chosen[1:], 1):
        quotes += [(f"/rounds/{number}/company", other.company), (f"/rounds/{number}/sum", "777")]
    dice.shuffle(quotes)
    return Case("repeated", language, text, quotes, quotes.index(("/rounds/0/sum", "777")), [(start, start + 3)])


def _respelt_article(dice: random.Random, article: Article) -> Case:
    """The article, not the quote, is the mangled one: soft hyphens, line breaks, decomposed letters, odd spaces."""
    start, end = _cut(dice, article, dice.choice(article.sentences))
    while article.text.count(article.text[start:end]) > 1:
        start, end = _cut(dice, article, dice.choice(article.sentences))
    before, quote, after = article.text[:start], article.text[start:end], article.text[end:]
    if article.language in UNSPACED:
        printed = quote[0] + "\u200b" + quote[1:].translate(_WIDE)
    else:
        printed = unicodedata.normalize("NFD", quote).replace(" ", "\u00a0\n", 1)
        printed = re.sub(r"(?<=[a-zа-я]{3})(?=[a-zа-я]{3})", "-\n", printed, count=1)
    text = before + printed + after
    return Case("article respelt", article.language, text, [("/value", quote)], 0, [(start, start + len(printed))])
