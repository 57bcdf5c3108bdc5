"""Own sentences, in many voices: who guesses, who asks, who tells, and what stays quiet."""

from datetime import UTC, datetime

import pytest

from bot.core.finding import Assessment, Label
from bot.core.message import Message, Person, Place, Role
from bot.detectors.diagnosis import look
from bot.detectors.document import read


def value(text: str, reply: str | None = None, role: Role = Role.MEMBER) -> str:
    person = Person("p", roles=frozenset({role}))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    message = Message("m", Place("sandbox", "c", "ch"), person, text, when, reply_text=reply)
    return Assessment(tuple(look(read(message)))).value(Label.DIAGNOSIS)


SEEKING = [
    "does this sound like rheumatoid arthritis to anyone? both wrists, mornings are worst",
    "Could this be a kidney infection? Temperature of 38 and my side aches.",
    "do i have diabetes? thirsty all day and weeing like mad",
    "is it normal or do I have PCOS? no period since may",
    "my ankles swell every evening, is this heart failure",
    "What do you think this is? Red ring on my calf, itchy, getting bigger.",
    "Has my mum got dementia? She put the kettle in the fridge twice this week",
    "has he got croup do you think, cough like a seal",
    "would you say this is eczema or ringworm?",
    "anyone think this could be shingles? stripe of blisters on my back",
    "might it be gallstones? pain under my ribs after chips",
    "am i having a panic attack or is it my heart",
    "am I perimenopausal? I'm 43 and my periods are all over the shop",
    "wondering if I have ADHD, I cant finish anything and lose my keys daily. what do you all reckon",
    "it's coeliac isn't it? every time I eat bread I blow up like a balloon",
    "so thats a migraine right? zigzags then a headache",
    "numb toes, tingling fingers, tired. MS?",
    "Hello friends. My father's hand is shaking when he is resting. Is it Parkinson's? Please tell.",
    "what have i got?? lump under my jaw, sore throat, fever for 3 days",
    "can someone tell me what this is, patch of dry skin that wont go and bleeds when i scratch",
    "my PSA came back 7.1. does that mean I have cancer?",
    "Ferritin 6 and nobody has rung me. What does that mean?",
    "my ana is 1:320 and the app just says abnormal. is that bad?",
    "the chance that this is lupus, what is it? butterfly rash, sore hands",
    "any chance its appendicitis? pain moved to the right side",
    "Do you guys think my daughter has anorexia? She hides food and weighs herself daily.",
    "feels like a hot knife in my big toe at 2am... gout?",
    "does it sound like hashimotos or am i just lazy",
    "could I have long covid? still breathless 4 months on",
    "is this lump cancer",
    "is this rash measles?",
    "d'you think its piles or something worse? blood on the paper",
    "I keep zoning out for a few seconds. Would that be absence seizures?",
    "can anyone diagnose me lol, itchy palms, yellow eyes, dark wee",
    "what would you call this? pain in every joint, normal bloods",
    "what's wrong with me? I'm exhausted, dizzy and my hair is falling out",
    "not sure if its hayfever or a cold?",
    "how do I know if I have endometriosis? pain so bad I faint",
    "Might my son have type 1? He's 8, drinking litres and wetting the bed again",
    "Is my husband having a stroke?? his smile is crooked",
    "Pls can u confirm is it thyroid problem, i am having weight gain and hair loss",
    "which one have i got, crohns or colitis? blood and mucus and cramps",
    "does having a stiff neck in the morning mean i have ankylosing spondylitis?",
    "been getting palpitations when i stand. pots?",
    "Anybody know what this could be? Painful red lumps on both shins.",
    "I think I might have lupus, what do you all think? rash on cheeks, mouth ulcers",
    "do these symptoms sound like ovarian cancer? bloated, full after two bites",
    "have i got ibs or ibd?",
    "is it possible i have sleep apnoea, i wake up choking",
    "does anyone else think this looks infected? wound is oozing and hot",
    "My HbA1c is 49, am I diabetic?",
    "does my mam have heart failure, she cant lie flat and her legs are like balloons",
    "could they be cluster headaches, they come at 1am every night behind one eye",
    "TSH 8.9 on my app, nobody explained it, what does it mean?",
]

