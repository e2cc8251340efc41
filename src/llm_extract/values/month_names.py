"""Month, weekday and relative words of the languages read by ``date_mentions``."""

from __future__ import annotations

__all__ = ["MONTHS", "RELATIVE_DAYS", "WEEKDAYS"]

_MONTH_ROWS = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января январь stycznia",
    "february feb februar février févr fevrier febrero febbraio fevereiro fev februari февраля февраль lutego",
    "march mar märz maerz mars marzo março marco maart mrt марта март marca",
    "april apr avril avr abril abr aprile апреля апрель kwietnia",
    "may mai mayo maggio mag maio mei мая май maja",
    "june jun juni juin junio giugno giu junho июня июнь czerwca",
    "july jul juli juillet juil julio luglio lug julho июля июль lipca",
    "august aug août aout agosto ago augustus augusti августа август sierpnia",
    "september sep sept septembre septiembre settembre setembro сентября сентябрь września",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь października",
    "november nov novembre noviembre novembro ноября ноябрь listopada",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro декабря декабрь grudnia",
)
MONTHS: dict[str, int] = {word: number for number, row in enumerate(_MONTH_ROWS, 1) for word in row.split()}

_WEEKDAY_ROWS = (
    "monday montag lundi lunes lunedì maandag segunda-feira понедельник",
    "tuesday dienstag mardi martes martedì dinsdag terça-feira вторник",
    "wednesday mittwoch mercredi miércoles mercoledì woensdag quarta-feira среду",
    "thursday donnerstag jeudi jueves giovedì donderdag quinta-feira четверг",
    "friday freitag vendredi viernes venerdì vrijdag sexta-feira пятницу",
    "saturday samstag sonnabend samedi sábado sabato zaterdag субботу",
    "sunday sonntag dimanche domingo domenica zondag воскресенье",
)
WEEKDAYS: dict[str, int] = {word: number for number, row in enumerate(_WEEKDAY_ROWS) for word in row.split()}

RELATIVE_DAYS: dict[str, int] = {
    word.replace("_", " "): days
    for days, row in {
        0: "today tonight this_morning this_afternoon this_evening heute aujourd'hui aujourd’hui hoy oggi hoje "
        "vandaag "
        "сегодня 今天 今日 本日 오늘",
        -1: "yesterday last_night gestern hier ayer ieri ontem gisteren вчера 昨天 昨日 어제",
        1: "tomorrow demain mañana domani amanhã завтра 明天 明日 내일",
        -2: "the_day_before_yesterday vorgestern avant-hier anteayer 前天 一昨日",
    }.items()
    for word in row.split()
}
