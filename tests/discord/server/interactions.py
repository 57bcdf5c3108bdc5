"""The life of an interaction: its first response within three seconds, and what may follow for fifteen minutes."""

import secrets
from collections.abc import Iterable

from tests.discord.server import limits, payloads, permissions, posting
from tests.discord.server.posting import File
from tests.discord.server.state import EPHEMERAL, LOADING, Channel, Event, Interaction, Message, State, User
from tests.discord.server.wire import ApiError, Json, invalid, unknown

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: (MESSAGE, DEFERRED, MODAL),
    COMPONENT: (MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    SUBMIT: (MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE),
}


def start(state: State, kind: int, who: User, place: Channel, data: Json, message: Message | None = None) -> Interaction:
    """A person used something: the bot is told, and the clock runs."""
    token = secrets.token_urlsafe(24)
    made = Interaction(state.snowflake(), token, kind, who.id, place.id, data, state.clock())
    made.message_id = None if message is None else message.id
    state.interactions[made.id] = made
    told = payload(state, made, who, place, message)
    state.emit(Event("INTERACTION_CREATE", lambda held: told, place.guild_id))
    state.touch()
    return made


def payload(state: State, made: Interaction, who: User, place: Channel, message: Message | None) -> Json:
    held = permissions.in_channel(state, who.id, place)
    told: Json = {
        "id": made.id,
        "application_id": state.bot_id,
        "type": made.type,
        "token": made.token,
        "version": 1,
        "data": made.data,
        "channel_id": place.id,
        "channel": payloads.any_channel(state, place) | {"permissions": str(int(held))},
        "app_permissions": str(int(permissions.in_channel(state, state.bot_id, place))),
        "locale": who.locale,
        "entitlements": [],
        "attachment_size_limit": 10 << 20,
        "authorizing_integration_owners": {"0": place.guild_id or "0"},
        "context": 1,
    }
    if message is not None:
        told["message"] = payloads.to_its_author(state, message)
    if place.guild_id is None:
        return told | {"user": payloads.user(who)}
    guild = state.guilds[place.guild_id]
    member = payloads.member(state, guild.members[who.id]) | {"permissions": str(int(held))}
    told |= {"guild_id": guild.id, "guild": {"id": guild.id, "locale": guild.locale, "features": []}, "member": member}
    return told | {"guild_locale": guild.locale, "context": 0}


def find(state: State, interaction_id: str, token: str) -> Interaction:
    found = state.interactions.get(interaction_id)
    if found is None or found.token != token:
        raise unknown("Interaction")
    return found


def by_token(state: State, token: str) -> Interaction:
    """For what follows a first response."""
    found = next((each for each in state.interactions.values() if each.token == token), None)
    if found is None or found.responded_at is None:
        raise unknown("Webhook")
    if state.clock() > found.at + state.token_lives:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    return found


def respond(state: State, made: Interaction, response: Json, files: Iterable[File]) -> None:
    """The first response. Too late it is a 10062, and a second one a 40060."""
    if made.responded_at is not None:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    if state.clock() > made.at + state.first_response_within:
        raise unknown("Interaction")
    kind, data, held = int(response["type"]), response.get("data") or {}, list(files)
    if kind not in ALLOWED[made.type] or (kind in (DEFERRED_UPDATE, UPDATE) and made.message_id is None):
        raise invalid("type", "BASE_TYPE_CHOICES", "This response does not go with this interaction.")
    check(kind, data, len(held))
    made.responded_at, made.response_type = state.clock(), kind
    if kind == MESSAGE:
        made.original = post(state, made, data, held)
    elif kind == DEFERRED:
        made.original = post(state, made, {"flags": int(data.get("flags") or 0) & EPHEMERAL | LOADING})
    elif kind in (UPDATE, DEFERRED_UPDATE):
        assert made.message_id is not None
        made.original = state.message(made.channel_id, made.message_id)
        if kind == UPDATE:
            posting.edit(state, made.original, data, held)
    elif kind == CHOICES:
        made.choices = data.get("choices") or []
    else:
        made.modal = data
    state.touch()


def check(kind: int, data: Json, files: int) -> None:
    if kind in (MESSAGE, UPDATE):
        limits.message(data, files=files, edit=kind == UPDATE, kept=kind == UPDATE)
    elif kind == CHOICES:
        limits.choices(data.get("choices") or [], "data.choices")
    elif kind == MODAL:
        limits.modal(data)
        posting.numbered(data["components"])


def post(state: State, made: Interaction, data: Json, files: Iterable[File] = ()) -> Message:
    place = state.channels[made.channel_id]
    only_for = made.user_id if int(data.get("flags") or 0) & EPHEMERAL else None
    about: Json = {"id": made.id, "type": made.type, "user": payloads.user(state.users[made.user_id])}
    about["authorizing_integration_owners"] = {"0": place.guild_id or "0"}
    if made.type == COMPONENT:
        about["interacted_message_id"] = made.message_id
    kind = 20 if made.type == COMMAND else 0
    return posting.create(state, state.bot_id, place, data, files, only_for=only_for, kind=kind, interaction=about)


def follow(state: State, made: Interaction, data: Json, files: Iterable[File]) -> Message:
    """A further message. After a deferral, the first one fills the message that says "thinking"."""
    held = list(files)
    limits.message(data, files=len(held))
    if made.original is not None and payloads.loading(made.original):
        return edit(state, made, made.original, data, held)
    made.followups.append(post(state, made, data, held))
    state.touch()
    return made.followups[-1]


def edit(state: State, made: Interaction, message: Message, data: Json, files: Iterable[File]) -> Message:
    held = list(files)
    kept = any((message.content, message.embeds, message.attachments, message.components)) and not payloads.loading(message)
    limits.message(data, files=len(held), edit=True, kept=kept)
    message.flags &= ~LOADING
    return posting.edit(state, message, {key: value for key, value in data.items() if key != "flags"}, held)


def one(state: State, made: Interaction, message_id: str) -> Message:
    """A message of this interaction, or its first by the name `@original`."""
    mine = [*made.followups, *([made.original] if made.original else [])]
    for message in mine:
        here = message in state.messages.get(message.channel_id, ())
        if here and (message.id == message_id or (message_id == "@original" and message is made.original)):
            return message
    raise unknown("Message")


def callback(state: State, made: Interaction) -> Json:
    """What is answered with `with_response`."""
    found: Json = {"id": made.id, "type": made.type}
    answered: Json = {"interaction": found}
    if made.original is not None and made.response_type is not None:
        found["response_message_id"] = made.original.id
        found["response_message_loading"] = payloads.loading(made.original)
        found["response_message_ephemeral"] = made.original.only_for is not None
        if made.response_type in (MESSAGE, UPDATE, DEFERRED):
            shown = payloads.to_its_author(state, made.original)
            answered["resource"] = {"type": made.response_type, "message": shown}
    return answered
