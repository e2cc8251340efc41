"""What reading machines are called, in many languages, and how they are greeted."""

from __future__ import annotations

__all__ = ["BARE", "GREETING", "HEADS", "HEADS_ABROAD", "MACHINE", "MACHINE_ENGLISH", "MACHINE_UNSPACED", "NO_MACHINE"]

_KIND = (
    r"(?:syst[eèéê]m\w*|sist[eê]m\w*|систем\w*|σ[υύ]στ[ήη]μ\w*|rendszer\w*|järjestelm\w*|model\w{0,8}|mod[eè]les?"
    r"|модел\w*|μοντέλ\w*|a(?:ss|s|si|sy)i?st[ea]n\w*|asystent\w*|ассистент\w*|асистент\w*|помощник\w*|помічник\w*"
    r"|βοηθ\w+|avustaj\w*|agent(?:s|e|es|en|a|i|ów|om|er|erna)?|агент\w*|readers?|lecteurs?|lector(?:es)?|lettor[ei]"
    r"|leitor(?:es)?|cititor\w*|leser\w*|lezers?|läsare\w*|læser\w*|lukij\w+|olvasó\w*"
    r"|programm?(?:a|as|i|e|es|s|en|u|y|om)?|программ\w*|програм\w*|logiciels?|software|tools?|outils?|herramientas?"
    r"|ferramentas?|strument[oi]|werkzeuge?n?|narzędzi\w*|nástroj\w*|инструмент\w*|(?:ro)?bots?|robot\w*|робот\w*"
    r"|crawlers?|scrapers?|parsers?|extract(?:ors?|eurs?)|extractor(?:es)?|engines?|pipelines?|services?|processors?"
    r"|machines?|algorithm\w*|consumers?|indexers?|aggregators?|workflows?|annotators?|clients?|processes|compilers?"
    r"|miners?|instrument\w*|hệ thống|trợ lý|chương trình|mô hình|sistem)"
)
_QUALITY = (
    r"(?:ai|llm|gpt|nlp|(?-i:IA|KI|ИИ|ШІ|AI|SI|UI|MI|YZ)|language|lang(?:uage|age)|lenguaje|linguagem|linguaggio"
    r"|llenguatge|limbaj\w*|ling[uü][ií]sti\w*|lingvistic\w*|językow\w*|jazykov\w*|nyelvi|dil|языков\w*|мовн\w*"
    r"|езиков\w*|γλωσσικ\w*|bahasa|jezičn\w*|jezičk\w*|artifi[czs]i\w*|kunstmatig\w*|künstlich\w*|kunstig\w*|automa\w*"
    r"|autom[aá]ti[czs]\w*|geautomatiseerd\w*|автомат\w*|αυτόματ\w*|otomatis|otomatik|virtu[ae]\w*|виртуальн\w*"
    r"|e?xtra[cçz]\w*|estrazion\w*|ekstrakcj\w*|извлечени\w*|ingestion|reading|reads|indexing"
    r"|(?:text|data|document|content|information|news)[- ](?:extraction|processing|mining|ingestion)"
    r"|summari[sz](?:ation|ing)|parsing|scraping|machine|maschinell\w*|maskinell\w*|neur[ao]\w*|lecture|lectura|leitura"
    r"|lettura|zadávání|zpracování|spracovania|zadávania|καταχώρισης|εξαγωγής|επεξεργασίας|ανάγνωσης|saisie|traitement"
    r"|(?:entrada|captura|introducción|procesamiento|tratamiento|processamento|registo) de|inserimento|elaborazione"
    r"|lettura|wprowadzania|przetwarzania|ввода|обработки|введення|обробки|adatrögzítő|adatfeldolgozó|feldolgozó"
    r"|veri giriş|veri işleme|entri data|nhập liệu|trích xuất|tự động|data[- ]entry|extrager\w*)"
)
_PREPOSITION = r"(?:[ -](?:(?:de|di|do|da|del|der|van|von|för|på|a) |d['’])?)"
_INTELLIGENCE = (
    r"(?:intel\w+ art[ií]fi\w+|intel·ligència artificial|sztuczn\w+ inteligencj\w+|um[ěe]l\w+ inteligenc\w+"
    r"|mesterséges intelligenci\w+|yapay zek\w+|искусственн\w+ интеллект\w*|штучн\w+ інтелект\w*"
    r"|изкуствен\w+ интелект\w*|τεχνητ\w+ νοημοσύν\w*|k[uü]nst\w+ intellig\w+|artifi\w+ int[eé]l\w+|kecerdasan buatan"
    r"|trí tuệ nhân tạo|(?:v[jeě]+štačk|umjetn)\w+ inteligencij\w+)"
)
NO_MACHINE = (
    r"(?![ -](?:compan|firm|start|develop|maker|researcher|expert|industr|chief|boss|polic|safety|ethic|race|boom|chip"
    r"|unternehm|entwickl|forsch|firm|verband|gesetz|train|engineer|scien|user|giant|sector|lab|work))"
)
MACHINE = (
    rf"(?<!\w)(?:{_QUALITY}{_PREPOSITION}{_KIND}|{_KIND}{_PREPOSITION}{_QUALITY}"
    r"|(?-i:AIs|AI|KI|IA|ИИ|ШІ|SI|LLMs?)(?![ -]?\w|['’]s)|(?-i:AI|KI|IA|ИИ|ШІ)(?=[ ](?:that|which|reading|die|qui|que"
    r"|che|som)\b)|(?:ki|ai|ии|ші)-(?:model|syst|assist|leser|lezer|läs|læs|verkt|værkt|tool|werkzeug|bot|програм"
    r"|систем|ассист|модел)\w*|(?:large )?language models?|llms?|chat-?(?:ro)?bots?|чат-?бот\w*|бот(?:ы|ам|у)?|chatgpt"
    r"|neural networks?|(?:registrerings|registratie|gegevens|erfassungs|kirjaus|tallennus)(?:system|systeem"
    r"|järjestelm)\w*|maskinl[äæe][rs]\w*|sprachmodell\w*|sprachassistent\w*|taalmodel\w*|språkmodell\w*|sprogmodel\w*"
    r"|kielimall\w*|tekoäly\w*|нейросет\w*|нейромереж\w*|sieci? neuronow\w*"
    rf"|(?:{_KIND}{_PREPOSITION})?{_INTELLIGENCE}|mô hình ngôn ngữ"
    r"|(?:data |text |fact |entity |information )?(?:extractors?|parsers?|scrapers?|crawlers?|summari[sz]ers?"
    r"|indexers?)|(?:ro)?bots?|asistente|assistente|парсер\w*|extracteurs?|(?:auswertungs|extraktions|lese|erfassungs"
    r"|analyse)(?:programm|system|software|dienst|roboter|bot|maschine)\w*"
    rf")(?!\w){NO_MACHINE}"
)
_ENGLISH_KIND = (
    r"(?:systems?|models?|assistants?|agents?|readers?|programs?|software|tools?|bots?|robots?|crawlers?|scrapers?"
    r"|parsers?|extractors?|engines?|pipelines?|services?|processors?|machines?|algorithms?|consumers?|indexers?"
    r"|aggregators?|workflows?|annotators?|clients?|processes|compilers?|miners?|summari[sz]ers?|reporters|writers"
    r"|editors|authors|applications?|apps?|scripts?|intelligences?)"
)
MACHINE_ENGLISH = (
    rf"\b(?=[a-gil-npr-tvw])(?:(?:(?:ai|llm|gpt|nlp)(?:[ -](?:based|powered|driven|assisted))?|(?:large )?language"
    rf"|artificial(?:[- ]intelligence)?|automat\w+|machine(?:[- ](?:reading|learning|readable))?|neural|virtual|reading"
    rf"|(?:text|data|document|content|information|news|fact|entity|data[- ]entry)(?:[- ](?:extraction|processing|mining"
    rf"|ingestion|collection|gathering))?|extraction|ingestion|indexing|summari[sz](?:ation|ing)|parsing"
    rf"|scraping)[ -]{_ENGLISH_KIND}|artificial intelligences?|(?-i:AIs|AI)(?![ -]?\w|['’]s)"
    rf"|(?-i:AI)(?=[ ](?:that|which|reading)\b)|(?:large )?language models?|llms?|chat-?bots?|chatgpt|neural networks?"
    rf"|extractors?|parsers|scrapers?|crawlers?|summari[sz]ers?"
    r"|indexers?|(?:ro)?bots|(?:whatever|whichever|any|every|all|the) (?:software|programs?|scripts?"
    r"|pipelines?) (?:that |which |is )?"
    rf"(?:turn|read|process|pars|convert|extract|scan|fill|import|ingest|index|collect|summari)\w*)\b{NO_MACHINE}"
)
MACHINE_UNSPACED = (
    r"(?:人工智能|人工智慧|语言模型|語言模型|大模型|智能助手|聊天机器人|机器人|智能(?:程序|系统|体)"
    r"|(?<![a-z])AI(?![a-z])|人工知能|言語モデル|アシスタント|チャットボット|인공지능|언어\s?모델|챗봇|어시스턴트"
    r"|(?:ال)?ذكاء (?:ال)?اصطناعي|نم(?:وذج|اذج)\w{0,2} (?:ال)?لغ\w+|النموذج اللغوي|النماذج اللغوية|المساعد"
    r"|בינה מלאכותית|מודל(?:י)? (?:ה)?שפה|مدل(?:‌های)? زبانی|هوش مصنوعی|भाषा मॉडल|एआई|(?:प्रविष्टि|स्वचालित) प्रणाली"
    r"|कृत्रिम बुद्धिमत्ता|โมเดลภาษา|ปัญญาประดิษฐ์|เอไอ)"
)
HEADS = frozenset(
    str.split(
        "bot robot zadáv zprac sprac καταχ εξαγω επεξε ανάγν saisi trait inser elabo wprow przet ввода обраб введе "
        "оброб adatr adatf feldo veri entri hệ trợ regis erfas kirja talle lingv whate miner ai ais ia ki ии ші si llm "
        "llms gpt nlp langu langa lengu lingu lingü lleng limba języko język jazyk nyelv dil языко мовн мовна мовні "
        "мовно езико γλωσσ bahas jezič artif kunst künst autom autóm geaut автом αυτόμ otoma virtu вирту extra estra "
        "ekstr извле inges readi summa parsi scrap machi masch maski neuro neura chatb чат бот боты ботам chatg sprac "
        "taalm språk sprog kieli tekoä нейро sieci sieć sztuc umělá umělé umelá umele meste yapay искус штучн изкус "
        "τεχνη kecer trí mô vješt vešta umjet extra parse crawl bots парсе auswe lese"
    )
)
GREETING = (
    r"(?:(?:dear|hey|hi|hello|attention|ok|okay|psst|greetings|liebe[rs]?|hallo|achtung|beste|geachte|hoi|hej|kära|kære"
    r"|kjære|ch(?:er|ère)s?|bonjour|salut|querid[oa]s?|estimad[oa]s?|hola|car[oaie]s?|prezad[oa]s?|olá|gentile|ciao"
    r"|spett\.|zdravím|pozdrav|dragă|stimate|szanown[yai]\w*|drog[ia]|uwaga|milý|milá|vážen\w+|kedves|tisztelt|hyvä"
    r"|arvoisa|sevgili|sayın|merhaba|уважаем\w+|дорог\w+|внимание|шановн\w+|увага|уважаем|αγαπητ\w+|yth|halo|dragi"
    r"|poštovan\w+|tu|du|you|o|oh)[,!:]? (?:(?:všechny|alle|alla|tous les|toutes les|todos los|todas as|todos os"
    r"|tutti i|wszystkie|все|всі|toate|all|all the|you) )?)"
)
BARE = r"(?-i:AI|IA|KI|ИИ|ШІ|SI)(?![\w-])"
"""The short names, whatever follows."""
HEADS_ABROAD = frozenset(str.split("intel robot roboț asist assis lectu leitu lettu erfas analy leser extra"))
"""Words that are too common in English."""
