"""Which signs together make an emergency, the surest first.

Sources: NHS 999 and A&E pages, Manchester triage discriminators, NICE NG143 (fever in children), CG151 (neutropenic sepsis),
NG51 (sepsis), JBDS (ketoacidosis, hypoglycaemia), BTS/SIGN 158 (asthma). Signs are named in `lexicon/medical_signs.txt`.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Emergency:
    name: str
    confidence: float
    signs: tuple[tuple[str, ...], ...]
    """Every group must be there, one sign of it is enough."""


def _r(name: str, confidence: float, *groups: str) -> Emergency:
    return Emergency(f"crisis.medical.{name}", confidence, tuple(tuple(group.split()) for group in groups))


_ALL: Final = (
    _r("heart", 0.9, "crush", "chest clammy radiate cant.breathe now ambulance"),
    _r("heart", 0.9, "chest crush", "radiate clammy faint lips ambulance"),
    _r("heart", 0.8, "chest", "cant.breathe vomit palpit calf pain.severe", "now ambulance"),
    _r("heart", 0.7, "chest", "now", "pain.severe ambulance direct.999 faint"),
    _r("heart", 0.85, "clammy", "radiate.strong"),
    _r("heart", 0.85, "crush chest", "radiate radiate.strong", "clammy now sudden faint vomit palpit crush"),
    _r("heart", 0.75, "crush", "clammy radiate cant.breathe now sudden faint vomit palpit"),
    _r("named", 0.8, "named", "now droop speech weak.side confused crush chest clammy airway cant.breathe ambulance faint vomit"),
    _r("bleeding", 0.85, "rectal.bleed", "faint palpit clammy thinner temp.high pain.severe unresponsive"),
    _r("overdose", 0.85, "overdose.acc", "od.drug", "temp.high bleed.heavy unresponsive cant.breathe glucose.low"),
    _r("head", 0.85, "head.injury", "thinner", "confused vomit drowsy headache unresponsive now speech"),
    _r("stroke", 0.8, "speech droop", "weak.side"),
    _r("overdose", 0.8, "overdose.acc", "od.drug", "child newborn"),
    _r("found", 0.8, "long.lie", "confused drowsy unresponsive head.injury faint droop speech thinner"),
    _r("gas", 0.9, "gas", "headache floppy drowsy vomit faint confused child now"),
    _r("gas", 0.7, "gas"),
    _r("neck", 0.88, "neck.swelling", "cant.breathe airway no.sentence"),
    _r("choking", 0.9, "choke", "not.breathing lips unresponsive droop weak.side cant.breathe"),
    _r("dialysis", 0.85, "missed.dialysis", "legs palpit cant.breathe weak.side", "palpit legs weak.side now chest"),
    _r("overdose", 0.85, "overdose.acc", "od.drug", "jerks palpit vomit drowsy confused yellow faint now seizure"),
    _r("overdose", 0.8, "yellow", "od.drug"),
    _r("icd", 0.85, "shocks", "now faint chest palpit ambulance"),
    _r("lung.oedema", 0.9, "pink.froth"),
    _r("lung.oedema", 0.8, "cant.breathe", "lips clammy no.sentence cant.talk"),
    _r("breath", 0.75, "cant.breathe", "ambulance direct.999"),
    _r("breath", 0.6, "cant.breathe", "now", "wheeze swollen.hands palpit faint transplant chemo stab drowsy confused child"),
    _r("clot", 0.88, "cant.breathe chest stab", "calf cough.blood"),
    _r("clot", 0.8, "cough.blood", "now", "bleed.heavy faint"),
    _r("asthma", 0.9, "inhaler.fail", "no.sentence cant.talk cant.breathe lips pf.low sats.low ribs wheeze ambulance"),
    _r("asthma", 0.9, "pf.low", "cant.breathe no.sentence wheeze inhaler.fail"),
    _r("asthma", 0.85, "no.sentence cant.talk", "cant.breathe wheeze pf.low lips sats.low"),
    _r("asthma", 0.85, "ribs", "child newborn cant.breathe wheeze lips"),
    _r("sats", 0.85, "sats.low", "cant.breathe now lips drowsy confused chest fever child wheeze"),
    _r("sats", 0.85, "sats.very.low"),
    _r("not.breathing", 0.93, "not.breathing", "now child newborn ambulance unresponsive lips floppy seizure"),
    _r("anaphylaxis", 0.92, "airway", "cant.breathe wheeze hives exposure faint vomit anaphylaxis ambulance now direct.999"),
    _r("anaphylaxis", 0.9, "anaphylaxis", "now ambulance hives cant.breathe wheeze exposure faint direct.999"),
    _r("anaphylaxis", 0.88, "hives", "cant.breathe wheeze faint"),
    _r("stroke", 0.92, "droop", "speech weak.side confused now ambulance blind headache"),
    _r("stroke", 0.88, "speech", "weak.side", "now ambulance droop"),
    _r("stroke", 0.75, "speech weak.side", "sudden now", "confused headache thunder faint blind ambulance"),
    _r("sight", 0.8, "blind", "sudden ambulance"),
    _r("thunderclap", 0.85, "thunder", "now vomit stiff.neck ambulance confused visual weak.side"),
    _r("meningitis", 0.9, "nonblanch", "fever vomit drowsy stiff.neck temp.high child headache now"),
    _r("meningitis", 0.85, "stiff.neck", "fever temp.high", "headache confused drowsy vomit nonblanch child"),
    _r(
        "unresponsive",
        0.88,
        "unresponsive",
        "now child hypo drowsy ambulance fever temp.high overdose.acc diabetes faint lips seizure ketones glucose.low "
        "head.injury confused vomit od.drug",
    ),
    _r("confused", 0.75, "confused", "fever temp.high sepsis rigor head.injury drowsy", "now fever temp.high"),
    _r("seizure.long", 0.92, "seizure", "long.seizure seizure.on"),
    _r(
        "seizure.long",
        0.88,
        "seizure",
        "seizure.more lips rescue.given",
        "now ambulance lips seizure.on long.seizure rescue.given",
    ),
    _r("seizure.long", 0.88, "rescue.given", "seizure.on lips seizure.more long.seizure"),
    _r("seizure.long", 0.85, "seizure.on", "lips long.seizure first.seizure"),
    _r("seizure.first", 0.85, "seizure.now", "first.seizure first.one"),
    _r("seizure.more", 0.85, "seizure", "seizure.more"),
    _r("seizure.pregnant", 0.85, "seizure", "pregnant.real postpartum", "now ambulance"),
    _r("seizure.first", 0.7, "first.seizure", "now ambulance child"),
    _r("ketoacidosis", 0.92, "ketones", "vomit drowsy deep.breath meter.hi glucose.high confused now child unresponsive"),
    _r("ketoacidosis", 0.88, "ketones"),
    _r("ketoacidosis", 0.88, "ketones.mod ketones.word", "vomit drowsy deep.breath confused"),
    _r("ketoacidosis", 0.88, "meter.hi glucose.high", "vomit drowsy deep.breath confused unresponsive"),
    _r("ketoacidosis", 0.88, "diabetes.word diabetes", "deep.breath", "vomit drowsy unresponsive"),
    _r("hypo", 0.9, "hypo glucose.low", "unresponsive seizure hypo.bad confused"),
    _r("hypo", 0.85, "insulin.double", "hypo glucose.low glucose.lowish now faint rigor"),
    _r("neutropenic", 0.93, "temp.high", "chemo"),
    _r("neutropenic", 0.9, "fever rigor", "chemo", "now rigor fever"),
    _r("transplant.fever", 0.85, "temp.high rigor", "transplant"),
    _r("immune.fever", 0.75, "temp.high", "immuno", "rigor confused sepsis faint drowsy palpit cant.breathe"),
    _r(
        "sepsis",
        0.85,
        "temp.high fever rigor",
        "sepsis confused nonblanch",
        "confused sepsis drowsy faint cant.breathe palpit nonblanch",
    ),
    _r(
        "bleeding",
        0.88,
        "bleed.heavy",
        "now faint ambulance pregnant.real postpartum thinner clammy belly.hard palpit pain.severe",
    ),
    _r("bleeding", 0.88, "vomit.blood", "now faint ambulance thinner black.stool vomit"),
    _r("bleeding", 0.8, "black.stool", "faint vomit.blood thinner clammy"),
    _r("bleeding", 0.88, "fistula.bleed"),
    _r(
        "head",
        0.8,
        "head.injury",
        "thinner vomit drowsy confused unresponsive seizure",
        "now thinner vomit drowsy confused unresponsive seizure",
    ),
    _r("abruption", 0.9, "pregnant.real", "belly.hard bleed.heavy", "bleed.heavy pain.severe now"),
    _r("preeclampsia", 0.88, "pregnant.real postpartum", "headache ruq", "visual bp.high ruq"),
    _r("preeclampsia", 0.75, "pregnant.real postpartum", "headache ruq", "swollen.hands", "now"),
    _r("preeclampsia", 0.85, "pregnant.real postpartum", "bp.high"),
    _r("preterm", 0.8, "preterm", "waters contractions"),
    _r("cord", 0.9, "waters", "no.movement bleed.heavy"),
    _r("movements", 0.75, "no.movement", "pregnant.real"),
    _r("ectopic", 0.8, "pregnant.real", "one.sided.pain shoulder.tip", "faint bleed.heavy shoulder.tip pain.severe"),
    _r("cauda.equina", 0.92, "saddle", "bladder back.pain now"),
    _r("cauda.equina", 0.88, "leak.unfelt", "legs saddle back.pain"),
    _r("retention", 0.85, "retention", "bladder.pain pain.severe now"),
    _r("stoma", 0.85, "stoma.black"),
    _r("obstruction", 0.85, "stoma.stop", "pain.severe", "now belly.hard faint stoma.black"),
    _r("obstruction", 0.88, "stoma.stop", "vomit vomit.green", "pain.severe belly.hard vomit.green faint"),
    _r("abdomen", 0.8, "belly.hard", "pain.severe vomit.green", "now vomit fever temp.high faint pain.severe"),
    _r("torsion", 0.88, "testicle", "pain.severe now vomit", "now vomit pain.severe"),
    _r("limb", 0.8, "rigid.limb", "now pain.severe"),
    _r("adrenal", 0.85, "steroid.dep", "vomit", "faint drowsy confused unresponsive bp.low"),
    _r("overdose", 0.85, "od.whole"),
    _r("poison.child", 0.85, "ingest.child"),
    _r("overdose", 0.8, "overdose.acc", "od.drug drowsy vomit unresponsive faint"),
    _r("baby", 0.88, "newborn", "temp.high fever floppy"),
    _r("baby", 0.88, "child newborn", "floppy", "now fever temp.high vomit lips not.breathing"),
    _r("baby", 0.88, "child newborn", "floppy.strong"),
    _r("hypertensive", 0.8, "bp.crisis", "headache chest visual confused cant.breathe speech weak.side"),
    _r("potassium", 0.8, "potassium.high"),
    _r("dialysis", 0.8, "missed.dialysis", "cant.breathe chest palpit confused"),
    _r(
        "alarm",
        0.7,
        "direct.999",
        "airway cant.breathe chest seizure bleed.heavy droop speech unresponsive wheeze hypo anaphylaxis weak.side",
    ),
)
RULES: Final = tuple(sorted(_ALL, key=lambda rule: -rule.confidence))
ALARM: Final = tuple(rule for rule in RULES if rule.name.endswith(".alarm"))
"""What counts where a clinician or a moderator writes."""

GRAVE: Final = frozenset(
    "crush droop speech weak.side cant.breathe no.sentence cant.talk lips ribs airway unresponsive seizure.on seizure.more "
    "long.seizure vomit.blood nonblanch thunder floppy.strong not.breathing bleed.heavy belly.hard blind saddle pink.froth "
    "anaphylaxis inhaler.fail ketones sats.low bp.crisis bp.low gas choke fistula.bleed neck.swelling hypo.bad black.stool "
    "ingest.child waters no.movement cough.blood glucose.low radiate.strong rectal.bleed named head.injury".split()
)
"""Signs that are alarming by themselves: two of them that are told together, now, need no rule of their own."""
LIGHTER: Final = frozenset(
    "clammy radiate faint confused wheeze hives temp.high rigor drowsy palpit pain.severe vomit chest sepsis headache jerks yellow "
    "fever seizure stiff.neck".split()
)