SELF = [
    "I think I have lupus. The rash, the hands, the tiredness, it all adds up",
    "pretty sure ive got a uti again, burning since last night",
    "I'm convinced it's MS, my legs keep going numb",
    "it must be the menopause, I'm boiling at 3am",
    "so that's gout then. lovely.",
    "googled it and its definitely endometriosis",
    "My PSA is 9 so it's cancer.",
    "I've got a brain tumour, I just know it. headaches every morning",
    "im having a heart attack i know it, my arm is numb",
    "I reckon it's gallstones, same place as my sister's",
    "My son is autistic, I have no doubt, he ticks every box",
    "i probably have pcos tbh, no periods and a beard coming in",
    "bet its crohns. blood every day for 2 weeks",
    "self diagnosed with ADHD after reading about it for months",
    "Everything I read says fibromyalgia so I've decided that's what it is",
    "all the symptoms match parkinsons, tremor, stiff, tiny handwriting",
    "it has to be coeliac, nothing else explains the bloating",
    "My husband has sleep apnoea, I'm sure of it, he stops breathing at night",
    "dont need a doctor to tell me its arthritis, my knees crack like twigs",
    "I'm worried it's bowel cancer, there's blood and I've lost weight",
    "im pretty certain i have hashimotos, all the signs are there",
    "Looks like I have type 2 then, sugar was 14 at the chemist",
    "I believe my mother is having vascular dementia, all symptoms are matching.",
    "Dr Google says hypothyroid and I believe it",
    "my egfr is 52 so i've got kidney disease. great",
    "i guess im diabetic now, meter says 17",
    "It's a blood clot, I'm certain, my calf is hot and swollen",
    "wouldn't be surprised if I had POTS, my heart races each time I stand",
    "textbook migraine, that was. lights, sick, one side. so I get migraines now",
    "she's got croup I know that cough anywhere, on our way to the hospital",
    "I'm miscarrying, I know I am. so much blood",
    "I'm sure my daughter has glandular fever, she sleeps 16 hours",
    "my gut says it's lymphoma, lump in neck and night sweats",
    "i suspect i have sjogrens. mouth like sandpaper",
    "chatgpt says its mcas and honestly it fits perfectly",
    "it's probably ibs but whatever, my stomach hurts daily",
    "that means I've got cirrhosis. my ALT is 190",
    "I looked up my symptoms and it's ankylosing spondylitis, no question",
    "did an online quiz and i'm definitely bipolar",
    "i've got what my dad had, the angina, tight chest on the hill every time",
]

