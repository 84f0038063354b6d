"""Words that carry no meaning of their own, in several languages, folded as `words.fold` folds them.

A word that means something in another of the languages is left out ("die", "sea", "door"): to keep a word too
many costs little, to lose "war" much.
"""

import re

_ENGLISH = """
a about above after again against all almost along already also although always am among an and another any anyone
anything are aren around as at away be became because become becomes been before began behind being below between
both but by came can cannot could couldn d did didn do does doesn doing don done during each either else etc even
ever every everyone everything few for from further gave get gets getting give given go goes going gone got had hadn
has hasn have haven having he hence her here hers herself him himself his how however i if in indeed instead into is
isn it its itself just least less let like likely ll made mainly make makes many may maybe me might mine more
moreover most mostly much must my myself namely near nearly neither never nevertheless next no nobody none nor not
nothing now of off often on once one only onto or other others otherwise our ours ourselves out over own per perhaps
put quite rather re really s said say says see seem seemed seems several shall she should shouldn since so some
somehow someone something sometimes somewhat soon still such t than that the their theirs them themselves then there
thereby therefore these they this those though through throughout thus to together too toward towards under until
unto up upon us used using various ve very via was wasn we well went were weren what whatever when whenever where
whereas whereby wherever whether which while who whoever whole whom whose why will with within without won would
wouldn yes yet you your yours yourself
"""
_GERMAN = """
aber als am an andere anderen auch auf aus bei beim bereits bin bis da dabei dadurch dafur dagegen daher damit dann
daran darauf darin daruber das dass dazu dein dem den denen denn der deren des deshalb dessen diese diesem diesen
dieser dieses doch dort du durch ein eine einem einen einer eines er erst es etwa etwas euch fur gegen gewesen haben
hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja je jede jedem
jeden jeder jedes jedoch jetzt kann kein keine keinem keinen keiner konnen konnte konnten mehr mein mich mir mit
muss mussen nach nachdem nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit
selbst sich sie sind so sogar solche soll sollen sollte sondern sowie uber um und uns unser unter viel viele vom von
vor wahrend waren weil weiter welche welchem welchen welcher welches wenn werden wie wieder wir wird wo wurde wurden
zu zum zur zwar zwischen
"""
_FRENCH = """
ainsi alors apres au aucun aussi autre autres aux avait avant avec avoir c ce cela celle celui ces cet cette ceux
chaque chez comme contre d dans de depuis des deux dont du elle elles en encore entre est et etaient etait ete etre
eux fait fut il ils j jusqu l la le les leur leurs lors lorsque lui m meme mes moins mon n ne ni nos notre nous on
ont ou par parce pas pendant peu peut plus plusieurs pourtant puis qu quand que quel quelle quelques qui quoi s sa
sans se selon sera ses si sont sous sur ta te tes toujours tous tout toute toutes tres tu un une vers vos votre vous
y
"""
_IBERIAN = """
a ademas al algo algun alguna algunos ante antes ao aos apos aquel aquela aquele aquella as assim ate aunque bem
bien cada como con contra cual cuando da das de del depois desde despues do donde dos durante e ela elas ele eles
ella ellas ellos em embora en entre era eran es esa esas ese eso esos esse essa esta estaba estan estao estas estava
este esto estos foi foram fue fueron ha haber habia han hasta hay isso isto ja la las le les lo los mais mas me
mesmo mi mientras muito muy na nao nas nem ni no nos nossa nuestra nuestro o os otra otras otro otros ou outra
outras outro outros para pela pelas pelo pelos pero pode poder por porque puede pues que quem quien sao se sea segun
segundo sem ser seu seus si sido sin sino sobre su sua suas sus tambem tambien tanto te tem tener tenia tiene tienen
toda todas todo todos tras tu uma un una unas uno unos voce y ya yo
"""
_ITALIAN = """
ad agli ai al alla alle allo anche ancora aveva avevano c che chi ci coi col come con contro cosi cui da dagli dai
dal dalla dalle degli dei del della delle dello di dopo dove e ed era erano essere fra fu furono gia gli ha hanno i
il in io la le lei li lo loro lui ma mentre mi molto ne negli nei nel nella nelle nello noi non nostro o ogni per
perche piu poi proprio quale quali quando quella quelle quelli quello questa queste questi questo sara se sempre
senza si sia sono sua sue sui sul sulla sulle suo suoi tra tutti tutto un una uno vi
"""
_DUTCH = """
aan aangezien al alle als bij daar dan dat de der deze die dit doch door een en er geen haar had hadden heb hebben
heeft hem het hij hoe hun ik ik in is ja je kan kunnen maar meer mijn moet na naar niet niets nog nu of om omdat
onder ons ook op over reeds te tegen toch toen tot uit uw van veel voor waren wat we wel wezen wie worden wordt zal
ze zei zich zij zijn zo zonder zou
"""
_RUSSIAN = """
а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть
еще же за здесь и из или им их к как ко когда которая которого которое которой которые который которых кто ли либо
между меня мне может мы на над не него нее нет ни них но ну о об однако он она они оно от очень по под после при с
сам свое своего своей свои своих со так также такой там те тем то того тоже той только том тот ты у уже хотя чего
чем что чтобы эта эти этим этих это этого этой этом этот я
"""

_MEANINGFUL = frozenset(re.findall(r"\w+", "die pour put sea era sue van door hem pendant bin dan nun sera ante dove"))

ENGLISH = frozenset(_ENGLISH.split())

STOP_WORDS = (
    frozenset(" ".join((_ENGLISH, _GERMAN, _FRENCH, _IBERIAN, _ITALIAN, _DUTCH, _RUSSIAN)).split()) - _MEANINGFUL
)
"""Words that are passed over; some that a list holds mean something in another language, and are taken out again."""

NEVER_STOPPED = frozenset({"AI", "US", "IT", "WHO", "LA", "UN"})
"""Written like this a stop word is none: the country, the trade, the organisation."""
