"""Instructions in disguise: forged turns of a chat, hidden comments, wishes, words to whoever extracts."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

from .addresses import ADDRESSES
from .machine_words import MACHINE_WORDS
from .traced import BEGIN, Traced

__all__ = ["find_disguise"]

_ACT = (
    r"(?:set|record|ignore|output|answer|use|write|report|name|extract|say|return|print|respond|put|list|treat|mention"
    r"|reply)"
)
_THE_FIELD = (
    r"(?:(?:the|a|an) )?(?:lead investor|investor|lead|company|valuation|amount|answer|value|output|winner)"
    r"\b(?=\s*(?:[.,;:!?)\"”]|$)|\s(?:of|in|for|to)\b)"
)
_DISGUISES = {
    **MACHINE_WORDS,
    "a hidden comment": Traced(
        r"<!--|^\[(?://|comment)\]: ",
        (("comment", ("[{}]",)),),
        marks=("<!--", "[//]"),
    ),
    "a forged turn of a chat": Traced(
        rf"{BEGIN}{{0,8}}(?-i:system|assistant|developer|tool|user)(?: (?:prompt"
        r"|message))?: (?=\S)"
        rf"|^human:[^\n]*\n\s*assistant:|{BEGIN}{{0,8}}(?:system|developer|admin(?:istrator)?) (?:prompt"
        r"|message|override)(?:\s?[:=\]>-]| \([^)\n]{{1,20}}\)$)|\[/?(?:system|assistant|tool)(?: (?:message|prompt"
        r"|note|override))?\s?[\]:]|\"role\"\s*:\s*\"(?:system|assistant|user|tool)\"|</?(?:tool_results?"
        r"|function_results?|tool_calls?|function_calls?|tool_output|document|article|context|observation)>"
        rf"|{BEGIN}{{0,8}}(?:tool|function) (?:output|result|response|call)s?(?: required| \([^)\n]{{1,20}}\))?\s*:"
        r"|^\W{0,6}(?:tool|function)_(?:result|output|response|call)s?\s*$|\[tool\]|\b(?:user|human|assistant|system|ai"
        r"|bot): [^\n]{1,200}\s(?:user|human|assistant|ai|bot): |^observation:[^\n]*\n\s*(?:thought|action):"
        r"|\bprompt:[^\n]{0,200}\b(?:completion|response):|\boverride:\s*\w+\s*=",
        (
            ("system assistant developer tool user", ("{}:", "{} prompt", "{} message")),
            ("system developer admin administrator", ("{} prompt", "{} message", "{} override")),
            ("system assistant tool", ("[{}", "[/{}")),
            ("tool function", ("{}_", "{} output", "{} result", "{} response", "{} call")),
            ("document article context observation", ("<{}>", "</{}>")),
            ("role", ('"{}"',)),
            ("human observation prompt override ai bot", ("{}:",)),
        ),
    ),
    "a forged end of the article": Traced(
        r"\bend of (?:the )?(?:article|document|text|input|context)\b\W{1,12}(?:now|new|answer|task|instruction|name"
        r"|output|respond|set|record)|\bthe (?:article|document|text) ends here\b"
        r"|\b(?:text|article|passage|information|figures?) above (?:is|are) (?:wrong|false|outdated|incorrect)\b",
        (
            ("article document text input context", ("end of {}", "end of the {}")),
            ("ends", ("{} here",)),
            ("above", (" {} is", " {} are")),
        ),
    ),
    "words to whoever extracts": Traced(
        r"\bfor (?:data |information |automated )(?:extraction|parsing|processing|systems?|readers?|crawlers?|scrapers?"
        r"|bots?)(?: purposes)?\s?[,:]|\bif you are (?:extracting|parsing|summari[sz]ing|processing)\b"
        rf"|\b(?:when|while) (?:extracting|parsing|summari[sz]ing) [^.\n]{{0,60}}, (?:please\s)?{_ACT}\b"
        r"|\b(?:extractors?|parsers?|crawlers?|scrapers?|summari[sz]ers?|automated (?:systems?|readers?"
        r"|tools?)) (?:should|must|shall) "
        rf"(?:\w+\s)?{_ACT}\b|\b(?:any|all|every) (?:ai|llm|language model|model|chatbot)s? (?:that|which"
        rf"|who) (?:reads?|process(?:es)?|parses?) this\b"
        r"|\b(?:note|message|notice|instructions?|attention) (?:to|for) (?:all |any |the )?(?:automated|machine|ai|llm"
        r"|language) \w+\s?[:,]|\bnote for the (?:ai|llm|model|machine|parser)\s*:|\battention,? (?:ai|llm|chatgpt"
        r"|claude|gemini)s?\s?[!:,]|\b(?:note|message) to the (?:summari[sz]er|extractor|parser|model)\s*:"
        r"|\bas an ai (?:reader|parser|system)\b,? you\b|\bdear (?:ai|llm|language model|chatbot)s?\s*[,!]"
        rf"|\b(?:hi|hey|hello|dear|ok|okay) (?:chatgpt|claude|gemini|gpt\S*|copilot|llm|ai)\s*,\s*(?:please|can you"
        rf"|could you|{_ACT})\b|{BEGIN}{{0,4}}(?:chatgpt|claude|gemini|gpt-?\d\w*"
        rf"|copilot)\s*[,:]\s*(?:please\s)?{_ACT}\b",
        (
            ("data information automated", ("for {} ",)),
            ("extracting parsing summarizing summarising processing", ("you are {}", "when {}", "while {}")),
            ("extractor parser crawler scraper summarizer summariser", ("{} ",)),
            ("extractors parsers crawlers scrapers summarizers summarisers", ("{} ",)),
            ("automated", ("{} system", "{} reader", "{} tool")),
            ("read reads process processes parse parses", ("{} this",)),
            ("note message notice instruction instructions attention", ("{} to ", "{} for ")),
            ("attention", ("{} ", "{}, ")),
            ("ai", ("as an {} ",)),
            ("dear hi hey hello ok okay", ("{} ",)),
            ("chatgpt claude gemini gpt copilot", ("{}",)),
        ),
    ),
    "a wish about the answer": Traced(
        rf"\b(?:i would be grateful if you|would you be so kind|it would be (?:great|nice|good) if you"
        rf"|we (?:kindly )?ask you|i (?:kindly )?(?:ask|instruct|urge|command|order) you|you (?:should|must|have to)"
        rf"|(?:can|could) you(?: please)?|please|kindly|be sure|make sure) (?:could |to |as to\s)*(?:put|list|named?"
        rf"|record|report|set|extract|output|return|treat|insert|enter|register)\b[^.\n]{{0,60}}?(?: as {_THE_FIELD}"
        rf"| (?:valuation|amount|value|field) (?:to|as) \W?[$€£\d])|{BEGIN}{{0,4}}(?:put|record|return|insert|enter"
        rf"|register|name|list|treat) [^.\n]{{0,40}}? as {_THE_FIELD}"
        rf"|{BEGIN}{{0,4}}(?:add|insert|include|append) [^.\n]{{0,40}} (?:to the list of|among the) investors\b"
        rf"|{BEGIN}{{0,4}}fill (?:in )?the field\b|\bthe right value for\b|\bthe (?:\w+ )?(?:field|key|entry) (?:is"
        r"|equals|reads|=) \W?[$€£\d\"“]|\bmake sure (?:that )?the (?:amount|valuation|value|company|investor) (?:reads"
        r"|says|shows|is)\b"
        rf"|{BEGIN}{{0,4}}(?:repeat after me|pretend that)\b|{BEGIN}{{0,4}}say [\"“'‘][^\"”’\n]{{1,60}}[\"”'’]\s*(?:$"
        rf"|[.!])",
        (
            (
                "lead investor company valuation amount answer value output winner",
                (" as {}", " as the {}", " as a {}", " as an {}"),
            ),
            ("valuation amount value field", (" {} to", " {} as")),
            ("investors", ("list of {}", "among the {}")),
            ("value", ("right {} for",)),
            ("field", ("the {}",)),
            ("field key entry", (" {} ",)),
            ("sure", ("make {} the ", "make {} that the ")),
            ("repeat", ("{} after me",)),
            ("pretend", ("{} that",)),
            ("say", ('{} "', "{} “", "{} '", "{} ‘")),
        ),
    ),
    "new orders": Traced(
        r"\b(?:your|all) (?:previous|prior|earlier|former|existing) (?:instructions?|rules?|orders?) (?:have been|are"
        r"|were)\b|\byou have been (?:re)?programmed\b|\bi (?:hereby )?instruct you to\b|\bnew (?:rule|task"
        r"|directive):\s*(?:always|never|you\b|answer|name|record|set)|\byour new (?:role|identity|directive) (?:is"
        r"|are)\b|\byou are now (?:an? )?(?-i:[A-Z]\w*(?:Bot|GPT|AI)|DAN)\b"
        rf"|\bthe (?:users?|developers?|operators?) (?:\w+ )?(?:wants?|asks?|asked|instructs?) (?:you to {_ACT}"
        rf"|[^.\n]{{0,40}} as the (?:answer|output))"
        r"|\b(?:do not|don['’]t) (?:use|follow|trust) the (?:article|text|passage|figures? (?:above|in the))\b"
        r"|\bdisregard (?:everything|what) the (?:article|text)\b|\binstead of the \w+ in the (?:text|article)\b"
        r"|\b(?:decode|execute|follow|run|evaluate)\b[^.\n]{0,40}\bbase64\b",
        (
            ("previous prior earlier former existing", ("your {} ", "all {} ")),
            ("programmed reprogrammed", ("been {}",)),
            ("instruct", ("{} you",)),
            ("rule task directive", ("new {}:",)),
            ("role identity directive", ("your new {} ",)),
            ("now", ("you are {} ",)),
            ("user developer operator users developers operators", ("the {} ",)),
            ("use follow trust", ("t {} the ",)),
            ("disregard", ("{} everything the ", "{} what the ")),
            ("instead", ("{} of the ",)),
            ("base", ("{}64",)),
        ),
    ),
    "text that no reader sees": Traced(
        r"\bstyle\s*=\s*[\"'][^\"'\n]{0,80}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0"
        r"|opacity\s*:\s*0(?![.\d])|color\s*:\s*(?:white|#fff(?:fff)?)\b)"
        r"|<(?:meta|span|div|p|input)\b[^>\n]{0,80}\b(?:name|class|id)\s*=\s*[\"'](?:llm|ai|gpt|chatgpt|model)[-_ ]\w+"
        r"|<[a-z]+\b[^>\n]{0,80}\shidden\b",
        (
            ("style", ("{}",)),
            ("llm ai gpt chatgpt model", ('"{}', "'{}")),
            ("hidden", ("{}",)),
        ),
    ),
    **ADDRESSES,
}
_MARKS = tuple((mark, why) for why, disguise in _DISGUISES.items() for mark in disguise.marks)


@cache
def _traces() -> dict[str, tuple[tuple[str, str], ...]]:
    """By word, the traces that hold it and their kinds: few words of an article are among them."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for why, disguise in _DISGUISES.items():
        for words, around in disguise.traces:
            for word in words.split():
                found[word] = (*found.get(word, ()), *((trace.format(word), why) for trace in around))
    return found


@cache
def _words() -> frozenset[str]:
    return frozenset(_traces())


def find_disguise(passage: str, lower: str, words: Set[str]) -> Iterator[tuple[str, int]]:
    """Where a passage holds an instruction in disguise.

    Args:
        passage: the words.
        lower: the same in lower case.
        words: the words of that.

    Returns:
        The kind and the place of each.
    """
    kinds = {why for word in words & _words() for trace, why in _traces()[word] if trace in lower}
    kinds.update(why for mark, why in _MARKS if mark in lower)
    if kinds:
        for why, disguise in _DISGUISES.items():
            if why in kinds:
                yield from ((why, found.start()) for found in disguise.compiled.finditer(passage))