PEER = [
    ("that's shingles hun", "stripe of blisters round my waist, burns like mad"),
    ("you've definitely got gout", "big toe agony since 3am"),
    ("sounds like a uti to me", "burning when i pee and back ache"),
    ("nah that isn't lupus", "rash on my cheeks and sore knees, is it lupus?"),
    ("nope", "is this lump cancer?"),
    ("yep defo", "is this shingles?"),
    ("It isn't.", "Could this be a DVT? sore calf"),
    ("no it's not, dont worry", "do you think this is melanoma? mole with two colours"),
    ("You don't have MS, you're just stressed", "pins and needles in my hands all week"),
    ("ur daughter has chicken pox", "spots all over her tummy, fever"),
    ("sounds like you have endometriosis love", "pain so bad i throw up every month"),
    ("plantar fasciitis. textbook.", "heel kills me first thing in the morning"),
    ("looks like ringworm to me", "[photo] what is this on my arm"),
    ("It's just a cyst, I've had loads", "found a lump in my breast, scan is friday"),
    ("I'd say that's IBS", "cramps and the runs whenever i'm stressed"),
    ("that'll be the menopause", "44, sweating every night, cant sleep"),
    ("100% hashimotos", "tired, cold, hair falling out, tsh 9"),
    ("Sounds like POTS", "my heart rate jumps to 140 when i stand"),
    ("I don't think it's cancer, you're too young", "blood in my stool and i'm 24, scared its cancer"),
    ("my neighbour is clearly an alcoholic", None),
    ("I reckon my boss has bipolar, up and down like a yoyo", None),
    ("you have type 2, that's what those numbers say", "fasting 9.2 three days running, what does it mean?"),
    ("youre not having a heart attack its anxiety", "chest tight and tingly fingers, am i dying"),
    ("That's a classic migraine with aura, welcome", "zigzags for 20 min then a banging head"),
    ("could be low iron x", "so tired and pale, nails snapping"),
    ("its only piles dont panic", "bright red blood on the paper this morning"),
    ("Your son has ADHD, mine was exactly the same", "he cant sit still at school, teacher keeps ringing"),
    ("yes it is", "is it hayfever? eyes streaming"),
    ("defo thyroid", "hair falling out and i've put on 2 stone"),
    ("Absolutely not.", "do I have bowel cancer? blood once on the paper"),
    ("that rash isn't meningitis", "tiny red dots on his legs, is it meningitis?"),
    ("You are having perimenopause dear, don't worry", "age 46, sweating in night and anger"),
    ("I'd put money on it being coeliac. It's coeliac.", "bloated after every sandwich"),
    ("@mia that's psoriasis, not eczema", "red flaky elbows"),
    ("no way is that a stroke", "left eyelid twitching all day, is it a stroke?"),
]

NONE = [
    ("I was diagnosed with lupus in 2019 and still learning", None),
    ("My consultant says it's ulcerative colitis, starting mesalazine on monday", None),
    ("I'm scared of the biopsy on Friday", None),
    ("does anyone with MS use a cooling vest?", None),
    ("is lupus hereditary? my daughter is 12", None),
    ("my crohns is flaring again, week three on the sofa", None),
    ("the pred is giving me moon face, is there anything that helps", None),
    ("Thought I had MS for a year, turned out to be B12. Relieved.", None),
    ("they ruled out cancer today!! crying in the car park", None),
    ("What is the difference between crohns and colitis?", None),
    ("can you get migraines from the weather", None),
    ("having epilepsy at uni is a nightmare, any tips?", None),
    ("Is it normal to be tired with RA?", None),
    ("does metformin give anyone else the runs?", None),
    ("my dad has parkinsons and we need a new stairlift", None),
    ("is this the asthma group? just joined", None),
    ("ask your gp if it could be thyroid, worth a blood test", "tired all the time lately"),
    ("nope", "did anyone get a text about the zoom tonight?"),
    ("yes it is", "is the pool open on sunday?"),
    ("no idea, sorry. ring 111?", "is this a stroke? my arm feels heavy"),
    ("me too, hope you get answers soon", "could this be lupus? waiting on bloods"),
    ("Nobody here can say, please see your GP", "is this lump cancer?"),
    ("Mine turned out to be a fibroid but please get checked", "bleeding between periods, is it cancer?"),
    ("what are the early signs of dementia?", None),
    ("How long did it take you to be diagnosed with endometriosis?", None),
    ("my depression is bad this week but the therapist is great", None),
    ("I have a lupus flare and my knees are enormous", None),
    ("the doctor thinks it might be fibromyalgia, referral in march", None),
    ("GP reckons it's vertigo. Off to do the silly head exercises", None),
    ("Two years ago I was sure it was cancer. It was a cyst.", None),
    ("type 1 for 30 years here, ask me anything", None),
    ("so I have diabetes, 2 kids and a dog, and no time to swim", None),
    ("this diet is giving me a headache", None),
    ("World Lupus Day is coming up, who's wearing purple?", None),
    ("I have asthma and my inhaler counter is stuck", None),
    ("you have diabetes, not a life sentence. you can still eat cake", "my diabetes means i cant have birthday cake"),
    ("They say I have stage 2 breast cancer, surgery on the 4th", None),
    ("my sister was told she has bipolar and she's relieved", None),
    ("what did your rheumatologist say when your ANA was positive?", None),
    ("How do I explain POTS to my boss?", None),
    ("should I ask my GP about coeliac testing?", None),
    ("Could it be the sertraline making me sweat?", None),
    ("my scan was clear, no sign of cancer", None),
    ("i keep forgetting my words, brain fog is the worst part of long covid", None),
    ("Is anyone else's eczema worse in winter?", None),
    ("does asthma get better with age", None),
    ("can stress cause a crohns flare?", None),
    ("if you have coeliac disease, ask for a separate toaster", None),
    ("people who have MS often feel the heat", None),
    ("It's cancer, the biopsy confirmed it. Grade 2.", None),
    ("is it worth getting a CGM for gestational diabetes?", None),
    ("that's anxiety for you, it never picks a good moment", "my anxiety kicked off in the queue again"),
    ("the nurse told me it's not shingles, just a heat rash", None),
    ("Has anyone had a colonoscopy without sedation?", None),
]

