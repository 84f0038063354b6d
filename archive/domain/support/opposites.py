"""The words that deny, the words that mean the opposite of others, and those that tell of what is only to come."""

import re

from archive.domain.support.vocabulary import words

CUES = words(
    """
    not no never neither nor without cannot none nobody deny denies denied denying false falsely untrue refuse refused
    refuses fail failed fails reject rejected rejects unlikely hardly barely unable disputed disputes debunked lack
    lacks lacked lacking avoid avoids avoided
    nicht kein keine keinen keiner keinem nie niemals ohne bestreitet bestritt
    pas jamais aucun aucune sans nie nient
    no nunca jamás ningún ninguna ninguno sin niega negó tampoco mai nessun nessuna non senza não nenhum nenhuma sem
    niet geen nooit zonder inte icke ej aldrig ingen inget inga utan ikke aldri intet uden uten
    не нет никогда без nie bez
    """
)
"""Words that deny what follows; the last of "ne … pas" is the one that counts."""

SPARED = words(
    """
    only just merely simply alone doubt fewer less later surprise secret nur bloß bloss seulement solo sólo solamente
    soltanto só somente apenas alleen slechts bara endast kun
    """
)
"""Words after which a "not" or "no" denies nothing: "not only", "no fewer than", "no doubt"."""

LATE = words("nicht nie niemals niet nooit inte aldrig ikke aldri")
"""Denials that may stand at the end of what they deny."""

DENYING = words(
    """
    dismissed dismisses declined declines rebuffed spurned vetoed vetoes against disputes contested opposed yet
    """
)
"""Words in which a denial may be told as well: "voted against" for "rejected", "has yet to be"."""

AUXILIARIES = words(
    """
    do does did has have had be been being is are was were to a an the that it its he she they hat haben hatte
    hatten ist sind war waren wurde wurden worden zu a ont été fut est sont se ha han fue fueron è sono heeft hebben
    werd har
    """
)
"""Words by which two tellings of one statement may differ when one of them is denied."""

CLAUSES = words("that dass daß que qu che att at dat что że")
"""Words that lead from a denial to what is denied: "It is not true that …"."""

UP = words(
    """
    raise raised raises raising rose rise rises rising risen boosted
    increase increases increased increasing grew grow grows grown growing climbed climb
    climbs jumped soared surged gained higher upward
    stieg stiegen steigt steigen gestiegen wuchs wuchsen wächst gewachsen erhöhte erhöht zunahm zugenommen
    augmenté augmente augmentait progressé progresse grimpé hausse
    subió subieron sube aumentó aumentaron aumenta creció crecieron crece subido aumentado crecido alza
    aumentou aumentaram subiu cresceu aumentato salito salita cresciuto aumento
    steg stiger ökade ökat ökar växte steget øgede steget økte
    steeg stegen gestegen groeide toegenomen вырос выросла выросло увеличился увеличилась
    """
)
"""Words for going up, in several languages."""

DOWN = words(
    """
    cut cuts cutting lowered lowers reduced reduces fell fall falls falling fallen
    drop drops dropped dropping decline declines declined declining decrease decreases
    decreased decreasing shrank shrink shrinks plunged slid sank lower downward
    sank sanken sinkt sinken gesunken fiel fielen gefallen schrumpfte geschrumpft abgenommen verringerte zurück
    baissé baisse baissait reculé recule recul chuté chute diminué diminue
    bajó bajaron baja cayó cayeron cae disminuyó disminuyeron descendió bajado caído caída descenso
    caiu caíram diminuiu baixou calato sceso diminuito calo
    sjönk sjunker sjunkit minskade minskat minskar föll faller faldt sank
    daalde daalden gedaald afgenomen снизился снизилась снизилось упал упала
    """
)
"""Words for going down."""

PAIRS = tuple(
    (words(one.replace("|", " ")), words(other.replace("|", " ")))
    for one, other in re.findall(
        r"(\S+)/(\S+)",
        """
        higher/lower above/below highest/lowest largest/smallest|least best/worst
        confirm|confirmed/deny|denied accepted|approved|adopted|passed|upheld/rejected|refused|dismissed|vetoed
        won|win|wins/lost|lose|loses
        success/failure legal/illegal guilty/innocent convicted/acquitted opened|open/closed|close|shut
        supported|supports/opposed|opposes allowed|allows|permitted/banned|bans|forbidden|prohibited
        saved|rescued/lost|destroyed bought/sold hired/fired|dismissed entered/left
        gewann|gewonnen/verlor|verloren geöffnet/geschlossen angenommen/abgelehnt gerettet/verloren|zerstört
        gagné/perdu ouvert/fermé adopté|adoptée/rejeté|rejetée embauché|embauchées/licencié|licenciées
        ganó/perdió abierto/cerrado abrió/cerró aprobó/rechazó
        vann/förlorade öppnade/stängde godkände/avslog
        """,
    )
)
"""What opposes what, one side to the other."""

PLANNED = words(
    """
    expect expected expects expecting plan planned plans planning forecast forecasts predict predicted predicts
    projected supposed scheduled
    intend intends intended hope hopes hoped aim aims aimed will would
    proposed alleged allegedly soll sollen sollte sollten geplant voraussichtlich angeblich prévu prévoit
    devrait devraient previsto prevé debería väntas planeras beräknas skulle
    """
)
"""Words by which a sentence tells of what is expected, planned or only alleged."""

NEARLY = words("nearly almost beinahe presque casi quasi bijna nästan quase")
"""Words that take away what follows, before anything but a figure."""

