"""A seeded mix of messages as a health community writes them: quiet talk, things that must be flagged, long stories."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.core.message import Message, Person, Place

SEED: Final = 20_261_005
_AT: Final = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

_SLOTS: Final = {
    "who": ("mum", "dad", "husband", "wife", "sister", "son", "neighbour", "best friend"),
    "drug": ("metformin", "lisinopril", "sertraline", "tamoxifen", "methotrexate", "prednisolone", "ibuprofen", "salbutamol"),
    "illness": ("lupus", "crohn's", "prostate cancer", "type 2 diabetes", "asthma", "migraine", "epilepsy", "endometriosis"),
    "symptom": ("headaches", "a rash", "tingling fingers", "night sweats", "joint pain", "a cough", "dizzy spells", "cramps"),
    "place": ("the clinic", "the chemist", "work", "the hospital", "physio", "the group on tuesday"),
    "food": ("porridge", "lentil soup", "rice", "toast", "oranges", "yoghurt"),
    "time": ("last night", "since monday", "for two weeks", "in the spring", "after lunch", "on and off all year"),
    "first": ("Priya", "Marcus", "Ewa", "Tom", "Leila", "Grace"),
    "last": ("Okafor", "Brandt", "Whitlock", "Novak", "Hussain", "Delaney"),
    "number": ("5", "8.2", "112", "6.5", "140", "37.9"),
}
_QUIET: Final = (
    "thank you all, that really helped",
    "welcome! this group has been a lifeline for me",
    "had my bloods done at {place} today, results in a week or so",
    "anyone else get {symptom} in the cold? mine come {time}",
    "i managed a whole walk round the park with my {who}, so proud",
    "{food} is about all i can face on treatment days",
    "my {who} made {food} and we watched old films, good day",
    "does the waiting room at {place} have a tap? i keep forgetting my bottle",
    "finally got my appointment moved, the desk was lovely about it",
    "what do you pack for a day at {place}?",
    "sending hugs, waiting is the hardest part",
    "i was diagnosed with {illness} six years ago and i still learn new things here",
    "my consultant explained the scan to me and it is stable",
    "how do you explain {illness} to a seven year old?",
    "the new leaflet about {drug} is much clearer than the old one",
    "how long did it take before {drug} did anything for you?",
    "took my {drug} with breakfast as the pharmacist said, no trouble so far",
    "lol same, i set three alarms and still forget",
    "is the talk on sleep recorded? i was at {place}",
    "good luck tomorrow, we are all thinking of you",
    "reading was {number} this morning, the nurse says that is fine for me",
    "i bring a list of questions, otherwise i forget half of them",
    "rough night, but the sun is out and the dog wants a walk",
    "the car park there is a nightmare, take the bus",
    "what helped me with {symptom} was pacing and a hot water bottle",
    "ok",
    "yes!! exactly this",
    "🙂🙂 well done",
)
_FLAGGED: Final = (
    "i've had {symptom} {time}, do i have {illness}?",
    "that sounds exactly like {illness}, you definitely have it",
    "i'm convinced it's {illness}, i ticked every box online",
    "my reading is {number}, is that cancer?",
    "can i just stop taking {drug}? it makes me sick",
    "stop the {drug}, you don't need it, i came off mine and feel great",
    "should i double my {drug} tonight, i missed this morning's",
    "my name is {first} {last} and you can ring me on 07700 900{number} any time",
    "i'm {first} {last}, born 14/03/1968, nhs number 943 476 5919",
    "write to {first}.{last}@example.org and i will send the photos",
    "parcel goes to {first} {last}, 14 Chapel Street, Leeds LS2 7HY",
    "apricot kernels cure {illness}, they just don't want you to know",
    "vaccines gave my {who} {illness}, big pharma hides it",
    "i can't do this any more, i want to die",
    "everyone would be better off without me",
    "crushing pain in my chest and my left arm is numb",
    "i took the whole bottle of {drug}",
    "he hits me when he has been drinking and i am scared to go home",
    "as a nurse i'm telling you, {drug} is poison",
    "trust me, i'm a doctor: there is no need for that scan",
    "dm me for a discount code, this powder sorted my {illness}",
    "please give to my gofundme, every pound helps with {illness}",
)


@dataclass(frozen=True, slots=True)
class Sample:
    kind: str
    message: Message


def samples(count: int, seed: int = SEED) -> list[Sample]:
    """Seven in ten quiet, one in four flagged, one in twenty long.

    The first two have one to six sentences, as posts have; a long one has 800 to 2,000 characters, Discord's limit.
    """
    rng = random.Random(seed)  # noqa: S311 - the same messages in every run
    made = []
    for number in range(count):
        kind = rng.choices(("quiet", "flagged", "long"), (70, 25, 5))[0]
        made.append(Sample(kind, _message(f"m{number}", _text(kind, rng))))
    return made


def _text(kind: str, rng: random.Random) -> str:
    if kind != "long":
        said = [rng.choice(_QUIET) for _ in range(rng.choice((1, 2, 3, 4, 6)))]
        if kind == "flagged":
            said[rng.randrange(len(said))] = rng.choice(_FLAGGED)
        return ". ".join(_filled(template, rng) for template in said)
    wanted = rng.randint(800, 2000)
    story: list[str] = []
    while sum(map(len, story)) + len(story) * 2 < wanted:
        story.append(_filled(rng.choice(_QUIET if rng.random() < 0.9 else _FLAGGED), rng))
    return ". ".join(story)


def _filled(template: str, rng: random.Random) -> str:
    return template.format_map({name: rng.choice(words) for name, words in _SLOTS.items()})


def _message(identifier: str, text: str) -> Message:
    return Message(identifier, Place("bench", "bench", "support"), Person("ana", "Ana"), text, _AT)