CLINICIAN = [
    ("That sounds like shingles. Please be seen today.", "stripe of blisters, is it shingles?", "peer"),
    ("I can't say from here what it is. Please book with your GP.", "is this lupus?", "none"),
    ("I think I have the flu so clinic is cancelled, sorry all", None, "none"),
    ("Could this be coeliac? is a question for your own team, with bloods.", None, "none"),
]


ABOUT = [
    ("My PSA is 6.2 at 44, so it must be cancer", None, "psa"),
    ("TSH 9 so I'm hypothyroid", None, "tsh"),
    ("my hba1c is 52, guess I'm diabetic", None, "hba1c"),
    ("positive ana and sore joints, it has to be lupus", None, "ana"),
    ("creatinine 210. kidney failure then", None, "egfr"),
    ("is an egfr of 52 kidney disease?", None, "egfr"),
    ("you're hypothyroid then", "TSH 9 and cold all the time", "tsh"),
    ("yep", "my psa is 7, is it cancer?", "psa"),
    ("I think I have lupus, sore joints", None, "lupus"),
    ("had the psa done and waiting. I reckon it's cancer, peeing all night", None, "cancer"),
    ("that's gout hun", "toe like a furnace", "gout"),
]


@pytest.mark.parametrize(("text", "reply", "about"), ABOUT)
def test_it_is_about_the_test_that_is_named_with_its_value(text: str, reply: str | None, about: str) -> None:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    message = Message("m", Place("sandbox", "c", "ch"), Person("p"), text, when, reply_text=reply)
    assert {one.about for one in look(read(message))} == {about}


@pytest.mark.parametrize("text", SEEKING)
def test_asking_what_one_has_is_seeking(text: str) -> None:
    assert value(text) == "seeking"


@pytest.mark.parametrize("text", SELF)
def test_concluding_it_alone_is_self(text: str) -> None:
    assert value(text) == "self"


@pytest.mark.parametrize(("text", "reply"), PEER)
def test_telling_another_what_they_have_is_peer(text: str, reply: str | None) -> None:
    assert value(text, reply) == "peer"


@pytest.mark.parametrize(("text", "reply"), NONE)
def test_what_a_professional_said_and_what_is_known_stays_quiet(text: str, reply: str | None) -> None:
    assert value(text, reply) == "none"


@pytest.mark.parametrize(("text", "reply", "want"), CLINICIAN)
def test_a_verified_clinician_is_never_self(text: str, reply: str | None, want: str) -> None:
    assert value(text, reply, Role.CLINICIAN) == want


@pytest.mark.parametrize(
    "piece",
    [
        "is it lupus or ",
        "i think ",
        "my ",
        "it's a bit of a ",
        "a.a.a.",
        "what does my psa ",
        "gout. ",
        "hello gout ",
        "it's gout ",
    ],
)
def test_a_very_long_message_is_read(piece: str) -> None:
    assert value(piece * (20_000 // len(piece))) in {"none", "self", "seeking"}
