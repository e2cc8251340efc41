"""The marks of chat formats, and words that only the machine that answers in a chat can be told."""

from __future__ import annotations

from .traced import Traced

__all__ = ["MACHINE_WORDS"]

MACHINE_WORDS = {
    "a mark of a chat format": Traced(
        r"<\|(?:im_start|im_end|system|user|assistant|endoftext|start|channel|begin_of_text)[^|]{0,20}\|>|\[/?INST\]"
        r"|<</?SYS>>|</?(?:system|instructions?|system_prompt|assistant|prompt|answer|final_answer|response|extraction"
        r"|user|human|task)>|^#{2,}\s*(?:instructions?|system|assistant|human|prompt)\b|^[^\S\n]{0,20}(?-i:SYSTEM"
        r"|ASSISTANT|HUMAN|USER)(?: prompt| message)?:\s|^[^\w\n]{0,20}(?:begin|end|new|start of|end of) (?:(?:system"
        r"|privileged|hidden|secret|admin|trusted) )?(?:instructions?|prompt)\b(?!\s+(?:from|for|on|by|of|to|at)\b)",
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
        r"\bas an ai(?: language)? (?:model|assistant|chatbot|agent)\b(?!\s(?:maker|developer|builder|company|start"
        r"|firm|provider|vendor))|\bas an ai,? (?=you\b|please\b|answer\b|ignore\b)|\bas an ai,"
        r"|\bas a (?:large )?language model,|\byou are (?:now )?(?:an?|the) (?:\w+ ){0,3}(?:assistant(?!\s(?:coach"
        r"|manager|professor|director|editor|secretary|to\b))|language model|chatbot|llm|ai (?:model|agent|assistant"
        r"|system)|ai(?=[.,;])|dan)\b|\b(?:hey|hello|attention|note to|notice to|message (?:to|for)|instructions? (?:to"
        r"|for)|(?:to|for) (?:all|any)) (?:all |any |the |this )?(?:ai|llms?|language models?|chatbots?|chatgpt"
        r"|gpt(?:-\d)?|claude|gemini)(?: (?:models?|assistants?|systems?|agents?|readers?|parsers?))?\s*(?:[:!]"
        r"|reading this|processing this|summari[sz]ing this)|\b(?:ai|llms?|language models?|chatbots?|models?"
        r"|assistants?|agents?)(?: (?:models?|assistants?|systems?|agents?|readers?|tools?))? (?:that (?:reads?"
        r"|process(?:es)?)|reading|processing|parsing|summari[sz]ing) this\b(?!\s(?:much|many|kind|type|sort|amount"
        r"|data\b|volume|week|month|year|quarter|season|morning|evening))|\byour (?:system|initial|original) (?:prompt"
        r"|instructions?)\b|\bthe user (?:wants|asks|asked|has asked|instructs) you\b|\bif you(?: are|['’]re) an? (?:ai"
        r"|llm|language model|assistant|chatbot)\b(?!\s(?!model|assistant|agent|system|reading|that)\w)"
        r"|\b(?:ignore|disregard|forget|override|reveal|print|repeat|leak)\s+(?:all\s+|any\s+|the\s+|of\s+|your\s+"
        r"|my\s+){0,4}(?:(?:previous|prior|preceding|earlier|above|foregoing)\s+(?:\w+\s+)?(?:instructions?|prompts?"
        r"|messages?|directions|directives|text)|instructions? (?:above|given|you were given|so far)|system prompt"
        r"|initial prompt)\b|\bnew instructions?:|\b(?:pretend|act|behave|respond) as (?:if you (?:are"
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
