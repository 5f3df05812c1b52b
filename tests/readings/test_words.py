"""What pages call properties: each by its own name, in either language."""

from chaingraph.book import read_book
from chaingraph.store import open_store


def test_every_property_of_things_and_statements_has_a_chinese_name() -> None:
    book = read_book(open_store())
    of_things = {name for thing in book.things.values() for name, _ in thing.identity}
    of_statements = {f"cg:{name}" for statement in book.statements.values() for name in statement.values}
    assert {"cg:within", "org:postIn"} <= of_things
    names = {key: book.name(key).zh for key in of_things | of_statements}
    assert not [key for key, name in names.items() if name.isascii()]
