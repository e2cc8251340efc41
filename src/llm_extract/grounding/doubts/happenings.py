"""What happens to one thing or another, and how it is counted: born and died, built and renovated, killed and hurt,
reported and adjusted.

Within a group one and the same figure or place is of one of them only.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ...values.joining import AND
from ...values.letter_keys import TOGETHER
from ...values.names import fold
from ...values.number_marks import PERCENT
from ...values.romanised_fields import in_own_script
from ...values.sentences import sentence_span
from .nouns import words_of

__all__ = ["find_other_happening", "tells_happening"]

_GROUPS = (
    {
        "born": "born birth births birthplace birthday birthdate geboren geburt geburts* née né nés naissance "
        "naissances nacim* nació nacido nacida nato nata nasc* född födel* urodz* рожд* родил* doğdu doğum* lahir "
        "kelahiran 出身 生まれ 出生 출생 태어",
        "died": "died dies death dying verstarb gestorben starb sterbe* todes* tod decede décès mourut mort morte "
        "murió muerte fallec* morto morta morì decesso faleceu overled* stierf zmarł* умер* смерт* скончал* öldü vefat "
        "meninggal wafat 死去 去世 病逝 逝世 사망 별세",
        "married": "married marriage wedding heirat* épous* casó casarse casou spos* trouwde huwelijk ślub женил* "
        "замуж evlen* menikah 結婚 结婚 결혼",
    },
    {
        "founded": "founded founding gegründ* gründung* fondé fondée fundad* fundó fundou fondat* opgericht oprichting "
        "grundad* założ* основан* kuruldu kuruluş* didirikan 創業 創立 設立 成立 创办 창립 설립",
        "built": "built constructi* baujahr gebaut erbaut bâti construi* constru* costrui* costruzione gebouwd "
        "bouwjaar byggd byggår zbudowan* построен* inşa dibangun 建成 建造 竣工 준공",
        "renovated": "renovat* refurbish* restored saniert sanierung* renovier* rénové* renovad* reformad* ristruttur* "
        "restaurad* gerenoveerd renoverad* отремонт* реконстру* yenilen* direnovasi 改装 改修 翻修",
    },
    {
        "opened": "opened opening openings eröffn* ouvert ouverte ouverts ouvertes ouverture inaugur* abiert* abrió "
        "aperto aperta aperti aperte apertura aberta aberto abertas abertos abriu geopend öppna* oppnad* otwart* "
        "открыт* açıldı açılış* dibuka 開業 開店 开业",
        "closed": "closed closing closings closure closures shut schließ* schloss geschlossen* fermé fermée fermés "
        "fermées fermeture fermetures cerrad* cierre cierres chiuso chiusa chiusi chiuse chiusura encerr* fechou "
        "fechad* fechamento gesloten sluit* stäng* zamkni* закры* kapatıl* ditutup 閉店 閉鎖 关闭",
    },
    {
        "dead": "dead deaths killed killing fatalities fatality died tote toten todesopfer getötet morts tués tuees "
        "muertos muertas murieron fallecid* fallecieron decessi morti mortos mortas óbitos doden gedood omgekomen döda "
        "dodade zabitych zginę* погиб* ölü hayatını tewas chết 死者 死亡 遇难 사망 숨진",
        "cases": "cases cas casos casi fälle gevallen przypadk* случа* vaka* kasus 病例 症例 사례",
        "hurt": "injured injuries injury injuring wounded hurt verletz* blessé blessée blessés blessées herido heridos "
        "heridas herida feriti ferito ferite feridos ferido feridas gewond gewonden skadad* ranny rannych ранен* "
        "пострада* yaral* luka-luka thương 負傷 受伤 伤者 けが 重軽傷 부상 다쳤",
        "missing": "missing vermisst* disparu* desaparecid* dispersi disperso vermist* saknad* zaginion* zaginię* "
        "пропавш* kayıp hilang 失踪 行方不明 실종",
        "rescued": "rescued gerettet* secourus secouru rescatad* salvati resgatad* gered räddad* uratowan* спасен* "
        "kurtarıl* selamat 救出 获救 구조",
    },
    {
        "departure": "départ* abfahrt* abflug* salida salidas partenza partenze partida vertrek* avgång* odjazd* "
        "отправл* kalkış* berangkat 出発 出发 출발",
        "arrival": "arrival arrivals arrive arrived arriving arrives ankunft* llegada llegadas arrivo arrivi arrivée* "
        "chegada aankomst* ankomst* przyjazd* прибыт* varış* tiba 到着 到达 도착",
    },
    {
        "sold": "sold selling verkauft* vendu vendus vendue vendid* venduto venduti verkocht* såld* sprzeda* продан* "
        "satıl* dijual",
        "kept": "kept keeping retained retaining retains behalt* conservé* mantien* mantener mantenere behoud* behåll* "
        "zachow* сохран* mempertahankan",
    },
    {
        "begun": "begun began begins begin beginning starts started starting baubeginn baustart démarr* iniciar* "
        "iniciad* inizio iniziat* aanvang rozpocz* начал* başla* 着工 开工 開工 착공",
        "finished": "completed completion complete finished finish finishes fertigstell* fertiggestellt achevé* "
        "termina* terminé* completad* completat* ultimat* conclu* voltooi* zakończ* ukończ* заверш* tamamlan* 竣工 "
        "完工 完成 완공",
    },
    {
        "serious": "serious seriously schwer schwerverletzt* grave graves gravement grièvement gravemente gravi ciężk* "
        "тяжел* ağır 重傷 重伤 중상",
        "critical": "critical critically lebensgefahr kritisch* critique critico critica kritiek krytyczn* крити* 危重 "
        "위독",
        "slight": "slight slightly minor leicht leichtverletzt* léger* leve leves lieve lievi licht lekk* легк* hafif "
        "軽傷 轻伤 경상",
    },
    {
        "turnout": "turnout wahlbeteiligung participation participación affluenza opkomst frekwencj* явк* katılım "
        "投票率 투표율",
        "counted": "counted counting ausgezählt* dépouillés escrutad* contad* scrutinat* geteld przeliczon* подсчитан* "
        "sayılan 開票 开票 개표",
    },
    {
        "goals": "goals tore treffer buts goles gol reti doelpunten bramk* голов gollar 进球 打进 得点 골",
        "assists": "assists vorlagen assistances asistencias passes assist asyst* передач* asist 助攻 アシスト 도움",
    },
    {
        "yoy": "yoy jahresvergleich vorjahresmonat interannuel interanual 同比 前年比 前年同月比 전년",
        "mom": "mom vormonat vormonatsvergleich intermensual bulanan 环比 環比 前月比 전월",
    },
    {
        "statutory": "gaap statutory unadjusted 归母",
        "adjusted": "adjusted underlying bereinigt* ajusté* ajustad* rettificat* aangepast 扣非 調整後 조정",
    },
    {
        "men": "men male males männer hommes hombres uomini homens mannen män mężczyzn* мужчин* erkek* 男性 남성",
        "women": "women female females frauen femmes mujeres donne mulheres vrouwen kvinnor kobiet* женщин* kadın* "
        "女性 여성",
        "children": "children kinder enfants niños bambini crianças kinderen dzieci детей çocuk* 児童 어린이",
    },
    {
        "exports": "exports export exporte exportations exportaciones esportazioni exportações eksport экспорт* "
        "ihracat* 輸出 出口 수출",
        "imports": "imports import importations importaciones importazioni importações импорт* ithalat* 輸入 进口 수입",
        "output": "output production produktion producción produzione produção produksi 生産 产量 생산",
        "stocks": "stocks inventories lagerbestand lagerbestände existencias scorte estoques запас* stok 在庫 库存 "
        "재고",
    },
    {
        "permanent": "permanent dauerhaft* permanents permanentes permanenti fisse fijos vast stał* постоянн* kalıcı "
        "دائمة دائم 常设 정규",
        "building": "construction temporary bauphase bau travaux obras cantiere bouw budow* строительств* inşaat "
        "البناء 施工 건설",
    },
    {
        "highest": "highest peak maximum höchst* maximal* spitze* maximale maxim* máxim* mayor maior massim* hoogst* "
        "högst* najwyższ* maksymaln* максимальн* наибольш* tertinggi 最高 最大 최고 최대",
        "lowest": "lowest low minimum niedrigst* tiefst* minimal* minim* mínim* menor minor laagst* lägst* najniższ* "
        "minimaln* минимальн* наименьш* terendah 最低 最小 최저 최소",
    },
    {
        "won": "wins won siege gewonnen victoires gagné* victorias ganados vittorie vinte vitórias zeges vinster "
        "zwycięst* побед* galibiyet kemenangan",
        "drawn": "draws drawn drew unentschieden nuls empates pareggi gelijke oavgjorda remis* ничь* beraberlik seri "
        "引き分け",
        "lost": "losses lost defeats niederlagen verloren défaites perdu* derrotas perdidos sconfitte perse "
        "nederlagen förluster porażk* porażek поражен* mağlubiyet yenilgi kekalahan",
    },
    {
        "offered": "offered offering offers angeboten geboten bot offert proposé* ofrec* ofreció oferec* offerto "
        "aangeboden erbjöd* zaoferow* предложи* teklif* menawarkan 提示 报价 제시",
        "demanded": "demanded demands demand wanted gefordert* forderte* fordert exig* réclam* reclam* richiest* "
        "chied* chiest* geëist eist* żąda* требу* talep* menuntut 要求 요구",
        "agreed": "agreed settled einigten geeinigt accord acuerdo acordad* accordo concordat* akkoord porozum* "
        "согласова* anlaş* sepakat 妥結 合意 타결",
    },
    {
        "favour": "favor favour yes ayes dafür befürwort* faveur favore ja-stimmen 賛成 赞成 찬성",
        "against": "against opposed noes dagegen gegenstimmen nein-stimmen contre contrari* contra contro tegen "
        "przeciw* против 反対 反对 반대",
    },
    {
        "scored": "scored scoring erzielt* inscrit* marcados segnati strzelon* забит* 进球 得点 득점",
        "conceded": "conceded conceding gegentor* kassiert* encaissé* encajad* recibid* sofrid* subiti straconych "
        "пропущен* 失球 失点 실점",
    },
    {
        "net": "net netto* nettogewinn* nette net* neta neto netta чист* 純利益 净利润 순이익 순손실",
        "operating": "operating betriebsgewinn* betriebsergebnis* opérationnel* operativ* operacional operacyjn* "
        "операцион* faaliyet 営業利益 营业利润 영업이익",
        "gross": "gross brutto* brut* brut brute bruto bruta lordo lorda валов* 毛利 粗利 매출총이익",
    },
    {
        "assets": "assets vermögenswerte actifs activos attività ativos activa tillgångar aktyw* актив* 資産 资产 자산",
        "debts": "liabilities debts debt schulden verbindlichkeiten dettes passif* deuda* pasivo* debiti debito "
        "dívida* passivo* schuld* skulder zadłuż* долг* обязательств* borç* utang 負債 负债 부채",
    },
    {
        "landlord": "landlord landlords vermieter* bailleur* arrendador* locatore proprietario locador verhuurder "
        "hyresvärd wynajmując* арендодател* 賃貸人 房东 임대인",
        "tenant": "tenant tenants mieter* locataire* inquilino* arrendatari* locatario huurder* hyresgäst* najemc* "
        "арендатор* 賃借人 租户 임차인",
    },
    {
        "domestic": "domestic inland* intérieur* nacional* interior interno interna binnenland* inrikes krajow* "
        "внутрен* yurtiçi domestik 国内 국내",
        "abroad": "abroad overseas foreign foreigners ausland* ausländ* étranger* extranjer* estrangeir* ester* "
        "buitenland* utland* utländsk* zagranic* зарубеж* иностран* yurtdışı asing 海外 境外 해외 외국",
    },
)  # fmt: skip
"""By group and kind the words, those with a star by their beginnings."""

_NEAR = 45
_BREAK = re.compile(rf"[,;:()،、，；]|\s(?:{AND}|but|while)\s")
_NUMBER = re.compile(r"[0-9]")
_AMOUNT = re.compile(r"(?<![0-9.,])[0-9][0-9.,]*+(?!\s?[%％])")
"""Between a word and an amount a percentage may stand: "profit rose 12% to 5 million"."""
_YEARS = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_FAR = 1000


class _Row(NamedTuple):
    group: int
    kind: str
    whole: frozenset[str]
    stems: tuple[str, ...]
    signs: tuple[str, ...]

    def has(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.stems)


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for number, group in enumerate(_GROUPS):
        for kind, row in group.items():
            words = [fold(word) for word in row.split()]
            signs = tuple(word for word in words if word[0] >= TOGETHER)
            stems = tuple(word[:-1] for word in words if word[-1] == "*")
            rows.append(_Row(number, kind, frozenset(words), stems, signs))
    return tuple(rows)


@lru_cache(maxsize=1024)
def _asked_by(field: str) -> tuple[tuple[int, str], ...]:
    """The groups and kinds of what happens that a field's name asks for; none where it names two of one group."""
    words = [fold(word) for word in _OF_NAME.findall(in_own_script(field))]
    found = {
        (row.group, row.kind)
        for row in _rows()
        for word in words
        if row.has(word) or any(sign in word for sign in row.signs)
    }
    groups = [group for group, _ in found]
    return tuple(sorted((group, kind) for group, kind in found if groups.count(group) == 1))


