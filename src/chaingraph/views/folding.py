"""What only scripts read, made small: deflated text that ``assets/unfold.js`` has the browser inflate."""

import base64
import re
import zlib

__all__ = ["fold", "fold_page", "fold_script"]

#: End tags that HTML lets a page leave out where these follow, and the spaces before a line.
_NEEDLESS = re.compile(
    r"(<pre.*?</pre>)|</t[dh]>(?=<t[dh][ >]|</tr>)|</tr>\s*(?=<tr[ >]|</tbody>)|</tbody>\s*(?=</table>)"
    r"|</thead>\s*(?=<tbody>)|</li>\s*(?=<li[ >]|</ul>|</ol>)|</d[td]>\s*(?=<d[td][ >]|</dl>)|\n\s+",
    re.DOTALL,
)
_FOLDABLE = re.compile(r'(<script type="(?:application/json|text/html)")([^>]*>)(.*?)(</script>)', re.DOTALL)


def fold(text: str) -> str:
    """Return a text deflated (RFC 1950), in base 64, which holds no "<" and so may stand in any script.

    Examples
    --------
    >>> folded = fold("a chain, " * 40)
    >>> len(folded) < 40, zlib.decompress(base64.b64decode(folded))[:7]
    (True, b'a chain')
    """
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def fold_page(page: bytes) -> bytes:
    """Return a page of the site with its data, and the rows that only a script shows, folded, and no needless tags.

    Such data can hold no end of its element, since all that comes from outside is escaped in it.
    """
    folded = _FOLDABLE.sub(lambda found: f"{found[1]} data-folded{found[2]}{fold(found[3])}{found[4]}", page.decode())
    return _NEEDLESS.sub(_keep, folded).encode()


def _keep(found: re.Match[str]) -> str:
    """Return what stays: code as it is, and a line's end."""
    return found[1] or ("\n" if found[0].isspace() else "")


def fold_script(script: str) -> str:
    """Return a script that runs a long one; what it says of itself at its beginning still stands there."""
    about = re.match(r"\s*/\*.*?\*/", script, re.DOTALL)
    return f'{about[0].strip() if about else ""}\nwindow.chaingraph.run("{fold(script)}");\n'
