"""The story of the pictures, played on the Discord town through the real client: every card is a payload that was really sent."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from tests.discord.people import Person, Seen, Turn
from tests.discord.pictures.markdown import Names
from tests.discord.pictures.page import Picture, Theme, View
from tests.discord.server import intents, payloads
from tests.discord.server.interactions import COMMAND
from tests.discord.server.wire import Json
from tests.discord.town import DiscordTown

PHONE: Final = "07700 900123"
"""Of the range that is kept for fiction."""
_SUBCOMMAND: Final = 1


class Story:
    def __init__(self, here: DiscordTown) -> None:
        self.here = here
        self.state = here.server.state

    @property
    def names(self) -> Names:
        guild = self.here.server.guild
        people = {each.id: each.shown or each.name for each in self.state.users.values()}
        roles = {each["id"]: each["name"] for each in guild.roles.values()}
        return Names(people, roles, {each.id: each.name for each in self.state.channels.values()}, self.here.clock.now())

    def person(self, name: str) -> Person:
        return self.here.server.person(name)

    def payload(self, seen: Seen) -> Json:
        """The message as it is at this moment, with the name of the command that brought it, as Discord shows it."""
        found = payloads.message(self.state, seen.message, intents.CONTENT)
        used = self.state.interactions.get((found.get("interaction_metadata") or {}).get("id", ""))
        if used is not None and used.type == COMMAND:
            words = [used.data["name"], *(one["name"] for one in used.data.get("options") or () if one["type"] == _SUBCOMMAND)]
            found["interaction"] = {"name": " ".join(words), "user": payloads.user(self.state.users[used.user_id])}
        return found

    def view(self, person: str, channel: str | None, note: str, *, last: int, **more: Any) -> View:
        """The newest messages of a place, as that person sees them; without what was meant for their eyes alone."""
        account = self.person(person)
        seen = [each for each in account.sees(account.place(channel)) if not each.ephemeral]
        return self.of(person, channel, note, seen[-last:], **more)

    def of(self, person: str, channel: str | None, note: str, seen: Sequence[Seen] = (), **more: Any) -> View:
        if not seen and "modal" not in more:
            raise ValueError(f"{person} sees nothing there: {note}")
        shown = [self.payload(each) for each in seen]
        where = channel or self.here.server.bot.name
        return View(where, note, shown, viewer=self.person(person).id, direct=channel is None, **more)

    async def presses(self, person: str, label: str, channel: str | None) -> Turn:
        account = self.person(person)
        turn = await account.presses(account.newest(label, channel), label)
        await self.here.settle()
        return turn

    async def submits(self, person: str, turn: Turn, **answers: str) -> Turn:
        sent = await self.person(person).submits(turn, answers)
        await self.here.settle()
        return sent


Chapter = Callable[[Story], Coroutine[Any, Any, list[Picture]]]


async def answer(story: Story) -> list[Picture]:
    await story.here.ana.says("What can raise my PSA besides cancer?")
    told = "In #prostate Ana asks what can raise her PSA besides cancer. The bot replies with the approved answer: "
    told += "its points as a list, and below who approved it, when it was reviewed, and links to its sources."
    return [Picture("answer", "A question is answered", told, [story.view("ben", "prostate", "everybody sees this", last=2)])]


async def guess(story: Story) -> list[Picture]:
    await story.here.ben.says("Rash on my face and sore knees, so it must be lupus", in_="general")
    told = "Ben writes that it must be lupus. The bot replies with a few kind sentences about just that: it takes more than a "
    told += "message to know, and the care team is the place to ask. The clinic's article about a test for it follows."
    view = story.view("ana", "general", "everybody sees this", last=3)
    return [Picture("guess", "A guess at a diagnosis", told, [view], Theme.LIGHT)]


async def hidden(story: Story) -> list[Picture]:
    said = await story.person("ana").says("general", f"Anyone near me? Call me on {PHONE}, I was born 14 March 1962")
    wrote = story.of("ana", "general", "Ana writes; a moment later it is gone", [said])
    await story.here.settle()
    note = story.view("ana", None, "only Ana reads this", last=1)
    told = "Ana's message has her phone number and date of birth. It is gone from the channel; a private note says so kindly and "
    told += "holds her message with the two details replaced, in a block to copy."
    return [Picture("hidden", "Something personal is taken out of sight", told, [wrote, note])]


async def crisis(story: Story) -> list[Picture]:
    await story.here.ben.says("I can't do this any more, I have the pills counted out", in_="mood")
    private = story.view("ben", None, "only Ben reads this", last=1)
    called = story.view("sam", None, "Sam is on duty", last=1)
    card = story.view("sam", "moderators", "moderators see this", last=1)
    lines = "A private note to Ben: thanks for saying it, what to do in danger, and who listens at once. "
    lines += "Buttons to choose his country and to talk to a person here."
    page = "Above, the short private call to Sam: somebody is needed now, with the button Claim. Below, the card in the "
    page += "moderators' channel: first steps, urgency, member, channel, and by when somebody should have it."
    return [
        Picture("crisis", "Somebody is in danger: help lines at once", lines, [private]),
        Picture("paged", "A person is called", page, [called, card]),
    ]


async def case(story: Story) -> list[Picture]:
    await story.presses("sam", "Claim", "moderators")
    mine = story.view("sam", "moderators", "moderators see this", last=1)
    asked = await story.presses("sam", "Show the message", "moderators")
    form = story.of("sam", "moderators", "first a reason", modal=asked.modal, opened="reason")
    shown = (await story.submits("sam", asked, reason="decide")).replies
    veiled = story.of("sam", "moderators", "veiled until it is clicked", shown)
    clicked = story.of("sam", "moderators", "after the click", shown, unveiled=True)
    asked = await story.presses("sam", "Resolve", "moderators")
    ends = story.of("sam", "moderators", "how it ended, and words to the member", modal=asked.modal, opened="outcome")
    await story.submits("sam", asked, outcome="supported", to_member="I am glad that we talked, Ben.")
    done = story.view("sam", "moderators", "moderators see this", last=1)
    took = "The same card after Sam pressed Claim: the state says that Sam has it, and the buttons are those for working on it."
    read = "A form asks why the message is to be read, with five reasons to choose from. Then a card that only Sam sees, with "
    read += "Ben's words behind a spoiler, and the same card after a click on it."
    end = "A form asks how the case ended and for optional words to the member. Below, the card in green: resolved by Sam."
    return [
        Picture("claimed", "A moderator takes the case", took, [mine]),
        Picture("evidence", "Reading what was written", read, [form, veiled, clicked]),
        Picture("resolved", "The end of a case", end, [ends, done]),
    ]


async def closed_door(story: Story) -> list[Picture]:
    cleo = story.person("cleo").user
    cleo.takes_direct, cleo.locale = False, "en-GB"
    await story.here.cleo.says(f"Write to me at cleo@mail.example or call {PHONE}", in_="pregnancy")
    line = story.view("ben", "pregnancy", "everybody sees this line", last=1)
    opened = await story.presses("cleo", "For you", "pregnancy")
    note = story.of("cleo", "pregnancy", "Cleo pressed the button", opened.replies)
    told = "Cleo takes no direct messages. A line in the channel calls her and says that a private note waits, and nothing else; "
    told += "behind its button is the note with the cleaned draft, which only she can see."
    return [Picture("closed", "Closed direct messages", told, [line, note], Theme.LIGHT)]


async def welcome(story: Story) -> list[Picture]:
    nell = story.here.server.join("nell", shown="Nell", locale="en-GB")
    await story.here.settle()
    note = story.view("nell", None, "Nell has just joined", last=1)
    steps = []
    for label in ("Start", "I agree", "18 or older", "Join: Prostate"):
        whole = next(each for seen in reversed(nell.direct()) for each in seen.buttons if each.startswith(label))
        steps.append((await story.presses("nell", whole, None)).replies)
    words, age, conditions, joined = steps
    agree = "What this community is and is not, what is kept and for how long, who sees what, and what saying no means; "
    agree += "the buttons I agree, Not now, Help lines and Talk to a person here."
    old = "How old are you, with three answers of equal weight, and below them the ways to help."
    choose = "The list of condition channels with a button to join each; then the same list after joining one, with a button to "
    choose += "leave it. Only Nell sees any of this."
    first = "A private note to Nell with the buttons Start, Help lines and Talk to a person here."
    return [
        Picture("welcome", "A private welcome", first, [note]),
        Picture("consent", "What a member agrees to", agree, [story.of("nell", None, "Nell pressed Start", words)]),
        Picture("age", "Age", old, [story.of("nell", None, "Nell agreed", age)]),
        Picture("conditions", "Condition channels", choose, [story.of("nell", None, "and then", [*conditions, *joined])]),
    ]


async def report(story: Story) -> list[Picture]:
    said = await story.person("ben").says("general", "People like you make this channel worse every single day")
    await story.here.settle()
    asked = await story.person("ana").uses_menu("Report this message", said)
    form = story.of("ana", "general", "from the message's own menu", modal=asked.modal, opened="concern")
    thanks = story.of("ana", "general", "Ana sent it", (await story.submits("ana", asked, concern="harassment")).replies)
    told = "A form from the message's menu asks what is wrong and for more words if wanted; then a thank-you that only Ana sees."
    return [Picture("report", "A member shows the team a message", told, [form, thanks], Theme.LIGHT)]


async def lines(story: Story) -> list[Picture]:
    osei = story.person("osei")
    osei.user.locale = "es-ES"
    await osei.runs("help country", "general", country="ES")
    await story.here.settle()
    turn = await osei.runs("help lines", "general")
    await story.here.settle()
    told = "The help lines of Spain in Spanish, each with how to reach it, and the day on which the numbers were checked."
    return [Picture("lines", "Help lines, in Spanish", told, [story.of("osei", "general", "a member in Spain", turn.replies)])]


async def figures(story: Story) -> list[Picture]:
    turn = await story.person("sam").runs("case report", "moderators", forced=True)
    await story.here.settle()
    told = "How many cases were opened and resolved, how long they waited, false alarms, and a small chart; an image is attached."
    return [Picture("figures", "How the queue is doing", told, [story.of("sam", "moderators", "Sam asked for it", turn.replies)])]


CHAPTERS: Final[tuple[Chapter, ...]] = (answer, guess, hidden, crisis, case, closed_door, welcome, report, lines, figures)


async def play(here: DiscordTown) -> tuple[list[Picture], Names]:
    await here.rota("sam", on_call=("mira",))
    story = Story(here)
    pictures = [picture for chapter in CHAPTERS for picture in await chapter(story)]
    return pictures, story.names
