"""A Slack export, as a ZIP or unpacked: lists of users and channels, and a folder a channel with one JSON file a day.

The layout is that of "How to read Slack data exports" (slack.com/help/articles/220556107): users.json (org_users.json),
channels.json, groups.json, dms.json, mpims.json and <channel>/<YYYY-MM-DD>.json, each a JSON array; the messages are those of
docs.slack.dev/reference/events/message. All channels of one day are read together and put in order, so that one day is held
in memory. Talks between members (dms, mpims) are not opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.errors import BadExport
from bot.exports.archive import Tree
from bot.exports.faults import wrong_fields
from bot.exports.people import People
from bot.exports.record import Exported, Recent, Skip, Tally
from bot.exports.slack_text import readable
from bot.exports.stream import BadRecord, JsonStream

LISTS: Final = ("users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json")
_USERS: Final = ("users.json", "org_users.json")
_TALKS: Final = ("dms.json", "mpims.json")
_DAY: Final = re.compile(r"(?P<channel>[^/]+)/(?P<day>\d{4}-\d\d-\d\d)\.json")
_TALK_FOLDER: Final = re.compile(r"mpdm-.*|D[A-Z0-9]{8,}")
_WRITTEN_BY_PEOPLE: Final = frozenset({"", "thread_broadcast", "reply_broadcast", "me_message", "file_share"})
_SLACKBOT: Final = "USLACKBOT"


class _Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Profile(_Fields):
    real_name: str | None = None
    display_name: str | None = None


class _User(_Fields):
    id: str
    name: str | None = None
    real_name: str | None = None
    is_bot: bool = False
    is_admin: bool = False
    is_owner: bool = False
    profile: _Profile = _Profile()


class _Conversation(_Fields):
    id: str
    name: str | None = None


class _Message(_Fields):
    ts: Annotated[str, Field(pattern=r"^\d{1,10}(\.\d{1,9})?$")]
    type: str = "message"
    subtype: str | None = None
    user: str | None = None
    bot_id: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    edited: object = None
    files: list[object] | None = None
    user_profile: _Profile | None = None

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(float(self.ts), UTC)


@dataclass(frozen=True, slots=True)
class SlackExport:
    """`root` is the folder inside the tree that holds the lists, empty or ending in a slash."""

    tree: Tree
    root: str = ""

    @property
    def size(self) -> int:
        return sum(map(self.tree.size, self.tree.names))

    def records(self, people: People, tally: Tally) -> Iterator[Exported]:
        bots = self._meet_users(people, tally)
        talks = {name for file in _TALKS for one in self._list(file, tally) for name in (one.id, one.name)}
        days: dict[str, list[str]] = {}
        closed: set[str] = set()
        for name in self.tree.names:
            found = _DAY.fullmatch(name.removeprefix(self.root)) if name.startswith(self.root) else None
            if found is None:
                continue
            if found["channel"] in talks or _TALK_FOLDER.fullmatch(found["channel"]):
                closed.add(found["channel"])
                tally.bytes += self.tree.size(name)
            else:
                days.setdefault(found["day"], []).append(found["channel"])
        tally.talks += len(closed)
        recent = Recent()
        for day in sorted(days):
            today = [
                (message, channel) for channel in days[day] for message in self._of_people(f"{channel}/{day}.json", bots, tally)
            ]
            for message, channel in sorted(today, key=lambda one: one[0].at):
                exported = _exported(message, channel, recent, people)
                recent.keep(exported.id, exported.author, exported.text)
                yield exported

    def _of_people(self, name: str, bots: frozenset[str], tally: Tally) -> Iterator[_Message]:
        for position, item in self._items(name, tally):
            try:
                message = _Message.model_validate(item)
            except ValidationError as error:
                tally.bad(f"{self.tree.file}/{name}", position, wrong_fields(error))
                continue
            skip = _passed_over(message, bots)
            if skip is None:
                yield message
            else:
                tally.skip(skip)

    def _meet_users(self, people: People, tally: Tally) -> frozenset[str]:
        """Take down names and roles; the accounts that are bots."""
        bots = {_SLACKBOT}
        for file in _USERS:
            for position, item in self._items(file, tally):
                try:
                    user = _User.model_validate(item)
                except ValidationError as error:
                    tally.bad(f"{self.tree.file}/{file}", position, wrong_fields(error))
                    continue
                if user.is_bot:
                    bots.add(user.id)
                    continue
                people.known_as(user.name, user.real_name, user.profile.real_name, user.profile.display_name)
                titles = [user.id, *(name for name in (user.name, user.profile.display_name) if name)]
                people.appoint(f"slack:{user.id}", titles, moderator=user.is_admin or user.is_owner)
        return frozenset(bots)

    def _list(self, file: str, tally: Tally) -> Iterator[_Conversation]:
        for _, item in self._items(file, tally):
            try:
                yield _Conversation.model_validate(item)
            except ValidationError:
                raise BadExport(f"{self.tree.file}/{file}: is not the list that Slack writes; export again") from None

    def _items(self, name: str, tally: Tally) -> Iterator[tuple[int, object]]:
        """The items of one of the files, none where it does not exist; bad ones are counted."""
        if self.root + name not in self.tree.names:
            return
        file = f"{self.tree.file}/{name}"
        with self.tree.open(self.root + name) as raw:
            stream = JsonStream(raw, file, tally)
            if stream.first() != "[":
                raise BadExport(f"{file}: is not the list that Slack writes; export again")
            for position, item in stream.items():
                if isinstance(item, BadRecord):
                    tally.bad(file, position, str(item))
                else:
                    yield position, item


def _passed_over(message: _Message, bots: frozenset[str]) -> Skip | None:
    if message.subtype == "bot_message" or message.user in bots or (message.bot_id and not message.user):
        return Skip.BOT
    if message.type != "message" or (message.subtype or "") not in _WRITTEN_BY_PEOPLE or not message.user:
        return Skip.SYSTEM
    return None if (message.text or "").strip() else Skip.EMPTY


def _exported(message: _Message, channel: str, recent: Recent, people: People) -> Exported:
    account = f"slack:{message.user}"
    if message.user_profile is not None:
        people.known_as(message.user_profile.real_name, message.user_profile.display_name)
    root = message.thread_ts if message.thread_ts != message.ts else None
    thread = f"{channel}:{message.thread_ts}" if message.thread_ts else None
    reply_author, reply_text = recent.answered(thread if root else None)
    return Exported(
        id=f"{channel}:{message.ts}",
        channel=channel,
        author=people.number(account),
        role=people.appointed(account),
        text=readable(message.text or "", people),
        at=message.at,
        reply_to=thread if root else None,
        reply_text=reply_text,
        reply_author=reply_author,
        thread=thread,
        edited=message.edited is not None,
        attachments=len(message.files or ()),
    )
