"""How words deny what stands beside them, in English and other languages of Europe; patterns compiled when needed."""

from __future__ import annotations

import re
from functools import cache

from ..values.lazy_patterns import lazily

__all__ = [
    "around",
    "before",
    "failed_after",
    "false_after",
    "not_after",
    "of_a_plea",
    "over_an_aside",
    "said_false",
    "until_then",
]

_HELPING = "did|does|do|has|have|had|was|were|is|are|will|would|could|can|may|might|should"
_NOT = rf"(?:(?:{_HELPING})(?:\s(?:not|never)|n['’]t)|never|not|cannot|can['’]t|won['’]t|ain['’]t)"
# What a "not" may govern without denying the claim after it.
_HARMLESS = (
    r"(?!\s(?:only|just|merely|simply|solely|yet\s(?:been\s)?(?:disclos|reveal|clear|known)"
    r"|been\s(?:disclos|reveal|made\spublic|announced)|disclos|reveal|specif|say|said|comment|respond|reply|name"
    r"|provide|immediately|elaborate|confirm|identify|share|includ|counting|less|more|fewer|under|below|exceed|surpass"
    r"|go\s(?:above|beyond|over)|(?:be\s)?(?:later|earlier|older|younger|greater|higher|lower|over|above"
    r"|beyond)\s(?:than|\d|[$€£])|surpris|clear|known|far|unlike|least|alone|to\smention|every\sday|stopp?|content"
    r"|satisfied|done|wait|limited\sto|verif|determin|independent|learn|be\sreached"
    r"|(?:have\s)?(?:be|been|had|seen|looked|felt)\s(?:an?\s)?(?:so|as|more|happier|prouder|better|higher|bigger|larger"
    r"|greater|stronger|busier|closer|easier|faster|healthier|clearer)|(?:\w+\s){0,2}be\s(?:named|identified|quoted)"
    r"|(?:expect\sto\s)?need|until|nur|seulement|solo|soltanto|s[óo]\b|somente|alleen|bara|enbart|kun|bare|mindre|tylko"
    r"|mniej|vain|csak|hanya|kurang|chỉ|dưới|только|лише|μόνο|menos|meno|weniger|mehr\sals|moins|plus\s(?:de|que|d)"
    r"|más\s(?:de|que)|più\s(?:di|che)|(?:(?:peut|doit|saurait)\s)?(?:pas\s)?(?:dépass|excéd)"
    r"|(?:(?:può|potrà|deve|pode|poderá|puede|podrá|debe)\s)?(?:super|exced|ecced|ultrapass|sobrepas)|overschrijd"
    r"|överskrid|överstig|превыша|przekracza|bekannt|genannt|менее|более|раскры|разглаш|сообща|уточн|называ|комментир))"
)
_TO_TELL = (
    r"(?!\s(?:disclos|reveal|say|comment|specif|name|confirm|elaborate|provide|identify|share|give"
    r"|be\s(?:named|identified|quoted)|determin|verif|independent))"
)
# Two denials in a row say yes: "did not deny", "no doubt that".
_TWICE = (
    rf"(?P<twice>(?:{_NOT}|no\sone|nobody|nothing|no|little)\s(?:\w+\s)?(?:den(?:y|ied|ying)|disput\w+|doubt\w*|secret"
    r"|question|fail(?:ed|ing)?\sto|hesitat\w+|refus(?:e|ed|ing)|reject\w*|rul(?:e|ed)\sout|refut\w+|contest\w*"
    r"|oppos\w+|stop(?:ped)?|prevent\w*|block(?:ed)?|scrap(?:ped)?|abandon(?:ed)?|cancel\w*|shelv\w+)\b(?:\sto\b)?)"
)
# How plans, talks and deals end with nothing done.
_ENDED = (
    r"(?:abandoned|aborted|blocked|cancell?ed|collapsed|dashed|dropped|failed(?!\sto\s(?:disclos|reveal))|halted"
    r"|rejected|scrapped|shelved|stalled|withdrawn)"
)
_CAME_TO_NOTHING = (
    r"(?:(?:has|have|had|was|were|is|are|been|got|later|then|since|eventually|finally)\s){0,3}"
    rf"(?:{_ENDED}|collapses|f(?:ell|alls?|allen)\s(?:through|apart)|came\sto\snothing|(?:called|broken)\soff"
    r"|turned\sdown|ended\swithout)\b"
)
# Doing away with something: only with what is named at once, as one may turn down a sale and raise money.
_UNDONE = (
    r"(?:turn(?:ed|s|ing)?\sdown|veto(?:ed|es)|disput(?:ed|es)|refus(?:e[ds]?|ing)|pulled|pulls"
    r"|(?:walk|back)(?:ed|s|ing)?\s(?:away\sfrom|out\sof)|pull(?:ed|s|ing)?\sout\sof|scrap(?:ped|s|ping)?"
    r"|abandon(?:ed|s|ing)?|call(?:ed|s|ing)\soff|withdr(?:ew|aws|awn|awing)|cancel(?:l?ed|s|l?ing)?|shelv(?:ed|es|ing)"
    r"|halted|blocked|aborted|declin(?:ed|es|ing)|dropped|dismiss(?:ed|es|ing)|refut(?:ed|es|ing)"
    r"|(?:broke|breaks|broken)\soff|contrary\sto|(?:decid|vot|advis)(?:ed|es|ing)\sagainst)\s(?:an?|the|its|their|his"
    r"|her|any|that|such|earlier|media|plans?|talks|reports?|rumou?rs?|claims?|suggestions?|ideas?|raising|new|offers?"
    r"|deals?|proposed|planned|reported|funding)(?:\s(?:an?|the|its|their|his|her|any|that|such|of|to|for|about"
    r"|rais(?:e|ing)|new|offers?|deals?|proposed|planned|reported|funding)){0,6}\s$"
)


