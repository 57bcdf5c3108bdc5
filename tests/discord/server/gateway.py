"""The gateway: sessions over websockets, dispatches in order, resuming, and what goes wrong there."""

import asyncio
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord.server import intents, payloads, rest_application
from tests.discord.server.state import Event, State
from tests.discord.server.wire import Json

CHUNK = 1000


class Socket:
    """One websocket. What is sent goes out in order, through one writer."""

    def __init__(self, response: web.WebSocketResponse, request: web.Request, *, compressed: bool) -> None:
        self.response = response
        self.request = request
        self.deflate = zlib.compressobj() if compressed else None
        self.queue: asyncio.Queue[bytes | str | None] = asyncio.Queue()
        self.code = 1000

    def send(self, payload: Json) -> None:
        text = json.dumps(payload)
        if self.deflate is None:
            self.queue.put_nowait(text)
        else:
            self.queue.put_nowait(self.deflate.compress(text.encode()) + self.deflate.flush(zlib.Z_SYNC_FLUSH))

    def close(self, code: int) -> None:
        self.code = code
        self.queue.put_nowait(None)

    async def write(self) -> None:
        while (frame := await self.queue.get()) is not None:
            try:
                await (self.response.send_str(frame) if isinstance(frame, str) else self.response.send_bytes(frame))
            except (ConnectionError, RuntimeError):
                return
        await self.response.close(code=self.code)

    def cut(self) -> None:
        """The line breaks in the middle of a frame: its head promises more than comes."""
        transport = self.request.transport
        if transport is not None:
            transport.write(b"\x81\x7e\x10\x00" + b'{"t":"MESSAGE_CREATE","d":{')
            transport.close()


@dataclass
class Session:
    id: str
    intents: int
    shard: tuple[int, int]
    socket: Socket | None = None
    seq: int = 0
    sent: list[Json] = field(default_factory=list)
    """Every dispatch, for replay."""
    resumed: int = 0

    def takes(self, event: Event) -> bool:
        if event.needs and not event.needs & self.intents:
            return False
        shard = 0 if event.guild_id is None else (int(event.guild_id) >> 22) % self.shard[1]
        return shard == self.shard[0]

    def dispatch(self, name: str, data: Json) -> None:
        """While nobody listens, it waits to be replayed."""
        self.seq += 1
        frame: Json = {"op": 0, "t": name, "s": self.seq, "d": data}
        self.sent.append(json.loads(json.dumps(frame)))
        if self.socket is not None:
            self.socket.send(frame)


