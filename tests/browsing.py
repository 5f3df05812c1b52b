"""Tabs of a browser that are opened from files, and what every page must leave undone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Dialog, Page

__all__ = ["Opener", "Tabs", "write_pages"]

Opener = Callable[..., Page]
#: So many tabs stay open.
_KEPT = 12


@dataclass
class Watch:
    """What a page did that it shouldn't: requests to outside, errors, dialogs."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Tabs:
    """Tabs, each kept for the file that it showed.

    A page opened again in the same tab is loaded whole, but its scripts are compiled already: that takes a quarter of
    the time.
    """

    contexts: dict[bool, BrowserContext]
    free: list[tuple[tuple[Path, bool], Page, Watch]] = field(default_factory=list)
    used: list[tuple[tuple[Path, bool] | None, Page, Watch]] = field(default_factory=list)

    def open(
        self,
        file: Path | None,
        fragment: str = "",
        *,
        size: tuple[int, int] = (1366, 768),
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        """Open a file and wait until its picture is ready; without a file, open an empty tab that is closed afterwards."""
        kept = next((at for at, (key, *_) in enumerate(self.free) if key == (file, script)), None)
        page, watch = self._new(script) if kept is None else self.free.pop(kept)[1:]
        self.used.append(((file, script) if file else None, page, watch))
        page.bring_to_front()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if dark else "light")
        if file:
            page.goto(file.as_uri() + fragment)
            if script and page.locator("#picture, .chart").count():
                page.wait_for_selector("html[data-ready]", timeout=30000)
        return page

    def leave(self) -> list[str]:
        """Leave the pages that were opened; return what they did that they shouldn't."""
        wrong = []
        for key, page, watch in self.used:
            if key:
                page.mouse.move(0, 0)
                page.goto("about:blank")
                self.free.append((key, page, watch))
            else:
                page.close()
            wrong += [*watch.outside, *watch.errors]
            watch.outside.clear()
            watch.errors.clear()
        self.used.clear()
        for _, page, _ in self.free[:-_KEPT]:
            page.close()
        del self.free[:-_KEPT]
        return wrong

    def _new(self, script: bool) -> tuple[Page, Watch]:
        page, watch = self.contexts[script].new_page(), Watch()
        _watch(page, watch)
        return page, watch


def _watch(page: Page, watch: Watch) -> None:
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:", "blob:", "about:")) else watch.outside.append(request.url)
        ),
    )
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("console", lambda message: watch.errors.append(message.text) if message.type == "error" else None)

    def refuse(dialog: Dialog) -> None:
        watch.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse)


def write_pages(folder: Path, made: dict[str, bytes]) -> None:
    """Write pages by their names into a folder."""
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
