"""An invented community, written in the formats of the real exporters. Seeded: the same numbers make the same files."""

import json
import random
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

START: Final = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
CHANNELS: Final = ("prostate", "diabetes-chat", "lounge")

_QUIET: Final = (
    "morning all, slept well for once",
    "the waiting room had new chairs today",
    "thank you, that helped a lot",
    "my nurse showed me how to use the app",
    "does anyone have a good soup recipe?",
    "walked to the shop and back, small wins 🎉",
    "مرحبا بالجميع",
    "bloods came back fine says my doctor",
)
_LOUD: Final = (
    "my PSA is 8 so it must be cancer, I just know it",
    "you should stop taking your statin, it is poison",
    "I have the pills here and I am going to end it tonight",
    "crushing chest pain and my left arm is numb right now",
    "vaccines cause autism, everybody knows that",
    "join my paid coaching, message me at https://heal.example/ref?code=77",
)


@dataclass(frozen=True)
class Member:
    """`canary` is a line in which the member gives themselves away."""

    id: str
    handle: str
    name: str
    phone: str
    email: str
    record: str

    @property
    def canary(self) -> str:
        return (
            f"my name is {self.name}, born 14/03/1961, call me on {self.phone} or {self.email}, "
            f"my hospital number is {self.record}, the MRI is next week"
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.id, self.handle, self.name, self.phone, self.email, self.record, "14/03/1961")


_FIRST: Final = ("Marguerite", "Tobias", "Ottoline", "Casimir", "Henrietta", "Ambrose", "Philippa", "Leopold")
_LAST: Final = ("Vandersloot", "Quillfeather", "Abernethy", "Kowalczyk", "Thistlewood", "Okonkwo", "Brannigan", "Delacroix")


def members(count: int, seed: int = 7) -> list[Member]:
    rng = random.Random(seed)  # noqa: S311 - invented data
    return [
        Member(
            id=str(800_000_000_000_000_000 + rng.randrange(10**15)),
            handle=f"{_FIRST[n % 8].lower()}_{rng.randrange(1000, 9999)}",
            name=f"{_FIRST[n % 8]} {_LAST[(n * 3 + n // 8) % 8]}",
            phone=f"+44 7700 900{n:03}",
            email=f"{_LAST[n % 8].lower()}.{n}@mailbox.example",
            record=f"MRN {rng.randrange(1_000_000, 9_999_999)}",
        )
        for n in range(count)
    ]


@dataclass(frozen=True)
class Said:
    channel: str
    member: Member
    text: str
    at: datetime
    answers: int | None


def talk(count: int, people: list[Member], seed: int = 7) -> list[Said]:
    """Messages in the order of time; one in forty gives its author away, one in twenty-five is something to act on."""
    rng = random.Random(seed)  # noqa: S311 - invented data
    said: list[Said] = []
    at = START
    for number in range(count):
        at += timedelta(seconds=rng.randrange(20, 1500))
        member = rng.choice(people)
        roll = rng.random()
        text = member.canary if roll < 0.025 else rng.choice(_LOUD) if roll < 0.065 else f"{rng.choice(_QUIET)} ({number})"
        if rng.random() < 0.1:
            text = f"@{rng.choice(people).name} {text}"
        earlier = number - rng.randrange(1, 5)
        answers = earlier if rng.random() < 0.3 and earlier >= 0 else None
        channel = said[answers].channel if answers is not None else rng.choice(CHANNELS)
        said.append(Said(channel, member, text, at, answers))
    return said


