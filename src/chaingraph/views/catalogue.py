"""The catalogue of views: what each is called, what it takes, and the module that draws it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from pyoxigraph import Store

from chaingraph.errors import InputError, did_you_mean
from chaingraph.naming import Name
from chaingraph.views.shell import Page

__all__ = ["VIEWS", "View", "draw_view"]


@dataclass(frozen=True)
class View:
    """A view: its title, how many names it takes, of what, and an example of one.

    ``module`` stands in `chaingraph.views.pages` and has ``draw(store, names, *, city, as_of, page)``, which returns
    the page as UTF-8 bytes and fills in the title of ``page`` where it is empty.
    """

    name: str
    title: Name
    least: int = 0
    most: int = 0
    what: str = ""
    example: str = ""

    @property
    def module(self) -> str:
        """The module that draws it."""
        return f"chaingraph.views.pages.{self.name.replace('-', '_')}"


VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View("system", Name("产业体系", "industrial system")),
        View("chain", Name("产业链图", "map of a chain"), 1, 1, "the chain's NAME", "dezhou-food-processing"),
        View("members", Name("链上成员", "members of a chain"), 1, 1, "the chain's NAME", "dezhou-food-processing"),
        View("evolution", Name("历次名单", "chains through all lists")),
        View("compare", Name("两市对照", "two cities side by side"), 2, 2, "two cities", "dezhou liaocheng"),
        View("coverage", Name("知识覆盖", "what is known, unknown, and of one source")),
        View("indicators", Name("时间序列", "indicators over time"), 0, 1, "an INDICATOR", "营业收入"),
        View("matrix", Name("链 × 县区、集群", "chains by county and cluster")),
        View("clusters", Name("集群与园区分布图", "map of clusters and parks")),
        View("gaps", Name("补链", "gaps to fill"), 1, 1, "the chain's NAME", "dezhou-integrated-circuits"),
        View("network", Name("网络", "network"), 0, 1, "'segments' or 'firms'", "firms"),
        View("shock", Name("断链推演", "shock"), 1, 20, "segments or firms that stop", "半导体硅片"),
        View("enterprise", Name("企业周边", "a firm's surroundings"), 1, 1, "the firm's NAME", "华鲁恒升"),
    )
}


def draw_view(
    store: Store,
    name: str,
    names: Sequence[str] = (),
    *,
    city: str | None = None,
    lang: str = "zh",
    as_of: date | None = None,
    file: str = "",
) -> bytes:
    """Return the page of a view, alone in one file.

    Parameters
    ----------
    store
        What it is drawn from.
    name
        One of `VIEWS`.
    names
        What the view takes: a chain, a firm, two cities.
    city, lang, as_of
        The place that is asked about, the language, and the day.
    file
        The name of the file that the page will be.

    Raises
    ------
    InputError
        A view that isn't one, too few or too many names, or an option that the view can't use.
    UnknownNameError
        A name that nothing or several bear.
    """
    view = VIEWS.get(name)
    if view is None:
        hint = did_you_mean(name, list(VIEWS)) or f"; there are {', '.join(VIEWS)}"
        raise InputError(f"no view is called '{name}'{hint}")
    if not view.least <= len(names) <= view.most:
        takes = f"needs {view.what}, such as: chaingraph viz {name} {view.example}" if view.most else "takes no name"
        raise InputError(f"'{name}' {takes}")
    draw: Callable[..., bytes] = import_module(view.module).draw
    return draw(store, tuple(names), city=city, as_of=as_of, page=Page(file or f"{name}.html", lang, "", ""))
