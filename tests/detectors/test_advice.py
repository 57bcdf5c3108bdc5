"""Own sentences: who tells whom to change their care, who asks whether to, and what is only talk of medicines."""

from datetime import UTC, datetime

import pytest

from bot.core.finding import Assessment, Finding, Label
from bot.core.message import Message, Person, Place, Role
from bot.detectors.advice import look
from bot.detectors.advice.acts import acts
from bot.detectors.document import read


def findings(text: str, reply: str | None = None, role: Role = Role.MEMBER) -> list[Finding]:
    person = Person("p", roles=frozenset({role}))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return look(read(Message("m", Place("sandbox", "c", "ch"), person, text, when, reply_text=reply)))


def value(text: str, reply: str | None = None, role: Role = Role.MEMBER) -> str:
    return Assessment(tuple(findings(text, reply, role))).value(Label.ADVICE)


PEER = [
    ("just stop taking it, you'll feel better in a week", "citalopram is making me so sleepy"),
    ("Stop the statin, they're poison.", "legs ache since i started atorvastatin"),
    ("ditch the tablets mate", "these water tablets have me up all night"),
    ("honestly i'd come off it", "week 2 of sertraline and im shaking"),
    ("you should double your dose", "my gabapentin isnt touching the pain"),
    ("skip tonight's injection then", "feel rough, humira due today"),
    ("u dont need insulin hun, go keto", "just been put on insulin"),
    ("Don't let them put you on methotrexate.", "rheum wants me on mtx"),
    ("take two of your husband's diazepam, works a treat", "flight tomorrow and im terrified"),
    ("i can post you some of my leftover tramadol", "run out of painkillers til monday"),
    ("I'll send you my spare insulin pens, got loads", "pharmacy has no novorapid"),
    ("don't bother with A&E, it'll pass", "chest tight since lunch"),
    ("No need to ring the doctor for that, sleep it off", "banged my head and been sick twice"),
    ("cancel the biopsy, it only spreads it", "biopsy on friday and im scared"),
    ("tell them no to the surgery, mine was a disaster", "they want to do my hip replacement in may"),
    ("halve it. thats what i did", "80mg of furosemide is killing me"),
    ("swap to the liquid and drop to 10", "prozac 20 capsules make me sick"),
    ("You need to get off those steroids asap.", "prednisolone moon face is awful"),
    ("if i were you i'd wean myself off, 10 mg a week", "amitriptyline 50 and i'm a zombie"),
    ("Try ivermectin, it worked for my uncle", "long covid month 14"),
    ("take magnesium instead of the propranolol", "propranolol makes my feet cold"),
    ("bin the inhaler and do buteyko", "brown inhaler gives me thrush"),
    ("never take statins, i'd rather die of cholesterol, flush them", "doc wants me on statins"),
    ("you can stop the antibiotics once you feel better", "day 3 of amoxicillin and i feel fine"),
    ("miss a couple of doses so you can drink at the wedding", "can't drink on metronidazole"),
    ("just up it to 150, they always start you too low", "levo 100 and still knackered"),
    ("Refuse the induction, babies come when they're ready", "induction booked for tuesday, nervous"),
    ("get yourself some modafinil off the internet", "the fatigue is ruining me"),
    ("dont get the jab, it set me off for months", "flu jab on thursday"),
    ("Please discontinue the metformin, dear, and take karela juice", "metformin upset my stomach"),
    ("stop the keppra today, your liver will thank you", "keppra rage is real"),
    ("go cold turkey, its easier than tapering", "how do i get off venlafaxine"),
    ("do the same, i quit mine in a week and never looked back", "hate this lithium"),
    ("You don't need dialysis, you need to clean your diet", "they want to start me on dialysis"),
    ("I would leave off the blood thinner until after the weekend", "nosebleeds on apixaban"),
    ("take an extra half when it gets bad, thats what i do", "clonazepam wears off by 4"),
    ("drop the azathioprine, it gave my cousin cancer", "aza 100mg, anyone else tired?"),
    ("why don't you just skip the methotrexate this week", "feel sick every mtx day"),
    ("your best bet is stopping the hrt", "hrt headaches"),
    ("stay away from hospitals, they make you worse", "should i go to a&e with this? temp 39"),
    ("My advice is quit the pregabalin.", "pregabalin brain fog"),
    ("borrow your sisters codeine for tonight", "back is in bits and no gp til monday"),
    ("you're better off without it", "quetiapine has put 2 stone on me"),
    ("come off the pill, its what gave you the migraines", "yasmin and migraines anyone"),
    ("chuck them in the bin and get some sunshine", "started fluoxetine today"),
    ("Just take 20 units and see, it won't hurt you", "sugars 18 and no call back about my lantus"),
    ("pause your biologic while you've got that cold", "got a cold, stelara due friday"),
    ("I wouldn't take it if I were you", "been given naproxen and a script for prednisone"),
    ("no need for a colonoscopy at your age", "colonoscopy letter came"),
    ("dont waste your time with the gp, start doxycycline, you can buy it online", "tick bite with a red ring"),
]

