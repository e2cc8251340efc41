"""Common given names, and words that open a sentence before a name: "Jane Smith said", but "Yesterday Smith said".

The names are frequent ones in English, German, French, Spanish, Italian, Portuguese, Slavic, Indian, Arabic and East
Asian news; a name that is not listed is not thereby another word.
"""

from __future__ import annotations

import re

__all__ = ["is_given_name", "may_open_a_sentence"]

_GIVEN = frozenset(
    str.split(
        "aaron adam adrian ahmed aidan alan albert alejandro alessandro alex alexander alexandra alexei alfred ali "
        "alice alicia alison allison amanda amber amit amy ana anastasia andrea andreas andrei andrew andrey andy "
        "angela anil anita ann anna anne annie anthony anton antonio arjun arnold arthur ashley ashok axel barbara "
        "beatrice ben benjamin bernard beth betty bill bob boris brad bradley brandon brenda brett brian bruce bruno "
        "bryan carl carla carlos carmen carol caroline carolyn catherine cecilia charles charlie charlotte chris "
        "christian christina christine christopher cindy claire clara claudia colin connor craig cristina cynthia dan "
        "daniel daniela danielle danny darren dave david dean deborah debra deepak denise dennis derek diana diane "
        "diego dieter dirk dmitri dmitry dominic don donald donna doris dorothy doug douglas dylan ed eddie edgar "
        "eduardo edward edwin eileen elaine eleanor elena elisabeth elizabeth ellen elon emily emma emmanuel enrique "
        "eric erik erika ernest esther ethan eugene eva evan evelyn felix fernando fiona florian frances francesca "
        "francesco francis francisco franck francois frank franz fred frederic frederick gabriel gabriela gareth gary "
        "gavin geoff geoffrey george gerald gerard gerhard gianni gilbert gina giorgio giovanni giulia giuseppe glenn "
        "gloria gordon grace graham greg gregory guido guillaume gustavo guy hannah hans harold harry hassan heather "
        "hector heidi heinrich helen helena helmut henri henrik henry herbert hiroshi howard hugh hugo ian ibrahim "
        "igor ingrid irene isaac isabel isabella ivan jack jackie jacob jacqueline jacques jaime jake james jamie jan "
        "jane janet janice jared jason javier jay jean jeff jeffrey jennifer jenny jens jeremy jerome jerry jesse "
        "jessica jesus jill jim jimmy jo joan joanna joao joe joel johan johann johannes john johnny jon jonas "
        "jonathan jordan jorge jose joseph josh joshua juan judith judy julia julian julie juliette jun jürgen justin "
        "karen karin karl kate katherine kathleen kathryn kathy katie keith kelly ken kenji kenneth kevin khalid kim "
        "kimberly klaus kristen kristina kumar kurt kyle lakshmi lance larry lars laura lauren laurent lawrence lea "
        "leah lee len leo leon leonard leonardo leslie lewis liam lina linda lisa liz lorenzo louis louise luc luca "
        "lucas lucia lucy luigi luis luisa luiz lukas luke lynn manuel marc marcel marcela marco marcos marcus "
        "margaret maria mariana marie marina mario marion mark markus martha martin martina mary masayoshi mathieu "
        "matt matteo matthew matthias maurice mauricio max maximilian megan mehmet melanie melissa mia michael "
        "michaela michel michele michelle miguel mike mikhail milan mohamed mohammad mohammed monica morgan muhammad "
        "mukesh mustafa nadia nancy naomi narendra natalia natalie natasha nathan neil nicholas nick nicola nicolas "
        "nicole nigel nikita nikolai nina noah nora norman olaf oleg olga oliver olivia olivier omar oscar oskar otto "
        "pablo pamela paolo patrice patricia patrick paul paula paulo pavel pedro peggy penny pete peter phil philip "
        "philippe phillip pierre priya rachel rahul raj rajesh ralph ramesh ramon randy raphael ravi ray raymond "
        "rebecca renato rene ricardo richard rick rita rob robert roberta roberto robin rodrigo roger roland rolf "
        "roman ron ronald rosa rose ross roy ruben rupert russell ruth ryan sabine sally salvatore sam samantha "
        "samuel sandra sanjay sara sarah satoshi satya scott sean sebastian serena sergei sergey sergio shane shannon "
        "sharon shawn sheila sheryl shinzo silvia simon simone sofia sonia sophia sophie stacy stan stanley stefan "
        "stefano stella stephan stephanie stephen steve steven stewart stuart sue sundar sunil suresh susan susanne "
        "suzanne sven sylvia takeshi tamara tanya tara ted teresa terry thierry thomas tim timothy tina toby todd tom "
        "tomas tommy tony tracy travis trevor ursula valentina valerie vanessa vera veronica victor victoria vijay "
        "vikram vincent vincenzo viktor vitaly vladimir wayne wendy werner wilhelm will william wolfgang xavier "
        "yasmin yolanda yuki yuri yusuf yves zachary zoe "
    )
)
_OPENERS = frozenset(
    str.split(
        "a an the this that these those such another each every both all some many most several few other of in on "
        "at to for from by with without within against among amid alongside besides beyond between behind beneath "
        "above below under over across along around near about into onto off out up down through throughout during "
        "before after since until till while when whenever where wherever as if unless whether though although "
        "because like unlike despite except instead per plus versus via and but or nor so yet then thus hence "
        "however meanwhile moreover therefore otherwise still also even just only not never now today tonight "
        "yesterday tomorrow here there perhaps maybe once soon later again indeed overall what which who whose why "
        "how can could may might must shall should will would did does do has have had is are was were let its his "
        "her their our my your it he she they we rival parent giant unicorn unit startup firm company fund bank "
        "group retail tech online software hardware conglomerate marketplace platform app fintech insurtech tycoon "
        "billionaire newcomer incumbent global local national international state public private new old big small "
        "former current late ex lead early giants grupo groupe gruppo gruppe koninklijke der die das ein eine mit "
        "von bei nach und für auch im am zu als le la les un une de des du avec pour par et dans el los las una con "
        "por para según il lo gli di da o os um uma em no na segundo "
    )
)
_MADE = re.compile(r"[^\W\d_]{3}(?:ly|ing|ed|er|or|ist|ian|man|woman|s|ese|ish|ican|ean|aeli|ment|tion)$")


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name.

    Args:
        word: case-folded, without accents.

    Example:
        >>> is_given_name("jane"), is_given_name("yesterday")
        (True, False)
    """
    return word in _GIVEN


def may_open_a_sentence(word: str) -> bool:
    """Whether a word is one that sentences begin with before a name, and no part of the name.

    Args:
        word: case-folded, without accents.

    Example:
        >>> may_open_a_sentence("retailer"), may_open_a_sentence("thomson")
        (True, False)
    """
    return word not in _GIVEN and (word in _OPENERS or _MADE.search(word) is not None)
