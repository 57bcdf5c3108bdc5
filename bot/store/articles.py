"""Article versions: immutable, named by their hash, so that every answer can be traced to the text that was approved."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select, update

from bot.core.article import Article
from bot.core.message import Place
from bot.store.database import Transaction
from bot.store.tables import answer_given, article_current, article_version, gap

_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)


async def import_files(tx: Transaction, articles: Iterable[Article], now: datetime) -> int:
    """Store the versions that are new and point to them; returns how many were new."""
    known = set((await tx.connection.execute(select(article_version.c.hash))).scalars())
    current = {(row.article, row.lang): row.hash for row in (await tx.connection.execute(select(article_current))).all()}
    versions: list[dict[str, Any]] = []
    pointers: list[dict[str, Any]] = []
    for article in articles:
        version = article.hash
        if version not in known:
            versions.append(_row(article, version, "example" if article.example else "approved", "file", now))
        if current.get((article.id, article.lang)) != version:
            pointers.append({"article": article.id, "lang": article.lang, "hash": version, "since": now})
    await tx.insert_many(article_version, versions)
    await tx.upsert_many(article_current, pointers)
    return len(versions)


def _row(article: Article, digest: str, state: str, origin: str, now: datetime) -> dict[str, Any]:
    return {
        "hash": digest,
        "article": article.id,
        "lang": article.lang,
        "state": state,
        "origin": origin,
        "document": _ARTICLE.dump_python(article, mode="json"),
        "stored_at": now,
    }


async def version(tx: Transaction, digest: str) -> Article | None:
    row = (await tx.connection.execute(select(article_version.c.document).where(article_version.c.hash == digest))).first()
    return _ARTICLE.validate_python(row.document) if row else None


async def answered_here(tx: Transaction, place: Place, digest: str, since: datetime) -> bool:
    """Whether this version was posted in the conversation lately."""
    query = select(func.count()).where(
        answer_given.c.conversation == place.conversation, answer_given.c.hash == digest, answer_given.c.at > since
    )
    return bool((await tx.connection.execute(query)).scalar_one())


async def record_answer(tx: Transaction, key: str, digest: str, place: Place, asker: str, now: datetime) -> None:
    row = {"key": key, "hash": digest, "conversation": place.conversation, "asker": asker, "at": now}
    await tx.insert_new(answer_given, row)


async def record_gap(tx: Transaction, event: str, condition: str, asker: str, question: str, now: datetime) -> None:
    """A question that nothing answered, sealed under the asker's key."""
    sealed = await tx.seal(asker, question, gap, event, now)
    await tx.insert_new(gap, {"id": event, "condition": condition, "at": now, "subject": asker, "sealed": sealed})


async def gaps(tx: Transaction, condition: str | None = None, limit: int = 50) -> list[tuple[str, datetime, str]]:
    """Unanswered questions, newest first: condition, when, text."""
    query = select(gap).order_by(gap.c.at.desc()).limit(limit)
    if condition:
        query = query.where(gap.c.condition == condition)
    found = []
    for row in (await tx.connection.execute(query)).all():
        text = await tx.unseal(row.subject, row.sealed, gap, row.id)
        if text is not None:
            found.append((row.condition, row.at, text))
    return found


async def answers_to(tx: Transaction, person: str) -> list[dict[str, str]]:
    """Which versions were shown to a person, and when."""
    rows = (await tx.connection.execute(select(answer_given).where(answer_given.c.asker == person))).all()
    return [{"version": row.hash, "at": row.at.isoformat()} for row in rows]


async def erase_asker(tx: Transaction, person: str) -> None:
    """Keep that an answer was given, forget to whom."""
    await tx.connection.execute(update(answer_given).where(answer_given.c.asker == person).values(asker="erased"))
