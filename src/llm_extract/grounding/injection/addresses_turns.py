"""Forged turns of a chat in other languages than English, messages of a system, results of a tool, examples."""

from __future__ import annotations

import re

from ...values.lazy_patterns import lazily

__all__ = ["EXAMPLE_HEADS", "TURN_WORDS", "example", "message", "turn"]

_SYSTEM = (
    r"(?:system(?:nachricht|meldung|anweisung|hinweis|bericht|meddelande|melding|besked)|(?:message|instruction"
    r"|consigne|avis|note) (?:du )?système|(?:mensaje|instrucción|aviso|nota|orden) del sistema|(?:mensagem|instrução"
    r"|aviso|nota) do sistema|(?:messaggio|istruzione|avviso|nota) (?:di|del) sistema|(?:komunikat"
    r"|polecenie) systemow\w+|системн\w+ (?:сообщение|указание|инструкция|повідомлення|вказівка|съобщение)|系统(?:提示"
    r"|消息|指令)|系統(?:提示|訊息|指令)|システム(?:メッセージ|プロンプト|指示)|시스템 (?:메시지|프롬프트|지시)"
    r"|sistem (?:mesajı|talimatı|notu)|systémov\w+ \w+|rendszer(?:üzenet|utasítás)|järjestelmäviesti|μήνυμα συστήματος)"
)
_USER = (
    r"(?:utilisateur|usuario|usuário|utilizador|utente|benutzer|nutzer|gebruiker|användare|bruker|bruger|utilizator"
    r"|użytkownik|uživatel|používateľ|felhasználó|käyttäjä|kullanıcı|пользователь|користувач|потребител|korisnik"
    r"|χρήστης|pengguna|người dùng|administrateur|administrador|amministratore|beheerder|yönetici|pengembang"
    r"|desarrollador|développeur|desenvolvedor|sviluppatore|entwickler|ontwikkelaar|utvecklare|utvikler|udvikler"
    r"|разработчик|розробник|geliştirici|programista|vývojář|fejlesztő|kehittäjä|nhà phát triển|администратор"
    r"|адміністратор|开发者|開発者|개발자|المطور|นักพัฒนา|डेवलपर|توسعه‌دهنده|用户|用戶|使用者|ユーザー?|사용자|المستخدم"
    r"|کاربر|משתמש|उपयोगकर्ता|ผู้ใช้|assistant virtuel|asistente|assistente|assistent|asystent|ассистент|асистент|助手"
    r"|アシスタント|어시스턴트|المساعد|دستیار)"
)
_TOOL = (
    r"(?:(?:araç|tool|werkzeug|ツール|工具|도구|verktyg|værktøj|verktøy)[- ]?s?(?:実行|调用|呼び出し|返回"
    r"|실행)?[ -]?(?:çıktısı|sonucu|ausgabe|ergebnis|uitvoer|resultaat|resultat|utdata|output|結果|出力|结果|輸出|输出"
    r"|결과|출력)|(?:résultat|sortie|réponse) de l['’]outil|(?:resultado|salida|respuesta) de la herramienta"
    r"|(?:resultado|saída|resposta) da ferramenta|(?:output|risultato|risposta) dello strumento|wynik narzędzia"
    r"|výstup nástroj\w|(?:результат|вывод|ответ) (?:инструмента|вызова\w*)|(?:результат|вивід"
    r"|відповідь) (?:інструмент\w*|виклику)|نتيجة الأداة|مخرجات الأداة|خروجی ابزار|αποτέλεσμα εργαλείου)"
)
_ENDS = (
    r"(?:ende des (?:artikels|textes|dokuments)|fin (?:de l['’]article|du texte|del (?:artículo|texto|documento)"
    r"|do (?:artigo|texto))|fine (?:dell['’]articolo|del testo)|einde van (?:het artikel|de tekst)"
    r"|slut på (?:artikeln|texten|artiklen)|koniec (?:artykułu|tekstu)|конец (?:статьи|текста)|кінець (?:статті|тексту)"
    r"|konec (?:článku|textu)|hết bài(?: báo| viết)?|slutt på artikkelen|vége a cikknek|cikk vége|artikkelin loppu"
    r"|makale sonu|sfârșitul articolului|akhir artikel|文章(?:结束|到此结束)|記事(?:終わり|ここまで)|기사 끝)"
)
_NEW_TASK = (
    r"(?:(?:neue|nouvelle|nueva|nova|nuova|nowe|nowa|новая|нове|ny|nytt|nieuwe|nový|nová|új|yeni|uusi|新しい|新的?"
    r"|새로운?) ?(?:aufgabe|anweisung|instruktion|tâche|consigne|instruction|tarea|instrucción|tarefa|instrução|compito"
    r"|istruzione|zadanie|polecenie|задача|инструкция|завдання|інструкція|uppgift|instruktion|oppgave|opgave|taak"
    r"|opdracht|úkol|úloha|feladat|utasítás|görev|talimat|tehtävä|ohje|sarcină|instrucțiune|任务|指令|指示|タスク|작업"
    r"|지시))"
)
# The end of an element that no page has, as "</text>" or "</order>".
_TAG = (
    r"</(?!(?:a|abbr|address|article|aside|b|body|blockquote|button|center|cite|code|dd|del|details|div|dl|dt|em"
    r"|figcaption|figure|font|footer|form|h\d|head|header|html|i|iframe|ins|label|li|main|mark|nav|ol|option|p|path|pre"
    r"|q|s|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|g|table|tbody|td|textarea|tfoot|th"
    r"|thead|time|title|tr|u|ul|video|audio|picture|math|m\w+)>)[^\W\d_]{3,20}>"
)
_BARE_SYSTEM = "user|sistema|système|система|systém|systeem|sistem|系统|系統|システム|시스템"
TURN_WORDS = frozenset(
    str.split(
        "systemnachricht systemmeldung systemanweisung systemhinweis systembericht systemmeddelande systemmelding"
        " systembesked système sistema systemowy systemowe системное системная системне системна системно sistem"
        " systémová systémový rendszerüzenet rendszerutasítás järjestelmäviesti συστήματος system user araç"
        " werkzeugausgabe werkzeugergebnis toolausgabe toolergebnis tooluitvoer toolresultaat verktygsresultat"
        " verktygsutdata outil herramienta ferramenta strumento narzędzia nástroje nástroja инструмента вызова"
        " інструмента інструменту виклику الأداة ابزار εργαλείου utilisateur usuario usuário utilizador utente"
        " benutzer nutzer gebruiker användare bruker bruger utilizator użytkownik uživatel používateľ felhasználó"
        " käyttäjä kullanıcı пользователь користувач потребител korisnik χρήστης pengguna asistente assistente"
        " assistent asystent ассистент асистент ende fin fine einde slut koniec конец кінець konec neue nouvelle"
        " nueva nova nuova nowe nowa новая нове ny nytt nieuwe nový nová új yeni uusi hết slutt vége loppu sonu"
        " sfârșitul akhir administrateur administrador amministratore beheerder yönetici pengembang desarrollador"
        " développeur desenvolvedor sviluppatore entwickler ontwikkelaar utvecklare utvikler udvikler разработчик"
        " розробник geliştirici programista vývojář fejlesztő kehittäjä phát администратор адміністратор"
    )
)
"""Words one of which stands in a message or a turn, in languages that part words; English ones in brackets only."""
EXAMPLE_HEADS = frozenset(str.split("outpu label ausga sorti salid saída uscit uitvo вывод выход çıktı"))


