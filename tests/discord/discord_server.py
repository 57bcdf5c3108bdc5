"""A server that speaks Discord's protocol on loopback (HTTP and gateway, version 10), for the real client to run against.

async with DiscordServer() as server, pointed_at(server):
    client = discord.Client(intents=...)
    ...
    ana = server.join("ana")
    await ana.says("general", "Hello")
"""

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from tests.discord.people import Person
from tests.discord.server import community, intents, permissions
from tests.discord.server.automod import Blocked
from tests.discord.server.faults import Faults
from tests.discord.server.gateway import Gateway
from tests.discord.server.http import BASE, Front, Request, application
from tests.discord.server.permissions import Permission
from tests.discord.server.state import Channel, Guild, State, User
from tests.discord.server.wire import ApiError, Json

__all__ = ["TOKEN", "ApiError", "Blocked", "DiscordServer", "Permission", "Person", "Request"]

T = TypeVar("T")
TOKEN = "MTA.loopback.canary-7719"
P = Permission
BOT = (
    permissions.MEMBERS
    | permissions.MODERATORS
    | P.MANAGE_CHANNELS
    | P.MANAGE_ROLES
    | P.MANAGE_GUILD
    | P.PIN_MESSAGES
    | P.CREATE_EVENTS
    | P.MANAGE_EVENTS
    | P.CREATE_PRIVATE_THREADS
    | P.MENTION_EVERYONE
    | P.BYPASS_SLOWMODE
)
"""What the bot is invited with unless a test says otherwise: much, yet not everything."""


