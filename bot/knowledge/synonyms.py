"""Words that patients and leaflets use for one thing. Written for this project; modest on purpose.

A line holds one thing: the word that stands for all, then the others. Only words that may be exchanged in a question are here;
a word with a second everyday meaning (`stroke`, `discharge`, `shot`) is left alone.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from bot.knowledge.words import stems

_LINES: Final = """
covid: covid 19, covid19, coronavirus, corona virus, corona, sars cov 2, ncov, sars cov2
doctor: dr, doc, gp, physician, general practitioner, family doctor
hypertension: high blood pressure, hbp, raised blood pressure, elevated blood pressure
hypotension: low blood pressure
blood pressure: bp
heart attack: myocardial infarction, mi
diabetes: diabetic, diabetics
heart failure: chf, congestive heart failure
atrial fibrillation: afib, a fib
symptom: sign
treat: treatment, therapy
spread: transmit, transmission, contagious
hospital: emergency room, emergency department
hypo: hypoglycaemia, hypoglycemia, low blood sugar, low sugar, low glucose
blood sugar: blood glucose, sugar level, glucose level
hba1c: a1c, hb a1c
period: menstruation, menses, menstrual, menstrual cycle
miscarriage: miscarry, miscarried, pregnancy loss
pregnant: pregnancy, expecting a baby, preggo, preggers
breastfeed: breast feed, nursing a baby, breast feeding, breastfeeding
contraceptive: birth control, contraception, the pill
caesarean: c section, cesarean, csection, cesarian
baby: infant, babies
child: kid, children
stomach: tummy, belly, abdomen, abdominal
nausea: nauseous, feel sick, feeling sick, queasy
vomit: throw up, throwing up, threw up, puke, puking, be sick
diarrhoea: diarrhea, diarrhoea, the runs, loose stools, loose stool
constipation: constipated
stool: poo, poop, bowel movement, faeces, feces
urine: pee, wee, urinate, peeing, urination, urinating, urinary
bladder infection: uti, urinary tract infection, water infection, cystitis, bladder infections
kidney: renal
lung: pulmonary
anaemia: anemia, anaemic, anemic
tired: fatigue, fatigued, exhausted, exhaustion, tiredness
dizzy: dizziness, lightheaded, light headed, vertigo, giddy
breathless: short of breath, shortness of breath, breathlessness, out of breath, trouble breathing, difficulty breathing
swell: swollen, oedema, edema, puffy
itch: itchy, itchiness, pruritus
fever: high temperature, feverish
headache: head ache
flu: influenza
pain: ache, painful, aching
paracetamol: acetaminophen, tylenol, panadol, calpol
ibuprofen: advil, nurofen, motrin
nsaid: anti inflammatory, antiinflammatory, anti inflammatories
medicine: medication, meds, med
side effect: adverse effect, side effects, adverse reaction
overdose: overdosed, took too much, taken too much
vaccine: vaccination, vaccinate, jab, immunisation, immunization, immunise, immunize, vaccinated
blood test: bloods, blood work, bloodwork
operation: surgery, surgical, op
cancer: carcinoma, malignancy, malignant, tumour, tumor
chemo: chemotherapy
radiotherapy: radiation therapy, radiation treatment
lose weight: weight loss, losing weight, slim
depression: depressed, depressive
seizure: fit, convulsion, epileptic, seizures
erection: erectile dysfunction, impotence, ed
sex: intercourse, sexual
std: sti, stds, stis, sexually transmitted
acne: pimple, zit
tooth: teeth, dental
mum: mom, mother, mommy, mummy
dad: father, daddy
elderly: older people, old people, seniors, older adults
"""


@cache
def synonyms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Stems of each wording, with the stems that stand for it."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in _LINES.strip().splitlines():
        head, _, others = line.partition(":")
        standing = tuple(stems(head))
        table.setdefault(standing, standing)
        for other in others.split(","):
            table.setdefault(tuple(stems(other)), standing)
    return table


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(wording[0] for wording in synonyms() if wording)


LONGEST: Final = 4
"""Words in the longest wording."""


def exchange(words: Sequence[str]) -> list[str]:
    """The stems with each known wording replaced by the one that stands for it, longest first."""
    table, beginnings = synonyms(), _beginnings()
    out: list[str] = []
    at = 0
    while at < len(words):
        if words[at] not in beginnings:
            out.append(words[at])
            at += 1
            continue
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            if (standing := table.get(tuple(words[at : at + length]))) is not None:
                out += standing
                at += length
                break
        else:
            out.append(words[at])
            at += 1
    return out