MIGHT = words(
    """
    may might could should könnte könnten pourrait pourraient aurait auraient serait seraient podría podrían habría
    habrían potrebbe avrebbe poderia kunde zou
    """
)
"""Words by which a sentence tells of what is only possible."""

WHETHER = words("if whether unless wenn falls ob indien huruvida")
"""Words that lead to what is only asked or supposed."""

OPENING = words("had were should wäre hätte si se")
"""Words that do so where they begin a sentence: "Had the board approved it, …"."""

RUMOURS = words(
    """
    rumour rumours rumor rumors rumoured rumored speculation hearsay gerücht gerüchte gerüchten rumeur rumeurs rumores
    rumori boatos geruchten rykten rygter
    """
)
"""Words that make a sentence hearsay, wherever they stand in it."""

ASIDE = words("contrary despite notwithstanding aside trotz entgegen malgré contre pese")
"""Words by which a sentence sets hearsay aside."""

DONE = words("voted votes decided agreed managed went on helped able continued continues")
"""Words after which what is told with "to" was done: "voted to approve"."""

UNTRUE = words(
    """
    wrong false untrue incorrect baseless unfounded denied fabricated invented falsch unwahr erfunden faux fausse
    fausses infondé falso falsa falsos falsas infundado onwaar falskt falska
    """
)
"""What a sentence calls a statement that it has told before: "Reports that … are wrong"."""

ACCORDING = words("to by laut zufolge selon según secondo segundo volgens enligt")
"""Words that name who tells a statement."""

BEING = words(
    """
    is are was were be been proved being turned ist sind war waren est sont était étaient es son era eran fue è sono são
    zijn är var
    """
)

TO = words("to at auf till à al til até naar hasta")
"""Words that lead to a figure as the end of a movement: "fell to 3 %", which "by 3 %" does not."""

ALIKE = tuple(
    words(group)
    for group in (
        "earned earns earn made makes",
        "met meets meet covered covers cover supplied supplies supply provided provides provide",
        "received receives receive got gets obtained obtains won",
        "began begins begin started starts start launched launches launch opened opens",
        "ended ends end finished finishes closed closes stopped",
        "took takes carried carries transported transports",
        "holds held hold stores stored contains contained has had",
        "built builds constructed constructs erected",
        "bought buys purchased purchases acquired acquires acquisition purchase takeover",
        "invested invests put puts spent spends poured",
        "said says stated states told tells reported reports announced announces wrote writes",
        "killed kills dead died dies deaths",
        "rejected rejects refused refuses declined dismissed dismisses",
        "beat beats beaten defeated defeats",
        "employs employed employ hires hired",
        "reached reaches hit hits totalled totaled amounted amounts came stood stands was were averaged",
        "drew draws attracted attracts",
        "produces produced generates generated",
        "found finds showed shows shown revealed reveals concluded",
        "big large great major huge",
        "small little minor",
        "about around roughly approximately nearly almost some",
        "firm firms company companies business businesses enterprise enterprises",
        "state government public",
        "staff workers employees people",
        "people persons individuals residents inhabitants",
        "country nation",
        "covered included involved examined surveyed",
        "published released issued",
        "rate share level figure number total",
    )
)
"""Words that may stand for each other: one in the place of another makes no other statement."""

EXCLUSIVE = tuple(
    tuple(words(kind.replace("|", " ")) for kind in kinds.split("/"))
    for kinds in (
        "all|every|each|everyone|everybody/most|majority/some|several|certain/few|little/none|no|nobody/half",
        "alle|allen|jede|jeder|jedes/meisten|mehrheit/einige|einigen|manche|mehrere/wenige|wenigen/keine|keiner|kein",
        "tous|toutes|chaque/plupart|majorité/quelques|certains|certaines|plusieurs/peu/aucun|aucune",
        "todos|todas|cada/mayoría|mayoria/algunos|algunas|varios|varias/pocos|pocas/ninguno|ninguna|ningún",
        "tutti|tutte|ogni/maggioranza/alcuni|alcune/pochi|poche/nessuno|nessuna",
        "before|prior|until/after|since|following/during",
        "bevor/nachdem",
        "avant/après|depuis/pendant",
        "antes/después|despues|depois/durante",
        "above|over|beyond/below|under|beneath",
        "more/fewer|less",
        "mehr/weniger",
        "plus/moins",
        "más|mas|mais/menos",
        "day|daily/week|weekly/month|monthly/quarter|quarterly/year|annum|annual|annually|yearly",
        "tag|täglich/woche|wöchentlich/monat|monatlich/quartal/jahr|jährlich",
        "jour/semaine/mois/trimestre/an|année",
        "día|dia/semana/mes/trimestre/año",
        "for/against",
        "für/gegen",
        "pour/contre",
    )
)
"""Words of one kind that exclude each other, those of one meaning together: how many, when, above what, how often."""

AGENTS = words("by von vom durch par por da dal dalla door av af przez")
"""Words that lead to who did it, where the sentence is told from the other side."""

PASSIVE = words("was were been is are wurde wurden worden est sont été fut fue fueron son è sono stato foi werd werden")
"""Words with which a sentence is told from that other side."""

JOINTS = words("and or und oder et ou y o e och eller og en of i и")
"""Words that join two in one place."""

COMPARED = words(
    """
    higher lower larger smaller greater less more fewer above below older younger longer shorter richer poorer better
    worse höher niedriger größer kleiner mehr weniger älter jünger supérieur inférieur plus moins mayor menor más menos
    """
)
"""Words that compare two: with one of them for its opposite, and the two exchanged, a sentence says the same."""
