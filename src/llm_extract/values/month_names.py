"""Month, weekday and relative words of the languages read by ``date_mentions``."""

from __future__ import annotations

from .. import english_calendar

__all__ = ["FEASTS", "MONTHS", "RELATIVE_DAYS", "RELATIVE_PERIODS", "WEEKDAYS"]

_MONTH_ROWS = (
    "januar jänner janvier janv enero ene gennaio gen janeiro januari января январь январе stycznia styczeń ocak "
    "január ianuarie ledna leden tammikuuta tammikuussa tammikuu ιανουαρίου ιανουάριος січня януари يناير जनवरी ינואר "
    "בינואר มกราคม",
    "februar février févr fevrier febrero febbraio fevereiro fev februari февраля февраль феврале lutego "
    "luty şubat február februarie února únor helmikuuta helmikuussa helmikuu φεβρουαρίου φεβρουάριος лютого февруари "
    "فبراير फरवरी פברואר בפברואר กุมภาพันธ์",
    "märz maerz mars marzo março marco maart mrt марта март марте marca marzec mart március martie března "
    "březen maaliskuuta maaliskuussa maaliskuu μαρτίου μάρτιος березня marts maret مارس मार्च מרץ במרץ มีนาคม",
    "avril avr abril abr aprile апреля апрель апреле kwietnia kwiecień nisan április aprilie dubna duben "
    "huhtikuuta huhtikuussa huhtikuu απριλίου απρίλιος квітня април أبريل ابريل إبريل अप्रैल אפריל באפריל เมษายน",
    "mai mayo maggio mag maio mei мая май мае maja maj mayıs május května květen toukokuuta toukokuussa toukokuu "
    "μαΐου μαίου μάιος травня مايو मई מאי במאי พฤษภาคม",
    "juni juin junio giugno giu junho июня июнь июне czerwca czerwiec haziran június iunie června červen "
    "kesäkuuta kesäkuussa kesäkuu ιουνίου ιούνιος червня юни يونيو जून יוני ביוני มิถุนายน",
    "juli juillet juil julio luglio lug julho июля июль июле lipca lipiec temmuz július iulie července "
    "červenec heinäkuuta heinäkuussa heinäkuu ιουλίου ιούλιος липня юли يوليو जुलाई יולי ביולי กรกฎาคม",
    "août aout agosto ago augustus augusti августа август августе sierpnia sierpień ağustos augusztus srpna "
    "srpen elokuuta elokuussa elokuu αυγούστου αύγουστος серпня agustus أغسطس अगस्त אוגוסט באוגוסט สิงหาคม",
    "septembre septiembre settembre setembro сентября сентябрь сентябре września wrzesień eylül szeptember septembrie "
    "září syyskuuta syyskuussa syyskuu σεπτεμβρίου σεπτέμβριος вересня септември سبتمبر सितंबर सितम्बर ספטמבר בספטמבר "
    "กันยายน",
    "oktober okt octobre octubre ottobre ott outubro out октября октябрь октябре października październik "
    "ekim október octombrie října říjen lokakuuta lokakuussa lokakuu οκτωβρίου οκτώβριος жовтня октомври أكتوبر "
    "अक्टूबर अक्तूबर אוקטובר באוקטובר ตุลาคม",
    "novembre noviembre novembro ноября ноябрь ноябре listopada listopad kasım noiembrie listopadu "
    "marraskuuta marraskuussa marraskuu νοεμβρίου νοέμβριος ноември نوفمبر नवंबर नवम्बर נובמבר בנובמבר พฤศจิกายน",
    "dezember dez décembre déc decembre diciembre dic dicembre dezembro декабря декабрь декабре grudnia "
    "grudzień aralık decembrie prosince prosinec joulukuuta joulukuussa joulukuu δεκεμβρίου δεκέμβριος грудня декември "
    "desember ديسمبر दिसंबर दिसम्बर דצמבר בדצמבר ธันวาคม",
)
_IN_THE_MONTH_ROWS = (
    "styczniu lednu січні januárban ocakta",
    "lutym únoru лютому februárban şubatta",
    "marcu březnu березні márciusban martta",
    "kwietniu dubnu квітні áprilisban nisanda",
    "maju květnu травні májusban mayısta",
    "czerwcu červnu червні júniusban haziranda",
    "lipcu červenci липні júliusban temmuzda",
    "sierpniu srpnu серпні augusztusban ağustosta",
    "wrześniu вересні szeptemberben eylülde",
    "październiku říjnu жовтні októberben ekimde",
    "listopadzie листопаді novemberben kasımda",
    "grudniu prosinci грудні decemberben aralıkta",
)
"""What is said to have been "in December", in languages whose months bend."""
_IN_HUNGARIAN = str.split(
    "január február március április május június július augusztus szeptember október november december"
)
_BENT_ROWS = [
    [name + end for end in (("től", "re", "ig", "ében") if name.endswith("ber") else ("tól", "ra", "ig", "ában"))]
    for name in _IN_HUNGARIAN
]
"""From, by, until and "of that year": januártól, márciusában."""
MONTHS: dict[str, int] = {
    word: number
    for rows in (english_calendar.MONTHS, map(str.split, _MONTH_ROWS), map(str.split, _IN_THE_MONTH_ROWS), _BENT_ROWS)
    for number, row in enumerate(rows, 1)
    for word in row
}

