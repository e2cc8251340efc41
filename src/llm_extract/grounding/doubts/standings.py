"""What standing words give somebody: third, shortlisted, absent, dead, acquitted, suspected, one of several who took
part.

Each counts only against fields whose names ask for another standing.
"""

from __future__ import annotations

from ...values.joining import AND
from .beside import Beside, Label, rows

__all__ = ["STANDINGS"]


_ONE = (
    rf"(?:,[^,;.]{{1,60}},)?(?:(?!\s(?:{AND}|but|though|although|while|aber|mais|pero|ma|mas|maar|men|ale|но)\s)"
    r"[^.;:,]){0,60}?,?"
)
_WON = (
    r"winner|champion|won(?:_|$)|laureat|sieger|gewinner|gagnant|vainqueur|ganador|vencedor|campe[ao]|vincitor|winnaar"
    r"|vinnare|zwyciezc|лауреат|победител|kazanan|juara|pemenang|優勝|受賞|冠军|获奖|우승|수상|prize_|award_"
)
_SECOND = r"runner|second_|zweit|deuxieme|subcampe|vice_?camp|tweede|andraplat|drugie|втор|ikinci|亚军|準優勝|준우승"
_BE = (
    r"(?:(?:was|were|is|came|finished|ended|wurde|landete|est|termine|a\sterminé|fue|quedó|è|foi|ficou|werd|blev"
    r"|był[a]?|zaj[ąę]\w+|стал[аи]?|oldu)\s(?:in\s|auf\s)?)?"
)
_THIRD = Label(
    Beside(
        r"(?<!\w)(?:third|fourth|fifth|dritte[rn]?|vierte[rn]?|troisième|tercer[oa]?|terz[oa]|terceir[oa]|derde|trea"
        r"|trzeci[a]?|третьи[мй]|третьей|üçüncü)(?:\s(?:place|Platz|place|lugar|posto|plaats))?,?\s(?:(?:was|went\sto"
        r"|wurde|ist|est|fue|è|foi|werd|blev)\s)?$|(?:第[三四]名|季军|[34]位の?|[34]위)\s?$",
        rf",?\s{_BE}(?:third|fourth|fifth|dritte[rn]?|vierte[rn]?|(?:la\s|le\s)?troisième|quatrième|tercer[oa]?"
        rf"|cuart[oa]|terz[oa]"
        r"|terceir[oa]|derde|vierde|trea|fyra|trzeci[ae]?|czwart[yae]|третьи[мй]|третьей|третье|четв[её]рт\w+|üçüncü"
        r"|dördüncü|ketiga|keempat)(?!\w)|[^。，、]{0,3}(?:第[三四]|季军|[34]位|[34]위)|\s(?:तीसरे|चौथे)",
        cues=rows(
            "third|fourth|fifth|dritte|vierte|troisi|quatri|tercer|cuart|terz|derde|vierde|trea|fyra|trzeci|"
            "czwart|трет|четв|üçüncü|dördün|ketiga|keempat|第三|第四|季军|位|위|तीसरे|चौथे"
        ),
    ),
    frozenset(str.split("third fourth fifth dritter troisieme tercero terzo trzeci")),
    of_figures=False,
    only_for=f"{_SECOND}|{_WON}",
)
_NOT_WON = Label(
    Beside(
        after=r"[\"”»]?,?\s(?:(?:was|were|had\sbeen|has\sbeen|is|wurde|war|stand|a\sété|était|fue|estuvo|è\sstat[oa]"
        r"|era|foi|werd|blev|była?|został[ay]?|был[аи]?)\s)?(?:also\s|only\s|auch\s|nur\s|auf\sder\s"
        r"|aussi\s)?(?:short-?list\w*|long-?list\w*|nominated|runners?-up|a\sfinalist|nominiert|nommée?|finaliste"
        r"|nominad[oa]|finalista|candidat[oae]|genomineerd|nominerad\w*|nominowan\w+|номинирован\w*|aday\w*)(?!\w)"
        r"|[^。、]{0,4}(?:入围|提名|候補|ノミネート|후보)",
        cues=rows("list|nomin|finalist|runner|nommé|candidat|номинир|aday|入围|提名|候補|ノミネート|후보"),
    ),
    frozenset(str.split("nominee nominees shortlist shortlisted finalist finalists runner")),
    of_figures=False,
    only_for=_WON,
)
_ABSENT = Label(
    Beside(
        after=rf"{_ONE}\s(?:(?:did\snot|didn['’]t|will\snot|won['’]t|could\snot|was\sunable\sto)\s(?:come|attend|appear"
        rf"|take\spart"
        r"|play|run|start|travel|perform|join)|had\sto\s(?:cancel|withdraw|pull\sout|miss)|(?:has\s|had\s)?(?:cancelled"
        r"|dropped\sout)|(?:sagte|musste|hatte)\s[^.;]{0,30}\sab(?:sagen|gesagt)?|fehlte|kam\snicht"
        r"|(?:a|avait|ont)\s(?:dû\s)?(?:renonc|annul)\w+|n['’](?:est|était)\spas\s(?:venue?|présente?)|ne\sviendra\spas"
        r"|no\s(?:acudi[óo]|asisti[óo]|vino|pudo)|cancel[óo]|(?:renunció|tuvo\sque\srenunciar)|non\s(?:è\svenut"
        r"|era\spresent|ha\spartecipat)\w*|ha\s(?:dovuto\s)?rinunci\w+|ha\sdisdetto|não\s(?:compareceu|veio|participou)"
        r"|cancelou|kwam\sniet|zegde\s[^.;]{0,20}\saf|ontbrak|kom\sinte|ställde\sin|nie\s(?:przyjecha|przysz"
        r"|wystąpi)\w*|odwoła\w+|не\s(?:приеха|приш|смог|выступ)\w*|отказал\w*\sот|gelmedi|katıl[ae]?madı|katılamadı"
        r"|tidak\s(?:hadir|datang|ikut)|batal\s\w+)(?!\w)|[^。、，]{0,12}(?:缺席|未出席|未能出席|欠席|取りやめ|불참)",
        cues=rows(
            " not |n't |n’t |unable|had to|cancel|dropped out|sagte|absag|fehlte|nicht|renonc|annul| pas |"
            " no |renunci| non |rinunci|disdett| não |niet|zegde|ontbrak|inte|ställde in| nie |odwoła| не |"
            "отказал|gelmedi|madı|tidak|batal|缺席|出席|欠席|取りやめ|불참"
        ),
        reach=(0, 140),
    ),
    frozenset(str.split("absent absentees cancelled withdrawn withdrew missing declined")),
    of_figures=False,
    only_for="guest|invite|speaker|participant|attende|performer|headliner|lineup|line_up|present|gast|redner|teilnehm"
    "|orador|ponente|invitad|ospit|relator|convidad|deelnem|spreker|gosc|prelegent|гост|участни|konuk|tamu|peserta|嘉宾"
    "|登壇|출연|게스트",
)
_DEAD = Label(
    Beside(
        after=r",?\s(?:who\s|der\s|die\s|qui\s|que\s|che\s)?(?:(?:had|has|later)\s)?(?:died|was\skilled|predeceased"
        r"|(?:ver)?starb|est\smorte?|mourut|murió|falleció|morì|è\smort[oa]|morreu|faleceu|overleed|stierf|dog|avled"
        r"|zmarła?|умер(?:ла)?|öldü|meninggal)(?!\w)|[^。、，]{0,6}(?:去世|病逝|夭折|亡くな|死去|숨졌|사망)",
        cues=rows(
            " died|killed|predeceased|starb|mort|mourut|murió|falleci|morì|morreu|falec|overleed|stierf| dog|"
            "avled|zmar|умер|öldü|meninggal|去世|病逝|夭折|亡く|死|숨졌|사망"
        ),
    ),
    frozenset(str.split("deceased dead died death verstorben mort muerto morto zmarly")),
    of_figures=False,
    only_for="surviv|hinterblieb|superviv|sobreviv|superstit|overlevend|efterlevande|выживш|遗属|遺族|유족|(?:^"
    "|_)(?:children|kinder|enfants|hijos|figli|filhos|kinderen|barn|dzieci|дети|cocuklar|anak|sons?|daughters?)(?:_|$)",
)
_ACQUITTED = Label(
    Beside(
        r"(?<!\w)(?:(?:cleared|acquitted|not\sguilty|innocent)\sof|freigesprochen\svo[mn]|relaxée?s?\s(?:de|du|des)"
        r"|acquittée?s?\s(?:de|du)|absuelt[oa]s?\sdel?|assolt[oaie]\s(?:da\w*|per)|absolvid[oa]s?\sd[eao]"
        r"|vrijgesproken\svan|frikänd\w*\sfrån|uniewinnion\w+\sod|оправдан\w*\s(?:по|в))\s(?:[\w-]+\s){0,3}$",
        r"(?:,[^,;.]{1,40},)?\s(?:(?:charges?|counts?)\s)?(?:(?:was|were|has\sbeen|is)\s(?:left\s(?:to\slie|on)|dropped"
        r"|withdrawn|dismissed|acquitted|cleared|found\snot\sguilty)|(?:wurden?)\s[^.;]{0,30}(?:fallen\s?gelassen"
        r"|eingestellt|freigesprochen)|(?:a|ont)\sété\s(?:relaxée?s?|acquittée?s?|abandonnée?s?)"
        r"|fue(?:ron)?\s(?:absuelt|retirad)[oa]s?|(?:è|sono)\sstat[oaie]\s(?:assolt|archiviat)[oaie]"
        r"|fo(?:i|ram)\s(?:absolvid|retirad)[oa]s?|werd(?:en)?\svrijgesproken|friades|(?:została?)\suniewinnion\w+"
        r"|(?:был[аи]?)\sоправдан\w*|beraat\s\w+|dibebaskan)(?!\w)|[^。、，]{0,8}(?:无罪|無罪|무죄)",
        cues=rows(
            "cleared|acquit|guilty|innocent|left |dropped|withdrawn|dismissed|gelassen|eingestellt|freigespr|"
            "relax|abandonn|absuelt|retirad|assolt|archiviat|absolv|vrijgespr|frikänd|friades|uniewinn|"
            "оправдан|beraat|dibebaskan|无罪|無罪|무죄"
        ),
    ),
    frozenset(str.split("acquitted cleared dropped dismissed withdrawn innocent freigesprochen")),
    of_figures=False,
    only_for="admit|convict|guilty|verurteil|condamn|condenad|condannat|veroordeel|domd|skazan|осужд|有罪|定罪|유죄",
)
_SUSPECTED = Label(
    Beside(
        r"(?<!\w)(?:suspect\w*|suggest\w*|speculat\w*|believ\w*|theor\w+|rumou?r\w*|claim\w*|may|might|could|possibl\w+"
        r"|vermut\w*|verdächtig\w*|möglich\w*|vielleicht|könnten?|soupçonn\w*|suppos\w+|peut-être|pourrait|hypothèse"
        r"|sospech\w*|podría|posible\w*|hipótesis|sospett\w*|ipotes\w+|ipotizz\w*|potrebbe|suspeit\w*|poderia|hipótese"
        r"|vermoed\w*|mogelijk\w*|misstänk\w*|podejrz\w+|prawdopodobn\w+|być\smoże|подозрева\w+|предпол\w+|возможн\w*"
        r"|версия|iddia\w*|şüphe\w*|diduga|kemungkinan|dugaan)(?!\w)[^.;!?]{0,60}$"
        r"|(?:疑似|怀疑|可能|或因|据称|疑い)[^。，]{0,20}$",
        r"[^。.;]{0,25}(?:とみられ|可能性|疑い|추정|의심|가능성|की\sआशंका)"
        r"|[^.;!?]{0,40}\s(?:is|are|was|were)\ssuspected(?!\w)",
        cues=rows(
            "suspect|suggest|speculat|believ|theor|rumo|claim|may |might|could|possibl|vermut|verdäch|möglich"
            "|vielleicht|könnte|soupçon|suppos|peut-être|pourrait|hypoth|sospe|podría|posible|hipót|ipote|ipotiz"
            "|potrebbe|suspeit|poderia|vermoed|mogelijk|misstänk|podejrz|prawdopod|być może|подозр|предпол|возможн"
            "|версия|iddia|şüphe|diduga|kemungkinan|dugaan|疑|可能|或因|据称|とみられ|추정|의심|가능|आशंका"
        ),
        reach=(110, 50),
    ),
    frozenset(
        str.split(
            "suspected possible alleged preliminary probable likely claimed theory vermutete mutmassliche presunta "
            "presumee presume supuesta"
        )
    ),
    of_figures=False,
    only_for="cause|ursache|causa(?:_|$)|motive|motiv(?:_|$)|reason|przyczyn|причин|原因|원인|neden|sebab|penyebab|orsak|oorzaak",
)
_BESIDES = Label(
    Beside(
        r"(?<!\w)(?:(?:joined|followed)\sby|alongside|with\s(?:the\s)?participation\s(?:from|of)"
        r"|(?:other|existing|earlier|further)\s(?:investors|backers|shareholders)\s[^.;]{0,40}"
        r"|also\s(?:took\spart|participated|invested)[^.;]{0,10}|neben|außerdem\s\w+"
        r"|(?:weitere|bisherige|bestehende)\w*\s(?:Investoren|Geldgeber)\s[^.;]{0,30}|aux\scôtés\sd[eu]s?"
        r"|avec\sla\sparticipation\sd[eu]s?|(?:autres|actuels)\sinvestisseurs\s[^.;]{0,30}|junto\s(?:a|con)"
        r"|con\sla\s(?:participación\sde|partecipazione\sdi)|(?:otros|actuales)\sinversores\s[^.;]{0,30}"
        r"|(?:altri)\sinvestitori\s[^.;]{0,30}|affiancat\w+\sda|com\sa\sparticipação\sd[eoa]"
        r"|(?:outros)\sinvestidores\s[^.;]{0,30}|naast|(?:andere|bestaande)\sinvesteerders\s[^.;]{0,30}"
        r"|dołączyl?[ia]\w*\s[^.;]{0,60}|dotychczasow\w+\s(?:inwestor|akcjonariusz)\w+[^.;]{0,60}|(?:при|с)\sучасти\w+"
        r"|также\s(?:участв|вложи)\w+[^.;]{0,20}|(?:investor|pemodal)\slain\s[^.;]{0,80})\s?[:–—-]?\s?$"
        r"|(?:其他投资方|跟投方?|参投方?|老股东)[^。；]{0,20}$|(?:既存投資家|ほかに|他に)[^。]{0,20}$",
        r"[^。；，]{0,8}(?:跟投|参投)|[^。、]{0,12}も(?:参加|出資)|[^.。]{0,12}(?:도\s참여|함께\s참여)"
        r"|\s(?:also\s(?:took\spart|participated|invested|joined)|took\spart\stoo)(?!\w)",
        cues=rows(
            "joined|followed|alongside|particip|investor|backers|also |took part|neben|außer|geldgeber|côtés|"
            "investis|junto |inversor|investit|affianc|investid|naast|investeer|dołącz|dotychczas|участ|"
            "вложи| lain|跟投|参投|投资|既存|ほかに|他に|参加|出資|참여"
        ),
        reach=(130, 40),
    ),
    frozenset(str.split("other others co participants joined weitere autres otros altri outros")),
    of_figures=False,
    only_for="(?:^|_)(?:lead|leads|led|main|principal|haupt|glown|lider|anfuhr|hoofd|huvud|utama|主要|领投|リード"
    "|주도)[a-z]*_?(?:invest|back|inwest|inversor|geldgeber|fund|финанс|pemodal|$)|investor_utama|hauptinvestor|领投"
    "|リード|주도",
)
_CO_AUTHOR = Label(
    Beside(
        r"(?<!\w)(?:co-?authors?|Mitautor(?:in)?|co-?auteure?|coautor[ae]?|medeauteur|medförfattare|współautor\w*"
        r"|соавтор\w*)[\s,][^.;]{0,60}$|(?:共同作者|合著者|共著者|공동\s?저자)[^。]{0,20}$",
        cues=rows("author|autor|auteur|författare|автор|作者|著者|저자"),
    ),
    frozenset(str.split("co coauthor coauthors")),
    of_figures=False,
    only_for="(?:^|_)(?:lead|first|main|principal|senior|head|haupt|erst|premier|primer|primo)",
)
_RIVAL_BID = Label(
    Beside(
        r"(?<!\w)(?:competing|rival|alternative|losing|unsuccessful)\s(?:\w+\s)?(?:bid|offer|proposal"
        r"|tender)s?\s(?:from|by|of)\s(?:[^\W\d_]+\s){0,3}$|(?:konkurrierende[ns]?|rivalisierende[ns]?)\s(?:Angebot"
        r"|Gebot)e?\s(?:von|der|des)\s(?:\w+\s){0,2}$|(?:offre|proposition)\s(?:concurrente|rivale)\s(?:de|du"
        r"|d['’])\s?(?:\w+\s){0,2}$|(?:oferta|propuesta|proposta|offerta)\s(?:rival|rivale|concorrente"
        r"|competidora)\s(?:del?|d[aio]\w*)\s(?:\w+\s){0,2}$",
        cues=rows("bid|offer|proposal|tender|angebot|gebot|offre|proposition|oferta|propuesta|proposta"),
    ),
    frozenset(str.split("rival competing other losing unsuccessful bidders")),
    of_figures=False,
    only_for="buyer|acquir|purchas|winner|winning|kaufer|kaeufer|acheteur|acquereur|comprador|acquirente|compratore|koper|nabywca",
)
STANDINGS = (_RIVAL_BID, _THIRD, _NOT_WON, _ABSENT, _DEAD, _ACQUITTED, _SUSPECTED, _BESIDES, _CO_AUTHOR)
"""What stands beside one of each standing."""
