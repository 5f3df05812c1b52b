"""A made-up city, the same for all tests of questions."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store


@pytest.fixture(scope="session")
def world() -> Store:
    """The city; tests change copies of it."""
    store = Store()
    store.load(path=str(Path(__file__).with_name("world.trig")), format=RdfFormat.TRIG)
    return store
