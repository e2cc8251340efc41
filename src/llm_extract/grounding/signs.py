"""Whether words make a figure a loss or a fall: "a net loss of $5 million" backs -5000000, and "fell 5%" backs -5."""

from __future__ import annotations

import re

from ..values.lazy_patterns import lazily

__all__ = ["says_minus"]

_FELL = (
    "fell|fall|falls|fallen|falling|dropp?e?d|drop|drops|dropping|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|down"
    "|lost|lose|loses|losing|shrank|shrunk|shrink|shrinks|slipp?e?d|slips?|slid|slides?|slump(?:ed|s)?|plung(?:e|ed|es)"
    "|plummet(?:ed|s)?|tumbl(?:e|ed|es)|sank|sinks?|dipp?e?d|dips?|contract(?:ed|s|ion)|reduc(?:ed|es|tion)|cut|shed"
    "|sheds|weakened|eased|retreated|sank|sanken|sinkt|fiel|fielen|gesunken|gefallen|rückgang|minus|verlor|schrumpfte"
    "|schrumpften|baisse|baissé|recul|reculé|chuté|chute|diminué|diminution|perdu|tumbling|slipping|sliding|sinking"
    "|plunging|cayó|cayeron|bajaron|caída|bajó|descendió|descenso|disminuyó|retrocedió|perdió|bajada|contracción|recuo"
    "|redução|diminuiu|flessione|riduzione|calo|calato|calati|calata|sceso|scesa|diminuito|caiu|queda|recuou|daling"
    "|daalde|gedaald|kromp|упал[аио]?|снизил\\w*|снижение|сократил\\w*|падение|просел\\w*|снижени\\w*|spadł[ayo]?"
    "|spadek|spadku|zmala\\w+|zmniejszy\\w+(?:\\ssię)?|skurczy\\w+(?:\\ssię)?|obniży\\w+(?:\\ssię)?|minskade|föll|faldt"
    "|falt|baixa|scăzut|scădere|scădea|diminuat|redus|зниз\\w+|впа(?:в|л[аио])|скорот\\w+|зменш\\w+|падіння|sjönk"
    "|sjunkit|nedgång|minskning|faldet|nedgang|fald|laski(?:vat)?|laskenut|lasku|pieneni\\w*|väheni\\w*|supistui\\w*"
    "|μειώ\\w+|μείωση\\w*|υποχώρησ\\w+|έπεσ\\w+|πτώση\\w*|turun|merosot|anjlok|giảm|laski|csökken\\w*|klesl[aoy]?"
    "|azal\\w+|[وف]?ب?(?:انخفاض|انخفض|تراجع|هبوط|هبط)\\w*"
)
_LOSS = (
    "loss|losses|deficit|deficits|shortfall|in the red|\\w*verlust(?:en?)?|\\w*fehlbetrag|defizit|pertes?|déficit"
    "|pérdida|pérdidas|perdita|perdite|prejuízo|prejuízos|\\w*verlies|убыт\\w+|strata|straty|\\w*förlust|underskudd?"
    "|\\w*underskott|rugi|kerugian|defisit|lỗ|zararı?|ztrát\\w+|veszteség\\w*|tappio\\w*|ζημ(?:ιά|ιές|ίες)|pierder\\w+"
    "|збит\\w+|[وف]?ب?(?:خسائر|خسارة)"
)
_ROSE = (
    "rose|rise|rises|risen|rising|grew|grow|grows|grown|growth|up|gain|gains|gained|gaining|climb(?:ed|s)?"
    "|jump(?:ed|s)?|surg(?:e|ed|es)|increas(?:e|ed|es|ing)|soar(?:ed|s)?|advanc(?:e|ed|es)|higher|profit|profits|income"
    "|earnings|revenues?|sales|plus|stieg|stiegen|gestiegen|gewinn|wuchs|hausse|augmenté|bénéfice|subió|aumentó|creció"
    "|beneficio|aumento|salito|utile|lucro|cresceu|winst|steeg|вырос\\w*|увеличил\\w*|прибыл\\w*|not|n[o']t|instead"
    "|avoid(?:ed|s|ing)?|vermieden|verhindert|évité|and|und|but|while|mais|aber|pero|naik|tumbuh|tăng|ارتفاع|نمو|زيادة"
    "|made|earn(?:ed|s)?|lift(?:ed|s)?|boost(?:ed|s)?|raised|without|less|smaller|narrow(?:ed|er|s)?|trimmed|halved"
)
_FALLS = (
    "decline|drop|fall|decrease|loss|baixa|queda|recuo|redução|caída|bajada|descenso|baisse|recul|calo|flessione"
    "|rückgang"
)
"""Nouns of falling, whose size is told by a verb: "a queda chega a 5%" is no fall to 5%."""
_REACHED = (
    "reache[ds]|came\\sto|comes\\sto|was|is|é\\sde|foi\\sde|cheg(?:a|ou)\\sa|llega\\sa|llegó\\sa|es\\sde|fue\\sdel?"
    "|arriva\\sal?|atteint|était\\sde|est\\sde|betrug|beträgt|è\\sdel|è\\sstat[oa]\\sdel"
)
_CJK_LOSS = "(?<!ไม่)ขาดทุน|亏损|虧損|損失|损失|赤字|적자|손실"
_CJK_FELL = "(?<!ไม่)ลดลง|หดตัว|下降|下跌|减少|減少|下滑|マイナス|下落|低下|減|감소|하락"


