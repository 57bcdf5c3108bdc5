"""Routes of interactions and of what follows them."""

from aiohttp import web

from tests.discord.server import interactions, payloads, posting
from tests.discord.server.request import message_of, named, state_of
from tests.discord.server.wire import answer, nothing

routes = web.RouteTableDef()


@routes.post("/interactions/{interaction_id}/{token}/callback")
async def respond(request: web.Request) -> web.Response:
    state = state_of(request)
    made = interactions.find(state, named(request, "interaction_id"), named(request, "token"))
    response, files = await message_of(request)
    interactions.respond(state, made, response, files)
    return answer(interactions.callback(state, made)) if request.query.get("with_response") in ("1", "true") else nothing()


@routes.post("/webhooks/{application_id}/{token}")
async def follow(request: web.Request) -> web.Response:
    state = state_of(request)
    made = interactions.by_token(state, named(request, "token"))
    payload, files = await message_of(request)
    return answer(payloads.to_its_author(state, interactions.follow(state, made, payload, files)))


@routes.get("/webhooks/{application_id}/{token}/messages/{message_id}")
async def get(request: web.Request) -> web.Response:
    state = state_of(request)
    made = interactions.by_token(state, named(request, "token"))
    return answer(payloads.to_its_author(state, interactions.one(state, made, named(request, "message_id"))))


@routes.patch("/webhooks/{application_id}/{token}/messages/{message_id}")
async def edit(request: web.Request) -> web.Response:
    state = state_of(request)
    made = interactions.by_token(state, named(request, "token"))
    message = interactions.one(state, made, named(request, "message_id"))
    payload, files = await message_of(request)
    return answer(payloads.to_its_author(state, interactions.edit(state, made, message, payload, files)))


@routes.delete("/webhooks/{application_id}/{token}/messages/{message_id}")
async def delete(request: web.Request) -> web.Response:
    state = state_of(request)
    made = interactions.by_token(state, named(request, "token"))
    posting.delete(state, interactions.one(state, made, named(request, "message_id")))
    return nothing()
