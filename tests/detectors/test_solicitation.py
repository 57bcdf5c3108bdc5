"""Own sentences: sales, bait and appeals, and the kindness that looks like them."""

from datetime import UTC, datetime

import pytest

from bot.core.finding import Finding
from bot.core.message import Message, Person, Place, Role
from bot.detectors.document import read
from bot.detectors.solicitation import look


def findings(text: str, role: Role = Role.MEMBER) -> list[Finding]:
    person = Person("p", roles=frozenset({role}))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return look(read(Message("m", Place("sandbox", "c", "ch"), person, text, when)))


OFFERS = [
    "Selling my unused libre sensors, 4 boxes, £30 each posted",
    "brand new tens machine for sale, dm me",
    "Use my code GUTLOVE10 for 10% off the probiotics",
    "I make soaps for eczema, check out my etsy shop",
    "join my team and earn from home, even with chronic pain!",
    "My gofundme is in the comments, anything helps",
    "Could you spare a few pounds? Please donate to my son's wheelchair fund, link below",
    "looking for women with endometriosis to take part in my dissertation survey",
    "Please fill in my questionnaire about IBD, takes 10 minutes",
    "We're paying £40 amazon vouchers for a 1 hour interview about migraine",
    "DM me the word HEAL and I'll send you the protocol",
    "inbox me for details on how I reversed my diabetes",
    "my 8 week gut reset course is open, only 5 spots left",
    "book a free discovery call with me at calmbelly.example",
    "this oil cured my arthritis, message me to order",
    "whatsapp me for prices, genuine tramadol, no prescription needed",
    "Limited time offer!! buy 2 get 1 free on our hemp gummies",
    "i only have 3 places left on my one to one coaching, £200",
    "Hi everyone, MSc student here recruiting participants with lupus for an online study",
    "10% off with my affiliate link in bio",
    "the patches come from livewell.example/?ref=jo22",
    "need 20 testers for our sleep drops, pm me to get yours",
    "be your own boss, passive income while you rest, ask me how",
    "we sell medical ID bracelets, order at tagme.example, free shipping",
    "I became an ambassador for this collagen and it gives you 15% off",
    "Dr Moses herbs cured my herpes completely, contact him on whatsapp +234",
    "sponsor me! running the london marathon for kidney research, justgiving link in profile",
    "got 2 boxes of ozempic sealed, £90 a box, paypal only",
    "my ebook on beating fatigue is £7.99 this week, link below",
    "drop me a message with your number and I'll get you on the plan, £50 a month",
    "Last chance to join the thyroid tribe membership, doors close sunday",
    "flogging my old cpap, 50 quid, collection only",
    "send me your age and meds and i'll do you a personalised protocol for $60",
    "wholesale price masks for asthmatics, bulk order available, DM",
    "kindly help us with hospital bill, upi id is ravi@okbank",
    "new to reiki? i offer distance healing sessions, £25, message me",
    "Free webinar tonight: how I healed my Crohn's naturally. Register at gutfree.example",
    "we need volunteers for a paid market research zoom on psoriasis, $100 gift card",
    "hiya im a journalist looking for people with long covid to interview for a documentary",
    "comment GLOW and I'll send you the link to the supplement that fixed my skin",
    "earn while you heal hun, inbox me",
    "I'm a coach for women with PCOS, taking on new clients in may",
    "cash app $warriormum if you can help with my meds this month",
    "subscribe to my healing method, use code SPRING for half price",
    "wts: nearly new rollator, asking price £60, dm",
]

QUIET = [
    "my dms are open if anyone needs to talk",
    "message me anytime hun, been there x",
    "the parking cost me £12 again, daylight robbery",
    "Read The Body Keeps the Score, it helped me loads",
    "the free app Bearable is great for tracking",
    "a kind stranger donated a kidney to my dad",
    "I donated blood before I got ill",
    "took part in a study at the hospital, got a free lunch",
    "has anyone bought one of those cooling vests? worth it?",
    "someone DMd me selling a miracle cure, reported",
    "Beware, the parasite cleanse woman is back, it's a scam",
    "where can I buy gluten free bread that doesn't taste of carpet",
    "my private scan was £450, ouch",
    "boots sell the little pill boxes",
    "does anyone know if you can sell a stairlift?",
    "the clinic's survey about the waiting room is at reception",
    "Text me when you're out of surgery mate",
    "giving away a shower stool, free to whoever can collect from Leeds",
    "my course of antibiotics ends on friday",
    "i'd sell my soul for a nap",
    "link to the NHS page: https://www.nhs.uk/conditions/lupus",
    "what code do I put on the exemption form?",
    "The team at St Mary's were brilliant, join the waiting list early",
    "my team at work got me a hamper",
    "I earn less since going part time with MS",
    "my coach at the gym has asthma as well",
    "the crohns charity helpline is free and kind",
    "our rehab programme starts monday at the hospital",
    "is this patch thing a con? they want $80",
    "can I claim back the prescription cost?",
    "the study showed aspirin helps, says the consultant",
    "pm me the recipe please, that soup looks lovely",
    "DM me if you want company at the infusion unit on thursday",
    "the link in the pinned post is broken",
    "I paid £150 for a private GP and got a leaflet",
    "comment below with your best hospital snack",
    "my dissertation is late because of the flare",
    "email your MP about the HRT shortage",
    "not selling anything, just love this pillow",
    "who do i contact about the blue badge?",
    "the pharmacy is out of stock again",
    "Sold my car since I can't drive with the seizures",
    "they offered me a place on the pain course",
    "please share your tips for the first chemo",
    "reply to this if you are in Cork, fancy a coffee?",
    "The physio programme gave me my life back",
]


@pytest.mark.parametrize("text", OFFERS)
def test_an_offer_is_found(text: str) -> None:
    assert findings(text)


@pytest.mark.parametrize("text", QUIET)
def test_kindness_and_prices_are_quiet(text: str) -> None:
    assert not findings(text)


def test_a_moderators_notice_is_no_offer() -> None:
    assert not findings("Two fundraiser links came down today, please don't post your gofundme here.", Role.MODERATOR)
    assert not findings("This survey is approved: please fill in the questionnaire, link below.", Role.MODERATOR)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("use my code JOY20 at gutjoy.example", {"link"}),
        ("selling my cpap £50, dm me", {"contact"}),
        ("my etsy shop has pill boxes, link in bio, inbox me for colours", {"link", "contact"}),
        ("join our team and earn from home", set()),
    ],
)
def test_links_and_bait_are_tagged(text: str, tags: set[str]) -> None:
    (found,) = findings(text)
    assert set(found.tags) == tags


@pytest.mark.parametrize("piece", ["selling ", "dm me for ", "looking for people to ", "use my code ", "a.com "])
def test_a_very_long_message_is_read(piece: str) -> None:
    assert isinstance(findings(piece * (20_000 // len(piece))), list)