SEEKING = [
    "can I stop my blood pressure tablets? been normal for a month",
    "should i skip my methotrexate this week, got a cold",
    "Is it safe to come off sertraline on my own?",
    "is it ok to double up on my levothyroxine if i missed yesterday",
    "Could I halve my bisoprolol until I see the cardiologist?",
    "thinking of stopping my statin, thoughts?",
    "do i have to take the whole course of antibiotics?",
    "what happens if i just stop pred after 2 weeks?",
    "can i take my husbands amoxicillin, got 5 left",
    "would it be ok to use my mums old naproxen?",
    "Should I start HRT or leave it?",
    "missed my lamotrigine last night, do i take two now?",
    "anyone know if i can take ibuprofen with methotrexate?",
    "shud i up my insulin by 4 units? been 15 all day",
    "can i skip A&E and wait for the gp on monday? chest pain on and off",
    "can i cancel my colonoscopy, calprotectin came down?",
    "can he stop his keppra now hes been fit free 2 yrs?",
    "should my dad stop the warfarin before his tooth out?",
    "is it bad if i dont take my hydroxychloroquine on holiday?",
    "am i ok to leave off the fostair while im well",
    "Shall I give my son another dose of calpol and his brother's antibiotics?",
    "can I just not have the second chemo? the first nearly finished me. what would you do",
    "tempted to bin the citalopram, anyone done it?",
    "would you drop the steroid faster? 40 down to 20?",
    "should I get the shingles vaccine while on humira?",
    "Dear all, may I reduce the metformin to one tablet, as my sugar is good now?",
    "do I really need to take folic acid with my mtx?",
    "so can i swap my evening dose to the morning and skip tonight?",
    "is it ok to stop lithium for a week so i can feel something",
    "whether to start the amitriptyline or not, that's my question. what would you lot do?",
    "can i drink tonight and just miss my tablets?",
    "can i take one more co-codamol, had 8 today",
    "ok to take a double dose of eliquis if I forgot this mornings?",
    "Should I go back on the mini pill?",
    "can you tell me if I can split my entresto in half to make it last?",
    "would u stop the hrt patches if u had migraines?",
    "forgot my epilim this morning, should i take it now or wait til tonight",
    "do i stop the apixaban before my biopsy?",
    "can I refuse the induction?",
    "is it dangerous to stop propranolol suddenly",
    "Could I use my leftover prednisolone for this flare?",
    "my inhaler ran out, ok to use my daughters?",
    "debating stopping my mirtazapine cos of the weight, anyone?",
    "should i have the jab if i had covid last month?",
    "any harm in skipping the spironolactone when i travel?",
]

