"""The bundled graph, opened once."""

import pytest
from pyoxigraph import Store

from chaingraph.store import open_store


@pytest.fixture(scope="session")
def bundled() -> Store:
    return open_store()