def discord(folder: Path, said: list[Said]) -> list[Path]:
    """One file a channel, as DiscordChatExporter writes it: indented, with a byte order mark on Windows (here on the first)."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, channel in enumerate(dict.fromkeys(one.channel for one in said)):
        messages = [discord_message(n, one, said) for n, one in enumerate(said) if one.channel == channel]
        document = discord_document(channel, messages)
        path = folder / f"Riverside - Support - {channel} [{number}].json"
        encoding = "utf-8-sig" if number == 0 else "utf-8"
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False), encoding=encoding)
        files.append(path)
    return files


def discord_document(channel: str, messages: list[dict[str, Any]], kind: str = "GuildTextChat") -> dict[str, Any]:
    return {
        "guild": {"id": "1", "name": "Riverside", "iconUrl": "https://cdn.example/icon.png"},
        "channel": {"id": "22", "type": kind, "categoryId": "2", "category": "Support", "name": channel, "topic": None},
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-04-01T00:00:00+00:00",
        "messages": messages,
        "messageCount": len(messages),
    }


def discord_user(member: Member, *, bot: bool = False, roles: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": member.id, "name": member.handle, "discriminator": "0000", "nickname": member.name, "color": None, "isBot": bot,
        "roles": [{"id": "5", "name": name, "color": None, "position": 1} for name in roles],
        "avatarUrl": "https://cdn.example/a.png",
    }  # fmt: skip


def discord_message(number: int, one: Said, said: list[Said], **changed: Any) -> dict[str, Any]:
    message: dict[str, Any] = {
        "id": str(1_100_000_000_000_000_000 + number),
        "type": "Reply" if one.answers is not None else "Default",
        "timestamp": one.at.isoformat(timespec="milliseconds"),
        "timestampEdited": None, "callEndedTimestamp": None, "isPinned": False,
        "content": one.text,
        "author": discord_user(one.member),
        "attachments": [], "embeds": [], "stickers": [], "reactions": [],
        "mentions": [discord_user(other.member) for other in said[:200] if f"@{other.member.name}" in one.text][:1],
        "inlineEmojis": [],
    }  # fmt: skip
    if one.answers is not None:
        message["reference"] = {"messageId": str(1_100_000_000_000_000_000 + one.answers), "channelId": "22", "guildId": "1"}
    return {**message, **changed}


def slack_id(member: Member) -> str:
    return f"U{int(member.id) % 10**9:09}"


def slack_files(said: list[Said]) -> dict[str, Any]:
    """Every file of a Slack export by name."""
    people = list(dict.fromkeys(one.member for one in said))
    files: dict[str, Any] = {
        "users.json": [
            {
                "id": slack_id(one), "team_id": "T1", "name": one.handle, "deleted": False, "real_name": one.name,
                "profile": {"real_name": one.name, "display_name": one.handle, "email": one.email},
                "is_admin": False, "is_owner": False, "is_bot": False,
            }
            for one in people
        ]
        + [{"id": "U0BOT0000", "name": "standup", "is_bot": True, "profile": {"real_name": "Standup"}}],
        "channels.json": [{"id": f"C{n:010}", "name": name, "created": 1, "members": []} for n, name in enumerate(CHANNELS)],
        "dms.json": [{"id": "D0123456789", "created": 1, "members": [slack_id(one) for one in people[:2]]}],
        "integration_logs.json": [],
    }  # fmt: skip
    for one in said:
        stamp = f"{one.at.timestamp():.6f}"
        text = one.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for other in people:
            text = text.replace(f"@{other.name}", f"<@{slack_id(other)}>")
        message = {
            "user": slack_id(one.member), "type": "message", "ts": stamp, "client_msg_id": "x", "text": text, "team": "T1",
            "user_profile": {"real_name": one.member.name, "display_name": one.member.handle, "name": one.member.handle},
        }  # fmt: skip
        if one.answers is not None:
            root = said[one.answers]
            message |= {"thread_ts": f"{root.at.timestamp():.6f}", "parent_user_id": slack_id(root.member)}
        files.setdefault(f"{one.channel}/{one.at:%Y-%m-%d}.json", []).append(message)
    first = min(name for name in files if "/" in name)
    files[first] += [
        {"type": "message", "subtype": "channel_join", "user": slack_id(people[0]), "text": "joined", "ts": "1767600000.000001"},
        {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "daily reminder", "ts": "1767600000.000002"},
        {"type": "message", "user": "U0BOT0000", "bot_id": "B1", "text": "hello", "ts": "1767600000.000003"},
    ]
    secret = {"type": "message", "user": slack_id(people[0]), "text": "secret talk", "ts": "1767600001.0"}
    files["D0123456789/2026-01-05.json"] = [secret]
    return files


def slack_zip(path: Path, said: list[Said]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in slack_files(said).items():
            archive.writestr(name, json.dumps(data))
    return path


def slack_folder(path: Path, said: list[Said]) -> Path:
    for name, data in slack_files(said).items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(json.dumps(data), encoding="utf-8")
    return path
