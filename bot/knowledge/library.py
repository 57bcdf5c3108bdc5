"""The library: everything that people read, loaded and checked as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.resources.abc import Traversable

from bot.core.article import Article
from bot.core.claim import Claim
from bot.core.errors import BadContent, ContentFault
from bot.core.playbook import Playbook
from bot.core.policy import Policy
from bot.core.red_flag import RedFlag
from bot.core.resource import Country
from bot.core.trial import Trial
from bot.knowledge import articles, claims, conditions, playbook, policy_file, replies, resources, trials
from bot.knowledge.replies import Replies
from bot.knowledge.sheet import Faults


@dataclass(frozen=True)
class Library:
    """Content without a fault. `conditions` are names by slug, `countries` are by ISO code or `INTERNATIONAL`."""

    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    conditions: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, Country] = field(default_factory=dict)
    replies: Replies = field(default_factory=Replies)
    policy: Policy = field(default_factory=Policy)
    trials: tuple[Trial, ...] = ()
    playbook: Playbook = field(default_factory=Playbook)
    warnings: tuple[ContentFault, ...] = ()

    def article(self, identifier: str) -> Article | None:
        return next((article for article in self.articles if article.id == identifier), None)

    def names(self, value: str) -> bool:
        """Whether a value is the name of an article or a condition, as buttons and lists hand it over: nobody's own words."""
        return value in self.conditions or self.article(value) is not None

    def claim(self, identifier: str) -> Claim | None:
        return next((claim for claim in self.claims if claim.id == identifier), None)

    def red_flag(self, identifier: str) -> RedFlag | None:
        return next((flag for flag in self.red_flags if flag.id == identifier), None)


def load(root: Traversable, today: date | None = None) -> Library:
    """Everything under a content folder. Raises `BadContent` with every fault of every file."""
    library, faults = examine(root, today)
    if faults:
        raise BadContent(faults)
    return library


def examine(root: Traversable, today: date | None = None) -> tuple[Library, tuple[ContentFault, ...]]:
    """What can be read of a content folder, and every fault. With a fault the library is for looking at, not for use."""
    today = today or datetime.now(UTC).date()
    faults = Faults()
    if not root.is_dir():
        return Library(), (ContentFault(root.name, 1, "there is no such folder"),)
    names, flags = conditions.load(root, today, faults)
    countries = resources.load(root, today, faults)
    library = Library(
        conditions=names,
        red_flags=flags,
        articles=articles.load(root, names, today, faults),
        claims=claims.load(root, names, today, faults),
        countries=countries,
        replies=replies.load(root, faults),
        policy=policy_file.load(root, faults),
        trials=trials.load(root, faults),
        playbook=playbook.load(root, countries, today, faults),
    )
    return replace(library, warnings=faults.warnings), faults.faults
