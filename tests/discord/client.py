"""Points the real client at a loopback server, and tells when it has done everything that it was told."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord.discord_server import DiscordServer

BUSY = ("discord.py: ", "CommandTree-invoker", "discord-ui-view-dispatch-", "discord-ui-modal-dispatch-", "discord-ui-dynamic-")
"""What discord.py calls the tasks in which handlers run."""


@contextmanager
def pointed_at(server: DiscordServer) -> Iterator[None]:
    """The client's two addresses. Where a client is built inside, it speaks with that server; both are put back after."""
    route, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.url, yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = route, gateway


@contextmanager
def unhurried() -> Iterator[None]:
    """The client waits 5 s before each identify but its first, in a hook that may be replaced; in here it does not."""
    hook = discord.Client.before_identify_hook

    async def at_once(self: discord.Client, shard_id: int | None, *, initial: bool = False) -> None:
        return None

    discord.Client.before_identify_hook = at_once  # type: ignore[method-assign]
    try:
        yield
    finally:
        discord.Client.before_identify_hook = hook  # type: ignore[method-assign]


@asynccontextmanager
async def running(
    client: discord.Client, server: DiscordServer, *, within: float = 10.0, last_guild_after: float = 0.05
) -> AsyncIterator[asyncio.Task[None]]:
    """The client, logged in and ready; closed after. The task ends early where the client gives up.

    To be ready, a client waits until no server has come for `last_guild_after` seconds (2 unless it is told otherwise).
    """
    client._connection.guild_ready_timeout = last_guild_after
    try:
        await client.login(server.token)
        task = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        try:
            await asyncio.wait({task, ready}, timeout=within, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                await task
            assert ready.done(), "the client did not become ready"
            yield task
        finally:
            ready.cancel()
            await client.close()
            task.cancel()
            await asyncio.wait({task, ready})
    finally:
        await client.close()


def sequences(client: discord.Client) -> dict[str, int]:
    """How far the client has read in each of its sessions."""
    if isinstance(client, discord.AutoShardedClient):
        sockets = [client._get_websocket(shard_id=each) for each in client.shards]
    else:
        sockets = [client.ws]
    return {str(each.session_id): each.sequence or 0 for each in sockets}


async def settled(client: discord.Client, server: DiscordServer, within: float = 5.0) -> None:
    """Everything that was dispatched has been read, and no handler is running."""
    async with asyncio.timeout(within):
        while True:
            read = sequences(client)
            behind = [each for each in server.gateway.sessions.values() if read.get(each.id, each.seq) < each.seq]
            if behind:
                await client.wait_for("socket_event_type")
                continue
            mine = asyncio.current_task()
            busy = {each for each in asyncio.all_tasks() if each.get_name().startswith(BUSY) and each is not mine}
            if not busy:
                return
            await asyncio.wait(busy)
