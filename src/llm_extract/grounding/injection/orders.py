"""How orders to a reading machine begin sentences: what they say, by kind."""

from __future__ import annotations

import re
from functools import cache

from ...values.lazy_patterns import lazily

__all__ = ["KINDS", "TO_ANYONE", "opening", "order"]

_LEAD = (
    r"(?:(?:please|kindly|now|instead|also|then|and|next|first(?:ly)?|finally|just|simply|always|never|do not|don['’]t"
    r"|so|but|important|note|reminder|attention|hello|hi|hey|ok|okay|additionally|furthermore|however|from now on"
    r"|you (?:must|should|shall|will|are to|have to|need to)|make sure (?:to|you)|be sure to|remember to|i want you to"
    r"|(?:can|could|would|will) you(?: please)?|it is (?:important|required) (?:to|that you)|(?:now )?that you(?:['’]ve"
    r"| have) (?:read|seen|finished) (?:the|this) (?:article|text|page)|your (?:new )?task is to)[,:!]?\s+){0,4}"
)
# What only someone who answers has.
_ANSWER = (
    r"(?:response|answer|reply|output|completion|summary|extraction|translation|message|final answer|json"
    r"|text you write|generated (?:text|answer|response))"
)
_ORDER = (
    r"(?:add|alter|alternate|anagram|append|augment|avoid|base|begin|blend|break|capitali[sz]e|change|claim|close"
    r"|combine|compose|conclude|convert|copy|craft|create|delete|deliver|disguise|double|embed|emphasi[sz]e|encode"
    r"|encrypt|end|enhance|ensure|enrich|exclude|express|finish|fill|format|generate|give|group|hide|highlight|hint"
    r"|incorporate|include|inject|insert|integrate|interleave|introduce|invert|jumble|keep|limit|link|list|lowercase"
    r"|make|mask|mention|mirror|misspell|mix|modify|name|obfuscate|offer|omit|open|output|phrase|place|point|precede"
    r"|prefix|prepend|present|produce|promote|provide|put|randomi[sz]e|recommend|rearrange|refer|remove|render|repeat"
    r"|rephrase|replace|respond|restrict|return|reverse|rewrite|scramble|separate|set|shift|shorten|shuffle|split|spell"
    r"|start|state|substitute|suggest|swap|supplement|switch|tease|transform|translate|transpose|turn|uppercase|use"
    r"|weave|wrap|write)"
)
_LANGUAGE = (
    r"(?:arabic|chinese|dutch|english|french|german|greek|hebrew|hindi|italian|japanese|korean|latin|mandarin|polish"
    r"|portuguese|russian|spanish|swedish|turkish|ukrainian)"
)
_WORDS = r"(?:[^\s.!?\n]+\s+){0,%d}?"  # a bounded gap, so that time stays linear
_PEOPLE = (
    r"(?!\s+(?:in the (?:form|comments?|box|space)|to (?:us|me|the editor|\S+@)|by (?:e-?mail|post|phone)|via|below)\b)"
)
_VALUE = r"(?:\$|€|£|usd|eur|null|true|false|zero|none|empty|unknown|\d|[\"“'‘]|(?-i:[A-Z]))"
_TEXT = r"(?:article|text|passage|document|content|page|story|paragraph|sentence|data|input|json|schema)"
_RULES = (
    r"(?:instructions?|prompts?|directions?|directives?|guidelines|rules|commands?|orders|context"
    r"|constraints|system message)"
)

