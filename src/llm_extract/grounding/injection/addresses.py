"""Words that only a reading machine can be meant by: its names, its task, its output.

What an article says to people has none of it: they have no output, were given no schema, and are not called "any model
that processes this page". A kind of machine alone is no address, as articles report what models do.
"""

from __future__ import annotations

from dataclasses import replace

from .addresses_task import OF_THE_TASK
from .traced import BEGIN, Traced

__all__ = ["ADDRESSES"]

_KIND = (
    r"(?:systems?|models?|assistants?|agents?|readers?|tools?|bots?|crawlers?|scrapers?|parsers?|engines?|programs?"
    r"|extractors?|pipelines?)"
)
_NAMED = (
    rf"(?:(?:large )?language models?|llms?|(?:ai|llm|gpt)(?:[- ](?:based|powered|driven))? {_KIND}|chatbots?|chatgpt"
    rf"|gpt-?\d\w{{0,3}}|machine readers?|artificial intelligences?|neural networks?"
    rf"|(?:automated|reader|reading|extraction|summari[sz]ation|language|text) {_KIND})"
)
_MANY = (
    r"(?:language models|llms|(?:ai|llm|gpt)(?:[- ](?:based|powered|driven))? (?:systems|models|assistants|agents"
    r"|readers|tools|bots|crawlers|scrapers|parsers|engines)|chatbots|assistants|(?:data )?extractors|summari[sz]ers"
    r"|automated (?:readers|agents|systems|tools|parsers))"
)
_CALLED = r"(?:ais?|models?|assistants?|(?:ro)?bots?|parsers?|scrapers?|crawlers?|extractors?|summari[sz]ers?)"
_ANY = rf"(?:{_NAMED}|{_CALLED})"
_WITHIN = r"(?:[^.!?\n]|\.(?=[\d\"'”’]))"  # a sentence, with the points of its numbers
_DO = (
    r"(?:add|answer|append|apply|assume|change|claim|classify|copy|describe|disregard|do|drop|enter|explain"
    r"|extract|fill|forget|give|ignore|include|insert|leave|list|mark|mention|name|omit|output|present|print|put|rank"
    r"|rate|record|repeat|replace|reply|report|respond|return|rewrite|say|set|skip|solve|state|stop|summari[sz]e"
    r"|swap|tell|think|translate|treat|write)"
)
_ASKING = r"(?:please|kindly|now|just|simply|always|never|do not|don['’]t|you must|you should|you will)"
_THING = (
    r"(?:the|a|an|all|any|every|each|this|that|these|those|no|only|not|as|in|it|its|your|step|with|exactly|nothing"
    r"|instead)\b"
)
_PAGE = (
    r"(?:text|page|article|document|cv|r[eé]sum[eé]|interview|passage|paragraph|post|site|website|message|story|report"
    r"|review|listing|e?-?mail|file|statement|transcript|section|sentence|content|minutes|invoice|notes|log|table"
    r"|caption|bulletin|advert(?:isement)?s?|recipe|page|pages|lines?|words|profile|application|document|thread|feed)"
)
_PAGES = (
    "text page article document cv resume résumé interview passage paragraph post site website message story report"
    " review listing mail email file statement transcript section sentence content minutes invoice notes log table"
    " caption bulletin recipe pages line lines words profile application thread feed e r advert adverts advertisement"
    " advertisements"
)
_MACHINES = (
    "ai ais model models assistant assistants bot bots robot robots parser parsers scraper scrapers crawler crawlers"
    " extractor extractors summarizer summarizers summariser summarisers chatbot chatbots chatgpt llm llms gpt"
)
_READS = r"(?:\w+ing|reads?|process(?:es)?|parses?|summari[sz]es?|extracts?|analy[sz]es?|scans?|screens?)"
_MUST = (
    r"(?:should|must|shall|please|needs? to|has to|have to|ought to|(?:is|are) (?:requested|asked|required|told"
    r"|instructed|advised|expected|free|to)|will please)"
)
_OUTPUT = r"(?:final (?:answer|output|response)|extraction|completion|(?:complete|whole) (?:answer|output)|json\b)"
_FIELD = r"(?:[\"“'‘`][\w -]{1,30}[\"”'’`] (?:field|key|value)|(?:first|last|\w+)(?: string| text)? field)"
_MEANT = (
    rf"(?:regardless of|whatever (?:else )?(?:the|this|it)|even if|even though|although|no matter what|instead of the"
    rf"|rather than|instead|precisely|exactly|this sentence|first {_PAGE}|of (?:its|your) (?:answer|output|reply))"
)

