"""Where Discord's API is. `CARECIRCLE_DISCORD_API` names another server that speaks the same, as tests do."""

from typing import Final

import discord
from discord.gateway import DiscordWebSocket
from yarl import URL

OFFICIAL: Final = discord.http.Route.BASE
_GATEWAY: Final = DiscordWebSocket.DEFAULT_GATEWAY


def use(api: str, gateway: str = "") -> None:
    """Point every client of this process there; an empty address means Discord itself. Call it before a client is made."""
    discord.http.Route.BASE = api.rstrip("/") or OFFICIAL
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway) if gateway else _GATEWAY
