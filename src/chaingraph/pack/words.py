"""The words of packs, in Chinese and English."""

from collections.abc import Mapping

__all__ = ["pack_words"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "address": ("网址", "Address"),
    "as_of": ("截至", "As of"),
    "brief": ("一页简报", "One-page brief"),
    "chain": ("产业链", "Chain"),
    "row": ("第 {start} 行", "row {start}"),
    "characters": ("第{start}–{end}字符", "characters {start}–{end}"),
    "comma": ("、", ", "),
    "colon": ("：", ": "),
    "full_stop": ("。", "."),
    "how": ("怎样读", "How to read"),
    "judgement_only": ("编者由此判断", "the editors' reading of it"),
    "licence": (
        "chaingraph自带数据许可：CC BY 4.0；由 chaingraph {version} 生成",
        "Data shipped with chaingraph: CC BY 4.0; made by chaingraph {version}",
    ),
    "list": ("清单", "List"),
    "lists": ("清单", "Lists"),
    "maps": ("图", "Maps"),
    "maps_lead": ("每张图是一个离线网页。", "Each map is a page that works offline."),
    "lists_lead": (
        "全部清单在一个工作簿里，每行附来源与状态：",
        "All lists are sheets of one workbook; each row has its sources and its state: ",
    ),
    "no_map": ("图谱没有此类数据，没有可画的图", "the graph holds no such data; there is no map to draw"),
    "no_view": ("本版本没有视图“{view}”", "this version has no view '{view}'"),
    "note": ("说明", "Note"),
    "not_checked": ("此处未核对", "not checked here"),
    "not_drawn": ("未画出", "not drawn"),
    "not_known": ("未知", "not known"),
    "nothing_known": (
        "未知：没有任何资料说到，不等于没有。",
        "Unknown: no source speaks of any; that is not none.",
    ),
    "told_brief": ("简报已写", "brief written"),
    "told_chain": ("{chain}（{place}）：所属{count}项", "{chain} ({place}): {count} things belong to it"),
    "told_lists": ("{file}：{lists}张清单，{rows}行", "{file}: {lists} lists, {rows} rows"),
    "told_map": ("图{number}/{all}：{title}，{pages}页", "map {number}/{all}: {title}, pages drawn: {pages}"),
    "to_fill": (
        "未知：图谱没有此类数据，表头供填写；不等于没有。",
        "Unknown: the graph holds no such data; headings to fill in. That is not none.",
    ),
    "other_sources": ("其他来源", "Other sources"),
    "overview": ("概览", "Overview"),
    "pack_title": ("{chain}（{place}）：{recipe}", "{chain} ({place}): {recipe}"),
    "place": ("位置", "Place in it"),
    "place_of": ("地区", "Place"),
    "publisher": ("发布者", "Publisher"),
    "recipe": ("配方", "Recipe"),
    "rows": ("行数", "Rows"),
    "semicolon": ("；", "; "),
    "source": ("来源", "Source"),
    "source_day": ("来源日期", "Source of"),
    "state": ("状态", "State"),
    "states_known": (
        "已知：资料说它属于此处，原文留存，可核对。",
        "Known: a source says that it belongs here, and its text is kept and can be checked.",
    ),
    "states_not_checked": (
        "未核对：资料说它属于此处，原文未留存，此处未核对。",
        "Not checked: a source says that it belongs here, but its text isn't kept.",
    ),
    "states_judgement": (
        "编者判断：资料说到它，归入本链、环节或排序则是编者所判，可商榷。",
        "Our judgement: sources speak of it, but that it belongs here is the editors' reading, open to dispute.",
    ),
    "states_unknown": ("未知：没有资料说到，不等于没有。", "Unknown: no source speaks of it; unknown is not none."),
    "to_row": ("（无来源）", "(no source)"),
    "unknown_first": ("先说未知", "Unknown first"),
    "unknown_lists": ("没有任何已知条目的清单：{lists}", "Lists of which nothing is known: {lists}"),
    "not_drawn_maps": ("没有画出的图：{maps}", "Maps not drawn: {maps}"),
    "workbook": ("清单工作簿", "Workbook of lists"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
}


def pack_words(lang: str) -> dict[str, str]:
    """Return all words in ``lang``, "zh" or "en"."""
    at = 0 if lang == "zh" else 1
    return {key: pair[at] for key, pair in _WORDS.items()}
