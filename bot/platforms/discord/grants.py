"""What the application may see: the two privileged intents are asked for only where they were granted.

https://discord.com/developers/docs/events/gateway#privileged-intents
"""

from dataclasses import dataclass

import discord

from bot.platforms.discord.rest import logged_in


@dataclass(frozen=True, slots=True)
class Grants:
    content: bool
    members: bool

    @property
    def lacking(self) -> tuple[str, ...]:
        """In words for the operator, with where to grant them."""
        where = "switch it on in the Developer Portal, Bot, Privileged Gateway Intents"
        found = []
        if not self.content:
            found.append(
                "the message content intent is missing: messages are not read, so only mentions, commands, buttons and menus are "
                f"served, and nobody's message is looked after; {where}"
            )
        if not self.members:
            found.append(
                f"the server members intent is missing: staff are known only once they act, and nobody is welcomed; {where}"
            )
        return tuple(found)


def grants_of(client: discord.Client) -> Grants:
    """What a client that is logged in was granted; `limited` is how Discord calls the grant of an app with few users."""
    flags = client.application_flags
    return Grants(
        content=flags.gateway_message_content or flags.gateway_message_content_limited,
        members=flags.gateway_guild_members or flags.gateway_guild_members_limited,
    )


async def granted(token: str, api: str) -> Grants:
    """Asks Discord. Raises `BadSettings` for a token that it does not know, `Fault` where it cannot be reached."""
    async with logged_in(token, api) as client:
        return grants_of(client)
