"""The marks of chat formats, and words that only the machine that answers in a chat can be told."""

from __future__ import annotations

from .traced import Traced

__all__ = ["MACHINE_WORDS"]

MACHINE_WORDS = {
    "a mark of a chat format": Traced(
        r"<\|(?:im_start|im_end|system|user|assistant|endoftext|start|channel"
        r"|begin_of_text)[^|]{0,20}\|>"
        r"|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|system_prompt|assistant|prompt|answer|final_answer|response"
        r"|extraction|user|human|task)>"
        r"|^#{2,}\s*(?:instructions?|system|assistant|human|prompt)\b|^[^\S\n]{0,20}(?-i:SYSTEM|ASSISTANT|HUMAN"
        r"|USER)(?: prompt| message)?:\s"
        r"|^[^\w\n]{0,20}(?:begin|end|new|start of|end of) (?:(?:system|privileged|hidden|secret|admin"
        r"|trusted) )?(?:instructions?|prompt)\b(?!\s+(?:from|for|on"
        r"|by|of|to|at)\b)",
        (
            ("inst", ("[{}]", "[/{}]")),
            ("sys", ("<<{}>>", "<</{}>>")),
            (
                "system instruction instructions assistant prompt answer response extraction user human task",
                ("<{}>", "</{}>"),
            ),
            ("answer", ("_{}>",)),
            ("system", ("<{}_prompt>", "</{}_prompt>")),
            ("system assistant human user", ("{}:", "{} prompt:", "{} message:")),
            ("instruction instructions prompt", (" {}",)),
        ),
        marks=("<|", "##"),
    ),
    "words to a machine": Traced(
        r"\bas an ai(?: language)? (?:model|assistant|chatbot|agent)\b(?!\s(?:maker|developer"
        r"|builder|company|start|firm"
        r"|provider|vendor))|\bas an ai,? (?=you\b|please\b|answer\b|ignore\b)|\bas an ai,"
        r"|\bas a (?:large )?language model,"
        r"|\byou are (?:now )?(?:an?|the) (?:\w+ ){0,3}(?:assistant(?!\s(?:coach|manager|professor|director|editor"
        r"|secretary|to\b))|language model|chatbot|llm|ai (?:model|agent"
        r"|assistant|system)|ai(?=[.,;])|dan)\b"
        r"|\b(?:hey|hello|attention|note to|notice to|message (?:to|for)|instructions? (?:to|for)|(?:to"
        r"|for) (?:all|any)) (?:all |any |the |this )?"
        r"(?:ai|llms?|language models?|chatbots?|chatgpt|gpt(?:-\d)?|claude|gemini)"
        r"(?: (?:models?|assistants?|systems?|agents?|readers?|parsers?))?\s*(?:[:!]|reading this|processing this"
        r"|summari[sz]ing this)"
        r"|\b(?:ai|llms?|language models?|chatbots?|models?|assistants?|agents?)(?: (?:models?|assistants?|systems?"
        r"|agents?|readers?|tools?))?"
        r" (?:that (?:reads?|process(?:es)?)|reading|processing|parsing|summari[sz]ing) this\b"
        r"(?!\s(?:much|many|kind|type|sort|amount|data\b|volume|week|month|year|quarter|season|morning|evening))"
        r"|\byour (?:system|initial|original) (?:prompt|instructions?)\b|\bthe user (?:wants|asks|asked|has asked"
        r"|instructs) you\b"
        r"|\bif you(?: are|['’]re) an? (?:ai|llm|language model|assistant|chatbot)\b(?!\s(?!model|assistant|agent"
        r"|system|reading|that)\w)"
        r"|\b(?:ignore|disregard|forget|override|reveal|print|repeat|leak)\s+(?:all\s+|any\s+|the\s+|of\s+|your\s+"
        r"|my\s+){0,4}"
        r"(?:(?:previous|prior|preceding|earlier|above|foregoing)\s+(?:\w+\s+)?(?:instructions?|prompts?|messages?"
        r"|directions|directives|text)"
        r"|instructions? (?:above|given|you were given|so far)|system prompt|initial prompt)\b"
        r"|\bnew instructions?:|\b(?:pretend|act|behave|respond) as (?:if you (?:are"
        r"|were) )?(?:an? )?(?:unrestricted |evil |dan\b|different )",
        (
            ("ai", ("as an {}",)),
            ("language", ("as a {} model", "as a large {} model")),
            ("assistant language chatbot llm ai dan", ("you are", "if you")),
            ("hey hello attention", ("{} ",)),
            ("note notice message instruction instructions", ("{} to ", "{} for ")),
            ("all any", ("to {} ", "for {} ")),
            ("this", ("ing {}", "read {}", "reads {}", "process {}", "processes {}")),
            ("system initial original", ("your {} ",)),
            ("user", ("the {} ",)),
            ("ignore disregard forget override reveal print repeat leak", ("{}",)),
            ("instruction instructions", ("new {}:",)),
            ("pretend act behave respond", ("{} as ",)),
        ),
    ),
}