_BETWEEN = r"(?:(?![.;:!?]\s|[。；])[^0-9])"
_before = lazily(
    rf"(?:(?<!\w)(?:{_FELL})(?!\w)(?![^0-9]*\s(?:to|at|below|under|from|auf|unter|von|à|de\s\d|au-dessous|hasta|a|до|из"
    rf"|menjadi|ke|xuống|còn|إلى)\s*[^\w\s]*$)|(?<!\w)(?:{_FALLS})\s(?:[^.;:!?0-9]{{0,30}}\s)?(?:{_REACHED})\s(?=$)"
    rf"|(?<!\w)(?P<loss>{_LOSS})(?!\w)(?![^0-9]*\s(?:by|from|um|below)\s*[^\w\s]*$)"
    rf"|(?:(?P<cjkloss>{_CJK_LOSS})|{_CJK_FELL})(?!至|到|为|為))(?P<rest>{_BETWEEN}{{0,40}})$",
)
"""A word of falling, or of loss, with no digit, level or word of growth between it and the figure."""
_after = lazily(
    r"[\s\u00a0-](?:(?:degrees?|points?|year-on-year|annual|net|pre-tax|operating|quarterly|further|steep"
    r"|sharp)\s)?(?:declines?|drops?|falls?|decreases?|loss|losses|lower|less|slump|slide|dip|reduction|contraction"
    r"|deficit|shortfall|below\szero|weniger|verlust|rückgang|niedriger|de\smoins|de\sbaisse|de\sperte|menos"
    r"|in\sthe\sred)(?!\w)|(?:\s(?:in|a))?\s(?:meno|minder|mniej|niższ\w+|меньше|ниже|lägre|mindre|lavere"
    r"|plus\sbas)(?!\w)|\s?の?(?:减|減|下降|下跌|下落|低下|下が|落ち込|감소|하락|내린|내려|내렸|떨어|줄어|줄었)"
    r"|\s(?:(?:oranında\s|puan(?:lık)?\s)?(?:düş(?:tü|üş|er(?:ek|ken)|üp|müş)|azal(?!mad)|geril(?:ed|ey|em?iş)"
    r"|kayıp|kayb|zarar|eksi|daha\saz)|(?:की\s)?(?:गिरावट|कमी)|का\s(?:घाटा|नुकसान))",
)


_grown_after = lazily(
    r"[\s\u00a0-](?:growth|rise|increase|gain|jump|profit|surplus|higher|more|wachstum|gewinn)(?!\w)",
)


_growth = lazily(rf"(?<!\w)(?:{_ROSE})(?!\w)")


def says_minus(text: str, start: int, end: int, *, loss: bool = False) -> bool:
    """Whether the words make the figure at a place a loss or a fall.

    Args:
        text: a sentence, or a few.
        start: where the figure begins, its currency included.
        end: where it ends.
        loss: only a loss counts.

    Example:
        >>> says_minus("a net loss of $5 million", 14, 24), says_minus("sales fell to $5 million", 14, 24)
        (True, False)
    """
    before = text[max(0, start - 70) : start]
    cues = _cues(before, loss)
    if cues and not _growth().search(cues[-1]) and not _grown_after().match(text, end):
        return True
    following = _after().match(text, end)
    if loss and following is not None and not _LOSS_AFTER.search(following.group()):
        return False
    return following is not None and not _growth().search(before[-12:])


_LOSS_AFTER = re.compile(r"loss|deficit|shortfall|verlust|perte|in\sthe\sred|घाटा|नुकसान", re.IGNORECASE)


def _cues(before: str, loss: bool) -> list[str]:
    """What stands between each word of falling, or of loss, and the figure."""
    found, at = [], 0
    while match := _before().search(before, at):
        if not loss or match["loss"] or match["cjkloss"]:
            found.append(match.group("rest"))
        at = match.start() + 1
    return found
