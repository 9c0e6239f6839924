"""Which first names are women's and which are men's, where a script gives no other sign."""

from __future__ import annotations

import unicodedata
from typing import Literal

_WOMEN = """
ada adele agatha agnes aisha alba alejandra alexandra alice alicia alina alma amalia amanda amara amelia amina amy ana
anastasia anca angela anita anja anke ann anna annabel anne annette annie antonia anya astrid aurora aya barbara beatrice
beatriz bella berta beth betty birgit brenda brigitte camila camille carla carmen carol carolina caroline catherine cecilia
celia charlotte chiara chiyo chloe christina christine claire clara claudia colette constance cora cristina daisy dana
daniela daphne deborah diana dolores dora doris dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise
eliza elizabeth ella ellen elsa elsie emily emma erica erika esther eva eve evelyn faith fatima fatou felicia fiona
florence frances francesca freya frida gabriela georgia gertrude gina giulia gloria grace greta gudrun hana hanna hannah
harriet heather hedda heidi helen helena henrietta hilda holly hope ida ilse ines ingrid irene irina iris irma isabel
isabella isla ivy jacqueline jane janet janice jasmine jean jenna jennifer jenny jessica jo joan joanna josephine joy
joyce juana judith judy julia juliana julie juliet june karen karin kate katherine kathleen kathy katja katrin keiko kelly
kirsten kristin lara laura layla lea leah leila lena leonora leyla lidia lily lina linda lisa lise liv lola lorena
lotte louisa louise lucia lucy luisa luna lydia madeleine maggie maja margaret margarita margot maria marianne marie marina
marion marit marta martha martina mary matilda maud maya meg mei melanie mercedes mia michelle mila mildred mina miranda
miriam molly mona monica nadia nancy naomi natalia natalie natasha nell nina noemi nora norma olga olivia ophelia paloma
pamela patricia paula pauline pearl penelope petra philippa phoebe pilar polly priya rachel rebecca regina renata rita
roberta rosa rosalind rosanna rose rosemary roxana ruby ruth ruthie sabine sabrina sadie sally samira sandra sara sarah
selma shirley silvia simone sofia sonia sonja sophia sophie stella susan susanna susanne suzanne svetlana sylvia tamara
tania tanya tara tatiana teresa thelma theresa tilda tina ulrike ursula valentina valerie vanessa vera veronica victoria
viola violet virginia vivian wanda wendy wilma xenia yasmin yoko yolanda yuki yvonne zara zoe zoya
émilie hélène éloïse chloé zoé inès noémie maëlle
ольга анна мария елена ирина наталья светлана татьяна вера надежда любовь софия дарья катерина оксана олена марія
ірина наталія тетяна людмила галина юлія зоя нина маша катя таня соня
"""
_MEN = """
aaron abdul abel abraham adam adrian ahmed alan albert alejandro alex alexander alexei alfonso alfred ali allan amir
amos anders andre andreas andrei andrew angus anton antonio archie arjun arnold arthur asher august axel barney barry
bart basil ben benedict benjamin benno bernard bert bill billy bjorn bob bobby boris brad brendan brian bruce bruno carl
carlos casper cecil cesar charles charlie chris christian christopher clark claude clifford clive colin conrad
craig curtis cyril dan daniel danny dario darren dave david dennis derek diego dieter dimitri dmitri dominic don donald
doug douglas duncan dylan earl ed eddie edgar edmund eduardo edward edwin eli elias elliot emil emilio enrique eric erik
ernest ernst erwin ethan eugene evan ezra fabian farid felipe felix ferdinand fernando finn francesco francis francisco
frank franz fred frederick fritz gabriel gareth gary gavin geoffrey george gerald gerard gilbert giovanni giuseppe glen
gordon graham greg gregor gregory guido guillermo gunnar gunther gus gustav guy hal hamid hans harold harry harvey hassan
hector heinrich helmut henri henrik henry herbert herman hiro horace horst howard hubert hugh hugo humphrey ian ibrahim
igor ike isaac ivan ivar jack jacob jacques jake jakob james jamie jan jared jason javier jeff jeremy jerome jerry jim
jimmy joachim joaquin joe joel johan johann john johnny jonas jonathan jordan jorge jose josef joseph josh joshua
juan julian julio julius jurgen kai karim karl keith ken kenneth kevin klaus knut kofi kurt lance lars laurence lawrence
leif len leo leon leonard leroy leslie lewis liam lionel lloyd lorenzo louis luca lucas luigi luis lukas luke magnus
malcolm manuel marc marcel marco marcus mario mark marshall martin marvin mateo matt matthew matthias maurice max
maximilian mehmet michael miguel mikael mike mikhail milan milo mohammed moritz morris murray nathan nathaniel neil ned
nicholas nick nicolas nigel nils noah noel norman octavio olaf oleg oliver omar oscar oskar otto owen pablo paolo pascal
pat patrick paul pavel pedro per percy pete peter petr philip philippe pierre piotr quentin rafael ralph ramon rashid
raul ray raymond reginald rene ricardo richard rick rob robert roberto rodney rodrigo roger roland rolf roman ron ronald
rory ross roy rudolf rufus rupert russell salvador sam samuel santiago saul scott sean sebastian sergei sergio seth
sidney siegfried simon sol solomon stan stanley stefan stephen steve steven stewart stuart sven tariq ted terence terry
theo theodore thomas tim timothy toby todd tom tomas tommy tony travis trevor tristan udo ulrich umberto vernon victor
viktor vincent vincenzo vladimir wallace walter warren wayne werner wilbur wilfred will willem william willy winston
wolfgang xavier yannick yuri yusuf zachary zacky
émile élie rené andré josé jörg jürgen björn sören
иван пётр петр алексей александр андрей борис владимир виктор дмитрий евгений игорь константин максим михаил николай
олег павел сергей юрий данило тарас богдан остап степан микола петро василь андрій олексій дмитро юрко миша саша
"""
_SEXES: dict[str, Literal["woman", "man"]] = {
    **dict.fromkeys(_WOMEN.split(), "woman"),
    **dict.fromkeys(_MEN.split(), "man"),
}

_HAN_SEXES: dict[str, Literal["woman", "man"]] = {
    **dict.fromkeys("梅丽麗莉芳娜婷静靜燕娟霞兰蘭英玲芬秀香月花雪琴珍妹姐妈媽婆奶姑姨娘嫂子美奈恵代娘", "woman"),
    **dict.fromkeys("强強伟偉刚剛军軍杰傑勇涛濤龙龍虎斌磊鹏鵬雄爷爺爸叔伯哥弟公郎男太介彦之夫", "man"),
}
"""The last sign of Chinese and Japanese first names, and of what relatives are called."""


def sex_of_name(name: str) -> Literal["woman", "man"] | None:
    """Woman or man, by the first word of a name that is a common first name, with or without its accents; else None.

    A name in Han signs tells by its last one: `李梅`, `花子`, `太郎`.
    """
    words = name.casefold().split()
    return next((_SEXES[each] for word in words for each in (word, _unaccented(word)) if each in _SEXES), None) or next(
        (_HAN_SEXES[word[-1]] for word in words if word[-1] in _HAN_SEXES and len(word) > 1), None
    )


def _unaccented(word: str) -> str:
    """`tomás` as `tomas`; letters other than Latin ones stay as they are."""
    letters = unicodedata.normalize("NFKD", word)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain if plain.isascii() else word
