"""Reading machines that are spoken to in other languages than English: by name, in a salutation, on a condition."""

from __future__ import annotations

__all__ = ["ADDRESSES", "TRACES", "TRACES_IN_OTHER_SCRIPTS"]

_MACHINE = (
    r"(?:sprachmodell\w*|ki(?:-(?:modell|system|assistent|agent)\w*)?|künstliche intelligenz"
    r"|taalmodel\w*|språkmodell\w*|ai-assistent\w*"
    r"|mod[eè]les? (?:de langage|linguistiques?)|assistants? (?:ia|virtuels?)|intelligences? artificielles?"
    r"|modelos? (?:de lenguaje|lingüísticos?|de linguagem|de ia)|mod[eè]les? d['’]ia"
    r"|asistentes?(?: de ia| virtual(?:es)?)?"
    r"|assistentes? (?:de ia|ia|virtual\w*)|intelligenza artificiale|intelig[eê]ncia artificial|ia"
    r"|modell[oi] linguistic[oi]|model\w* językow\w*|sztuczn\w+ inteligencj\w+"
    r"|языков\w+ модел\w+|ии|нейросет\w+)"
)
_GREETING = (
    r"(?:liebe[rs]?|hallo|achtung|bitte|beste|hoi|kära|ch(?:er|ère)s?|bonjour|attention|s['’]il (?:te|vous) pla[iî]t"
    r"|querid[oa]s?|estimad[oa]s?|hola|atención|por favor|car[oaie]s?|prezad[oa]s?|olá|atenção|gentile|ciao"
    r"|attenzione|per favore"
    r"|szanown[yai]|drog[ia]|uwaga|proszę|уважаем\w+|дорог\w+|внимание)"
)
_NOTE = (
    r"(?:à l['’]attention|à l['’]intention|a la atención|all['’]attenzione|zu händen|hinweis|nachricht|mitteilung"
    r"|anweisung|notiz|frage|opmerking|bericht|note|avis|message|consigne|ordre|orden|ordine|befehl|instruction"
    r"|nota|aviso|mensaje|instrucción|mensagem|instrução|messaggio|istruzione|uwaga|wiadomość|polecenie|примечание"
    r"|сообщение|инструкция)"
)
_TO = (
    r"(?:an|für|von|voor|aan|à|au|aux|des?|du|pour|para|a|ao|à|per|al|alla|do|dla|для)(?: (?:das|die|den|alle|jedes"
    r"|het|de|la|le"
    r"|les|toute|tout|el|los|las|todos? los?|o|os|a|il|lo|i|gli))?"
)
_ASKING = (
    r"(?:bitte|du|sie|trag\w*|schreib\w*|gib|setz\w*|s['’]il|veuillez|por|no|não|non|per|proszę|nie|niet"
    r"|ignor\w+|пожалуйста|не)"
)
_SYSTEM = (
    r"(?:system(?:nachricht|meldung|anweisung|hinweis)|message système|instruction système|mensaje del sistema"
    r"|instrucción del sistema|mensagem do sistema|instrução do sistema|messaggio di sistema|istruzione di sistema"
    r"|komunikat systemowy|polecenie systemowe|системн(?:ое (?:сообщение|указание)|ая инструкция)"
    r"|系统(?:提示|消息|指令)"
    r"|システム(?:メッセージ|プロンプト|指示)|시스템 (?:메시지|프롬프트|지시))"
)
_IF_YOU_ARE = (
    r"(?:wenn du|falls du|als je|si tu es|si vous êtes|si eres|si usted es|se você é|se és|se sei|jeśli jesteś"
    r"|если ты|если вы)"
)

ADDRESSES = (
    rf"(?<!\w){_GREETING},? (?:l['’])?(?:{_MACHINE}|asistente|assistente|robots?) ?[,:!]",
    rf"(?:^|(?<=[.!?。] ))[^\w\n]{{0,4}}{_SYSTEM}\s?[:：]",
    rf"(?:^|(?<=[.!?] ))[^\w\n]{{0,4}}{_MACHINE}[,:] {_ASKING}(?!\w)",
    rf"(?<!\w){_NOTE} {_TO} (?:l['’])?{_MACHINE}(?!\w)[^.:!?\n]{{0,40}}[:!]",
    rf"(?<!\w){_MACHINE},? (?:der|die|das|welche\w*|qui|que|che|które|które|который|которые|die) [^.:!?\n]{{0,30}}"
    r"(?<!\w)(?:diesen (?:text|artikel|beitrag)|diese seite|ce texte|cet article|cette page|este texto|este artículo"
    r"|este artigo|esta página|questo testo|questo articolo|questa pagina|ten tekst|ten artykuł|этот текст|эту статью)",
    rf"(?<!\w){_IF_YOU_ARE} (?:(?:une?|una?|uma?|um|uno|eine?|een) )?{_MACHINE}(?!\w)",
    # Chinese, Japanese, Korean, Arabic
    r"(?:AI|人工智能|语言模型|大模型|语言大模型|智能助手|聊天机器人)(?:助手|模型|系统|助理)?(?:[,，:：！!]\s?|(?=请|請))(?:请|請|你|您|把|将|忽略|不要"
    r"|必须)",
    r"(?:AI|言語モデル|生成AI|アシスタント|チャットボット)(?:の皆さん|各位|様)?(?:へ|に告ぐ|への(?:指示|注意"
    r"|お願い))[,、,:：！!。\s]",
    r"(?:この|本)(?:ページ|記事|文章|文書|テキスト)を(?:読む|読んでいる|処理する|要約する)(?:AI|言語モデル|生成AI)は、?[^。\n]{0,40}ください",
    r"(?:AI|언어\s?모델|인공지능|챗봇)(?:\s?(?:모델|비서|어시스턴트))?(?:에게|님|은|는)?[,:]\s?[^.\n]{0,60}(?:하세요|하십시오|해라|적으세요|쓰세요"
    r"|주세요)",
    r"(?:يا |أيها |أيتها |إلى )(?:أيها )?(?:المساعد|النموذج اللغوي|نموذج اللغة|الذكاء الاصطناعي)[^.،:\n]{0,20}[،:]",
)
"""Patterns, ignoring case."""

TRACES = (
    *("sprachmodell", "künstliche int", "taalmodel", "språkmodell", "ai-assistent", "de langage", "linguistique"),
    *("assistant ia", "assistants ia", "assistant virt", "assistants virt", "intelligence art", "intelligences art"),
    *("de lenguaje", "lingüístic", "de linguagem", "asistente", "assistente", "artificiale", "ncia artificial"),
    *("systemn", "systemm", "systema", "systemh", " système", "del sistema", "do sistema", "di sistema", "systemow"),
    *("modelo de ia", "modelos de ia", "d'ia", "d’ia", " robot"),
    *("modello linguistic", "modelli linguistic", "językow", "inteligencj"),
    *(f" {name}{mark}" for name in ("ki", "ia") for mark in (":", ",", "!", " ", "-")),
)
_WORDS_IN_OTHER_SCRIPTS = (
    "языков нейросет ии ai 人工智能 语言模型 大模型 智能助手 聊天机器人 言語モデル アシスタント チャットボット"
    " системн 系统 システム 시스템 언어 인공지능 챗봇 المساعد النموذج نموذج الذكاء"
)
TRACES_IN_OTHER_SCRIPTS = tuple(_WORDS_IN_OTHER_SCRIPTS.split())
"""Every match holds one of these, in lower case and behind a space."""
