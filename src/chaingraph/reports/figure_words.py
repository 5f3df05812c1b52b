"""How reports tell figures and other statements in words, in Chinese and English."""

from chaingraph.analyses.figures import Figure
from chaingraph.facts import Book, figure_of, format_figure, format_period
from chaingraph.naming import Name

__all__ = ["NOT_STATED", "join_names", "tell_part", "tell_period", "tell_statement", "tell_value"]

NOT_STATED = Name("未说明", "not stated")
_SCHEMES = ("scope", "accrual", "status")


def tell_value(book: Book, statement: str) -> Name:
    """Return the value of a figure as people write it: ``超 400 亿元``, ``over 40 bn yuan``."""
    figure = figure_of(book.statements[statement], book)
    if figure is None:
        value = book.statements[statement].first("value")
        return Name(value, value)
    return Name(format_figure(figure, "zh"), format_figure(figure, "en"))


def tell_period(figure: Figure) -> Name:
    """Return the period of a figure, shortly."""
    text = format_period(figure.start or figure.end, figure.end)
    return Name(text, text)


def tell_part(book: Book, figure: Figure, part: str) -> Name:
    """Return a part of a figure (`chaingraph.analyses.figures.PARTS`) in words."""
    match part:
        case "period":
            return tell_period(figure)
        case "unit":
            return _named(book, book.statements[figure.statement].first("unit"))
        case "basis":
            refers = [f"scheme:basis-{one}" for one in (figure.rank_of, figure.difference_of) if one]
            names = [_named(book, key) for key in (f"scheme:basis-{figure.basis}", *refers, figure.compared_with)]
            return join_names([one for one in names if one != NOT_STATED])
        case "population":
            names = [_named(book, figure.rank_in)]
            left_out = join_names([_named(book, key) for key in sorted(figure.excluding)])
            if figure.excluding:
                names.append(Name(f"不含{left_out.show('zh')}", f"without {left_out.show('en')}"))
            return join_names(names)
    value = str(figure.part(part))
    return _named(book, f"scheme:{part}-{value}" if part in _SCHEMES and value else value)


def tell_statement(book: Book, statement: str) -> Name:
    """Return what a statement says, shortly: a figure with what it measures, else its kind with what it names."""
    one = book.statements.get(statement)
    if one is None:
        return Name(statement, statement)
    if one.first("value"):
        about = _named(book, one.first("about") or one.first("area"))
        indicator = _named(book, one.first("indicator"))
        value, end = tell_value(book, statement), one.first("periodEnd")
        return Name(
            f"{about.show('zh')}·{indicator.show('zh')}：{value.zh}（{end}）",
            f"{about.show('en')}, {indicator.show('en')}: {value.en} ({end})",
        )
    kind = _named(book, f"cg:{one.kind}")
    coded = [one.first(name) for name in ("scheme", "condition", "tier") if one.first(name)][:1]
    named = join_names([_named(book, key) for key in (*one.mentions[:2], *coded)])
    count = one.first("statedCount")
    zh, en = (f"，{count}", f", {count}") if count else ("", "")
    return Name(f"{kind.show('zh')}：{named.show('zh')}{zh}", f"{kind.show('en')}: {named.show('en')}{en}")


def join_names(names: list[Name]) -> Name:
    """Return several names as one."""
    return Name("、".join(one.show("zh") for one in names), ", ".join(one.show("en") for one in names))


def _named(book: Book, key: str) -> Name:
    if not key:
        return NOT_STATED
    name = book.name(key)
    return Name(name.show("zh"), name.show("en"))
