"""Show a page inside a notebook: the whole page in an iframe, so that its styles and scripts stay its own."""

from dataclasses import dataclass
from html import escape

__all__ = ["Embedded", "embed"]


@dataclass(frozen=True)
class Embedded:
    """A page that a notebook displays as the value of a cell."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        source = escape(self.page, quote=True)
        return (
            f'<iframe srcdoc="{source}" style="width:100%;height:{self.height}px;border:0" title="chaingraph"></iframe>'
        )


def embed(page: bytes, *, height: int = 760) -> Embedded:
    """Return a displayable object for a page, ``height`` pixels high.

    Examples
    --------
    >>> embed(b"<p>x</p>", height=100)._repr_html_()[:33]
    '<iframe srcdoc="&lt;p&gt;x&lt;/p&'
    """
    return Embedded(page.decode(), height)
