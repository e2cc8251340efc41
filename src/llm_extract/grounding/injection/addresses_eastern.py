"""The parts of an order to a reading machine in other languages that part words; "cs" is Slovak too, "hr" Serbian."""

from __future__ import annotations

from .addresses_row import Row

__all__ = ["EASTERN"]

EASTERN = {
    "ro": Row(
        "vor trebuie rugăm rog vă_rog te_rog obligat* solicit*",
        "folos* scri* indic* răspund* returneaz* adaug* omite* înlocui* traduc* marc* ignor* complet* trece*"
        " trec* set* menționa* consider* elimin* șterg* las* pune* pui înregistr* raport* extrage* clasific*",
        "câmp câmpul câmpuri câmpurile răspuns* rezultat* valoare* valori rezumat* json ieșire* listă lista înregistr*",
        "gol goală goale nimic null zero",
        "acest acestui această acestei",
        "articol* text* pagin* document* știr*",
        "ta tău tale tăi voastră voastre vostru dumneavoastră",
        "instrucțiun* reguli* indicați*",
        "ignor* uită uitați abandon*",
        "notă mesaj* instrucțiun* atenție anunț",
        "către pentru",
        "ești sunteți",
        "potrivit spus cercetător* studiu* lege*",
        "rezumat* sintez* extrager* date",
    ),
    "pl": Row(
        "ty proszę prosimy powin* należy musi muszą musisz mają masz trzeba",
        "wymyśl* skopiuj* rozpocz* zapisz* zapisać wpisz* wpisać podaj* podać zwróć* zwrócić odpowied* odpowiedz*"
        " uwzględni* dodaj* pomi* zamie* przetłumacz* oznacz* wymie* wspomin* zignor* ignor* zapomn* usuń* usunąć"
        " wypełni* traktuj* traktować uznaj* uznać napisz* wstaw* ustaw* sklasyfik* klasyfik* umieść* umieścić"
        " przypisz* zmień* zostaw* wyodrębn*",
        "pole pola polu polach odpowiedź odpowiedzi wynik* wartość wartości podsumowani* streszczeni* json"
        " rekord* lista listę danych",
        "pust* nic brak zero null żadn*",
        "ten tego tym tej tę ta niniejsz* powyższ*",
        "artykuł* tekst* stron* dokument* wiadomoś* materiał* notat*",
        "twoje twoją twój twoim twoich twojej swoje swoją swój swoim swoich swojej wasze waszą waszych",
        "polece* instrukcj* zasad* wytyczn* reguł* zadani*",
        "zignor* ignor* zapomnij* pomiń* pomij* odrzuć* porzuć*",
        "uwaga wiadomość polecenie komunikat* instrukcj* notatka informacja nota",
        "do dla",
        "jesteś jesteście będąc",
        "według badacz* ekspert* ustaw* powiedzia* zdaniem",
        "podsumowani* streszczeni* ekstrakcj* wyciąg* dane",
    ),
    "cs": Row(
        "nesmí nesmie nesmějí musí mus* prosím prosíme má mají máte třeba treba nutné povin* žád* buďte",
        "zapiš* zapíš* zapisuj* uveď* uvádě* uvies* vrať* vrát* odpov* přidej* pridaj* vynech* nahraď* přelož*"
        " prelož* označ* ignor* zapome* zabudn* vyplň* napiš* napíš* nastav* smaž* vymaž* změň* zmeň* považuj*"
        " vypiš* vypíš* nezmiňuj* nespomín* zaznamen* ponech* doplň*",
        "pole poli polí odpověď* odpovědi odpoveď* odpoved* výstup* výsledk* výsledek hodnot* json záznam*"
        " souhrn* zhrnut* seznam*",
        "prázdn* nic nič null nul* žádn* žiadn*",
        "tento tohoto tomto této tuto tejto túto tieto",
        "článek článk* text* strán* dokument* zprá* správ*",
        "tvé tvou tvůj tvoje tvojej své svou svoje svojej svých vaše vaší vašej vašich",
        "pokyn* instrukc* inštrukc* pravid* příkaz* príkaz*",
        "ignor* zapome* zabudn* zruš*",
        "poznámk* pokyn* zpráv* správa upozorn* instrukc*",
        "pro pre",
        "jsi jste si ste",
        "podle podľa řekl* výzkumn* zákon* expert*",
        "souhrn* shrnutí zhrnut* výtah výťah extrakc* data údaje",
    ),
    "hu": Row(
        "tilos kell kérjük kérem kérünk köteles* szíveskedj* legyen",
        "írd írj* írja írják add adj* adja válaszol* fordít* cseréld cserél* töröl* töltsd hagyd hagyj* hagyja jelöld "
        "jelölj* említ* rögzít* vedd vegye tüntes* állítsd módosít* helyettesít* hagyják tekints* szerepel*",
        "mező* *mező* válasz* kimenet* eredmény* érték* json összefoglal* rekord* lista listát",
        "üres* semmi* null nulla nullát nullára",
        "ez ezt ezen erre ebből ebben ennek",
        "lap* a_cikk* cikk* szöveg* oldal* dokumentum* hír*",
        "válaszodban kimenetedben válaszában",
        "utasítás* szabály* instrukció*",
        "hagyd hagyja felejts* mellőz*",
        "megjegyzés* üzenet* utasítás* figyelem figyelmeztet*",
        "számára részére",
        "te_mint ön mint_egy",
        "szerint kutató* törvény* mondta",
        "összefoglal* kivonat* adatok",
    ),
    "fi": Row(
        "pitää täytyy tulee on_syytä pyydämme pyydetään ole_hyvä olkaa kuuluu",
        "kirjoit* kirjoita merkits* merkitk* ilmoit* vasta* palaut* lisää lisätkää jätä jättä* korva* käännä"
        " ohita unohda poista täytä kirja* luokittel* mainits* aseta anna muuta raportoi*",
        "kenttä* kentän kentt* *kenttään vastau* tulos* tulost* arvo arvoa arvoksi json tiivistelm* luettelo* tietue*",
        "tyhjä* ei_mitään null nolla*",
        "tämä tämän tätä tässä näitä",
        "artikkel* teksti* tekstin sivu* juttu* jutun uuti* dokument*",
        "sinun sinu* teidän vastauksessasi vastaukseesi",
        "ohjeet ohjeesi ohjeistus ohjeita sääntö* sääntöjä käsky*",
        "unohda ohita sivuuta jätä",
        "huomautus* huom viesti* ohje* huomio*",
        "kaikille",
        "olet olette jos_olet",
        "mukaan tutkija* laki* sanoi",
        "tiivistelm* yhteenve* poiminta* poiminnat tiedot",
    ),
    "tr": Row(
        "sen lütfen gerek* zorunda* *malı *meli *malıdır *melidir *malısın *melisin rica eğer *iysen *iyseniz"
        " *ysan *ysanız",
        "yazma yazmayın uydur* kopyala* yazarsan yaz* yazın belirt* döndür* yanıtla* cevapla* ekle* çıkar*"
        " değiştir* çevir* işaretle* göster* kaydet* unut* sil* doldur* say bahset* ver verin gir girin bırak*"
        " atla* listele* raporla* kabul",
        "alan alanı alanlar alanına yanıt* cevap* çıktı* sonuç* değer* özet* json kayd* kayıt* liste*",
        "boş null sıfır hiçbir hiçbir_şey",
        "bu yukarıdaki aşağıdaki",
        "makale* metin* metni* sayfa* haber* yazı* belge*",
        "senin sizin yanıtına yanıtında cevabında çıktında yanıtınızda cevabınızda çıktınızda",
        "talimat* kural* yönerge* komut*",
        "unut* görmezden yok_say* göz_ardı",
        "not mesaj* uyarı* talimat* dikkat",
        "için",
        "sen siz isen iseniz eğer",
        "göre araştırma* yasa* söyledi uzman*",
        "özet* çıkarım* veri veriler",
    ),
    "ru": Row(
        "ты вы должн* следует надо нужно необходимо пожалуйста просим прошу требуется обязан*",
        "называть упоминать добавь* придумай* скопируй* начинай* раскод* укаж* указать указывать запиш* записать "
        "записывать пиши* напиш* верн* возвращ* вывед* выведи* вывод* ответь* отвеч* добав* опуст* замен* перевед* "
        "отмет* отмечай* упомин* упомян* проигнор* игнорир* забуд* удал* заполн* считай* считать внес* вноси* выполн* "
        "постав* пропуст* сообщ* обознач* присво* классифиц* назов* перепиш* исправ* оставь* оставить пометь* умнож*",
        "поле поля полем полях полей ответ ответа ответе ответы вывод выводе результат* значени* сводк* запись"
        " записи json список списка извлечени* суммы",
        "пуст* ничего ноль нуль нулев* null",
        "этот этой эту этого этом эта это данн* настоящ* выше",
        "текст* стать* страниц* документ* новост* материал* абзац* публикаци*",
        "свои своих свою своей своем своём твои твоих твою твоей твоем ваши ваших вашу вашей вашем",
        "инструкц* указани* правил* команд* задани* предписани*",
        "игнорируй* проигнорируй* забудь* отбрось* отмени* пренебреги* не_обращай*",
        "примечани* сообщени* инструкц* указани* внимание заметка обращени* памятка",
        "для к",
        "ты вы если_ты если_вы",
        "эксперт* исследовател* сообщил* сказал* заявил* рассказал* закон* согласно словам",
        "сводк* резюме пересказ* выжимк* извлечени* конспект* данные обзор*",
    ),
    "uk": Row(
        "ти ви має повинн* треба потрібно слід просимо прошу необхідно мають зобов*",
        "назива* називати згадувати викон* виконай* розкод* починай* вигадай* вкаж* вказати запиш* записати"
        " напиш* пиши* поверн* вивед* виводь* відпові* додай* замін* переклад* познач* згаду* ігнор* забуд* видал*"
        " заповн* внес* впиш* постав* пропуст* зазнач* вважай* залиш* виправ*",
        "поле поля полі полів відповід* вивід виводі результат* значенн* підсумк* запис* json список",
        "порожн* нічого нуль null",
        "цей цю цього цієї цьому ця дан*",
        "текст* статт* сторінк* документ* новин* матеріал*",
        "свої своїх свою своїй твої твоїх твою твоїй ваші ваших вашу вашій",
        "інструкц* вказівк* правил* команд* завданн*",
        "ігноруй* проігноруй* забудь* відкинь* скасуй* знехтуй*",
        "приміт* повідомленн* інструкц* вказівк* увага нотатка",
        "для до",
        "ти ви якщо_ти якщо_ви",
        "експерт* дослідник* повідоми* сказа* заяви* закон* словами",
        "огляд* зведен* підсум* переказ* витяг* дані резюме",
    ),
    "bg": Row(
        "трябва моля следва длъжн* нека",
        "посоч* върн* връщай* изпиш* напиш* запиш* отговор* добав* пропусн* замен* превед* отбележ* игнорир*"
        " забрав* изтри* попълн* впиш* смятай* промен* споменавай*",
        "поле полето полета отговор* резултат* стойност* изход* json списък запис*",
        "празн* нищо нула null",
        "този тази това тези",
        "текст* стати* страниц* документ* новин*",
        "твоя твоите вашите вашия вашата",
        "инструкци* правила* указани* команд*",
        "игнорир* забрав* пренебрегн*",
        "бележка съобщение* инструкц* внимание",
        "към за до",
        "си ти_си вие_сте ако_си",
        "според каза* изследовател* закон*",
        "резюме* обобщени* извличан* данни",
    ),
    "hr": Row(
        "treba trebaju mora moraju molimo molim dužn*",
        "upiš* napiš* zapiš* vrati* odgovor* dodaj* izostavi* zamijeni* zameni* prevedi* označi* zanemar*"
        " ignorir* zaborav* izbriši* popuni* navedi* postavi* unesi* spominj* smatraj*",
        "polje polja polju odgovor* rezultat* vrijednost* vrednost* izlaz* json popis* zapis*",
        "prazn* ništa nula null",
        "ovaj ovog ovoj ovu ovo ova",
        "član* tekst* stranic* dokument* vijest* vest*",
        "tvoje tvoju tvom tvojih svoje svoju svom svojih vaše vašu vašem vaših",
        "upute uputa uputstva instrukcij* pravil* naredb*",
        "zanemar* ignorir* zaborav* odbaci*",
        "napomena poruka uputa obavijest upozorenje",
        "za",
        "si ste ako_si",
        "prema rekao istraživač* zakon*",
        "sažetak sažetk* sažeci izvod* podaci",
    ),
    "el": Row(
        "πρέπει παρακαλ* οφείλ* να",
        "γράψ* γράφ* ανάφερ* αναφέρ* επέστρεψ* επιστρέψ* απάντησ* απαντήσ* πρόσθεσ* προσθέσ* παράλειψ* παραλείψ*"
        " αντικατ* μετάφρασ* μεταφράσ* σημείωσ* σημειώσ* αγνόησ* αγνοήσ* ξέχασ* ξεχάσ* διάγραψ* διαγράψ*"
        " συμπλήρωσ* συμπληρώσ* δήλωσ* δηλώσ* καταχώρ* καταχωρ* βάλε βάλτε ορίσ* όρισ*",
        "πεδί* απάντησ* απαντήσ* έξοδο* αποτέλεσμ* τιμή json περίληψ* λίστα εγγραφ*",
        "κεν* τίποτα μηδέν null",
        "αυτό αυτή αυτού αυτής παρόν",
        "κείμεν* άρθρο* άρθρου σελίδα* έγγραφο*",
        "σου σας",
        "οδηγίες οδηγιών εντολές κανόνες",
        "αγνόησ* αγνοήσ* ξέχασ* ξεχάσ* παράβλεψ*",
        "σημείωση μήνυμα οδηγί* προσοχή",
        "προς για",
        "είσαι είστε",
        "σύμφωνα ερευνητές νόμος είπε",
        "περίληψ* περιλήψ* σύνοψ* συνόψ* εξαγωγή* δεδομένα",
    ),
    "id": Row(
        "harus wajib mohon tolong hendaknya diminta sebaiknya",
        "tulis* cantumkan catat* kembalikan jawab* tambahkan hapus* ganti* terjemahkan tandai sebutkan menyebut*"
        " abaikan lupakan isi* masukkan laporkan anggap* ubah* keluarkan tampilkan",
        "kolom bidang jawaban* keluaran* hasil* nilai ringkasan* json daftar entri",
        "kosong nol null",
        "ini tersebut",
        "artikel teks halaman berita dokumen tulisan",
        "anda kamu mu jawabanmu",
        "instruksi* aturan perintah* arahan*",
        "abaikan lupakan",
        "catatan pesan instruksi* perhatian pemberitahuan",
        "untuk kepada bagi",
        "anda_adalah kamu_adalah jika_anda jika_kamu",
        "menurut peneliti undang-undang kata",
        "ringkasan* rangkuman* ekstraksi* data",
    ),
    "vi": Row(
        "sẽ được hãy phải cần vui_lòng xin nên",
        "bỏ_qua trả_lời ghi viết trả_về trả_lời thêm bỏ_qua thay dịch đánh_dấu xóa điền quên_đi coi đặt liệt_kê"
        " không_đề_cập",
        "trường kết_quả câu_trả_lời đầu_ra giá_trị json tóm_tắt danh_sách",
        "trống rỗng không_có_gì null",
        "này",
        "bài bài_viết bài_báo trang văn_bản tài_liệu",
        "của_bạn",
        "hướng_dẫn chỉ_dẫn lệnh quy_tắc",
        "bỏ_qua quên",
        "ghi_chú lưu_ý thông_báo",
        "cho gửi dành_cho",
        "bạn_là nếu_bạn",
        "theo nghiên_cứu luật",
        "tóm_tắt trích_xuất dữ_liệu",
    ),
}