_ADDRESSES = {
    "a machine that is spoken to": Traced(
        rf"{BEGIN}{{0,6}}(?:(?:now|so|ok|okay|please|psst)[,.]? )?(?:dear|hey|hi|hello|attention|listen|greetings),? "
        rf"(?:all |any |every |the |my |you )?(?:(?:{_NAMED}|ai)(?:[,!.?]| [–—-])|{_CALLED}[,!] (?:{_ASKING}|{_DO}|if"
        rf"|you|could|can|would)\b)|\bdear (?:language |ai )?model,"
        rf"|(?:^|(?<=[\"“”'‘(\[*>.!?:] )|(?<=[\"“'‘(\[*>])){_ANY}[:,] (?:{_ASKING},? ){{0,3}}{_DO} {_THING}"
        rf"|{BEGIN}{{0,6}}{_ANY}, listen\b"
        rf"|{BEGIN}{{0,6}}(?:{_ASKING},? ){{0,3}}{_DO}\b[^.!?\n]{{0,100}}, (?:dear |my )?"
        r"(?:assistant|ai|model|language model|llm|bot|chatbot|gpt)[:!?,.](?! (?:who|said|in|from|of|at|with|the)\b)"
        r"|\byou,? (?:the|as (?:the|an?)) (?:ai|ai assistant|assistant|language model|model|llm|chatbot|bot),"
        rf"|\b(?:note|notice|message|question|instruction|attention|reminder|request|memo|hint|footnote|order"
        rf"|task)s? (?:to|for) (?:(?:the|any|all|every|each|our) {_ANY}|{_NAMED}|(?:ai|bot|parser|scraper|crawler)s?)\b"
        rf"[^.:!?\n]{{0,60}}[:\]]|\bnew (?:instructions?|orders?|task) for (?:the |any |all )?{_ANY}\b"
        rf"|@(?:assistant|model|llm|chatgpt|claude|gemini|grok|copilot)\b[,:]? (?:{_ASKING},? ){{0,3}}{_DO} {_THING}"
        r"|\bmodel[-_](?:instructions?|notes?|hints?|prompts?)\s?[:=]|\b(?:extraction|extractor|parser|crawler|llm"
        r"|summari[sz]\w+|ai)[-_ ](?:instructions?|overrides?|hints?|prompts?|notes?|notice)\s?[:=]"
        rf"|\bfor (?:machine|automated|ai|llm) (?:readers?|agents?|parsers?|crawlers?|processing|use)\s*:"
        rf"|\b(?:gpt(?:-?\d\w{{0,3}})?|chatgpt|claude|gemini|copilot)(?:,? (?:and "
        rf"|or )?\w+){{1,5}} ?[:–—-] (?:{_ASKING} )?{_DO} ",
        (
            (
                f"{_MACHINES} system systems agent agents reader readers tool tools engine engines program programs"
                " pipeline pipelines intelligence intelligences network networks",
                ("{},", "{}:", "{}!", "{}.", "{}?", "{} –", "{} —", "{} -"),
            ),
            (
                "note notes notice notices message messages question questions instruction instructions attention"
                " reminder reminders request requests memo memos hint hints footnote footnotes order orders task tasks",
                ("{} to ", "{} for "),
            ),
            ("machine automated ai llm", ("for {} ",)),
            ("assistant model llm chatgpt claude gemini grok copilot", ("@{}",)),
            (
                "instruction instructions override overrides hint hints prompt prompts note notes notice",
                (
                    *("ai {}", "ai-{}", "model-{}", "llm {}", "llm-{}"),
                    *("extraction {}", "extractor {}", "parser {}", "crawler {}"),
                ),
            ),
            ("ai llm extraction parser model", ("{}_",)),
            ("gpt chatgpt claude gemini copilot", ("{}",)),
        ),
    ),
    "words to whatever reads this": Traced(
        rf"\b{_ANY},? (?:(?:that|which|who)(?:['’]s| is| are)? |is |are |now |currently )?{_READS} (?:through |over "
        rf"|from |data from |information from )?(?:(?:this|these|the present"
        rf"|the above) {_PAGE}\b[^.!?\n]{{0,60}}?(?:\b{_MUST}\b|[:,]))|{BEGIN}{{0,6}}to (?:the|any|all|every|each"
        rf"|whatever) {_ANY}\b[^.:!?\n]{{0,60}}:|\b(?:an?|any|every|each) (?:model|assistant|agent|bot|parser|machine"
        rf"|program|tool) (?:that|which) [^.!?\n]{{0,30}}?\bthis {_PAGE}\b[^.!?\n]{{0,60}}?\b{_MUST}\b"
        r"|\b(?:whoever|whatever) is (?:scraping|crawling|parsing|extracting|summari[sz]ing) (?:from )?this\b"
        r"|\b(?:any|every) (?:ai|model|llm|chatbot|language model) (?:extracting|reading|processing|summari[sz]ing)\b"
        rf"|\b(?:whoever or whatever|whatever|whichever (?:model|machine|ai|system)) (?:is )?(?:parses|processes"
        rf"|extracts|parsing|processing|extracting) (?:from )?this\b|\b{_MANY} (?:must|should|shall|have to|need to"
        rf"|are (?:(?:\w+ly )?(?:asked|requested|told|instructed|required)(?: \w+ly)? )?to) (?:\w+ )?(?:insert|append"
        rf"|add|include|list|rank|rate|record|output|report|write|name|cite|credit|describe|put|mark|classify|give"
        rf"|state) {_WITHIN}{{0,80}}?\b(?:this (?:study|company|product|paper|restaurant|firm|{_PAGE})"
        rf"|(?:each|every|any|the first|the last) (?:text |string )?"
        r"(?:field|value|key|answer|record))\b"
        rf"|\bi (?:hereby |kindly )?(?:ask|beg|urge|order|instruct|request|command) (?:any|every|all|the|you,? the"
        rf"|whatever) {_ANY}\b",
        (
            (_PAGES, ("this {}", "these {}", "the present {}", "the above {}")),
            (_MACHINES, ("to the {}", "to any {}", "to all {}", "to every {}", "to each {}", "to whatever {}")),
            (
                "ai llm language gpt automated machine artificial reader reading extraction summarization summarisation"
                " text",
                ("to the {} ", "to any {} ", "to all {} ", "to every {} ", "to each {} ", "to whatever {} "),
            ),
            ("ai model llm chatbot language", ("any {} ", "every {} ")),
            ("whatever whichever whoever", ("{}",)),
            (
                "models llms chatbots systems agents readers tools bots crawlers scrapers parsers engines assistants"
                " extractors summarizers summarisers",
                ("{} must ", "{} should ", "{} shall ", "{} are ", "{} have to ", "{} need to "),
            ),
            ("ask beg urge order instruct request command", ("i {} ", "hereby {} ", "kindly {} ")),
        ),
    ),
    "words about the task that was given": OF_THE_TASK,
    "an order about the output": Traced(
        rf"\b(?:in|into|to|as|from|of|with|at the (?:start|end) of) (?:all of |each of )?your (?:own )?{_OUTPUT}\b"
        rf"|{BEGIN}{{0,6}}your (?:output|completion|extraction|final answer) (?:will|must|should|shall|has to|is to"
        rf"|may)\b"
        r"|\byour (?:output|answer|response|reply) (?:will|is going to|shall) be (?:rejected|graded|scored|validated"
        r"|evaluated|discarded|parsed|invalid)\b|\b(?:output|answer|response|json|record"
        r"|reply) (?:that )?you (?:are about to|are going to|will|have to|must) (?:write|give|produce|return|generate"
        r"|output)\b"
        rf"|\b(?:in|under|for|into) (?:the|that|each|every) {_FIELD},? (?:write|put|enter|set|say|use"
        rf"|insert)\b(?=[^!?\n]{{0,120}}?\b(?:{_MEANT}|although|only)\b)"
        r"|\b(?:when|once|before|after|if) your (?:json|output|extraction)\b"
        rf"|{BEGIN}{{0,6}}(?:{_ASKING},? ){{0,3}}(?:answer|reply|respond|say|output|return|write) [^.!?\n]{{1,40}},?"
        r" nothing else\b|\byour (?:complete|whole|entire|full) (?:answer|output|response|reply)\b(?=\W)"
        r"|\b(?:all|any|every|each) (?:further|other|later|subsequent|following) outputs?\b|\b(?:when|before|after"
        r"|while) you (?:output|produce|return|generate|emit|write|build|print|fill in) (?:the|your|any) (?:json|yaml"
        r"|xml|output|record|form|answer|extraction|fields)\b"
        rf"|{BEGIN}{{0,6}}(?:(?:{_ASKING}|then|and|also|instead),? ){{0,3}}(?:answer|print|output|report|return|state"
        rf"|mention|note|repeat) [^.!?\n]{{0,100}}?\b(?:in|inside|into|under) (?:the|its|your|a|each|every) {_FIELD}\b"
        rf"|\b(?:put|write|enter|insert|place|set|add|include"
        rf"|apply)\b(?=[^.!?\n]{{0,160}}?\b{_MEANT}\b)[^.!?\n]{{0,120}}?\b(?:in|inside|into|to|under) (?:the|its|your"
        rf"|each|every) {_FIELD}\b|\b(?:treat|read|count|record) (?:every|each|all|any) (?:occurrences?|mentions?"
        rf"|instances?) of\b|\b(?:entity|field|output|result|answer|value)s? (?:list )?must (?:contain|be|read"
        rf"|say) only\b"
        r"|\bthe (?:only|sole) (?:permitted |acceptable |allowed |valid |correct )?(?:answer|output|response|result"
        r"|key)s? (?:is|are|may be|can be) \W?(?:null|empty|none\b|blank|n/a|\[\s?\]|\{\s?\}|[\"“'‘])"
        rf"|{BEGIN}{{0,6}}(?:{_ASKING},? |instead,? ){{0,3}}(?:return|output|reply|respond|answer|submit|emit)\b"
        r"[^.({\n]{0,40}\{\s*[\"']|\byou (?:do not|don['’]t|must|should|shall|will) (?:return|output|reply with"
        r"|answer with|print) \{|\b(?:copy|use|submit|give|return) (?:this|these|it|the following) as (?:your"
        r"|the) (?:\w+ )?(?:answer|output|result|response)\b|\bmust include a (?:key|field) (?:named|called)\b"
        r"|\bwhen filling (?:in|out) (?:the|your|this) (?:form|fields?|record|schema|template)\b|\b(?:treat|consider"
        r"|regard|take) (?:the following|what follows|this|these lines) as (?:coming from|(?:an? )?(?:orders?"
        r"|instructions?|commands?)\b)|\binstruct(?:ed)? (?:the )?models? to (?:return|output|answer|report)\b",
        (
            (
                "own final output extraction completion complete whole entire full json structured answer response"
                " reply",
                ("your {}",),
            ),
            ("output answer response json record reply", ("{} you ", "{} that you ")),
            ("nothing", ("and {} else",)),
            ("output outputs", ("further {}", "other {}", "later {}", "subsequent {}", "following {}")),
            (
                "output produce return generate emit write build print fill",
                ("when you {} ", "before you {} ", "after you {} ", "while you {} "),
            ),
            ("field", ("{}",)),
            ("key value", ('" {}', "” {}", "' {}", "’ {}", "` {}", "a {} named", "a {} called")),
            ("copy use submit give return", ("{} this as", "{} these as", "{} it as", "{} the following as")),
            ("filling", ("when {}",)),
            ("following follows this", ("{} as",)),
            ("these", ("{} lines as",)),
            ("occurrence occurrences mention mentions instance instances", ("{} of",)),
            ("must", ("{} contain only", "{} be only", "{} read only", "{} say only")),
            ("only sole", ("the {}",)),
            ("return reply respond submit emit", ("{}",)),
            ("with print", ("{} {{",)),
            ("model models", ("{} to return", "{} to output", "{} to answer", "{} to report")),
        ),
    ),
    "an order against the text": Traced(
        rf"\b{_DO} {_WITHIN}{{0,100}}?(?:\b(?:in|into|to) your output\b|\b(?:whatever (?:else )?(?:the|this) {_PAGE}"
        rf"|(?:even if|no matter what|regardless of what) (?:the|this) {_PAGE}) (?:says?|states?|claims?|reads?"
        rf"|tells?)\b|\bregardless of the (?:facts|{_PAGE})\b|\b(?:rather than|instead of|not) the (?:figure|number"
        rf"|value|name|date|one|amount)s? (?:in|of|from|given in|stated in) the (?:caption|table|{_PAGE})\b)",
        (
            ("output", ("your {}",)),
            ("whatever", ("{} the ", "{} this ", "{} else ")),
            ("matter regardless", ("{} what ", "{} of ")),
            ("even", ("{} if the ", "{} if this ")),
            (
                "figure figures number numbers value values name names date dates one ones amount amounts",
                ("than the {} ", "instead of the {} ", "not the {} "),
            ),
        ),
    ),
}
# All begin where a word may: nothing else is tried between its letters.
ADDRESSES = {why: replace(words, pattern=rf"(?<!\w)(?:{words.pattern})") for why, words in _ADDRESSES.items()}
"""By what they are, the patterns of English; those of other languages are in ``orders_in_languages``."""