_OF_LANGUAGES = "|".join(
    (
        rf"(?:nicht|(?:ne|n['’])\s?(?!dépass|excèd)\w+\s(?:\w+\s)?(?:pas|jamais|plus)|(?<!dépasse\s)pas|non|não"
        rf"|niet|не|inte|aldrig|ikke|aldri|nie|ei|eivät|nem|tidak|belum|bukan|không|chưa|δεν){_HARMLESS}",
        rf"(?:není|nejsou|nebyl[aoiy]?|nebud(?:e|ou)|nem(?:á|ají)|ni(?:je|su)|neće)(?!\sjen|\spouze|\ssamo){_HARMLESS}",
        r"no(?=\s(?:ha|han|hubo|recaud|recib|obtuv|logr|cerr|fue|es|está|invirt|consig))",
        r"kein(?:e[nrs]?)?|nie(?:mals)|aucune?|jamais|nunca|tampoco|ningun[ao]|nessun[ao]?|nenhuma?|geen|nooit",
        r"bestr(?:itt(?:en)?|eitet)|dementiert(?:e)?|leugnet(?:e)?|weit\sdavon\sentfernt|scheiter(?:t|te|ten)\sdaran",
        r"démenti?|démentent|nie(?:nt)?\s(?:avoir|que)|échou\w+\sà|renonc\w+\sà",
        r"neg[óo]|niegan?|negaron|negou|negam?|negaram|desmint\w+|desmiente|desment\w+",
        r"smenti\w+|nega(?:no)?\s(?:di|che)|negato\s(?:di|che)|ontken(?:t|de|nen)",
        r"(?:sans|sin|senza|sem)\s(?:lever|obtenir|recevoir|réussir|parvenir|boucler|conclure|avoir|recaudar"
        r"|obtener|recibir|conseguir|cerrar|lograr|captar|raccogliere|ottenere|ricevere|riuscire|chiudere|aver"
        r"|obter|receber|fechar|ter)",
        r"förneka\w+|benekt\w+|benægt\w+|dementere\w*|zaprzecz\w+|zdementowa\w+|popře\w+|ne(?:získa|dosta"
        r"|obdrže|vybra|inves|koupi|proda)\w*|se\squed[óo]\ssin|rechaz(?:a|ó|an|aron)\shaber|kiist\w+|cáfol\w+"
        r"|tagad\w+|membantah|menyangkal|phủ\snhận",
        r"отрица\w+|опроверг\w*|отказал\w*\sот|заперечу\w+|спростув\w+|διαψεύδει|διέψευσε|αρνήθηκε",
    )
)
before = lazily(
    rf"(?<!\w)(?<!\bif\s)(?:{_TWICE}|{_NOT}{_HARMLESS}|(?:(?:has|have|had|is|are)\s)?yet\sto(?=\s(?:be\s)?\w+"
    rf"|\s?$)|neither|nor|rejected|ruled\sout"
    # nothing of it
    r"|(?:(?-i:no)(?:\ssuch|\snew|\sfurther)?|^no)\s$|(?:is|was|are|were|been)\sno(?!\s(?:doubt|secret|question|reason"
    r"|surprise))(?=\s(?:\w+\s){0,2}$)|no\s(?:plans?|intentions?|agreement|deal|intent|truth|longer)\b"
    r"|(?:none|nothing)\sof(?=\s(?:\w+\s){0,2}$)|lack(?:s|ed|ing)?(?=\s(?:the|an?|any)\s$)|nowhere\s(?:near|close)"
    r"|by\sno\smeans|far\sfrom(?=\s(?:\w+\s){0,3}$)|(?:hardly|scarcely)(?=\s(?:\w+\s)?$)|(?:fell|falls?|fallen|falling"
    r"|stop(?:ped|s))\s(?:far\s|just\s|well\s)?short\sof|(?:nobody|no\sone|no\s(?:investor|bank|lender|fund|buyer"
    r"|bidder)s?)(?!\s(?:\w+\s)?(?:expect|kn[eo]w|doubt|disput))(?=\s(?:\w+\s){0,4}$)|gave\sup\son|giv(?:e|ing)\sup\son"
    # not done
    rf"|unable\sto{_TO_TELL}|ceas(?:ed|es)\sto|stopped\s(?:being|be)|fail(?:ed|s|ing|ure)?\sto|refus(?:ed|es|ing)\sto"
    rf"|declin(?:ed|es|ing)\sto{_TO_TELL}|{_UNDONE}"
    r"|without(?=\s(?:an?\s|any\s)?$)|(?:kaum|alles\sandere\sals)(?=\s$)|dej(?:ó|aron)\sde(?=\s\w+\s$)"
    r"|deixou\sde(?=\s\w+\s$)|without(?=\s(?:raising|closing|securing|receiving|getting|obtaining|taking|paying))"
    r"|(?:instead\sof|rather\sthan|as\sopposed\sto)(?=\s(?:\S+\s){0,4}$)"
    rf"|(?:an?|the|its|their|this)\s(?:{_ENDED}|unsuccessful)(?=\s(?:[\w-]+\s)?$)|(?:broke|broken|called)\soff(?=\s$)"
    # said to be untrue
    r"|den(?:ied|ies|y|ying|ial)(?!-|\sof\sservice)|(?:not|n['’]t)\s(?:true|the\scase)\sthat"
    r"|(?:is|are|was|as|['’]s)\s(?:false|untrue|wrong|incorrect|nonsense)\sthat|doubt(?:s|ed)?\s(?:that|whether)"
    rf"|{_OF_LANGUAGES})(?!\w)",
)
"""In the clause before a claim. A match of the group ``twice`` denies nothing."""
_TO_THE_END = r"(?:(?!\bbut\b|\bwhile\b|[.;!?]\s).)*"