_OF_NAME = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|[^\W\d_]+")


def find_other_happening(text: str, start: int, end: int, field: str) -> str:
    """The word for something else that happened, which stands by a value and not the one of its field; or "".

    Args:
        text: a sentence, or a few.
        start: where the value begins.
        end: where it ends.
        field: the field's name.

    Example:
        >>> find_other_happening("costruito nel 1962 e ristrutturato nel 2009", 39, 43, "anno_costruzione")
        'ristrutturato'
        >>> find_other_happening("costruito nel 1962 e ristrutturato nel 2009", 14, 18, "anno_costruzione")
        ''
    """
    for group, kind in _asked_by(field):
        if word := _other_beside(text, start, end, group, kind):
            return word
    return ""


def tells_happening(text: str, field: str) -> bool:
    """Whether a text has a word for what a field's name says has happened.

    Example:
        >>> tells_happening("davon 12 Tote", "deaths"), tells_happening("davon 12 Kinder", "deaths")
        (True, False)
    """
    return any(kind == asked for group, asked in _asked_by(field) for kind, _, _ in _told(text, 0, len(text), group))


def _other_beside(text: str, start: int, end: int, group: int, asked: str) -> str:
    low, high = sentence_span(text, (start, end))
    apart = _YEARS
    if text[start].isdigit() and not _YEARS.fullmatch(text, start, end):
        apart = _NUMBER if PERCENT.match(text, end) else _AMOUNT
    nearest: dict[str, tuple[int, str]] = {}
    for kind, at, stop in _told(text, low, high, group):
        between = text[stop:start] if stop <= start else text[end:at]
        far = len(between) + 40 * len(_BREAK.findall(between)) + (_FAR if apart.search(between) else 0)
        nearest[kind] = min(nearest.get(kind, (_FAR, "")), (far, text[at:stop]))
    own = nearest.pop(asked, (_FAR, ""))[0]
    if not nearest:
        return ""
    far, word = min(nearest.values())
    return word if far <= _NEAR and own > far + 25 else ""


def _told(text: str, low: int, high: int, group: int) -> list[tuple[str, int, int]]:
    """Where a sentence has words for what happens in a group."""
    found = []
    for row in _rows():
        if row.group != group:
            continue
        found += [(row.kind, at, stop) for word, at, stop in words_of(text) if low <= at < high and row.has(word)]
        for sign in row.signs:
            at = text.find(sign, low, high)
            while at >= 0:
                found.append((row.kind, at, at + len(sign)))
                at = text.find(sign, at + 1, high)
    return found
