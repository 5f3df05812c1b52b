"""The option ``--public``: what leaves the house, and one line on what was left out."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["for_outside", "public_option"]

_LINE = (
    "--public：略去内部陈述{internal}条、不足三家企业的合计{small}条。"
    "--public: statements left out: {internal} internal, {small} figures over fewer than three firms"
)

public_option = click.option(
    "--public",
    is_flag=True,
    help="For outside: leave internal statements and small cells out. 对外版本，略去内部数据。",
)


def for_outside(store: "Store", *, public: bool) -> "Store":
    """Return the store, or with ``public`` what of it may leave the house, saying how much was left out."""
    if not public:
        return store
    from chaingraph.publish import make_public

    made = make_public(store)
    click.echo(_LINE.format(internal=made.internal, small=made.small), err=True)
    return made.store