said_false = lazily(
    r"(?<!\w)(?<!not\s)(?<!never\s)(?<!n['’]t\s)(?:den(?:ied|ies|ying)|(?:dismiss|refut|reject)(?:ed|es|ing)"
    r"|bestreitet|bestritt|dementierte?|отрица\w+|опроверг\w*)(?!\w)"
    rf"(?:(?!\bbut\b|\bwhile\b|[.;!?]\s).)*?\b(?:that|having|dass|что)\b{_TO_THE_END}$"
    # "dementierte, 5 Millionen erhalten zu haben", "zaprzeczyła, że"
    r"|(?<!\w)(?:dementier\w+|bestreitet|bestritt|leugne\w+|scheiter\w+\sdaran|weit\sdavon\sentfernt|zaprzecz\w+"
    rf"|popře\w+|kiist\w+|tagad\w+|отрица\w+|заперечу\w+),\s(?:że\s|jakoby\s|že\s|että\s|hogy\s|что\s|що\s)?[^,.;!?]*$",
)
"""In the sentence before a claim: what follows the "that" of a denial is denied, over commas and "and"."""


@cache
def around() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Denials in two parts: the one before a claim in its sentence, and the one after it."""
    return tuple(
        (re.compile(rf"(?<!\w)(?:{first})$", re.IGNORECASE), re.compile(second, re.IGNORECASE))
        for first, second in (
            (r"(?:weist|wies|weisen|wiesen)\s[^.;!?]*", r"[^.;!?]{0,60}?\szurück\b"),
            (r"ohne\s(?:\w+\s){0,3}", r"\s(?:\w+\s){0,2}zu\s(?!nennen|verraten|beziffern)\w+"),
            (
                r"(?:bid|attempts?|efforts?|plans?|move|push|offers?|talks|hopes)\s(?:to|for|on|of)\s[^.,;!?]*",
                rf"\s{_CAME_TO_NOTHING}",
            ),
            (
                r"(?:call(?:ed|s|ing)|describ(?:ed|es|ing)|labell?ed)\s(?:\w+\s){0,4}",
                r"(?:\s[\w-]+){0,2}\s(?:as\s)?(?:inaccurate|false|untrue|incorrect|wrong|baseless|unfounded"
                r"|nonsense)\b",
            ),
        )
    )


over_an_aside = lazily(
    rf"(?<!\w)(?:{_NOT},\s[^,.;]{{1,40}},\s(?:(?!\b(?:until|but|and)\b)[^,.;])*"
    r"|(?:anything|everything)\sbut\s(?:\w+\s)?)$",
)
"""In the sentence before a claim: "did not, as reported, raise", "anything but"."""


until_then = lazily(r"[^.;,!?]{0,60}?\b(?:until|till)\b")
"""After a claim: "did not raise it until March" says that it was raised."""


_EVENT = (
    r"(?:commitments?|pledges?|injections?|purchases?|fundrais\w+|orders?|contracts?|grants?|awards?|rounds?"
    r"|deals?|talks|negotiations|transactions?|offers?|investments?|financing|funding|mergers?|acquisitions?"
    r"|sales?|bids?|plans?|raise|listing|ipo|loans?|takeovers?|buyout|agreements?|partnerships?)"
)
_NO_LINK = r"(?!and\b|but\b|or\b|which\b|who\b|that\b|while\b|after\b|when\b|as\b|with\b|from\b|to\b|in\b|for\b|by\b)"


failed_after = lazily(
    rf"(?:{_NO_LINK}[\w’'-]+\s){{0,3}}?{_EVENT}\s{_CAME_TO_NOTHING}|(?:{_NO_LINK}[\w’'-]+\s){{1,3}}?(?:never"
    rf"|(?:{_HELPING})(?:\s(?:not|never)|n['’]t))\s(?:been\s|be\s|yet\s|actually\s)*"
    r"(?:paid|closed?|completed?|happen(?:ed)?|materiali[sz]ed?|arrived?|received|take\splace|took\splace"
    r"|taken\splace|g(?:o|one)\s(?:through|ahead)|went\s(?:through|ahead)|come|came|transferred|signed|finali[sz]ed"
    r"|secured|granted|approved|delivered)\b",
)
"""From the last word of a claim on: "the $5 million deal fell through", "the sum was never paid"."""


of_a_plea = lazily(
    r"(?<!\w)(?:(?:plea|appeal|application|request|motion|argument|submission|petition|objection|complaint)s?"
    r"\s(?:by|from|of)|(?:Antrag|Einspruch|Berufung|Beschwerde|Revision|Klage|Einwand|Gesuch)\s(?:von|des|der)"
    r"|(?:demande|requête|recours|appel|plainte)\s(?:de|du)|(?:petición|recurso|solicitud|demanda)\s(?:del?)"
    r"|(?:richiesta|ricorso|istanza|appello)\s(?:di|del|della|dell['’])|(?:pedido|recurso)\s(?:de|do|da)"
    r"|(?:verzoek|beroep|klacht)\svan|(?:wniosek|apelację|skargę)|(?:ходатайство|жалобу|апелляцию|просьбу))"
    r"\s?(?:(?:the|his|her|their|[a-zà-ÿа-я]+)\s){0,3}$",
    0,
)
"""Right before a name: whose plea it is that is rejected."""


false_after = lazily(
    rf"(?:\s{_NO_LINK}[\w-]+){{0,2}}\s(?:is|are|was|were|proved|turned\sout\sto\sbe)\s(?:false|untrue|wrong"
    rf"|incorrect|inaccurate|unfounded|baseless"
    r"|fake|fabricated|nonsense|a\slie|not\s(?:true|accurate|correct))\b"
    r"|[^.!?]*?(?:which|that|this|claims?|reports?|rumou?rs?|but|though|although|however|it|company"
    r"|allegations?)\b[^.!?]{0,60}?\b(?:(?<!not\s)(?<!n['’]t\s)(?<!never\s)(?:denied|denies|dismissed)|untrue"
    r"|unfounded|(?:is|was|were|are)\s(?:false|not\strue|inaccurate))\b",
)
"""After a claim: "a report that the company denied", "... are false"."""


not_after = lazily(
    r"[^.,;:!?]{0,40}?\b(?:ist|sind|wurden?|war(?:en)?)\s(?:geplatzt|gescheitert|abgesagt|abgebrochen|gestoppt)\b"
    r"|[^.,;:!?]{0,40}?\b(?:сорвал|провалил|не\sсостоял)\w+|[^.,;:!?]{0,40}?\b(?:a|ont)\s(?:échoué|capoté)\b"
    r"|[^.,;:!?]{0,40}?\b(?:nicht|niet)\s(?!nur|alleen|bekannt|genannt|bekend|übersteig|überschreit|overschrijd"
    r"|(?:mehr|länger|meer|langer)\s\w+(?:bar|lich|ig|haft|lijk|baar)\b)\w+"  # what is uninhabitable is there
    r"|[^.,;:!?]{0,40}?\b(?:nie|niemals|nooit)\s(?:ge\w+t|ge\w+en|über\w+)\b|[^.,;:!?]{0,40}?\bn['’](?:ont|a|avait"
    r"|avaient)\s(?:pas|jamais)\sété\s(?!divulgu|rév[ée]l|précis|communiqu)|\s(?:no|nunca)\s(?:se\s(?:recaud|pag"
    r"|cerr|concret)\w+|llegaron|fueron\spagados|fue\spagad\w)|[^.,;:!?]{0,40}?\bне\s(?:привлек|привлёк|получ|собра"
    r"|закры|инвестир|состоя|был\w?\s(?:получ|выплач|привлеч))\w*",
)
"""After a claim, where a language puts its "not" there."""
