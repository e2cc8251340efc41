"""Names of units of measure in more languages, by the unit's sign; a ``_`` stands for a space."""

from __future__ import annotations

__all__ = ["CJK_UNITS", "UNIT_NAMES"]

UNIT_NAMES = {
    "mm": "millimètre millimètres milímetros millimetri миллиметр миллиметра миллиметров мм",
    "cm": "centimètre centimètres centímetro centímetros centimetri сантиметр сантиметра сантиметров см",
    "m": "метр метра метров metrów metra metrá metriä mét متر أمتار मीटर",
    "km": "kilometr kilometry kilometrów kilometriä километр километра километров км كيلومتر كيلومترا كيلومترات "
    "किलोमीटर किमी",
    "m2": "kvadratmeter kvm metri_quadrati metros_quadrados metrekare кв._м квадратных_метров метров_квадратных "
    "metrów_kwadratowych meter_persegi mét_vuông वर्ग_मीटर",
    "km2": "кв._км квадратных_километров километров_квадратных km_kwadratowych kilómetros_cuadrados "
    "quilômetros_quadrados chilometri_quadrati kilomètres_carrés",
    "ha": "га гектар гектара гектаров hektarów hektary hectáreas hectares ettari",
    "kg": "kilogramos quilos kilogrammes chilogrammi chili килограмм килограмма килограммов кг kilogramów kilogramů "
    "kilogramm kilogramma किलोग्राम किलो كيلوغرام",
    "g": "gramos gramas grammi грамм грамма граммов gramów ग्राम غرام",
    "t": "tonelada tonnellata tonn тонн тонна тонны टन طن",
    "l": "litros litro litri litrów литр литра литров लीटर لتر",
    "s": "secondes seconde segundos segundo secondi secondo seconden sekunder sekund sekundy секунд секунды saniye "
    "detik giây ثانية सेकंड",
    "min": "minuto minutos minuti minuut minuter minuttia minuty minut минут минуты минута dakika menit phút دقيقة "
    "دقائق मिनट",
    "h": "stunde heure hora uur uren timmar timme timer tuntia godzin godziny godzina hodin часов часа час saat jam "
    "giờ ساعة ساعات घंटे घंटा",
    "d": "dia dias dagen dagar dager päivää dni dzień день дня дней gün hari ngày يوم أيام दिन",
    "wk": "settimana settimane weken vecka veckor uker uger viikkoa tydzień tygodni tygodnie týdnů неделя недели "
    "недель hafta minggu pekan tuần أسبوع أسابيع सप्ताह हफ्ते",
    "mo": "maand maanden månad månader måneder kuukautta miesiąc miesiące miesięcy měsíců месяц месяца месяцев bulan "
    "tháng شهر أشهر महीने महीना",
    "a": "ano anos anno jaar år vuotta lata lat год года лет yıl tahun năm سنة سنوات عام أعوام साल वर्ष",
    "cup": "cup cups",
    "qt": "quart quarts",
    "pt_liquid": "pint pints",
    "tbsp": "tablespoon tablespoons tbsp tbsps",
    "tsp": "teaspoon teaspoons tsp tsps",
}
"""Units whose names are words between spaces."""

CJK_UNITS = {
    "mm": "毫米 ミリメートル",
    "cm": "厘米 公分 センチ",
    "m": "米 メートル 미터",
    "km": "千米 キロメートル 킬로미터",
    "m2": "平米 平方メートル 제곱미터",
    "kg": "公斤 千克 キログラム 킬로그램",
    "g": "克 グラム 그램",
    "t": "吨 噸 トン 톤",
    "l": "升 リットル 리터",
    "s": "秒 초",
    "min": "分钟 分鐘 分間 분간",
    "h": "小时 小時 時間 시간",
    "d": "天 日間 일간",
    "wk": "週間 주간",
    "mo": "个月 個月 か月 カ月 ヶ月 개월",
    "a": "年間 年 년",
}
"""Units whose names are written onto what follows."""
