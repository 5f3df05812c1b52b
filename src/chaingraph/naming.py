"""What things are called, in Chinese and English."""

from dataclasses import dataclass

__all__ = ["Name"]


@dataclass(frozen=True, order=True)
class Name:
    """What a thing is called, in Chinese and English; either may be empty."""

    zh: str = ""
    en: str = ""

    def show(self, lang: str) -> str:
        """Return the name in ``lang`` ("zh" or "en"), or in the other language where it has none."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)
