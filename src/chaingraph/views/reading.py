"""Ask the named questions behind the pages: a store in, typed rows out."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.namespaces import shorten
from chaingraph.networks import Change, Edition, Entry, Group, Member, Name, Programme, SetClaim, System
from chaingraph.views.facts import (
    Document,
    Figure,
    Holding,
    Part,
    Place,
    Question,
    Sources,
    StatementText,
    SystemFacts,
)

__all__ = ["City", "find_city", "read_cities", "read_questions", "read_sources", "read_statements", "read_system"]
