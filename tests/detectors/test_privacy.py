"""Privacy: own sentences, the value that the policy gives, and the spans."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.finding import Assessment, Label
from bot.core.message import Message, Person, Place, Role
from bot.detectors.document import read
from bot.detectors.privacy import DETECTOR, identifiers
from tests.detectors import privacy_rows as rows

Spans = list[tuple[str, str]]


def assess(text: str, role: Role = Role.MEMBER, reply: str | None = None) -> Assessment:
    author = Person("p", roles=frozenset({role}))
    message = Message("m", Place("sandbox", "c", "ch"), author, text, datetime(2026, 1, 1, tzinfo=UTC), reply_text=reply)
    return Assessment(tuple(DETECTOR.look(read(message))))


def judged(text: str, role: Role = Role.MEMBER, reply: str | None = None) -> tuple[str, Spans]:
    assessment = assess(text, role, reply)
    return assessment.value(Label.PRIVACY), [(text[s.start : s.end], s.type) for s in assessment.spans]


SELF: list[tuple[str, Spans]] = [
    ("hi everyone my name is Gwendolyn Achterberg and i've just joined", [("Gwendolyn Achterberg", "PERSON")]),
    ("my names hannah whitfield, new here, got my stoma in may", [("hannah whitfield", "PERSON")]),
    ("I'm Marcus Bellweather from Ohio, type 2 for six years now.", [("Marcus Bellweather", "PERSON")]),
    ("Thanks for reading.\n\nPatricia Donnellan", [("Patricia Donnellan", "PERSON")]),
    ("My name is Siew Ling Tan and I had my transplant in June", [("Siew Ling Tan", "PERSON")]),
    ("text me any time, 07911 123456, I'm awake all night with these steroids", [("07911 123456", "PHONE")]),
    ("my number is 555-867-5309 if anyone near Tulsa wants to talk", [("555-867-5309", "PHONE")]),
    ("You can whatsapp me on +91 98765 43210 for diet charts sir", [("+91 98765 43210", "PHONE")]),
    ("ring me on 0131 496 0345 after six, I don't do computers much", [("0131 496 0345", "PHONE")]),
    ("call me 0412 345 678 if you're in Perth and need a lift to chemo", [("0412 345 678", "PHONE")]),
    ("Meine Nummer ist 0171 2345678, ruft mich an wenn ihr in Köln seid", [("0171 2345678", "PHONE")]),
    ("appelez moi au 06 12 34 56 78 svp", [("06 12 34 56 78", "PHONE")]),
    (
        "my mobile is oh seven nine one one, one two three, four five six",
        [("oh seven nine one one, one two three, four five six", "PHONE")],
    ),
    (
        "u can get me on zero double seven double zero nine double zero one two three",
        [("zero double seven double zero nine double zero one two three", "PHONE")],
    ),
    ("im on 07\u200b700 900\u200b123 text only", [("07\u200b700 900\u200b123", "PHONE")]),
    ("drop me a line at marge.t.oakes@example.com about the swap", [("marge.t.oakes@example.com", "EMAIL")]),
    ("mail me: kofi [at] example [dot] org", [("kofi [at] example [dot] org", "EMAIL")]),
    ("im at sunny underscore lara at gmail dot com if you want the pdf", [("sunny underscore lara at gmail dot com", "EMAIL")]),
    ("email is jonasb77 at hotmail.com", [("jonasb77 at hotmail.com", "EMAIL")]),
    ("I live at 27 Larkspur Close, Didcot so the scales can come here", [("27 Larkspur Close, Didcot", "ADDRESS")]),
    (
        "send it to 1408 Magnolia Street, Savannah, GA 31401 and ill pay the postage",
        [("1408 Magnolia Street, Savannah, GA 31401", "ADDRESS")],
    ),
    (
        "my address is Lindenstraße 14, 50674 Köln, please no visitors during the chemo",
        [("Lindenstraße 14, 50674 Köln", "ADDRESS")],
    ),
    ("mi dirección es Calle de la Luna 23, Madrid", [("Calle de la Luna 23, Madrid", "ADDRESS")]),
    ("j'habite 12 rue des Lilas, Nantes, si quelqu'un passe", [("12 rue des Lilas, Nantes", "ADDRESS")]),
    (
        "pls post them to me at Flat No. 302, Sai Krupa Apartments, Gandhi Nagar",
        [("Flat No. 302, Sai Krupa Apartments, Gandhi Nagar", "ADDRESS")],
    ),
    ("im at 9 beechwood avenue if anyone wants the spare walker", [("9 beechwood avenue", "ADDRESS")]),
    (
        "Ingrid Solberg-Nash, CF10 3AT, they said put it here for the parcel",
        [("Ingrid Solberg-Nash", "PERSON"), ("CF10 3AT", "ADDRESS")],
    ),
    ("my dob is 04/07/1968 if that matters for the trial", [("04/07/1968", "DATE_OF_BIRTH")]),
    ("I was born on 14 March 1962 so I remember polio", [("14 March 1962", "DATE_OF_BIRTH")]),
    ("my birthday is the 4th of May 1980, same as yours!", [("4th of May 1980", "DATE_OF_BIRTH")]),
    (
        "date of birth twelfth of june nineteen seventy two, is that old for this",
        [("twelfth of june nineteen seventy two", "DATE_OF_BIRTH")],
    ),
    ("d.o.b 3/4/71 they keep asking me", [("3/4/71", "DATE_OF_BIRTH")]),
    ("Is it safe that they asked my SSN? I gave 219-09-9999 to the billing lady.", [("219-09-9999", "GOV_ID")]),
    ("my nhs number is 943 476 5919 can someone check the app works", [("943 476 5919", "GOV_ID")]),
    ("national insurance QQ 12 34 56 C for the pip form right?", [("QQ 12 34 56 C", "GOV_ID")]),
    ("aadhaar 2345 6789 0123 is linked with my hospital card", [("2345 6789 0123", "GOV_ID")]),
    ("my driving licence is MORGA657054SM9IJ and dvla want it back because of the fits", [("MORGA657054SM9IJ", "GOV_ID")]),
    ("mi DNI es 48291736B para el volante", [("48291736B", "GOV_ID")]),
    ("passport no 533380006 expires before my surgery abroad", [("533380006", "GOV_ID")]),
    ("My MRN is 00482913, has anyone else at that hospital got 8 digits", [("00482913", "MEDICAL_ID")]),
    ("hospital number on my wristband: K449210", [("K449210", "MEDICAL_ID")]),
    ("patient ID PT-88213-X, that's what I quote when I ring", [("PT-88213-X", "MEDICAL_ID")]),
    ("Rx # 7739201 still not ready at the pharmacy, third day without", [("7739201", "MEDICAL_ID")]),
    ("member id W2209 11873 on the aetna card, they say invalid", [("W2209 11873", "INSURANCE_ID")]),
    ("my medicare number is 1EG4-TE5-MK73 and the portal rejects it", [("1EG4-TE5-MK73", "INSURANCE_ID")]),
    ("policy no. HLT/55/918273 with Star Health, claim got rejected", [("HLT/55/918273", "INSURANCE_ID")]),
    ("claim number is 77120934 if an insurance person is reading", [("77120934", "INSURANCE_ID")]),
    ("you can pay me back, sort code 20-45-45 account 73829104", [("20-45-45", "FINANCIAL"), ("73829104", "FINANCIAL")]),
    ("put it on my card 5555 5555 5555 4444 exp 09/27", [("5555 5555 5555 4444", "FINANCIAL")]),
    ("IBAN: FR14 2004 1010 0505 0001 3M02 606 for the meet-up money", [("FR14 2004 1010 0505 0001 3M02 606", "FINANCIAL")]),
    ("my insta is @crohnsandcats if u want the recipes", [("@crohnsandcats", "ACCOUNT")]),
    ("add me on snapchat lupie_lou99 xx", [("lupie_lou99", "ACCOUNT")]),
    ("find me on facebook at facebook.com/brenda.whitlow.73", [("facebook.com/brenda.whitlow.73", "ACCOUNT")]),
    ("im migraine.mo on tiktok come say hi", [("migraine.mo", "ACCOUNT")]),
    (
        "mychart username lorna_dee password Tulip2024! can someone see if it lets you in",
        [("lorna_dee", "ACCOUNT"), ("Tulip2024!", "ACCOUNT")],
    ),
    ("portal login: bjk4471 pw: hunter22", [("bjk4471", "ACCOUNT"), ("hunter22", "ACCOUNT")]),
    ("pump serial number is 3021145-77 and it beeps all night", [("3021145-77", "IP_OR_DEVICE")]),
    ("my sensor reader keeps dropping, ip is 203.0.113.45", [("203.0.113.45", "IP_OR_DEVICE")]),
    (
        "I'm the only organist at St Cuthbert's so everybody will know, but yes, MS.",
        [("the only organist at St Cuthbert's", "EMPLOYER")],
    ),
    (
        "As the headteacher at Millbrook Primary I can't be seen with a stick",
        [("the headteacher at Millbrook Primary", "EMPLOYER")],
    ),
    (
        "Selling my unused dressings, half price, ask for Denise Harcourt on 07700 900 222",
        [("Denise Harcourt", "PERSON"), ("07700 900 222", "PHONE")],
    ),
]

THIRD: list[tuple[str, Spans]] = [
    ("my son Jordan Tillotson was diagnosed with type 1 on Friday, heartbroken", [("Jordan Tillotson", "PERSON")]),
    ("Pray for my aunt Graciela Montoya, she starts chemo Monday", [("Graciela Montoya", "PERSON")]),
    ("my best mate, Darren Ogilvie, is drinking again and his liver is shot", [("Darren Ogilvie", "PERSON")]),
    (
        "does anyone know Sheila Pemberton from the Thursday group? She was taken in with sepsis last night.",
        [("Sheila Pemberton", "PERSON")],
    ),
    ("Mrs. Kowalczyk next door has dementia and keeps ringing my bell", [("Mrs. Kowalczyk", "PERSON")]),
    ("my daughters name is Amelia Stroud and she has epilepsy", [("Amelia Stroud", "PERSON")]),
    ("My husband's NHS number is 485 777 3456 and they've lost his scan", [("485 777 3456", "GOV_ID")]),
    ("mum's dob is 12.03.1948, she has a fall every week", [("12.03.1948", "DATE_OF_BIRTH")]),
    ("@bluewren is really Katherine Loftus, she works at the Co-op in Frome", [("Katherine Loftus", "PERSON")]),
    ("my boss Trevor Lindqvist has HIV, he told me at the christmas do", [("Trevor Lindqvist", "PERSON")]),
    (
        "the caretaker at Oakfield Juniors has MS and hides it from the parents",
        [("The caretaker at Oakfield Juniors".replace("The", "the"), "EMPLOYER")],
    ),
    (
        ("Worried about my neighbour Agnieszka Wrona. She takes insulin and lives at 31 Cobden Street, Derby on her own."),
        [("Agnieszka Wrona", "PERSON"), ("31 Cobden Street, Derby", "ADDRESS")],
    ),
    ("my wife's hospital number is 7741902B, they mixed up her bloods", [("7741902B", "MEDICAL_ID")]),
    ("My brother in law Hamish McAllister got his stent today", [("Hamish McAllister", "PERSON")]),
    ("our little boy, Theodore Vance, is in NICU", [("Theodore Vance", "PERSON")]),
    ("my mother Smt. Lakshmi Narayanan is having sugar since ten years", [("Smt. Lakshmi Narayanan", "PERSON")]),
]

CLINICIAN: list[tuple[str, Spans]] = [
    (
        "P.R., 67M, bed 4, Ward 2A, post CABG day 3 and off his food. Ideas?",
        [("P.R.", "PERSON"), ("bed 4, Ward 2A", "MEDICAL_ID")],
    ),
    ("Had a lovely chat with L.K. (54F) in room 9 after her lobectomy on 4 May", [("L.K.", "PERSON"), ("room 9", "MEDICAL_ID")]),
    ("case no. TX-4471, 29F, second graft lost on 2 June. Thoughts from renal colleagues?", [("TX-4471", "MEDICAL_ID")]),
    ("My patient Norman Eccles is back in with fluid, anyone got a bed?", [("Norman Eccles", "PERSON")]),
    ("We did a hysterectomy on a 42-year-old teacher from our list on 14 February and she's here in this group", []),
    ("MRN 5538201 needs her biologic reapproved, which form is it", [("5538201", "MEDICAL_ID")]),
]

NONE: list[str] = [
    "Dr. Patel put me on metformin and I feel fine",
    "my consultant Mr Hargreaves did my op at the Royal Free",
    "I'm Sarah, 34, from Leeds, on methotrexate",
    "the Samaritans number is 116 123, free any time",
    "ring the ward on 0113 496 0111 and ask for the stoma nurse",
    "the front desk at the clinic is (212) 555-0188, they open at 8",
    "Blood Cancer UK helpline 0808 2080 888",
    "email the trust at pals@example.nhs.uk if they fob you off",
    "my scan is on 14 March 2025 and I'm dreading it",
    "hysterectomy booked for 03/09/2025, any tips?",
    "my name is ____ and I have ____, fill in the blanks",
    "@sunny thanks love, that helped",
    "Has anyone read Atul Gawande on dying well?",
    "Selma Blair talks about MS in her film, worth a watch",
    "I use the Omnipod 5 with Dexcom G7, pod lot number L40771",
    "the trial number is NCT04561234, open to anyone",
    "my psa went from 4.5 to 12.7 in 18 months",
    "took 500 mg at 10 30 and another 500 at 14 30",
    "ferritin 12, hb 98, platelets 450, b12 180",
    "they gave me test login demo and password demo123 as a fake example",
    "My neighbour Paul Whitcombe lent me his ladder",
    "my friend Annie gave me a lift to dialysis",
    "my son was diagnosed at 4 and is 11 now",
    "I forgot my password again, the portal is useless",
    "password is wrong every time I try it",
    "we moved to 12 weeks between infusions",
    "a 10 minute drive down a country lane wore me out",
    "Hashimoto's and Graves Disease run in my family",
    "Great Ormond Street were wonderful with her",
    "Parkinson's UK has a good leaflet on falls",
    "my insurance number crunching says 2 more years",
    "the insurance won't pay for the 90 tablets, only 30",
    "follow @diabetesuk on twitter for the news",
    "anyone on instagram? i like the recipes there",
    "I'm the only person in Scotland who hates this drug",
    "the nurse at Leeds General was lovely",
    "the receptionist at Elm Tree Surgery hung up on me",
    "Our clinic's address is 40 High Street, the entrance is at the back",
    "the support group meets at 12 Church Road, Selby every Tuesday",
    "order number 4471 9982 1123 for my bags got lost in the post",
    "version 4.1.20.3 of the app crashes",
    "call 999 or 112 if it gets worse",
    "born in 1962, so I had measles the natural way",
    "Boots Pharmacy has run out of Creon again",
    "Type One is not caused by sugar",
    "Marie Curie nurses came at night for my dad",
    "Michael Mosley said to try fasting",
    "Nurse Jackie Burton was kind to my mum after her stroke",
    "It's 2024 and we still wait 18 months for an ADHD assessment 2022-2024",
    "50,000 people a year get this, 1 in 400",
    "Crohns Colitis UK is doing a walk",
    "It's Lupus Awareness Month, wear purple",
    "this is Such Good News, thank you all",
    "My husband is Stage Four and we found out Tuesday",
    "my mum had Bell's Palsy and my dad had Guillain Barre",
    "A1C 7.2, weight 82 kg, BP 130/85, pulse 72",
    "Ask your doctor about Vitamin D and Calcium Carbonate",
    "I take Sodium Valproate and Folic Acid",
    "my pin is in my head and i forget it since the stroke",
    "I live on the third floor and the lift is broken",
    "What is the NHS number for, do I need it to register?",
    "do not post your NHS number or your date of birth here please",
    "I'm Not Okay today",
    "The Royal Marsden has been amazing",
    "Professor Tim Spector's podcast is good on gut health",
    "Happy Birthday Grandad Joe",
]


@pytest.mark.parametrize(("text", "spans"), SELF + rows.SELF)
def test_own_identifier(text: str, spans: Spans) -> None:
    assert judged(text) == ("self", spans)


@pytest.mark.parametrize(("text", "spans"), THIRD + rows.THIRD)
def test_third_person(text: str, spans: Spans) -> None:
    assert judged(text) == ("third_party", spans)


@pytest.mark.parametrize(("text", "spans"), CLINICIAN + rows.CLINICIAN)
def test_patient_of_a_clinician(text: str, spans: Spans) -> None:
    assert judged(text, Role.CLINICIAN) == ("clinician", spans)


@pytest.mark.parametrize("text", NONE + rows.NONE)
def test_no_disclosure(text: str) -> None:
    assert judged(text) == ("none", [])


@pytest.mark.parametrize("text", rows.CLINICIAN_NONE)
def test_clinician_who_identifies_nobody(text: str) -> None:
    assert judged(text, Role.CLINICIAN) == ("none", [])


def test_reply_ties_a_handle_to_an_address() -> None:
    value, spans = judged("its 8 Orchard Row, Ludlow, she's in most days", reply="where do i post the wool for @knitwit?")
    assert (value, spans) == ("third_party", [("8 Orchard Row, Ludlow", "ADDRESS")])


def test_first_name_said_to_be_real_beside_an_identifier() -> None:
    value, spans = judged("her real name is Odette and her number is 07700 900 333")
    assert value == "third_party"
    assert ("Odette", "PERSON") in spans
    assert ("07700 900 333", "PHONE") in spans


def test_moderator_who_speaks_of_their_own_patient() -> None:
    value, _ = judged("On my ward last night: F.D., 71M, bed 3, arrested twice.", Role.MODERATOR)
    assert value == "clinician"


def test_sure_and_weak_identifiers_are_told_apart() -> None:
    assert assess("my ssn is 219-09-9999").confidence(Label.PRIVACY) >= 0.85
    assert assess("Lovely to meet you all. 01632 960 555").confidence(Label.PRIVACY) < 0.85


@pytest.mark.parametrize(
    "unit", ["1 ", "a@b.", "Ab Cd ", "my name is ", "12 High ", "oh one ", "1-", "a.", "password is ", "@x ", "the only "]
)
def test_hostile_length_returns(unit: str) -> None:
    text = (unit * 20_000)[:40_000]
    message = Message("m", Place("s", "c", "h"), Person("p"), text, datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(identifiers(read(message)), list)


MARK = re.compile(r"\s?\[\[([A-Z_]+):([^\]]*)\]\]")
ROLES = {"m": Role.MEMBER, "c": Role.CLINICIAN, "o": Role.MODERATOR}


def told() -> list[tuple[str, str, str, Spans]]:
    lines = Path(__file__).with_name("privacy_told.txt").read_text(encoding="utf-8").splitlines()
    rows_: list[tuple[str, str, str, Spans]] = []
    for line in lines:
        if not line.startswith("#"):
            value, role, text = line.split("|", 2)
            spans = [(found, kind) for kind, found in MARK.findall(text)]
            rows_.append((value, role, MARK.sub("", text).replace("\\n", "\n"), spans))
    return rows_


@pytest.mark.parametrize(("value", "role", "text", "spans"), told())
def test_told_in_other_ways(value: str, role: str, text: str, spans: Spans) -> None:
    reply, _, answer = text.rpartition("||")
    got, found = judged(answer, ROLES[role], reply or None)
    assert got == value
    if spans:
        assert {kind for _, kind in found} == {kind for _, kind in spans}
        assert all(any(ours in theirs or theirs in ours for theirs, _ in found) for ours, _ in spans)
