"""The example community: invented people and channels, and a past that is played through the engine at first start."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.clock import ShiftedClock
from bot.core.errors import BadContent, ContentFault
from bot.core.message import Channel, ChannelKind, Person, Role
from bot.core.rota import Shift, ShiftKind, read_days, read_hours, read_zone
from bot.durable import Embedded
from bot.engine import Engine
from bot.platforms.sandbox.talk import Talk
from bot.platforms.sandbox.world import World


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Person(_Strict):
    id: str
    name: str
    roles: list[Role]
    lang: str = "en"
    about: str = ""


class _Channel(_Strict):
    id: str
    name: str
    kind: ChannelKind = ChannelKind.SUPPORT
    condition: str = "general"


class _Shift(_Strict):
    person: str
    days: str
    hours: str
    zone: str
    duty: ShiftKind = ShiftKind.DUTY

    def made(self) -> Shift:
        starts, ends = read_hours(self.hours)
        return Shift(0, self.person, self.duty, read_days(self.days), starts, ends, read_zone(self.zone))


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid")

    by: str
    hours_ago: float
    text: str
    id: str = ""
    reply_to: str = ""
    channel: str = ""


class _File(_Strict):
    name: str
    notice: str
    person: list[_Person]
    channel: list[_Channel]
    message: list[_Said] = []
    shift: list[_Shift] = []


@dataclass(frozen=True, slots=True)
class Example:
    """What `content/example/community.toml` holds."""

    name: str
    notice: str
    people: tuple[tuple[Person, str], ...]
    channels: tuple[Channel, ...]
    past: tuple[_Said, ...]
    shifts: tuple[Shift, ...] = ()


def read(root: Traversable) -> Example:
    """Raises `BadContent` where the file cannot be used."""
    path = "content/example/community.toml"
    try:
        data = tomllib.loads(root.joinpath("example", "community.toml").read_text(encoding="utf-8"))
        for said in data.get("message", []):
            said["channel"] = said.pop("in", "")
        file = _File.model_validate(data)
    except FileNotFoundError:
        return Example("Community", "", (), (), ())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadContent((ContentFault(path, 1, f"is not TOML ({error})"),)) from None
    except ValidationError as error:
        raise BadContent(
            tuple(ContentFault(path, 1, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") for fault in error.errors())
        ) from None
    people = tuple((Person(p.id, p.name, frozenset(p.roles), p.lang), p.about) for p in file.person)
    channels = tuple(Channel(c.id, c.name, c.kind, c.condition) for c in file.channel)
    past = tuple(sorted(file.message, key=lambda said: -said.hours_ago))
    try:
        shifts = tuple(shift.made() for shift in file.shift)
    except ValueError as error:
        raise BadContent((ContentFault(path, 1, f"shift: {error}"),)) from None
    return Example(file.name, file.notice, people, channels, past, shifts)


async def play(example: Example, engine: Engine, world: World, clock: ShiftedClock, durable: Embedded) -> None:
    """Say everything of the past at its own time, through the same door as everybody."""
    talk = Talk(engine, world, clock)
    ids: dict[str, str] = {}
    now, offset = clock.now(), clock.offset
    for number, said in enumerate(example.past):
        clock.offset = offset + (now - timedelta(hours=said.hours_ago)) - now
        ids[said.id] = await talk.say(
            said.by, said.channel, said.text, ids.get(said.reply_to) if said.reply_to else None, f"past-{number}", ()
        )
        await engine.work_off()
    clock.offset = offset
    durable.poke()  # it sleeps by the clock of the past
