"""Words about the task that only a machine was given."""

from __future__ import annotations

from .traced import BEGIN, Traced

__all__ = ["OF_THE_TASK"]

_TOLD = r"(?:asked|told|instructed|ordered|given|sent|shown)"
OF_THE_TASK = Traced(
    rf"\b(?:schema|task|request|prompt|instructions?|orders?|rules|template) (?:that )?(?:(?:was|were|has been"
    rf"|have been|is|are) )?(?:you (?:were|have been|had been|are|was) {_TOLD}|(?:given|sent|shown|handed) to you)\b"
    r"|\b(?:skip|ignore|bypass|abandon|forget|disregard|leave aside|drop|set aside) (?:the|this|your|any|that) (?:json "
    r"|given |output )?(?:schema|fields|json format|output format)\b|\byour (?:real|actual|true|only) (?:job|mission"
    r"|task|role|purpose|goal|objective|assignment) (?:is|now is) (?:now )?to\b|\byou have (?:a|one) (?:new|different"
    r"|single|other) (?:mission|task|job|goal|objective|assignment)\b|\b(?:use|call|invoke|run|execute) the (?:tool"
    r"|function) \w+_\w+|\b(?:rather than|instead of) (?:any|the|filling) (?:fields|schema|json|requested data)\b"
    r"|\b(?:everything|anything) (?:above|before this|so far|up to here) (?:was|is) (?:just |only )?(?:a test"
    r"|an? example|fake|void|cancelled|obsolete)\b"
    rf"|\b(?:what|whatever|everything|anything) you (?:were|have been|had been) (?:asked|told"
    rf"|instructed)(?: to do)?,? (?:before|earlier|above|previously|so far|until now)\b|\byou (?:were|are) (?:going"
    rf"|about|asked|told|supposed|meant) to (?:extract|output|summari[sz]e|fill in)\b"
    r"|\b(?:the|your|this|current) (?:data |information )?extraction (?:task|job|request|instructions?|rules?|schema)\b"
    r"|\b(?:instead of|rather than|without) (?:to )?(?:extracting (?:anything|any|the|data|information|it)"
    r"|filling (?:in|out) (?:the|this|any) (?:form|fields?|schema|template)|produc(?:e|ing) (?:the |any )?(?:structured"
    r"|json)(?: output| data)?)\b|(?<=, )not (?:data|information|text) extraction\b"
    r"|\b(?:refuse|decline) to extract (?:it|any|the|data|this|anything|information)\b|\b(?:outranks?|overrides?"
    r"|supersedes?|replaces?) (?:the|your|any|all) (?:\w+ )?(?:schema|system prompt|json schema|instructions"
    r"|output format)\b|\byour (?:new|updated|next|real|actual|true|hidden|secret|internal|confidential|current"
    r"|original) (?:instructions?|prompt|configuration|directives?|guidelines|system message)\b(?! (?:manual|leaflet"
    r"|booklet))|\byour (?:updated|real|actual|true) (?:task|goal|objective|orders) (?:is|are|:)|\byour updated task\b"
    r"|\byour (?:previous|prior|earlier|old|initial) (?:configuration|instructions|prompt|programming|directives?)\b"
    r"|\b(?:ignore|forget|disregard|override|bypass|break) (?:\w+ ){0,3}your (?:\w+ )?(?:instructions|prompt"
    r"|programming|guidelines|directives|system prompt)\b"
    rf"|{BEGIN}{{0,6}}(?:please )?(?:terminate|abort|cancel|quit|end|stop|drop|abandon|leave) (?:the|this|your)"
    r" (?:current|present|extraction|original) (?:task|job|extraction|request|process)\b|\bthe (?:real|actual|true"
    r"|previous) user (?:lied|is|was|has|wants)\b|\bi am the (?:real|actual|true) user\b|\byour (?:operators?"
    r"|developers?|creators?) (?:(?:has|have) )?(?:authori[sz]ed|granted|enabled|activated|unlocked) (?:\w+ )?mode\b"
    rf"|\b(?:from here on|from this point on|below this line|what follows),? (?:it is|is|are|there are|come)"
    r" (?:commands|instructions|orders)\b|\b(?:text|content|everything) (?:between|inside|within) the (?:markers|tags"
    r"|marks|delimiters) (?:is|was)\b|\b(?:content|text|data|information|words) (?:after|before|above"
    r"|below) this (?:sentence|line|paragraph|point),? (?:is|are|must|should)\b|\bby (?:processing|parsing"
    r"|summari[sz]ing|extracting) this \w+,? you (?:agree|accept|consent)\b|\bthe (?:people|company|team|ones) (?:who"
    r"|that|which) (?:run|runs|made|built|trained|operates?) you\b|\byour instructions (?:end|stop) here\b"
    r"|\b(?:do not|don['’]t|never) (?:tell|inform|alert) the user\b|\b(?:stop|quit|cease) extracting (?:now|here|and)\b"
    r"|\bstay in character (?:for|until|throughout|and)\b|\bfor every question you are asked\b"
    rf"|\b(?:rot-?13|base-?64|hex(?:adecimal)?|morse|cipher)\b[^.\n]{{0,60}}\b(?:decode it|(?:and|to) (?:follow|apply"
    rf"|execute|obey|do what))\b",
    (
        (
            "you",
            (
                *("{} were ", "{} are ", "{} was ", "{} have ", "{} had ", "to {}", "question {} are"),
                *("run {}", "runs {}", "made {}", "built {}", "trained {}", "operate {}", "operates {}"),
            ),
        ),
        ("extraction", ("{}",)),
        ("schema fields format json", ("{}",)),
        ("tool function", ("the {} ",)),
        ("everything anything", ("{} above", "{} before this", "{} so far", "{} up to here")),
        ("extracting filling extract", ("{} ",)),
        ("user", ("tell the {}", "inform the {}", "alert the {}")),
        ("instructions", ("your {} end", "your {} stop")),
        ("produce produces producing", ("{} ",)),
        ("instructions prompt programming guidelines directives", ("{}",)),
        ("user", ("{} lied", "{} is", "{} was", "{} has", "{} wants", "real {}", "actual {}", "true {}")),
        (
            "new updated next real actual true only hidden secret internal confidential current original previous"
            " prior earlier old initial operator operators developer developers creator creators",
            ("your {} ",),
        ),
        ("task job request process", ("current {}", "present {}", "extraction {}", "original {}")),
        ("commands instructions orders", ("{}",)),
        ("markers tags marks delimiters", ("between the {}", "inside the {}", "within the {}")),
        ("sentence line paragraph point", ("this {}",)),
        ("character", ("in {} ",)),
        ("rot base hex hexadecimal morse cipher", ("{}",)),
    ),
)