_ANCHORED = {
    "an order about the response": rf"{_LEAD}{_ORDER}\b[^\n]{{0,160}}?\byour (?:\w+ ){{0,2}}{_ANSWER}\b{_PEOPLE}"
    rf"|{_LEAD}{_ORDER}\s+{_WORDS % 3}(?:letters?(?!\s+to\b)|vowels?|consonants?|characters?|words?|sentences?"
    rf"|paragraphs?|names|numbers|spaces)\s+{_WORDS % 2}(?:with|by|to|in)\b",
    "what is to be in the response": rf"{_LEAD}(?:in|to|at the (?:start|end|beginning) of|throughout|within|after"
    rf"|before) your (?:\w+ ){{0,2}}(?!message){_ANSWER}\b[^\n?]{{0,12}}[,:]\s+(?!(?:you|we|i|he|she|they|it)\b)\w",
    "an order to set aside instructions": rf"{_LEAD}(?:ignore|disregard|forget|override|bypass|discard|cancel"
    rf"|drop)\s+(?:(?:all|any|every|everything|the|of|your|my|these|those|that|this|what"
    rf"|anything)\s+){{0,4}}(?:(?:previous|prior|preceding|earlier|above|former|initial|original|existing|system|said"
    rf"|written|foregoing)\b(?!\s+(?:e-?mails?|messages?|letters?|reports?|stor|advice|versions?|tweets?|posts?|calls?"
    rf"|notes?|statements?|remarks?|comments?))|(?<=your ){_RULES}|(?<=all ){_RULES}|(?:below|following|entire|whole)\b"
    rf"|{_TEXT}\b|other\s+(?:{_RULES}|{_TEXT}|information|values|content)\b)|{_LEAD}from now on,?\s+(?:refer|call"
    rf"|respond|reply|answer|use|speak|write|treat|output)\b|{_LEAD}from now on,?\s+you\s+(?:are\s+(?:an?|the|called)"
    rf"|(?:(?:will|must|should|only|always)\s+){{0,2}}(?:answer|respond|reply|call|refer|act|write|speak|say|output"
    rf"|report|ignore))\b|{_LEAD}your (?:new |only |real |actual )?(?:task|instructions?|objective) (?:is"
    rf"|are)(?:\s+(?:to|now|as follows|simple)\b|\s*:)|{_LEAD}(?:you (?:will|must|are to) now (?:act|be|behave|answer"
    rf"|respond|reply|speak|write|pretend)|pretend (?:to be|you are|that you)|act as (?:an?|if you)|roleplay)\b",
    "an order how to answer": rf"{_LEAD}(?:(?:answer|respond|reply)\s+(?:with|only|in|using|as|by|to (?:the|this"
    r"|every|all) "
    rf"(?:question|prompt|request|quer))|output\s+(?:only(?!\s+\w+(?:ed|ll|se|ew)\b)|the|a|an|as|in|your|this|exactly"
    rf"|nothing|[{{\[\"“'‘])|print\s+(?:only|exactly|\W?[\"“])|say\s+(?:only|exactly)\b"
    rf"|return\s+(?:only|exactly|nothing|null|an empty|the (?:json|value|word|string|following)|json)\b)",
    "an order about the extraction": rf"{_LEAD}(?:extract|parse)\s+(?:[^\s.]+\s+){{0,3}}?(?:data|information|values?"
    rf"|json|fields?|names?|entit\w+|compan\w+|investors?|amounts?|valuations?|text|article|following|document|figures?"
    rf"|nothing|only)\b|{_LEAD}stop (?:extracting|summari[sz]ing|answering|processing"
    rf"|reading (?:this|here|the {_TEXT}))\b|{_LEAD}(?<=not )(?:extract|output|summari[sz]e|record|report|translate"
    rf"|mention|include)\s+(?:any|the|this|anything)\b|{_LEAD}(?:when|while|before|after|instead of"
    rf"|rather than) (?:you are )?(?:summari[sz]|extract|pars|process|translat|answer"
    rf"|respond)\w*\s*(?:(?:this|the above|the following|the) {_TEXT}|information|,)"
    rf"|{_LEAD}(?:include|add|insert|append|mention|output|quote)\s+(?:the|this|these|a"
    rf"|following)\s+(?:following\s+)?(?:link|url|phrase|sentence|words?|text|disclaimer|statement|string)\b",
    "an order to set a value": rf"{_LEAD}(?:set|change|fill in|populate|update|replace)\s+(?:the|its|their|all|every"
    rf"|each|any)\s+(?:{_WORDS % 5}(?:to|equal|with)\s+\W?(?!\d){_VALUE}"
    rf"|{_WORDS % 4}(?:valuation|amount|value|field|price|sum|total|number|round|figure|revenue|year|date)\s+(?:to"
    rf"|equal|with)\s+\d)|{_LEAD}(?:report|record|mark|treat|list|classify|label|extract|state|enter)\s+(?:the|its"
    rf"|their|all|every|each|any|this)\s+{_WORDS % 5}as\s+\W?(?:{_VALUE}"
    rf"|(?:the )?(?:company|investor|lead|valuation|amount|ceo|founder|value|name|round|series)\b)"
    rf"|{_LEAD}the {_WORDS % 3}(?:field|key|entry|value) (?:must|should|shall|has to) (?:be|read|say|equal|contain)\b",
    "an order to translate": rf"{_LEAD}translate\s+(?:the|this|that|these|following|all|everything|it"
    rf"|your\s+(?:\w+\s+)?{_ANSWER}|[\"“'‘])|{_LEAD}(?:how (?:do|would|can) (?:you|i|we) (?:say|write|spell)\s+[\"“'‘])"
    rf"|{_LEAD}what(?:['’]s| is| does)\s+[\"“'‘][^\n]{{1,60}}?[\"”'’]\s+(?:mean\s+)?in\s+{_LANGUAGE}\b"
    rf"|{_LEAD}(?:provide|give(?: me)?|what is|find)\s+the\s+{_LANGUAGE}\s+(?:equivalent|translation|word|version"
    rf"|term)\b",
    "an order to write": rf"{_LEAD}(?:write|compose|draft|generate|create|craft|develop|prepare|provide|produce|give me"
    rf"|tell me|come up with|design|invent|suggest)\s+(?:up\s+)?(?:me\s+)?(?:an?|the|some|two|three|four|five|ten"
    rf"|\d+)\s+{_WORDS % 4}(?:poems?|limericks?|story|stories|essays?|letters?|speech|song|haiku|limerick|introduction"
    rf"|paragraphs?|email|e-mail|article|blog|post|script|slogans?|summary|outline|dialogue|headlines?|jokes?|recipe"
    rf"|review|tweet|function|program|snippet|example|sonnet|rap|lyrics|description|report|code|caption|press release"
    rf"|explanation|overview|query|class|regex)\b(?:\s*[.!?]?\s*\Z"
    rf"|\s+(?:about|on|for|to|of|that|which|in|with|describing|based|using|explaining|from|where|advertising))",
    "an order to explain": rf"{_LEAD}(?:(?:explain|describe|summari[sz]e|outline|define|paraphrase|rewrite|proofread"
    rf"|debug|solve|calculate|compute|continue)[^\S\n]+(?:the|an?|how|why|what|this|these|in|each|briefly|\w+ing"
    rf"|following)\b|classify\s+(?:this|these|each|following|the\s+(?:following|{_TEXT}))\b"
    rf"|break down (?:the|how|an?)\b|(?:(?:show|tell|teach|explain to) me (?:an?|how|why|what)|(?:help|write) me)\b)",
}
KINDS = tuple(_ANCHORED)
TO_ANYONE = frozenset({"an order to translate", "an order to write", "an order to explain"})
"""Kinds that may be said to people too."""

# How everything in _ANCHORED begins. Few sentences of an article do, so that most runs never compile the rest.
_OPENING = (
    rf"{_LEAD}(?:(?:{_ORDER}|act|answer|bypass|calculate|cancel|classify|come|compute|continue|debug|define|describe"
    r"|design|develop|discard|disregard|draft|drop|enter|explain|extract|find|forget|from now on|help|how|ignore|invent"
    r"|label|mark|outline|override|paraphrase|parse|populate|prepare|pretend|print|proofread|quote|record|reply|report"
    r"|roleplay|say|show|solve|stop|summari[sz]e|teach|tell|treat|update|what|you|your"
    r"|(?:in|to|at the (?:start|end|beginning) of|throughout|within|after|before) your)\b"
    r"|(?:when|while|before|after|instead of|rather than) (?:you are )?(?:summari[sz]|extract|pars|process|translat"
    r"|answer|respond)|the (?:\S+\s+){0,3}?(?:field|key|entry|value) )"
)


opening = lazily(_OPENING, 0)
"""How all of them begin."""


@cache
def order(why: str) -> re.Pattern[str]:
    """The orders of one kind."""
    return re.compile(_ANCHORED[why], re.IGNORECASE)
