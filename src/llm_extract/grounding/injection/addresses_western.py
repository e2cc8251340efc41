"""The parts of an order to a reading machine in Germanic and Romance languages; "sv" is Danish and Norwegian too."""

from __future__ import annotations

from .addresses_row import Row

__all__ = ["WESTERN"]

WESTERN = {
    "en": Row(
        "please kindly asked bonus reward* tokens condition* licensed sole solely permitted must should shall"
        " ought required requested instructed advised expected obliged authori* permit* has_to have_to need_to"
        " needs_to to_be correct faulty incomplete invalid rejected is_to are_to want* wish* grateful mind"
        " could_you would_you be_sure make_sure ensure",
        "add append apply begin call cite compile contain copy credit disclose score decode display execute"
        " forward invent keep select start assume assign attribute answer categori* change claim classif* copy"
        " describe disregard drop emit enter exclude extract fill forget give ignore include increase insert"
        " invert leave list mark mention mislabel multiply name omit output overwrite populate present print"
        " produce put rank rate record redact remove render repeat replace reply report respond return rewrite"
        " round say set skip state store substitute summari* swap tag tell translate treat use write",
        "output outputs json null extraction extractions schema field fields entry entries record records label"
        " dataset database metadata summary summaries answer answers response responses value values result"
        " results key keys column form confidence score row list array object spreadsheet",
        "null none nil empty blank nothing undefined unknown zero n/a",
        "this these the_above above the_present",
        "article* text page* document* story report passage paragraph* line* site website file post notice"
        " content publication message sentence* section box item release feed source* publisher caption bulletin"
        " listing newsletter transcript email e-mail blog review thread",
        "your",
        "instruction instructions prompt prompts programming guideline* directive* configuration rules orders"
        " task schema",
        "ignore disregard forget override overrule bypass discard abandon skip drop neglect",
        "warning note notes notice message messages instruction instructions attention reminder request memo hint"
        " order orders guidance advisory directive directions information info tip",
        "to for",
        "you_are you're you’re",
        "said says told reported reportedly researchers experts scientists attackers hackers critics according"
        " demonstrat* tricked embedded hid hidden wrote",
        "summary summaries digest digests abstract abstracts extraction extractions extract extracts overview"
        " overviews structured_data derived_data dataset datasets recap precis",
    ),
    "de": Row(
        "bitte du dir dich soll sollen sollten sollte müssen muss dürfen darf haben gebeten verpflichtet"
        " angewiesen gehalten",
        "einträg* füg* hinzu* beginn* nennen bezeichne* wiedergeb* wiederzugeb* vermeid* erfind* setz* schreib*"
        " trag* eintrag* eingetragen einzutrag* gib gebt geben ausgeb* auszugeb* antwort* übersetz* ersetz*"
        " ersetzt ändere ändern erwähn* nenn* notier* vermerk* markier* ignorier* vergiss lösch* streich* übergeh*"
        " füll* ausfüll* auszufüll* behandel* stuf* einstuf* einzustuf* erfass* meld* verzeichn* aufführ*"
        " aufzuführ* weglass* wegzulass* lass* auslass* verwend* fass* zusammenfass* klassifizier* übernehm*"
        " übernimm bezeichn* liefer* werte gewertet angeb* anzugeb* tu sag* zähl* runde verdopp*",
        "feld felder feldes antwort* ausgabe* ergebnis* datensatz* datensätz* eintrag einträge* extraktion*"
        " zusammenfassung* konfidenz* wert werte schlüssel json liste tabelle betragsfeld* datenbank*",
        "leer* nichts keine null",
        "dies* obige* vorliegende* folgende*",
        "text* artikel* seite beitrag* meldung* bericht* dokument* absatz* nachricht* zeitung datei quelle zeile*"
        " passage*",
        "dein deine deinen deinem deiner deines !Ihre !Ihren !Ihrem !Ihrer !Ihr eure euren eurer euer",
        "anweisung* vorgabe* richtlinie* auftrag aufträge instruktion* befehl* regeln aufgabe*",
        "ignorier* vergiss* vergess* missacht* übergeh* verwirf* verwerf* überschreib*",
        "warnung hinweis* nachricht mitteilung anweisung* anmerkung* notiz auftrag achtung bitte information*",
        "an für zu",
        "bist_du du_bist sie_sind ihr_seid sie_als du_als",
        "sagt fordert sagte sagten forscher* experten studie* heißt gesetz* laut zufolge berichte* verordnung",
        "zusammenfassung* kurzfassung* extraktion* auszug auszüge datensatz datensätze auswertung* abriss",
    ),
    "nl": Row(
        "mag mogen jij moet moeten dient dienen gelieve alstublieft verzoek* verzocht graag horen hoort",
        "schrijf* schrijven vermeld* vermelden geef geven antwoord* vervang* vertaal* wijzig* noem* noteer* noteren "
        "markeer* markeren negeer* vergeet wis verwijder* vul vult invullen neem neemt overnemen behandel* registreer* "
        "registreren zet laat weglaten weg classificeer* rapporteer* sla opnemen gebruik* meld* zeg",
        "veld velden *veld antwoord* uitvoer resultaat* waarde* samenvatting* record* json lijst sleutel gegevensset",
        "leeg lege niets geen nul",
        "dit deze bovenstaande onderstaande",
        "artikel tekst pagina bericht document verhaal stuk alinea nieuws*",
        "je jouw uw jullie",
        "instructie* opdracht* aanwijzing* regels taak",
        "negeer* negeren vergeet vergeten sla",
        "noot opmerking* bericht mededeling* verzoek instructie* aanwijzing* melding let",
        "aan voor",
        "je_bent bent_u jij_bent u_bent ben_je je_een bent_je",
        "zei zeiden onderzoekers volgens wet studie deskundigen",
        "samenvatting* extractie* uittreksel* overzicht* gegevens",
    ),
    "sv": Row(
        "får du ska skall måste bör vänligen ombeds uppmanas krävs skal må bes bedes venligst vennligst skulle",
        "skriv* ange anger angi angiv* svara svar* ersätt* erstatt* översätt* oversett* oversæt* ändra ändre"
        " nämn* nevn* notera noter* marker* ignorer* glöm glem ta utelämn* utelat* udelad* bortse strunta fyll*"
        " registrer* behandl* rapporter* returner* lämna la lad klassificer* klassifiser* uppge oppgi opgiv* sätt"
        " sett sæt använd* bruk* brug* lägg",
        "fält* *fält *fältet felt* *felt *feltet svar svaret utdata resultat* värde* værdi* verdi*"
        " sammanfattning* sammendrag* post posten json lista listan listen",
        "tom tomt tomma ingenting inget ingen null noll",
        "denna detta den_här det_här dette denne",
        "artikel* text* tekst* sida* side* nyhet* dokument* stycke* sak",
        "din dina ditt dine dit",
        "instruktion* instruks* anvisning* regler order uppdrag oppdrag",
        "ignorer* glöm glem strunta bortse se_bort",
        "meddelande* anmärkning* anteckning besked* meddelelse* melding* notis notat not instruktion* obs"
        " bemærkning* merknad* hälsning",
        "till til åt för for",
        "du_som_är du_som_er du_är du_er är_du er_du dig_som_är deg_som_er dig_som_er",
        "sade sa sagde enligt ifølge forskare forskere lagen loven studien",
        "sammanfattning* sammendrag* referat* extraktion* utdrag resumé*",
    ),
    "fr": Row(
        "tu devra devront doit doivent devez dois veuillez prié* priés merci tenu* auriez pourriez prière svp"
        " faut plaît",
        "invent* commenc* cit* affirm* précis* recopi* copi* écri* indiqu* inscri* renvo* retourn* répond* inclu*"
        " ajout* omett* omets chang* rempla* tradui* class* marqu* mentionn* oubli* supprim* rempli* extrai* notez"
        " note donn* consid* mets mettez enregistr* attribu* résum* signal* laiss* ignor* multipli* modifi* effac*"
        " restitu* produi* affich* saisi* report*",
        "champ* réponse* sortie* résultat* valeur* résumé* fiche* entrée* json extraction* liste enregistrement*"
        " rubrique",
        "vide vides rien aucun* néant zéro null nul",
        "ce cet cette cet ces présent* ci-dessus",
        "article* texte* page* document* site dépêche communiqué paragraphe* passage* brève",
        "votre vos ta tes ton",
        "consigne* instruction* directive* règles ordres mission",
        "ignor* oubli* abandonn* écart* néglig* passe* outrepass*",
        "note avis message* consigne* instruction* attention intention rappel information destination",
        "à au aux pour des du de de_l' destiné* destinée*",
        "tu_es vous_êtes êtes-vous es-tu",
        "selon chercheurs étude experts loi déclaré affirmé règlement d'après",
        "résumé* extraction* synthèse* abrégé* fiche fiches données",
    ),
    "es": Row(
        "tú usted puede pueden debe deben debes deberá* debería* favor ruega rogamos ruego tiene tienen tienes"
        " podría* podrías solicita*",
        "inventa invente copia copie comience empiece afirm* agreg* agregu* ponerse escrib* escriba* indica"
        " indique* indicar registra registre* registrar pon ponga* poner devuelv* devolver respond* contest*"
        " incluy* añad* omit* cambi* sustituy* sustituir reemplac* reemplaz* traduc* traduz* clasific* clasifiqu*"
        " marque marcar anota anote* anotar cite* mencion* ignor* olvid* elimin* borr* rellen* complet* declar*"
        " extraig* extraer extrae haz multipli* resum* deja deje* da figurar consign* trat*",
        "campo* respuesta* salida* resultado* valor* resumen* registro* json ficha* lista* entrada extracción casilla",
        "vací* nada ningun* ningún nulo null cero",
        "este esta estos estas presente siguiente",
        "artículo* texto* página* documento* noticia* nota párrafo* pasaje* sitio",
        "tu tus vuestra vuestras vuestro vuestros",
        "instruccion* órdenes reglas indicaciones directrices tarea normas",
        "ignor* olvid* descart* desestim* omit* abandon* caso_omiso",
        "nota aviso mensaje* instrucci* atención indicación recado advertencia orden",
        "a al para dirigid*",
        "ets eres usted_es tú_eres sois",
        "dice dicen según investigadores expertos estudio dijo ley explicó juez reglamento",
        "resumen resúmenes síntesis extracción extracciones extracto* datos",
    ),
    "pt": Row(
        "tu você pode podem deve devem deverá* deverão devias favor solicita* roga-se pede-se queira poderia* tem"
        " têm precisa*",
        "escrev* indica indique* indicar regist* devolv* retorn* respond* inclu* acrescent* substitu* tradu*"
        " classific* marque* marca anote* cite* mencion* ignor* esquec* esqueç* elimin* apag* preench* complet*"
        " declar* extrai* coloque* coloca deix* trat* troque* resum* altera altere* omit* informe* diz digas põe"
        " ponha considere*",
        "campo* resposta* saída* resultado* valor* resumo* registo* registro* json lista* ficha extração",
        "vazi* nada nenhum* nulo null zero",
        "este esta deste desta neste nesta isto presente",
        "artigo* texto* página* documento* notícia* parágrafo* passagem site matéria reportagem",
        "teu teus tua tuas vosso vossos vossa vossas",
        "instruç* regras diretriz* diretiva* ordens orientações tarefa",
        "ignor* esquec* esqueç* desconsider* descart* abandon*",
        "nota aviso mensagem* instruç* atenção recado lembrete comunicado",
        "ao aos à às para a",
        "és você_é vocês_são tu_és sois",
        "diz dizem segundo pesquisadores investigadores especialistas disse lei estudo juiz regulamento",
        "resumo* síntese* extração extrações extracto* dados",
    ),
    "it": Row(
        "tu dovrà dovranno deve devono devi dovete dovrebbe* prega preghiamo pregat* favore cortesemente potresti"
        " potreste tenut*",
        "inventa copia comincia afferm* aggiunger* scriv* indica indicare indichi* riport* inser* restitu*"
        " rispond* aggiung* omett* camb* sostitu* traduc* segnal* cita* citi* menzion* dimentic* cancell* compil*"
        " estra* registr* consider* attribui* ignor* lascia* lasci classific* elimin* metti* mettete imposta*"
        " tratta* annota* trascriv* dichiar*",
        "campo campi risposta risposte risultato risultati valore valori riassunto riepilogo output json scheda"
        " elenco estrazione voce",
        "vuot* nulla niente nessun* null zero",
        "questo questa quest' quest’ presente",
        "articolo testo pagina documento notizia paragrafo sito brano",
        "tuo tua tuoi tue vostra vostre vostro vostri",
        "istruzion* regole indicazioni direttive ordini compito",
        "ignor* dimentic* scart* tralasci* trascur*",
        "nota messaggio* istruzion* avviso attenzione comunicazione avvertenza",
        "a al alla ai agli all' all’ per l' gli i le",
        "sei siete tu_che_sei lei_è",
        "dice dicono secondo ricercatori esperti studio legge detto giudice regolamento",
        "riassunt* riepilog* sintesi estrazion* estratt* dati",
    ),
}