_WEEKDAY_ROWS = (
    "montag lundi lunes lunedì maandag segunda-feira понедельник понедельника poniedziałek poniedziałku måndag "
    "måndags måndagen mandag "
    "mandags pazartesi maanantaina maanantai senin pondělí hétfőn luni δευτέρα понеділок الاثنين الإثنين सोमवार",
    "dienstag mardi martes martedì dinsdag terça-feira вторник вторника wtorek wtorku tisdag tisdags tisdagen "
    "tirsdag salı "
    "tiistaina tiistai selasa úterý kedden marți вівторок الثلاثاء मंगलवार",
    "mittwoch mercredi miércoles mercoledì woensdag quarta-feira среду środę środy środa onsdag onsdags onsdagen "
    "çarşamba "
    "keskiviikkona keskiviikko rabu středu szerdán miercuri середу الأربعاء बुधवार",
    "donnerstag jeudi jueves giovedì donderdag quinta-feira четверг четверга czwartek czwartku torsdag torsdags "
    "torsdagen "
    "perşembe torstaina torstai kamis čtvrtek csütörtökön joi четвер الخميس गुरुवार",
    "freitag vendredi viernes venerdì vrijdag sexta-feira пятницу пятница пятницы piątek piątku fredag fredags "
    "fredagen cuma "
    "perjantaina perjantai jumat pátek pénteken vineri παρασκευή п'ятницю الجمعة शुक्रवार",
    "samstag sonnabend samedi sábado sabato zaterdag субботу суббота субботы sobotę sobota soboty lördag lördags "
    "lördagen lørdag cumartesi "
    "lauantaina lauantai sabtu sobotu szombaton sâmbătă σάββατο суботу السبت शनिवार",
    "sonntag dimanche domingo domenica zondag воскресенье воскресенья niedzielę niedziela niedzieli söndag söndags "
    "söndagen søndag pazar "
    "sunnuntaina sunnuntai neděli vasárnap duminică κυριακή неділю الأحد रविवार",
)
WEEKDAYS: dict[str, int] = {
    word: number
    for number, (name, row) in enumerate(zip(english_calendar.WEEKDAYS, _WEEKDAY_ROWS, strict=True))
    for word in (name, *row.split())
}
WEEKDAYS |= {
    day + time: number
    for days, times in (
        (
            "montag dienstag mittwoch donnerstag freitag samstag sonntag",
            "abend morgen mittag nachmittag vormittag nacht früh",
        ),
        ("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "avond ochtend morgen middag namiddag nacht"),
    )
    for number, day in enumerate(days.split())
    for time in times.split()
}

FEASTS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1), "neujahr": (1, 1), "neujahrstag": (1, 1), "capodanno": (1, 1), "jour de l'an": (1, 1),
    "元日": (1, 1), "元旦": (1, 1), "new year's eve": (12, 31), "silvester": (12, 31), "nochevieja": (12, 31),
    "christmas eve": (12, 24), "heiligabend": (12, 24), "nochebuena": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26), "valentine's day": (2, 14), "halloween": (10, 31),
}  # fmt: skip
"""Days of every year that have a name, by month and day."""

