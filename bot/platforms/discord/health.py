"""What is missing for running on Discord, asked over REST alone: nothing is connected and nothing is changed.

`carecircle doctor` shows all of it, `carecircle run` what is worth a word.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, Final

import discord

from bot.core.check import Check
from bot.core.community import Community
from bot.core.errors import Fault
from bot.platforms.discord.binding import Made
from bot.platforms.discord.commands import Payload, difference
from bot.platforms.discord.grants import grants_of
from bot.platforms.discord.permissions import invite_link
from bot.platforms.discord.rest import logged_in
from bot.platforms.discord.server_health import Server, server_checks
from bot.platforms.discord.survey import Live, look_at

_MISSING_ACCESS: Final = 50001


async def examine(
    token: str, api: str, community: Community | None, made: Made | None, commands: Sequence[Payload] = ()
) -> list[Check]:
    """Every check, in order; one that fails does not hide the next, and no token is in any. Never raises `Fault`.

    `made` is what setting up noted, None where it cannot be read. `commands`: what running registers; none where unknown.
    """
    checks: list[Check] = []
    try:
        async with logged_in(token, api) as client:
            server = community.discord_server if community is not None else None
            checks += [*_application(client, server), *_intents(client)]
            if community is not None and server is not None:
                live = await look_at(client, server)
                checks.append(Check("discord server", True, f"the bot is in the server {server}"))
                checks += _server(community, live, made)
                checks += await _asked("discord commands", lambda: _commands(client, live, commands))
    except Fault as fault:
        checks.append(Check("discord server" if checks else "discord token", False, str(fault)))
    return checks


def _application(client: discord.Client, server: int | None) -> Iterator[Check]:
    about = client.application
    if about is None or client.user is None:
        raise RuntimeError("the client is not logged in yet")
    yield Check("discord token", True, f'Discord knows it: the bot "{client.user.name}" of the application {about.id}')
    yield Check("discord invite link", True, invite_link(about.id, server))
    if about.interactions_endpoint_url:
        says = (
            "Discord sends commands and buttons to a web address, so none of them arrives here: empty Interactions Endpoint URL "
            "in the Developer Portal, General Information"
        )
        yield Check("discord application", False, says)
    if about.bot_require_code_grant:
        says = "nobody can invite the bot by the link: switch off Requires OAuth2 Code Grant in the Developer Portal, Bot"
        yield Check("discord application", False, says)


def _intents(client: discord.Client) -> Iterator[Check]:
    lines = grants_of(client).lacking
    yield from (Check("discord intents", True, says, warns=True) for says in lines)
    if not lines:
        yield Check("discord intents", True, "message content and server members are granted")


def _server(community: Community, live: Live, made: Made | None) -> Iterator[Check]:
    if made is None:
        says = "which of them setting up made cannot be told, for the database cannot be opened"
        yield Check("discord channels", False, says)
    else:
        yield from server_checks(Server(community, live, made))


async def _commands(client: discord.Client, live: Live, commands: Sequence[Payload]) -> list[Check]:
    what, application = "discord commands", client.application_id or 0
    try:
        there: list[dict[str, Any]] = [dict(one) for one in await client.http.get_guild_commands(application, live.guild.id)]
    except discord.Forbidden as refused:
        if refused.code != _MISSING_ACCESS:
            raise
        says = "the bot may not register any here: open the invite link again, which asks for that too (applications.commands)"
        return [Check(what, False, says)]
    checks = [Check(what, True, _registered(commands, there))]
    if not live.roles[live.guild.id].permissions.use_application_commands:
        says = "not every member may use them: switch on Use Application Commands at Server Settings > Roles > @everyone"
        checks.append(Check(what, True, says, warns=True))
    return checks


def _registered(commands: Sequence[Payload], there: Sequence[Payload]) -> str:
    changed, gone = difference(commands, there)
    if not commands:
        return f"{len(there)} are registered"
    if len(changed) == len(commands):
        return "not registered yet; `carecircle run` does it when it starts"
    if changed or gone:
        return f"{len(changed)} of {len(commands)} are new and {len(gone)} are old; `carecircle run` mends that when it starts"
    return f"all {len(commands)} are registered"


async def _asked(what: str, look: Callable[[], Awaitable[list[Check]]]) -> list[Check]:
    try:
        return await look()
    except discord.HTTPException as error:
        return [Check(what, False, f"Discord refused to tell (HTTP {error.status}, code {error.code}); try again later")]
