"""Which first names are women's and which are men's, where a script gives no other sign."""

from __future__ import annotations

import unicodedata
from typing import Literal

_WOMEN = """
aaliyah abigail ada adaeze adele adelheid agatha agathe agnes agnieszka aiko aisha akua alba alejandra aleksandra
alessandra alexandra alice alicia alina alison alix alma amalia amanda amara amber amelia amelie amina amparo amy ana
anais ananya anastasia anca angela anita anja anjali anke ann anna annabel anne anneke anneliese annemarie annette annie
annika anouk antje antonella antonia anya aoife ariane ashley astrid asuka asuncion aude audrey aurelie aurora aya
ayesha barbara beatrice beatrix beatriz begona belen bella berta beth bettina betty beverly bianca birgit birgitta bisi
bonnie bozena brenda bridget brigitte brittany brooke camila camille candace capucine caridad carla carlotta carly
carmen carol carolina caroline carrie cassandra cassie catalina catherine cecilia celia celine charlene charlotte cheryl
chiara chie chioma chiyo chloe christa christina christine cindy claire clara claudia clemence clotilde colette
conceicao concepcion constance constanze consuelo cora corinne courtney cristina dagmar daisy dana daniela danielle
danuta daphne darlene daryna dawn debbie deborah deepa delia delphine denise diana dolores donatella dora doris dorothea
dorothy dulce ebba edith edna eileen elaine eleanor eleanora elena elfriede elif elin elisa elisabeth elisabetta elise
eliza elizabeth elke ella ellen elodie eloise elsa elsie emanuela emi emilie emily emma encarna encarnacion erica erika
erin erna esperanza estela estelle esther estrella ethel eugenie eunice eva eve evelyn ewa fabienne faith farah fatemeh
fatima fatma fatou fatoumata federica felicia femke fiona florence folake frances francesca franziska freya frida
friederike fumiko gabriela gail gemma genevieve georgia gerda gertrude giada gillian gina ginevra ginger giorgia
giovanna gisela gisele giulia giuliana glenda gloria grace graciela grazyna greta guadalupe gudrun gunilla gwen
gwendolyn hafsa halima halina halyna hana hanka hanna hannah hannelore harriet haruka hattie hazel heather hedda heidi
heike helen helena helene henrietta hikari hilary hilda hildegard holly hope huguette ida ifeoma ilaria ilona ilse
imogen indira ineke ines inge ingeborg ingrid inmaculada irene irina iris irma isabel isabela isabella isla itziar ivy
iwona jacqueline jade jadwiga jamila jane janelle janet janice jasmine jean jeanne jenna jennifer jenny jessica jill
jimena jo joan joana joanna joanne jodie johanna johanne jolanta josephine josette josie joy joyce juana judith judy
julia juliana julie juliet julieta juliette june justine justyna jutta kaori karen karin karla kasia katarzyna kate
kateryna katharina katherine kathleen kathryn kathy katie katja katrin kavita kayla keiko kelly kelsey kendra kerstin
khadija kirsten kristen kristin kristina krystyna kumiko laetitia laila lakshmi lana lara latoya laura laurel lauren
layla lea leah leila lena leonie leonor leonora lesley leticia leyla lidia lieke liesel lieselotte liliane lily lina
linda lindsay lisa lise liv lola lorena lorraine lotte lottie louisa louise lourdes lucia lucie lucienne lucrezia lucy
luisa luna lupe luz lydia lynn mabel macarena madeleine maeve magda magdalena maggie maj maja makena malgorzata malin
mallory manon manuela marcela marceline marcia marcy mareike margaret margarete margarita margaux margery margit margot
marguerite maria mariam marianne maribel marie mariella marijke mariko marina marion marisa marisol marit marjorie
marlene marta martha marthe martina mary maryam mathilda mathilde matilda matilde maud maureen maxine maya mechthild
meera meg megumi mei melanie melissa mercedes meredith mia michelle michiko miho mila milagros mildred mina minnie
miranda mireille miriam mirta misaki miyuki moira mollie molly mona monica monika monique montserrat myra myrtle nadia
nadine nancy naoko naomi nasreen natalia natalie natasha nathalie natsuki neha nell nellie ngozi niamh nicole nieves
nina nisha nneka noelia noelle noemi nora noreen noriko norma nour nuria odile ofelia oksana olena olga olivia ophelia
ornella paige paloma pamela paola pascale patricia patsy paula pauline pearl peggy penelope pepa perla petra philippa
phoebe phyllis piedad pilar polly pooja priya prudence purificacion rachel radha raffaella ragnhild randi rania raquel
raymonde rebecca regina reiko rekha remedios renata renate rhonda rita roberta rocio romane rosa rosalia rosalie
rosalind rosanna rosaria rosario rose rosemarie rosemary rosie rowena roxana roxanne ruby ruth ruthie sabine sabrina
sachiko sadie sakura sally salma samira sandra sandrine saoirse sara sarah saskia selma serena setsuko severine shannon
shanti sharon shauna sheila shelby sheryl shirin shirley sian sieglinde sigrid sigrun silke silvia simona simone siobhan
siri sita sofia solange soledad solene solomiya solveig sonia sonja sonya sophia sophie soraya stacey stefania steffi
stella stephanie sunita susan susana susanna susanne suzanne suzette svenja svetlana sybille sylvia sylvie tabitha
tamara tammy tania tanya tara tatiana teresa tess tessa thelma theresa tiffany tilda tina tiziana tomoko traudl trinidad
trudy tuva ulrike ursula usha ute valentina valentine valerie vanessa vera verity veronica veronika veronique vicky
victoria viola violet violette virginia virtudes vivian waltraud wanda wanjiru wendy wiebke wieslawa wilma winifred
xenia ximena xiomara yasmin yasmine yesenia yetunde yoko yolanda yolande yuki yumi yumiko yvette yvonne zahra zainab
zara zeinab zelda zeynep zoe zofia zola zoya zuzanna
émilie hélène éloïse chloé zoé inès noémie maëlle
ольга анна мария елена ирина наталья светлана татьяна вера надежда любовь софия дарья катерина оксана олена марія
ірина наталія тетяна людмила галина юлія зоя нина маша катя таня соня
"""
_MEN = """
aaron abbas abdul abdullah abe abel abraham achim adam adebayo aditya adolfo adrian agustin ahmed ajay akira alain alan
albert alberto albrecht aldo alejandro alessandro alex alexander alexei alfie alfonso alfred ali alistair allan alois
alonso alvaro alvin amador ambrose amin amir amit amos anand anders andre andreas andrei andres andrew andrzej andy
angelo angus anil anselmo anton antonello antonio antony anwar archie arjun armand armando arnaud arne arnold arthur
arturo asher ashok ashton aubrey august aurelien axel babatunde baptiste barnaby barney barry bart bartosz basil bastien
ben benedict bengt benito benjamin benji benno benny benoit bernard bernardo bernd bernhard bernie bert bertrand bilal
bill billy birger bjorn blaise blake bob bobby bodo boguslaw bohdan boris brad bradley bram brandon brendan brett brian
bruce bruno burkhard byron caleb callum cameron camilo carl carlo carlos casper cayetano cecil cedric cesar charles
charlie chester chidi chinedu chris christian christopher chuck chukwu ciro clarence clark claude claudio clayton
clement clifford clint clive clyde cody colby cole colin connor conrad cormac cornelis corrado cosimo craig cristobal
curtis cyril cyrille daisuke damian damien dan daniel danny dario darren dave david davide dawid declan deepak
denis dennis derek desmond detlef dexter didier diederik diego dieter dimitri dirk dmitri domenico domingo dominic
don donald doug douglas duncan dwayne dwight dylan earl eberhard eckhard ed eddie edgar edmond edmund edoardo edouard
eduardo edward edwin efrain egon einar eli elias elijah elliot ellis elmer eloy emeka emeterio emil emile emiliano
emilio emmanuel emmett emre enrique enzo eoin erhard eric erich erik ernest ernesto ernie ernst errol erwin eskil
esteban ethan etienne ettore eugene eusebio evan evaristo ewan ezra fabian fabio fabrice fabrizio facundo fadi faisal
farid farouk federico felipe felix ferdinand fergus fermin fernando fidel filippo finn florent floyd francesco francis
francisco franco francois frank franz fraser fred freddie freddy frederick friedrich fritz gabriel gareth garrett garth
gary gaston gavin gennaro geoff geoffrey georg george gerald gerard gerardo gerd gerhard german gerrit giacomo gianluca
gianni gilbert gilberto gilles giorgio giovanni giulio giuseppe glen glenn gonzalo gopal gordon goro gosta gottfried
gotz graham greg gregoire gregor gregory grover grzegorz guido guillaume guillermo gunnar gunter gunther gus gustav guy
habib hakan hakim hal halvor hamid hamish hamza hans harish harlan harold harry hartmut haruto harvey hassan hector
heiko heinrich heinz helge helmut hendrik henning henri henrik henry herb herbert herbie herman hermann hernan herve
hideo hilario hiro hiroshi holger homer horace horacio horst howard howie hubert hugh hugo humphrey hussein ian ibrahim
ichiro ignacio igor ike ikenna imran ingo ingvar irving isaac isaiah isidro ismael ismail ivan ivano ivar jabari jacek
jacinto jack jackson jacky jacob jacques jaime jake jakob jamal james jamie jan janusz jared jarvis jason jasper javier
jed jeff jeffrey jens jeremiah jeremy jermaine jeroen jerome jeronimo jerry jerzy jesse jesus jethro jim jimmy jiro
joachim joao joaquin jochen joe joel joey johan johann johannes john johnny jonah jonas jonathan joost jordan jorg jorge
jose josef joseph josh joshua josiah juan julian julien julio julius jun jurgen justin kai kaito kamal kamau kareem
karim karl kaspar katsuo kazimierz kazuo keegan keith ken kenji kenneth kevin khalid kieran kirk klaus knut kofi koji
konrad krishna krzysztof kurt kwame kwesi kyle lachlan lamar lance larry lars lasse laurence laurent lawrence leandre
leandro lech leif len leo leon leonard leopold leopoldo leroy leslie lester leszek levi lewis liam lincoln lionel
lisandro lloyd logan lorenzo lothar louis luc luca lucas luciano lucien lucio ludger ludwig luigi luis lukas luke lyle
maarten maciej mack magnus mahmoud makoto malcolm malik mandla manfred manoj mansour manuel marc marcel marcello marcelo
marco marcos marcus marek mario mark markus marlon marshall martin marvin masao massimo mateo mateusz mathieu matias
mats matt matteo matthew matthias matty maurice mauricio mauro max maxime maximilian maximo mehmet mervyn micah michael
michal michel mickey miguel mikael mike mikhail milan milo minoru mirko mitch mitchell mohamed mohammed mohan
moises monty moritz morris morten mortimer moses muhammad murray mustafa mykola nabil naoki nasser nat nathan nathanael
nathaniel ned neil nelson nestor niall nicanor nicholas nick nico nicolas nigel nikhil nils noah noboru noel norbert
norm norman norris nuno obinna octavio odell olaf ole oleg oliver olivier ollie olu omar oran orville osamu oscar
oskar ostap osvaldo oswald otis otto owen oystein pablo paco padraig paolo pascal pascual pasquale pat patrice patricio
patrick paul pavel pawel pedro pepe per percival percy pete peter petr phil philip philippe phillip pierre pierrick
pieter pietro piotr pradeep prakash quentin rafael raffaele rahul rainer raj rajesh ralph ralphie ramiro ramon randall
randy raoul raphael rashad rashid rasmus raul ray raymond reggie reginald regis reinhard reinhold remi renato rene renzo
reuben rex reza rhys ricardo richard richie rick ricky ringo rob robbie robert roberto rocco rodger rodney rodolfo
rodrigo rogelio roger rohan rohit roland rolf romain roman romano ron ronald ronnie roque rory roscoe rosendo ross roy
ruairi ruben rudiger rudolf rufus rui rupert russ russell ruud ryo ryszard saburo sachin saeed said salim salvador
salvatore sam samir sammy samuel sancho sandeep sander sandro sanjay santiago satoshi saul scott seamus sean sebastian
sekou selim sepp sergei sergio seth shane sheldon sherman shigeru shinji shota sidney siegfried siegmund sigurd silas
silvio simon sipho slawomir sol solomon soren spencer stan stanislaw stanley stefan stefano stephan stephen steve steven
stewart stu stuart sunil suresh susumu sven sylvain tadashi tadeusz takeshi taras tarek tareq tariq taro ted teodoro
terence terrence terry tetsuo thabo thaddeus theo theodor theodore thibault thibaut thierry thomas thorsten tim timothy
tito tobias tobin toby todd tom tomas tomasz tommaso tommy tony tor torbjorn torsten travis trevor tristan truman tunde
ty tyler uche udo ulf uli ulises ulrich umar umberto uwe valentin valery vance varun vaughn vernon vicente victor
victorien vijay vikram viktor vince vincent vincenzo vinod virgil vittorio vladimir volker wade walid wallace wally walt
walter warren wayne werner wes wesley wilbur wilf wilfred wilfredo wilhelm will willem william willy wim winfried
winston wojciech wolfgang woody wouter wyatt xavier yann yannick yasin yoshi yousef yuri yusuf yuto yves zacarias zach
zachary zacky zaid zbigniew zeke
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
