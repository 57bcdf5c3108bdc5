"""Own sentences: who leans on a job, and who only has one."""

from datetime import UTC, datetime

import pytest

from bot.core.message import Message, Person, Place, Role
from bot.detectors.authority import look
from bot.detectors.document import read


def claims(text: str, role: Role = Role.MEMBER) -> bool:
    person = Person("p", roles=frozenset({role}))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return bool(look(read(Message("m", Place("sandbox", "c", "ch"), person, text, when))))


CLAIMS = [
    "As a nurse I can tell you that dose is far too high.",
    "I'm a doctor, trust me, that mole is fine",
    "Speaking as a pharmacist, those two don't mix.",
    "retired gp here. that rash is nothing to worry about",
    "im a paramedic so i know what im on about, get the inhaler out",
    "Nurse here, 20 years on a cardiac ward. You need to up your fluids.",
    "I work in a pharmacy so believe me, the generic is identical",
    "In my professional opinion you should ask for a second scan",
    "as a med student i can assure you its not cancer",
    "take it from a midwife, babies come when they want",
    "Trust me, I'm a physio, stretch it every hour",
    "Ex-ICU nurse. Let me tell you, those drips do nothing",
    "as a dietitian i'd recommend cutting out dairy completely",
    "I've been a radiographer for 15 years and I can tell you one scan won't hurt",
    "I was a theatre nurse for years, believe me you want the epidural",
    "Qualified nutritionist here! Sugar feeds inflammation, drop it and you'll see.",
    "i am a biochemist and i know for a fact that test is useless",
    "I see this every day in my clinic, it's always the gallbladder",
    "I treat patients like you all the time, it is stress",
    "with my medical background i can say its definitely viral",
    "As a healthcare professional, let me reassure you: it is harmless.",
    "as a psychologist, that is textbook anxiety",
    "Former ward sister, 30 yrs. Don't let them send you home without bloods.",
    "i'm a vet and honestly you should stop that tablet, we use it in dogs",
    "as an hca i see pressure sores every day and that is not one",
    "My patients all do better off gluten",
    "I am homeopathic doctor from Pune, you can trust, please take this remedy only",
    "I have a phd in immunology so let me explain why you don't need the booster",
    "worked in A&E for a decade so trust me you dont need an ambulance",
    "as a naturopath I tell all my clients to skip the statin",
    "Pharmacy tech here, I dispense hundreds of these, perfectly safe together",
    "doula here 👋 you do not need that induction",
    "I'm a retired surgeon and I can promise you the op is routine",
    "being a nurse myself i would advise you to get it out",
    "I used to be an optician, I should know, that's a cataract",
    "As someone who's a qualified counsellor I can tell you that's trauma",
    "hi all, chiropractor here with 12 years experience, your neck is out, that's all it is",
    "Listen to me, I'm a cardiac nurse. That is not your heart.",
    "i've nursed hundreds of people with this and you are going to be fine, stop the tablets",
    "Occupational therapist by trade. You must get a perching stool, don't argue.",
    "20 years in nursing so i know a thing or two, that wound needs air",
    "speaking medically, you are not at any risk at all",
    "as a lab tech i run these tests all day and that number is nothing",
    "I'm an anaesthetist, so you can believe me when I say you won't feel it",
    "I am a certified health coach, so hear it from a professional, insulin resistance is reversible",
    "As a carer by profession I can tell you she needs two people to lift her",
    "qualified herbalist of ten years, I can assure you yarrow is stronger than warfarin",
    "im a student nurse and we were taught you should never mix those so stop it",
    "As a dentist, I can tell you that abscess won't wait.",
    "I'm a pharmacist. You should not take those together.",
]

QUIET = [
    "I'm a nurse and got diagnosed with MS last week",
    "as a nurse i find it so hard being the patient",
    "I'm not a doctor but I'd get that checked",
    "my sister is a nurse and she said to ring 111",
    "My GP is lovely, trust me, ask for Dr Shah",
    "the nurse told me I can eat whatever I like",
    "Is anyone here a pharmacist?",
    "I used to be a nurse before the long covid took my job",
    "I'm a teacher and my migraines are worst on Mondays",
    "as a mum of two with lupus I can tell you naps are life",
    "I clip poodles for a living, so what do I know about kidneys",
    "trust me, the recliner is worth it",
    "saw a physio today, she was brilliant",
    "as a doctor once told me, the best exercise is the one you do",
    "I work in a school and catch everything",
    "I'm a care assistant on nights, any tips for taking insulin on shift?",
    "believe me I know how you feel, 12 years of this",
    "The consultant can tell you more than we can",
    "My husband is a paramedic so at least I get free lifts",
    "how do I become a nurse with epilepsy?",
    "I wish I was a doctor so I could read this letter",
    "as a type 1 diabetic for 30 years i can tell you it gets easier",
    "you should ask your pharmacist, they know this stuff",
    "I'm a retired postman with a dodgy prostate",
    "being a patient for 20 years taught me to ask for copies",
    "I am a student and I can't afford my prescription",
    "I'm a nurse but I'm here as a patient so treat me like one",
    "my therapist says I should write it down",
    "Nurse was kind today. You lot were right about the numbing cream.",
    "I've been seeing a dietitian for three months",
    "speaking as someone with zero medical knowledge, ask your team",
    "Our dialysis tech sings Elvis",
    "doctor here says no flying for six weeks, anyone told different?",
    "i work on a checkout and stand all day, my feet are huge",
    "I'm training to be a midwife and just got told I have PCOS",
    "as a patient, I know what it's like",
    "GP appointment at 9, wish me luck",
    "I'm no doctor, just a nosy old woman, but please ring them",
    "The pharmacist here in our village is an angel, trust me",
    "got my own nurse badge in dressing my stoma now lol",
    "I'm a doctor's receptionist's mum haha, I get no perks",
    "nurse specialist rang, dose going up",
    "Being off work as a nurse is driving me mad",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_leaning_on_a_profession_is_a_claim(text: str) -> None:
    assert claims(text)


@pytest.mark.parametrize("text", QUIET)
def test_having_or_meeting_a_job_is_not(text: str) -> None:
    assert not claims(text)


def test_a_verified_clinician_speaks_with_their_own_authority() -> None:
    assert not claims("As a nurse I can tell you to ring your team.", Role.CLINICIAN)


@pytest.mark.parametrize("piece", ["as a nurse ", "i'm a doctor ", "i work in ", "a nurse a nurse "])
def test_a_very_long_message_is_read(piece: str) -> None:
    assert isinstance(claims(piece * (20_000 // len(piece))), bool)