class DiscordServer:
    """`url` is the address of the API, `gateway_url` that of the websocket; both are known once it has started."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        clock: Callable[[], datetime] | None = None,
        bot_permissions: Permission = BOT,
        portal_intents: int = intents.PRIVILEGED,
        shards: int = 1,
    ) -> None:
        self.token = token
        self.shards = shards
        self.bot_permissions = bot_permissions
        self.state = State(clock or (lambda: datetime.now(UTC)))
        self.state.portal_intents = portal_intents
        self.faults = Faults()
        self.gateway = Gateway(self.state, token)
        self.front = Front(self.state, self.faults, token)
        self.url = self.gateway_url = ""
        self._runner: web.AppRunner | None = None
        self.bot = self._user("carecircle", bot=True)
        self.state.bot_id = self.bot.id
        self.guild = self.add_guild("Clinic")

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        whole = application(self.front, self.gateway.serve, self._bot_gateway)
        self._runner = web.AppRunner(whole, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.url = f"http://{host}{BASE}"
        self.gateway.url = self.gateway_url = self._about["url"] = f"ws://{host}/gateway"
        self.state.cdn = f"http://{host}/cdn"

    async def stop(self) -> None:
        """Stops answering; what it knows stays, so that it may be started again."""
        self.faults.release()
        self.gateway.close(1001)
        if self._runner is not None:
            await self._runner.cleanup()

    def _bot_gateway(self) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86400000, "max_concurrency": 1}
        self._about: Json = {"url": "", "shards": self.shards, "session_start_limit": limit}
        return self._about

    @property
    def requests(self) -> list[Request]:
        return self.front.requests

    def asked(self, route: str) -> list[Request]:
        """The requests that came by a route such as `POST /channels/{channel_id}/messages`."""
        return [each for each in self.requests if each.route == route]

    async def until(self, met: Callable[[], T], within: float = 5.0) -> T:
        """Wait until that holds; looked at whenever anything here changes."""
        return await self.state.until(met, within)

    # Setting the scene

    def _user(self, name: str, *, bot: bool = False, shown: str = "", locale: str = "en-US", direct: bool = True) -> User:
        made = User(self.state.snowflake(), name, shown, bot, locale, direct)
        self.state.users[made.id] = made
        return made

    def add_guild(self, name: str, *, with_bot: bool = True) -> Guild:
        """A server with an owner, and the bot in it with a role of its own that stands above all others."""
        owner = self._user(f"owner of {name}".lower())
        guild = Guild(self.state.guild_snowflake(), name, owner.id)
        everyone = {"id": guild.id, "name": "@everyone", "position": 0, "permissions": str(int(permissions.MEMBERS))}
        guild.roles[guild.id] = _role(everyone)
        self.state.guilds[guild.id] = guild
        community.join(self.state, guild, owner.id, [])
        if with_bot:
            role = community.add_role(
                self.state, guild, {"name": self.bot.name, "permissions": int(self.bot_permissions) or "0"}, top=True
            )
            role |= {"managed": True, "tags": {"bot_id": self.bot.id}}
            community.join(self.state, guild, self.bot.id, [role["id"]])
        return guild

    def allow_bot(self, held: Permission, guild: Guild | None = None) -> None:
        """Set what the bot's own role may do."""
        where = guild or self.guild
        role = next(each for each in where.roles.values() if each["managed"])
        community.change_role(self.state, where, role, {"permissions": str(int(held))})

    def role(self, name: str, held: Permission = permissions.NONE, *, above_bot: bool = False, guild: Guild | None = None) -> str:
        """An id. By default the role stands below the bot's."""
        where = guild or self.guild
        made = community.add_role(self.state, where, {"name": name, "permissions": str(int(held))}, top=above_bot)
        return str(made["id"])

    def channel(
        self,
        name: str,
        kind: int = 0,
        *,
        overwrites: list[Json] | None = None,
        parent: str | None = None,
        guild: Guild | None = None,
        **more: object,
    ) -> Channel:
        """0 text, 2 voice, 4 category, 5 announcements, 15 forum."""
        payload: Json = {"name": name, "type": kind, "permission_overwrites": overwrites, "parent_id": parent, **more}
        return community.add_channel(self.state, guild or self.guild, payload)

    def private_channel(self, name: str, *who: str, guild: Guild | None = None) -> Channel:
        """Seen by those roles and people alone (by name or id), and by the bot."""
        where = guild or self.guild
        bit = str(int(P.VIEW_CHANNEL))
        found: list[Json] = [{"id": where.id, "type": 0, "deny": bit}, {"id": self.bot.id, "type": 1, "allow": bit}]
        for each in who:
            role = next((role for role in where.roles.values() if each in (role["id"], role["name"])), None)
            person = None if role else self.person(each, guild=where).id
            found.append({"id": role["id"] if role else person, "type": 0 if role else 1, "allow": bit})
        return self.channel(name, overwrites=found, guild=where)

    def join(
        self,
        name: str,
        *roles: str,
        shown: str = "",
        locale: str = "en-US",
        direct: bool = True,
        guild: Guild | None = None,
    ) -> Person:
        """Somebody comes into the server, with roles by name or id. `direct=False`: takes no direct messages."""
        where = guild or self.guild
        known = next((each for each in self.state.users.values() if each.name == name), None)
        who = known or self._user(name, shown=shown, locale=locale, direct=direct)
        ids = [next(role["id"] for role in where.roles.values() if each in (role["id"], role["name"])) for each in roles]
        community.join(self.state, where, who.id, ids)
        return Person(self.state, who, where)

    def person(self, name: str, *, guild: Guild | None = None) -> Person:
        """Somebody who has joined, by name; "owner" owns the server."""
        where = guild or self.guild
        if name == "owner":
            return Person(self.state, self.state.users[where.owner_id], where)
        return Person(self.state, next(each for each in self.state.users.values() if name in (each.name, each.id)), where)

    def unanswered(self) -> list[str]:
        """Interactions that had no first response in time."""
        late = self.state.first_response_within
        return [each.id for each in self.state.interactions.values() if each.delay is None or each.delay > late]


def _role(found: Json) -> Json:
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    plain = {"color": 0, "colors": colours, "hoist": False, "icon": None, "unicode_emoji": None, "managed": False}
    return {**plain, "mentionable": False, "flags": 0, **found}