message = lazily(
    rf"(?:^|(?<=[.!?。»”\"] ))[^\w\n]{{0,5}}{_SYSTEM}\s?[:：]"
    rf"|[\[<{{(【]\s?/?(?:{_SYSTEM}|{_TOOL})(?:\s?[:：][^\])}}>】\n]{{0,60}})?\s?[\])}}>】]",
    re.IGNORECASE | re.MULTILINE,
)
"""A message of a system, or the result of a tool."""


turn = lazily(
    rf"^[^\w\n]{{0,5}}{_USER}\s?[:：]|(?:^|(?<=[.!?。] ))[^\w\n]{{0,5}}{_ENDS}\s?[^\w\s]|{_NEW_TASK}\s?[:：]"
    rf"|[\[<【]\s?/?(?:[^\s\]>】]{{1,12}} ){{0,2}}[^\s\]>】]{{0,12}}(?:{_USER}|{_BARE_SYSTEM})\s?[\]>】]|{_TAG}",
    re.IGNORECASE | re.MULTILINE,
)
"""Who speaks in a chat, at the beginning of a line or in brackets."""


example = lazily(
    r"(?:\b(?:input|article|text|passage|document|question|eingabe|frage|entrée|entrada|ingresso|invoer|ввод|вход"
    r"|girdi)\b|入力|输入|輸入|입력|질문|質問|问题|問題|مدخل|ورودی)[^\n]{1,90}?(?:\b(?:output|label|ausgabe|sortie"
    r"|salida|saída|uscita|uitvoer|вывод|выход|çıktı)\s?[:：]|(?:→|->|=>)|(?:出力|输出|輸出|출력|답)\s?[:：])",
)
"""What is put in and what is to come out."""
