"""The words without which nothing is denied or left open, and how hedges govern something; compiled when needed."""

from __future__ import annotations

from ..values.lazy_patterns import lazily
from ..values.sentences import ENDS_ANYWHERE

__all__ = [
    "CUES",
    "CUES_WITHIN_WORDS",
    "HEDGE_STEMS",
    "clause_boundary",
    "hedge_after",
    "hedge_before",
]

_NOT = str.split(
    # English
    "not never yet cannot neither nor no none nothing nowhere denied denies deny denying denial failed fails fail "
    "failing failure refused refuses refusing declined declines declining rejected rejects rejecting ruled without "
    "instead rather opposed false untrue unfounded wrong incorrect inaccurate baseless fake fabricated nonsense lie "
    "dismissed dismisses scrapped scraps abandoned abandons abandoning shelved refuted refutes refuting unable nobody "
    "means vetoed vetoes disputes disputed pulled pulls gave give giving scrap abandon cancel refuse failed dashed "
    "stalled labelled labeled called calls calling described refuses unable far lack lacks lacked lacking contrary "
    "hardly scarcely short down away off out cancelled canceled cancels collapsed collapses fell fallen halted blocked "
    "withdrew withdrawn withdraws aborted dropped ceased ceases stopped anything ain't ain’t doubts doubt doubted "
    # German, Dutch, Swedish, Danish, Norwegian
    "kaum alles dejó dejaron deixou decided voted advised nicht kein keine keinen keiner keines nie niemals ohne niet "
    "geen nooit zonder inte ej aldrig ikke aldri bestritt bestreitet bestritten dementiert dementierte dementi leugnet "
    "leugnete weist wies weisen wiesen scheitert scheiterte scheiterten entfernt ontkent ontkende ontkennen förnekar "
    "förnekade benekter benægter dementerer "
    # French, Spanish, Italian, Portuguese
    "plus pas aucun aucune jamais démenti dément démentent échoué échoue renoncé renonce nient sans "
    "nunca jamás ningún ninguna ni tampoco sin nega negó nego niega niegan negaron desmintió desmiente desmintieron "
    "non nessun nessuna mai né senza smentito smentisce smentiscono smentita negato negano "
    "não nenhum nenhuma nem sem negou nega negam negaram desmentiu desmente "
    # Polish, Czech, Finnish, Hungarian, Indonesian, Vietnamese
    "zaprzecza zaprzeczył zaprzeczyła zaprzeczyli zdementował zdementowała popřel popřela nezískal nezískala není "
    "nejsou nebyl nebyla nebylo nebyli nebyly nebude nebudou nemá nemají nije nisu neće nezískali nedostal nedostala "
    "nedostali neobdržel neobdržela neinvestoval quedó rechaza rechazó rechazan geplatzt gescheitert abgesagt "
    "abgebrochen gestoppt сорвалась сорвался сорвалось провалилась провалился échoué capoté ei eivät kiistää kiisti "
    "kiistivät nem cáfolta tagadja tagadta tidak belum bukan membantah menyangkal không chưa phủ "
    # Russian, Ukrainian, Greek
    "не нет ни отрицает отрицают отрицал отрицала опроверг опровергла опровергли опровергает опровергают отказался "
    "отказалась отказались заперечує спростувала спростував δεν δε διέψευσε διαψεύδει αρνήθηκε"
)
_CONTRACTED = str.split("didn doesn don hasn haven hadn wasn weren isn aren won wouldn couldn can shouldn")
CUES = frozenset([*_NOT, *(f"{w}{a}t" for w in _CONTRACTED for a in ("'", "’"))])
CUES_WITHIN_WORDS = (
    *("没", "沒", "未", "否认", "否認", "不", "非", "無", "无"),
    *("拒绝", "拒絕", "取消", "终止", "終止", "放弃", "放棄", "告吹", "搁浅"),
    *("泡汤", "流产", "落空", "失败", "谣", "ない", "ません", "ず", "않", "못", "아니", "부인", "실패", "なか"),
    *("否定", "至ら", "断念", "見送", "失敗", "廃止", "中止", "取りやめ", "撤回"),
    *("لم", "لن", "ليس", "لا", "نف", "أنكر", "לא", "הכחיש", "מכחיש", "טרם"),
    *("नहीं", "खंडन", "इनकार", "इंकार", "ไม่", "ปฏิเสธ", "madı", "medi", "mamış", "memiş", "mıyor", "miyor"),
    *("yacak", "yecek", "yalanla", "değil", "redde", "muyor", "müyor", "madığ", "mediğ"),
)
"""Cues of languages that write words together or bend them; looked for in texts that are not plain ASCII."""