RELATIVE_DAYS: dict[str, int] = {
    word.replace("_", " "): days
    for days, row in {
        0: "today tonight this_morning this_afternoon this_evening heute aujourd'hui aujourd’hui hoy oggi hoje vandaag "
        "idag i_dag dzisiaj bugün tänään dnes اليوم сегодня сьогодні 今天 今日 本日 오늘",
        -1: "yesterday last_night gestern hier ayer ieri ontem gisteren вчера вчора wczoraj i_går igår dün eilen včera "
        "tegnap kemarin hôm_qua أمس χθες χτες אתמול เมื่อวานนี้ 昨天 昨日 昨晚 昨夜 어제",
        1: "tomorrow morgen_früh demain mañana domani amanhã завтра jutro i_morgon imorgon i_morgen yarın huomenna "
        "zítra holnap besok غدا 明天 明日 내일",
        -2: "the_day_before_yesterday vorgestern avant-hier anteayer позавчера przedwczoraj 前天 一昨日 おととい "
        "그저께",
    }.items()
    for word in row.split()
}

RELATIVE_PERIODS: dict[str, tuple[str, int]] = {
    phrase: (unit, shift)
    for (unit, shift), row in {
        ("year", -1): "letztes jahr|vorigen jahres|voriges jahr|vorjahr|an dernier|an passé|année dernière|année passée"
        "|año pasado|anno scorso|anno passato|scorso anno|ano passado|vorig jaar|afgelopen jaar|прошлом году"
        "|прошлого года|минулого року|минулому році|zeszłym roku|ubiegłym roku|förra året|fjol|sidste år|i fjor"
        "|geçen yıl|geçen sene|viime vuonna|loni|tavaly|anul trecut|tahun lalu|năm ngoái|العام الماضي",
        ("year", 0): "heuer|este año|cette année|quest'anno|este ano|dit jaar|этом году|этого года|цього року|tym roku"
        "|i år|bu yıl|tänä vuonna|letos|idén|anul acesta|tahun ini|năm nay|هذا العام",
        (
            "year",
            1,
        ): "nächstes jahr|nächsten jahr|kommenden jahr|kommendes jahr|année prochaine|an prochain|próximo año|año que "
        "viene|ano que vem|anno prossimo|próximo ano|volgend jaar|следующем году|будущем году|nästa år|næste år|neste "
        "år|gelecek yıl|ensi vuonna|przyszłym roku",
        ("month", -1): "vorigen monat|vormonat|mois dernier|mes pasado|mese scorso|scorso mese|mês passado"
        "|vorige maand|прошлом месяце|zeszłym miesiącu|förra månaden|sidste måned|geçen ay|viime kuussa|bulan lalu",
        ("month", 0): "ce mois-ci|ce mois|este mes|questo mese|este mês|deze maand|этом месяце|tym miesiącu|denna "
        "månad|bu ay|bulan ini",
        (
            "month",
            1,
        ): "mois prochain|próximo mes|mes que viene|mês que vem"
        "|mese prossimo|próximo mês|volgende maand|следующем месяце",
    }.items()
    for phrase in row.split("|")
}
"""Phrases of other languages than English and German for the year or month before, of, and after the publication."""
