"""What a page with a network shows, read in the browser."""

import base64
from itertools import combinations
from pathlib import Path

from playwright.sync_api import Download, Locator, Page

__all__ = [
    "badly_reached",
    "boxes_out_of_place",
    "colours",
    "counts",
    "cut_off",
    "look_of",
    "poor_contrast",
    "rows",
    "state",
]


def counts(page: Page) -> tuple[int, int]:
    """The boxes and lines that vis-network has."""
    made = page.evaluate("""() => { const body = window.chaingraph.network.body;
        return [body.nodeIndices.length, body.edgeIndices.length]; }""")
    return (made[0], made[1])


def state(page: Page) -> dict[str, object]:
    made: dict[str, object] = page.evaluate("window.chaingraph.state()")
    return made


def rows(page: Page, table: str) -> Locator:
    return page.locator(f"#{table} tbody tr:not([hidden])")


def colours(page: Page) -> int:
    """How many colours the canvas has."""
    made: int = page.evaluate("""() => { const canvas = document.querySelector('#picture canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const seen = new Set(); for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return seen.size; }""")
    return made


def boxes_out_of_place(page: Page) -> list[str]:
    """The boxes that lie outside their lane's band or on another box of it."""
    boxes = page.evaluate("""() => { const data = JSON.parse(document.getElementById('page-data').textContent);
        const lane = new Map(data.nodes.map((node) => [node.id, node.lane]));
        const band = new Map(data.frame.lanes.map((one) => [one.key, one.band]));
        return window.chaingraph.network.body.nodeIndices.map((id) =>
            ({ id, lane: lane.get(id), band: band.get(lane.get(id)), ...window.chaingraph.boxOf(id) })); }""")
    wrong = [box["id"] for box in boxes if not box["band"][0] < box["left"] < box["right"] < box["band"][1]]
    on_others = [
        f"{one['id']} on {other['id']}"
        for one, other in combinations(boxes, 2)
        if one["lane"] == other["lane"] and one["bottom"] > other["top"] and other["bottom"] > one["top"]
    ]
    return wrong + on_others


def badly_reached(page: Page) -> list[object]:
    """The controls that Tab doesn't reach, or reaches without a name or a visible frame."""
    wanted = set(
        page.locator("a[href], button, input, select, summary, #picture, .scroll").evaluate_all(
            """all => all.filter((one) => one.checkVisibility()).map((one, number) => { one.dataset.stop = number; return String(number); })"""
        )
    )
    reached = {}
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => { const one = document.activeElement; if (!one || !one.dataset.stop) return null;
            const style = getComputedStyle(one); const labels = one.labels ? [...one.labels].map((label) => label.textContent).join('') : '';
            const by = one.getAttribute('aria-labelledby'); const named = by && document.getElementById(by) ? document.getElementById(by).textContent : '';
            return [one.dataset.stop, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                (labels || one.getAttribute('aria-label') || named || one.textContent).trim()]; }""")
        if found:
            reached[found[0]] = found
        if len(reached) == len(wanted):
            break
    return [*sorted(wanted - set(reached)), *(found for found in reached.values() if not found[1] or not found[2])]


def cut_off(page: Page) -> list[str]:
    """What reaches beyond the window."""
    wide = page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    cut: list[str] = page.locator("button, input, select, h1, h2, #panel, #picture, .scroll").evaluate_all(
        """all => all.filter((one) => one.checkVisibility() && !one.closest('.scroll > *'))
        .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.left < -1 || box.right > innerWidth + 1).map(([name]) => name)"""
    )
    return [*cut, *(["the page"] if wide else [])]


def look_of(download: Download, page: Page) -> tuple[int, int]:
    """The width of a picture that was saved, and how many colours it has."""
    address = "data:image/png;base64," + base64.b64encode(Path(download.path()).read_bytes()).decode()
    found = page.evaluate(
        """async (address) => { const image = new Image(); image.src = address; await image.decode();
        const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
        const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
        const data = context.getImageData(0, 0, canvas.width, canvas.height).data; const seen = new Set();
        for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return [image.width, seen.size]; }""",
        address,
    )
    return (found[0], found[1])


def poor_contrast(page: Page) -> list[list[object]]:
    """What is written in less than 4.5 to 1, text and the colours of boxes, and a scale that has no order."""
    poor: list[list[object]] = page.evaluate(_CONTRAST)
    return poor


_CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => { const part = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
  const ground = (one) => { for (let at = one; at; at = at.parentElement) { const colour = parse(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour; } return [255, 255, 255]; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const poor = [];
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility() || ![...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const found = ratio(parse(getComputedStyle(one).color), ground(one));
    if (found < 4.5) poor.push([one.tagName, one.className, one.textContent.slice(0, 30), found]);
  }
  const style = getComputedStyle(document.documentElement);
  const token = (name) => { const text = style.getPropertyValue('--' + name).trim();
    return text && [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)); };
  const pairs = ['programme', 'edition', 'earlier', 'group', 'sector', 'chain', 'possible', 'unnamed', 'bundle', 'subject', 'chief',
    'enterprise', 'institution', 'park', 'cluster', 'project', 'platform', 'segment'].map((kind) => [kind + '-ink', kind + '-fill']);
  if (token('state-strong-ink')) for (const kind of ['state-strong', 'state-thin', 'state-absent', 'state-unknown', 'rim', 'accent'])
    pairs.push(kind === 'accent' ? ['accent-ink', 'accent'] : [kind + '-ink', kind + '-fill']);
  if (token('scale-0')) {
    for (const kind of ['stopped', 'grouped', 'firm', 'honour', 'site', 'template', 'customer']) pairs.push([kind + '-ink', kind + '-fill']);
    for (let number = 0; number < 8; number += 1) pairs.push(['cat-ink', 'cat-' + number]);
    const steps = [0, 1, 2, 3, 4, 5].map((step) => light(token('scale-' + step)));
    const order = steps.map((value, at) => at === 0 || (steps[1] < steps[0] ? value < steps[at - 1] : value > steps[at - 1]));
    if (order.includes(false)) poor.push(['scale', steps]);
  }
  pairs.push(['muted', 'band']);
  return [...poor, ...pairs.filter(([ink, fill]) => !(ratio(token(ink), token(fill)) >= 4.5))]; }"""