class Gateway:
    def __init__(self, state: State, token: str) -> None:
        self.state = state
        self.token = token
        self.url = ""
        self.heartbeat_interval = 41250
        self.sessions: dict[str, Session] = {}
        self.identified: list[Json] = []
        """Every IDENTIFY that came."""
        self.heartbeats = 0
        self.drop_acks = 0
        """How many of the next heartbeats get no acknowledgement."""
        self.refuse_with = 0
        """The code with which the next IDENTIFY is refused."""
        self.open: set[Socket] = set()
        state.emit = self.emit

    def emit(self, event: Event) -> None:
        for session in self.sessions.values():
            if session.takes(event):
                session.dispatch(event.name, event.build(session.intents))

    async def serve(self, request: web.Request) -> web.StreamResponse:
        response = web.WebSocketResponse(compress=False, autoping=True, max_msg_size=0)
        await response.prepare(request)
        socket = Socket(response, request, compressed=request.query.get("compress") == "zlib-stream")
        self.open.add(socket)
        socket.send({"op": 10, "d": {"heartbeat_interval": self.heartbeat_interval}})
        writer = asyncio.ensure_future(socket.write())
        try:
            async for message in response:
                if message.type is WSMsgType.TEXT:
                    self.receive(socket, json.loads(message.data))
        finally:
            self.open.discard(socket)
            writer.cancel()
            self.gone(socket, response.close_code)
        return response

    def gone(self, socket: Socket, code: int | None) -> None:
        """A client that says goodbye (1000, 1001) ends its session; one that is cut off may resume."""
        for session in list(self.sessions.values()):
            if session.socket is socket:
                session.socket = None
                if code in (1000, 1001) and socket.code == 1000:
                    del self.sessions[session.id]
        self.state.touch()

    def receive(self, socket: Socket, message: Json) -> None:
        data = message.get("d")
        match message["op"]:
            case 1:
                self.heartbeats += 1
                if self.drop_acks:
                    self.drop_acks -= 1
                else:
                    socket.send({"op": 11})
            case 2:
                self.identify(socket, data)
            case 6:
                self.resume(socket, data)
            case 8:
                self.members(socket, data)
            case 3 | 4:
                pass
            case _:
                socket.close(4001)
        self.state.touch()

    def identify(self, socket: Socket, data: Any) -> None:
        self.identified.append({key: value for key, value in data.items() if key != "token"})
        wanted = int(data["intents"])
        shard = tuple(data.get("shard") or (0, 1))
        if self.refuse_with:
            code, self.refuse_with = self.refuse_with, 0
            return socket.close(code)
        if data["token"] != self.token:
            return socket.close(4004)
        if not 0 <= shard[0] < shard[1]:
            return socket.close(4010)
        if wanted >> 26:
            return socket.close(4013)
        if wanted & intents.PRIVILEGED & ~self.state.portal_intents:
            return socket.close(4014)
        session = Session(secrets.token_hex(16), wanted, (shard[0], shard[1]), socket)
        self.sessions[session.id] = session
        mine = [each for each in self.state.guilds.values() if session.takes(Event("", lambda held: {}, each.id))]
        mine = [each for each in mine if self.state.bot_id in each.members]
        ready: Json = {
            "v": 10,
            "user": payloads.user(self.state.users[self.state.bot_id]) | {"mfa_enabled": False, "verified": True, "flags": 0},
            "guilds": [{"id": each.id, "unavailable": True} for each in mine],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": self.state.bot_id, "flags": rest_application.flags(self.state)},
        }
        session.dispatch("READY", ready)
        for each in mine:
            if wanted & intents.GUILDS:
                session.dispatch("GUILD_CREATE", payloads.guild_created(self.state, each, wanted))
        return None

    def resume(self, socket: Socket, data: Any) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self.token or not 0 <= int(data["seq"] or 0) <= session.seq:
            return socket.send({"op": 9, "d": False})
        session.socket = socket
        session.resumed += 1
        for frame in session.sent[int(data["seq"] or 0) :]:
            socket.send(frame)
        session.dispatch("RESUMED", {})
        return None

    def members(self, socket: Socket, data: Any) -> None:
        """A server's members, in chunks; all of them only with the intent."""
        session = next((each for each in self.sessions.values() if each.socket is socket), None)
        guild = self.state.guilds.get(str(data["guild_id"]))
        if session is None or guild is None:
            return
        wanted = [str(each) for each in data.get("user_ids") or []]
        query = str(data.get("query") or "").lower()
        held = [each for each in guild.members.values() if not wanted or each.user_id in wanted]
        held = [each for each in held if self.state.users[each.user_id].name.lower().startswith(query)]
        if not wanted and not query and not session.intents & intents.MEMBERS:
            return
        held = held[: int(data.get("limit") or 0) or None]
        parts = [held[at : at + CHUNK] for at in range(0, len(held), CHUNK)] or [[]]
        for index, part in enumerate(parts):
            chunk: Json = {"guild_id": guild.id, "members": [payloads.member(self.state, each) for each in part]}
            chunk |= {"chunk_index": index, "chunk_count": len(parts)}
            chunk |= {"not_found": [each for each in wanted if each not in guild.members]}
            chunk |= {"nonce": data["nonce"]} if data.get("nonce") else {}
            session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def connected(self) -> list[Session]:
        return [each for each in self.sessions.values() if each.socket is not None]

    def reconnect(self) -> None:
        """Op 7: "connect again and resume"."""
        for socket in list(self.open):
            socket.send({"op": 7, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9: the session is over, and nothing will be replayed unless it is `resumable`."""
        for session in self.connected():
            if session.socket is not None:
                session.socket.send({"op": 9, "d": resumable})
            if not resumable:
                del self.sessions[session.id]

    def forget(self) -> None:
        """The sessions are lost, as after a long time away: a resume is answered with op 9."""
        self.sessions.clear()

    def cut(self) -> None:
        """Every line breaks in mid-frame."""
        for session in self.connected():
            if session.socket is not None:
                session.socket.cut()
                session.socket = None

    def close(self, code: int) -> None:
        for socket in list(self.open):
            socket.close(code)

    def ask_heartbeat(self) -> None:
        for socket in list(self.open):
            socket.send({"op": 1, "d": None})

    def redeliver(self, name: str) -> None:
        """The last dispatch of that name comes again."""
        for session in self.connected():
            for frame in reversed(session.sent):
                if frame["t"] == name:
                    session.dispatch(name, frame["d"])
                    break