HEDGE_STEMS = (
    "talks", "discussions", "negoti", "plan", "seek", "sought", "looking", "hop", "aim", "inten", "expect",
    "consider", "could", "might", "may", "would", "reportedly", "rumo", "to be", "to\u00a0be", "to\nbe", "potential",
    "propos", "try", "tries", "attempt", "verhandel", "will", "könnte", "soll", "angeblich", "envisage", "pourrait",
    "négoci", "cherche", "podría", "negoci", "busca", "potrebbe", "poderia", "zou", "может", "планирует", "据报道",
    "据悉", "拟", "计划", "洽谈", "寻求", "可能", "有望", "検討", "予定", "交渉", "目指", "見込", "計画", "намерен",
    "собира", "рассчит", "якоб", "перегов", "검토", "추진", "예정", "계획", "논의", "협의",
    "alleg", "suppos", "purport", "possibl", "prospective", "upcoming", "future", "if ", "unless", "whether", "once ",
    "should", "set to", "due to", "about to", "close to", "near", "verge", "want", "prepar", "poised", "ready",
    "goal",
    "target", "prospect", "chance", "hypothet", "struggl", "doubt", "said to", "wenn ", "falls ", "is to ",
    "are to ", "espèr", "esper", "devrai", "souhait", "wär", "würde", "hoff", "spera",
    "dovrebbe", "deverá", "hoopt", "si ", "möchte", "wollen",
    "prépare", "aurai", "habría", "avrebbe", "teria", "если", "或将", "将", "見通し",
)  # fmt: skip
"""What no hedge is without, in lower case."""


clause_boundary = lazily(
    rf"[.;:!?,][\"”“»’']?\s|[；，、،؛{ENDS_ANYWHERE}]|\s[–—-]\s|[()|\t\n]"
    rf"|(?<!\w)(?:but|while|whereas|and|although|though|which|who"
    r"|when|after|because|since|until|before|where|aber|sondern|und|während|mais|et|alors|pero|sino|y|ma|e|mas|maar"
    r"|en|но|а|и)(?!\w)",
)
"""Where a clause ends, so that a denial or a hedge before it governs nothing after it."""


hedge_before = lazily(
    r"(?<!\w)(?:in\s(?:\w+\s){0,2}(?:talks|discussions|negotiations)|talks|negotiat\w+|plan(?:s|ned|ning)?\sto"
    r"|plans?\sfor|seek(?:s|ing)?|sought|looking\s(?:to|for)|hop(?:es|ed|ing)\s(?:to|for)"
    r"|aim(?:s|ed|ing)?\s(?:to|at|for)|intend(?:s|ed|ing)?\sto|expect(?:s|ed|ing)?\s(?:to|that)|consider(?:s|ing)?"
    r"|could|might|(?-i:may)|would|reportedly|allegedly|rumou?red|said\sto\sbe|potential(?:ly)?|proposed"
    r"|try(?:ing)?\sto|tries\sto|attempt(?:s|ing)?\sto|(?:is|are|was|were)\ssaid\sto|according\sto\srumou?rs"
    # conditions
    r"|if(?!\snot\b)|unless|whether|once\s(?:it|they|he|she|the)|should(?!\snot\b)"
    # what is still to come; what money will be used for is there already
    r"|will(?!\s(?:\w+\s)?(?:use|be\sused|help|allow|enable|go|not|support|continue|stay|remain|keep|serve"
    r"|invest\sthe)\b)|(?:is|are|was|were|be)\s(?:set|about|poised|preparing|ready|close|near|nearing"
    r"|on\sthe\sverge)(?=\s(?:to|of)\b|\s?$)|(?:is|are|was|were)\ssupposed\sto|(?:was|were)\sdue\sto\sbe"
    r"|(?:is|are)\sdue\sto(?=\s(?:announce|close|complete|raise|sign|finali|receive|launch|be)|\s$)|nearing"
    r"|wants?\s(?:to|an?)|wanted\sto|prepar(?:es|ing|ed)(?=\s(?:to|an?|its|for)\b)|(?:goal|aim|target|hope|prospect"
    r"|chance)s?\sof|struggl(?:es|ed|ing)\sto|(?:is|are)\sto\s(?:be|become)|doubt(?:s|ed|ful)"
    r"|(?:alleged|supposed|purported|possible|planned|prospective|upcoming|future|hypothetical)(?=\s(?:\w+\s)?$)"
    # other languages
    r"|verhandelt|plant|will\s\w+\sauf|könnte|soll|angeblich|wenn|falls|möchte|wollen|will(?=\s$|\s\w+\swerden)"
    r"|wären?|würden?|hofft|hoffen|si(?=\s(?:l[’']|(?:la|le|les|el|los|elle|il)\b))|esp[èe]r(?:e|ent|a|an)"
    r"|devrai(?:t|ent)|souhaite|spera|dovrebbe|deverá|hoopt|envisage|pourrait|négocie|cherche|aurai(?:t|ent)"
    r"|prépare|podría|negocia|busca|planea|habría|potrebbe|avrebbe|poderia|teria|zou|onderhandelt|может|если"
    r"|планиру\w+|намерен\w?|собира\w+ся|рассчитыва\w+|якобы|(?:ведет|ведёт|ведут)\sпереговоры|据报道|据悉|拟|计划"
    r"|洽谈|正在寻求|寻求|可能|有望|或?将(?=完成|宣布|进行|获得|融资)|検討|予定|交渉)(?!\w)",
)
"""In the clause before a claim: plans, talks, conditions, rumours."""


hedge_after = lazily(
    r"^\W{0,2}(?:\s?(?:(?!and\b|but\b|or\b)\w+\s){0,2})(?:plans?|intentions?|talks|negotiations|discussions)\b"
    r"|^\s?[をの을를]?\s?(?:検討|目指|予定|見込|見通し|計画|交渉|검토|추진|예정|계획|논의|협의)",
)
"""After a claim: "the round is planned", "a $5 million plan"."""
