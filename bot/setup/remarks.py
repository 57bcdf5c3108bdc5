"""What a plan cannot do by itself, and what is worth knowing beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.setup.found import CHANNEL, Found, Made
from bot.setup.plan import no_room
from bot.setup.wanted import Power, Wanted


@dataclass(frozen=True, slots=True)
class Remark:
    """`blocks`: without a person's doing the community is not as the file says."""

    says: str
    blocks: bool = True


def remarks(wanted: Wanted, found: Found, made: Made) -> tuple[Remark, ...]:
    return (
        *_roles(wanted, found, made),
        *_channels(wanted, found, made),
        *_onlookers(wanted, found, made),
        *(Remark(_crowded(name, found)) for name in no_room(wanted, found, made)),
        *_people(wanted, found),
        *_forgotten(wanted, found, made),
        *(Remark(note, blocks=False) for note in found.notes),
    )


def _roles(wanted: Wanted, found: Found, made: Made) -> Iterator[Remark]:
    for role in wanted.roles:
        if found.role(role.named, made) is None and not found.will_have(role.named, made):
            if role.is_number:
                yield Remark(f"the server has no role with the number {role.named}: mend it in community.toml")
            else:
                yield Remark(f'the server has more than one role "{role.named}": give its number in community.toml instead')


def _channels(wanted: Wanted, found: Found, made: Made) -> Iterator[Remark]:
    there = {channel.id for channel in found.channels}
    for space in wanted.spaces:
        name, channel = space.channel.name, found.channel(space, made)
        same = next((one for one in found.channels if one.name == name), None)
        if space.takes_over and space.takes_over not in there:
            yield Remark(f"the server has no channel {space.takes_over} (`{space.key}`): mend its number in community.toml")
        elif channel is None and same is not None:
            yield Remark(
                f"there is a #{name} that Carecircle did not make: to take it over, give its number ({same.id}) to `{space.key}` "
                "in community.toml; or rename one of them"
            )
        elif channel is not None and channel.forum != space.channel.forum:
            yield Remark(
                f"#{channel.name} is {'a' if channel.forum else 'no'} forum, and the file says otherwise: "
                "a channel cannot be turned into the other; delete it yourself, or mend the file"
            )


def _onlookers(wanted: Wanted, found: Found, made: Made) -> Iterator[Remark]:
    """A role that sees a private channel shows on its people what they have (promise 7)."""
    for space in wanted.spaces:
        channel = found.channel(space, made)
        if channel is None or not space.channel.private:
            continue
        ours = {found.who(access, made) for access in space.access}
        names = {f"role:{role.id}": role.name for role in found.roles}
        for who in sorted(channel.access.keys() - ours):
            if Power.SEE in channel.access[who].may and who in names:
                yield Remark(
                    f'the role "{names[who]}" sees the private #{channel.name}: take it out in that channel\'s settings '
                    "under Permissions, and let people join one by one"
                )


def _crowded(name: str, found: Found) -> str:
    return (
        f'there is no room for the AutoMod rule "{name}": the server has {len(found.filters)} keyword rules and Discord allows '
        f"{found.most_filters}; delete one under Server Settings > AutoMod, then try again"
    )


def _people(wanted: Wanted, found: Found) -> Iterator[Remark]:
    for account, name in sorted(wanted.clinicians.items()):
        if account not in found.present:
            yield Remark(f"{name} is not in the server yet: run this again when they are, so that they are let in", blocks=False)


def _forgotten(wanted: Wanted, found: Found, made: Made) -> Iterator[Remark]:
    names = {channel.id: channel.name for channel in found.channels}
    known = {space.key for space in wanted.spaces}
    for (kind, key), number in sorted(made.items()):
        if kind == CHANNEL and key not in known and number in names:
            yield Remark(f"#{names[number]} (`{key}`) is no longer in community.toml: it stays as it is", blocks=False)