NONE = [
    ("my doctor told me to stop the ramipril because of the cough", None),
    ("Ask your GP about changing the dose", "sertraline 50 isn't working"),
    ("don't stop it suddenly, ring your nurse", "hate this pred"),
    ("I stopped mine in 2020 with my consultant's blessing", "anyone come off azathioprine?"),
    ("Does sertraline make anyone else sweat?", None),
    ("on 15mg methotrexate, hair thinning, is that usual?", None),
    ("take your blue inhaler now and sit up", "wheezing loads"),
    ("use your epipen and ring 999", "throat is swelling"),
    ("have a hypo treatment and recheck in 15", "3.1 and shaky"),
    ("Should I go to A&E with this?", None),
    ("stop worrying, you've got this", "biopsy tomorrow"),
    ("started tamoxifen on monday, wish me luck", None),
    ("turmeric and fish oil have done wonders for my knees", None),
    ("try a heat pack and some ginger tea", "cramps are awful"),
    ("Never stop taking your meds without talking to someone", "thinking about my tablets"),
    ("what time of day do you take your levothyroxine?", None),
    ("can i take my levo with coffee or do i wait?", None),
    ("how long after the injection can i swim?", None),
    ("my gp changed me from citalopram to sertraline", None),
    ("quit smoking, best thing i ever did", "my chest is bad"),
    ("skip the small talk and tell me about your cat", None),
    ("pharmacist says I can take paracetamol with it", None),
    ("the nurse cancelled my scan again, fuming", None),
    ("I would ask the pharmacist before changing anything", "can i halve my dose?"),
    ("did anyone get a rash with lamotrigine?", None),
    ("chemo number 4 done, halfway", None),
    ("they put me on 40mg of pred and i ate the fridge", None),
    ("I don't take statins, made my legs hurt, my choice", None),
    ("please don't ever stop your antiepileptics on your own", "fed up with keppra"),
    ("keep taking it, it gets easier after week 3", "day 5 of fluoxetine and jittery"),
    ("call an ambulance now", "chest pain and sweating"),
    ("see your gp, that mole needs looking at", "mole has changed"),
    ("my pump fell in the bath. do they replace them?", None),
    ("is it normal to feel sick on metformin", None),
    ("how do you remember your tablets? i keep forgetting", None),
    ("has your consultant mentioned a biologic?", "mtx isnt working"),
    ("I skipped lunch and went low, silly me", None),
    ("my repeat prescription is late again, who do i ring?", None),
    ("what did the doctor say about stopping it?", "started on prednisolone"),
    ("cut the crusts off and freeze the bread", None),
    ("can I bring my mum to the infusion?", None),
    ("where can i get testosterone gel now the shortage is on?", None),
    ("love this group, you lot got me through chemo", None),
    ("up all night with the steroids again", None),
    ("Taking a break from the forum for a bit, too much", None),
    ("should i tell my boss about my chemo?", None),
    ("can I fly with insulin in my hand luggage?", None),
    ("they wouldn't let me stop the clexane til 6 weeks post op", None),
    ("tell your nurse if you miss a dose", "forgot my tacrolimus"),
    ("will the surgery ring me back or do i chase?", None),
    ("got my flu jab today, arm like lead", None),
    ("my sister takes mine to the post office for me, bless her", None),
    ("does it get better after you stop tamoxifen?", None),
    ("Do the pelvic floor exercises before the op, they help", "prostatectomy in march"),
]


@pytest.mark.parametrize(("text", "reply"), PEER)
def test_telling_another_to_change_care_is_peer(text: str, reply: str) -> None:
    assert value(text, reply) == "peer"


@pytest.mark.parametrize("text", SEEKING)
def test_asking_whether_to_is_seeking(text: str) -> None:
    assert value(text) == "seeking"


@pytest.mark.parametrize(("text", "reply"), NONE)
def test_talk_of_medicines_is_quiet(text: str, reply: str | None) -> None:
    assert value(text, reply) == "none"


def test_a_verified_clinician_may_instruct() -> None:
    assert value("Stop the methotrexate until you have seen us.", "temp 38.5 on mtx", Role.CLINICIAN) == "none"


@pytest.mark.parametrize(
    ("text", "reply", "about", "tags"),
    [
        ("stop the sertraline", "feeling sick", "sertraline", {"prescription", "abrupt_stop"}),
        ("ditch it", "my lipitor makes me ache", "atorvastatin", {"prescription"}),
        ("don't bother with a&e", "chest hurts", "", {"refuses_care"}),
        ("cancel the mammogram", "letter came", "mammogram", {"refuses_care"}),
        ("can i stop my beta blocker?", None, "beta blocker", {"prescription", "abrupt_stop"}),
        ("can i stop taking my pred?", None, "prednisolone", {"prescription", "abrupt_stop"}),
        ("should i stop my statin?", None, "statin", {"prescription"}),
    ],
)
def test_the_medicine_is_named_and_tagged(text: str, reply: str | None, about: str, tags: set[str]) -> None:
    (found,) = findings(text, reply)
    assert (found.about, set(found.tags)) == (about, tags)


@pytest.mark.parametrize("piece", ["can i stop my ", "take the ", "don't go to the ", "stop it ", "you should you should "])
def test_a_very_long_message_is_read(piece: str) -> None:
    assert value(piece * (20_000 // len(piece))) in {"none", "peer", "seeking"}


@pytest.mark.parametrize(
    "piece", ["leave it off ", "tramadol, stop it. ", "can i just really ", "i've spare tramadol ", "would you ", "if the "]
)
def test_a_very_long_run_of_acts_is_read(piece: str) -> None:
    assert isinstance(findings(piece * (40_000 // len(piece))), list)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("knock it on the head", ["base"]),
        ("leaving off mine", ["ing"]),
        ("she went without hers and gave up the lot", ["past", "past"]),
        ("have a nice weekend", []),
    ],
)
def test_acts_are_found_in_every_form(text: str, forms: list[str]) -> None:
    assert [act.form for act in acts(text)] == forms
