"""A client that only asks over REST: setting up and checks need no gateway."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
import discord

from bot.core.errors import BadSettings, Fault
from bot.platforms.discord import address

_PORTAL: Final = "https://discord.com/developers/applications"


@asynccontextmanager
async def logged_in(token: str, api: str) -> AsyncIterator[discord.Client]:
    """A client without a gateway. Raises `BadSettings` for a token that Discord refuses, `Fault` where Discord is away."""
    address.use(api)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # no voice is used here
    client = discord.Client(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
    try:
        with_token = client.login(token)
        try:
            await with_token
        except discord.LoginFailure:
            raise BadSettings(
                f"CARECIRCLE_DISCORD_TOKEN: Discord refuses it; make a new one at {_PORTAL} > Bot > Reset Token"
            ) from None
        yield client
    except discord.HTTPException as error:
        raise Fault(f"Discord refused (HTTP {error.status}, code {error.code}); try again, or run: carecircle doctor") from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Fault(f"Discord cannot be reached ({type(error).__name__}); check the network and CARECIRCLE_DISCORD_API") from None
    finally:
        await client.close()
