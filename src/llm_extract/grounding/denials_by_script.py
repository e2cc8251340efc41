"""How words deny what stands beside them in other scripts, and in languages that put their "not" behind it."""

from __future__ import annotations

from ..values.lazy_patterns import lazily
from ..values.letter_keys import is_turkish

__all__ = ["after", "before", "is_turkish", "turkish_after"]


before = lazily(
    # Chinese
    r"(?:并?没有?|沒有?|并未|尚未|(?<!所)未(?!来|來|披露|公布|透露|公开)|否认|否認|不(?!仅|僅|只|但|少于|低于|到|超"
    r"|过|過|断|同|久)(?:会|會|打算|计划)|拒绝(?!透露|置评)|拒絕(?!透露)|辟谣|闢謠)[^。；，]{0,30}$"
    r"|(?:取消了?|终止了?|終止了?|放弃了?|放棄了?)[^。；，]{0,6}$|(?:(?<!所)[未没沒]|[不非無无])$"
    # Arabic, Hebrew
    r"|(?<!\w)(?:لم|لن|ليست?|لا)\s(?!فقط|تقل|يقل|أقل|ت?كشف|يكشف)[^.،؛]{0,40}$|(?<!\w)(?:نف(?:ى|ت|وا)|[يت]نفي"
    r"|أنكر\w*)\s[^.؛]{0,40}$|(?<!\w)(?:לא\s(?!רק|פחות|חשפ|ציינ)|הכחיש\w*\s|מכחיש\w*\s|טרם\s)[^.]{0,40}$"
    # Thai
    r"|(?:ไม่(?:ได้|สามารถ|เคย)(?!เปิดเผย|ระบุ)|ยังไม่(?!เปิดเผย|ระบุ)|ปฏิเสธ)\S{0,30}\s?\S{0,10}$",
    0,
)
"""In the forty characters before a claim."""


after = lazily(
    # Japanese and Korean: what is not made public, and a further clause, deny nothing
    r"^(?:(?!公表|公開|開示|明らか|発表|공개|밝히|공시|언급|며\s|지만|했고|뿐"
    r"|[.,]\s)[^。、]){0,20}(?:し(?:てい)?ない|しなかった|しておらず|でき(?:な|ず)|ません|を否定|を否認"
    r"|至ら(?:な|ず)|断念|見送|失敗|廃止|中止|取りやめ|撤回|지 않|못했|아니|부인|실패)"
    # Chinese
    r"|^[^。；，,]{0,12}(?:未能完成|未完成|未能|告吹|搁浅|擱淺|泡汤|流产|落空|失败|失敗|不属实|不屬實|不实|不實"
    r"|不真实|[系是]谣言|取消|终止|終止)"
    # Hindi
    r"|^[^।.]{0,30}नहीं(?!\sतो|\sबल्कि)|^[^।.]{0,40}(?:का|से)\s(?:खंडन|इनकार|इंकार)",
    0,
)
"""In the forty characters after a claim."""


turkish_after = lazily(
    r"^[^.;,]{0,40}?\w(?:m[ae]d[ıi](?:ğ[ıi]n[ıi]|[kmn]|l[ae]r)?|m[ae]m[ıi]ş\w*|m[ıiuü]yor\w*|m[ae]yaca[kğ]\w*"
    r"|m[ae]yece[kğ]\w*)(?!\w)(?<!açıklamadı)|^[^.;]{0,40}\b(?:yalanla\w+|değil(?!,?\s\w+\s)|reddet\w+|inkar\w*)",
    0,
)
"""In the forty characters after a claim of a Turkish text, whose verbs end in their "not"."""
