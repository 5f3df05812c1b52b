"""The words of the pages, in Chinese and English."""

from collections.abc import Mapping
from functools import cache

from chaingraph.views.network_words import NETWORK_WORDS

__all__ = ["words_of"]

#: key: (zh, en). ``{n}`` and other fields are filled in by ``str.format`` here or by the script in the page.
_WORDS: Mapping[str, tuple[str, str]] = {
    "about": ("对象", "About"),
    "about_thing": ("基本信息", "What it is"),
    "address": ("网址", "Address"),
    "adopted": ("已出台", "adopted"),
    "aliases": ("又名", "Also known as"),
    "all": ("全部", "All"),
    "all_editions": ("同时显示较早的版本", "Show earlier editions too"),
    "area": ("地区", "Area"),
    "as_of": ("截至", "As of"),
    "as_of_help": ("各清单取截至该日最新陈述的版本", "Each list in its latest edition stated by that day"),
    "answer": ("答案", "Answer"),
    "asked": ("问题", "Question"),
    "asks_chain": (
        "一条产业链有哪些环节？谁在其中？缺什么？",
        "Which segments has a chain, who is in them, and what is missing?",
    ),
    "as_stated": ("所述", "As stated"),
    "at_a_glance": ("概览", "At a glance"),
    "authority": ("认定方", "Authority"),
    "awarded": ("获授", "awarded"),
    "badge_ask": ("先查 {n}", "ask {n}"),
    "badge_gap": ("缺口 {n}", "gap {n}"),
    "basis": ("口径", "Basis"),
    "because": ("依据", "because"),
    "belongs_to": ("所在模板", "Drawn by"),
    "bundle": ("{n} 项（合并显示）", "{n} members, drawn as one"),
    "bundled": (
        "成员超过 {limit} 个，每个清单的成员合并为一个框；全部成员见查询。",
        ("More than {limit} boxes: the members of each list are drawn as one; ask the questions for all of them."),
    ),
    "by_group": ("总数未述，见各类别", "no total stated; see its groups"),
    "chain": ("产业链", "Chain"),
    "chain_shows": (
        ("{chain}：所列版本、链主与链长、企业与机构、集群、园区、项目与平台，均为截至所选日期的陈述，每条都有来源。"),
        (
            "{chain}: where it is listed, its owners and chiefs, firms, clusters, parks, projects and "
            "platforms, as stated by the chosen day, each with its source."
        ),
    ),
    "change": ("变化", "Change"),
    "changes": ("版本变化", "Edition changes"),
    "checked": ("原文留存，可核对", "text kept, can be checked"),
    "chief": ("链长", "Chain chief"),
    "chiefs": ("链长", "Chain chiefs"),
    "cities": ("城市", "Cities"),
    "city": ("城市", "City"),
    "city_figures": ("全市主要数字", "Main figures of the city"),
    "close": ("关闭", "Close"),
    "cluster": ("集群", "Cluster"),
    "classification_sei": ("战略性新兴产业分类", "Strategic Emerging Industries"),
    "code": ("代码", "Code"),
    "confirmed": ("确认", "confirmed"),
    "contents": ("目录", "Contents"),
    "contested": ("另有资料言明缺失", "another source says that it is absent"),
    "count_firms": ("企业 {n}", "firms {n}"),
    "count_projects": ("项目 {n}", "projects {n}"),
    "count_prospective": ("拟投产 {n}", "to produce {n}"),
    "count_sites": ("集群园区 {n}", "sites {n}"),
    "count_titles": ("称号 {n}", "titled {n}"),
    "counties": ("区县", "County"),
    "counts": ("计数", "Counts"),
    "coverage": (
        "{n} 条，其中 {placed} 条已定位；另有 {excluded} 处数字认定不是统计数字",
        "{n}, of which {placed} are located; {excluded} more numbers are held to be no figures",
    ),
    "covered": ("覆盖", "Covered"),
    "covered_of": (
        "正文 {all} 字符中的 {n} 字符（{share}%）是陈述或认定的所在位置",
        "statements and judgements stand on {n} of the {all} characters of its body ({share}%)",
    ),
    "data": ("数据表", "Data"),
    "date": ("日期", "Date"),
    "derivations": ("由此转出", "Others derived from it"),
    "derived_from": ("来源于", "Derived from"),
    "document": ("资料", "Document"),
    "document_shows": (
        "资料：它的全部陈述，按原文位置排列。",
        "A document: all that it states, in the order of its text.",
    ),
    "documents": ("资料", "Documents"),
    "documents_lead": (
        "图谱依据的全部资料：发布者、日期、网址、原文是否留存，以及每份资料的陈述（按原文位置排列）。",
        (
            "Every document that the graph rests on: publisher, date, address, whether its text is kept, and "
            "its statements in the order of their place in it."
        ),
    ),
    "earlier": ("较早版本，未说明终止", "earlier, not said to have ended"),
    "edition": ("版本", "Edition"),
    "editions": ("清单版本", "Editions"),
    "ended_by": ("终止依据：", "ended by: "),
    "enterprise": ("企业", "Enterprise"),
    "entity_shows": (
        "{kind}：图谱中关于它的全部陈述，每条都有来源。",
        "{kind}: everything that is stated of it, each with its source.",
    ),
    "everything": ("全部条目", "All things"),
    "everything_help": (
        "按类型与城市；数字为条目数，点击进入列表。",
        "By kind and city; select a count to open the list.",
    ),
    "expand_all": ("展开其他产业链", "Open up other chains"),
    "export_csv": ("下载 CSV", "Download CSV"),
    "export_png": ("导出 PNG", "Export PNG"),
    "fact": ("内容", "What"),
    "facts": ("事实与来源", "Facts and sources"),
    "feeds_count": ("{n} 条供给（展开后逐条）", "{n} feeds, one by one when opened"),
    "feeds_to": ("供给", "Feeds"),
    "figures": ("数字", "Figures"),
    "figures_parts": ("园区、项目等部分的数字", "Figures about parks, projects and other parts"),
    "filters": ("筛选", "Filters"),
    "find_out_first": ("先查明什么", "What to find out first"),
    "fit": ("全图", "Whole picture"),
    "fold": ("收起", "Fold up"),
    "footer_licence": ("chaingraph自带数据许可：CC BY 4.0", "Data shipped with chaingraph: CC BY 4.0"),
    "footer_made": ("由 chaingraph {version} 生成", "Made by chaingraph {version}"),
    "footer_sources": ("来源", "Sources"),
    "found": ("找到 {n} 项", "{n} found"),
    "from_to": ("{a} 至 {b}", "{a} to {b}"),
    "gaps_off_day": (
        "名次截至 {day}；此日只标确认缺失。",
        "Ranks are as of {day}; on this day only confirmed gaps are marked.",
    ),
    "gaps_switch": ("只看缺口与待查", "Gaps and what to ask"),
    "gaps_title": ("确认的缺口", "Confirmed gaps"),
    "graph_label": (
        "{title}：图。用 Tab 到搜索框、图例和表格，逐项查看。",
        "{title}: picture. Everything in it is also in the search box, the legend and the tables.",
    ),
    "group": ("类别", "Group"),
    "groups": ("产业类别", "Groups"),
    "hidden_earlier": ("较早版本，此日未显示", "earlier edition, not shown on this day"),
    "home": ("首页", "Home"),
    "in_order": ("陈述（按原文位置）", "Statements, in the order of their place"),
    "index_documents": (
        "{n} 份资料，其中 {kept} 份原文留存；共 {m} 条陈述",
        "{n} documents, the text of {kept} kept; {m} statements",
    ),
    "index_lead": (
        "产业链与产业集群的开放知识图谱：每条陈述都可追溯到资料与位置；保留历史；未知不等于零。",
        (
            "The open knowledge graph of industrial chains and clusters: every statement traced to a "
            "document and a place in it, history kept, unknown kept unknown."
        ),
    ),
    "index_title": ("产业链知识图谱", "Industrial chains, an open knowledge graph"),
    "indicator": ("指标", "Indicator"),
    "industry_classes": ("行业分类", "Classes of industry"),
    "inputs_unstated": ("来源链未述", "inputs unstated"),
    "institution": ("机构", "Institution"),
    "kept": ("原文", "Text"),
    "kind": ("类型", "Type"),
    "lane": ("栏", "Lane"),
    "lane_in": ("其他产业链的供给", "Inputs from other chains"),
    "lane_out": ("其他产业链的需求", "Buyers in other chains"),
    "lane_where": ("环节、集群、园区、项目与平台", "Segments, clusters, parks, projects"),
    "lane_who": ("链长、企业与机构", "Chiefs, firms and institutions"),
    "language": ("语言", "Language"),
    "later_facts": ("另有 {n} 条为该日之后的陈述。", "{n} more are stated for later days."),
    "latest": ("最新陈述", "latest stated"),
    "legend": ("图例", "Legend"),
    "legend_help": ("点击可隐藏或显示", "Click to hide or show"),
    "less": ("缩小", "Zoom out"),
    "link": ("关系", "Link"),
    "link_from": ("起", "From"),
    "link_to": ("止", "To"),
    "links": ("关系（{n}）", "Links ({n})"),
    "links_judged": ("下列供需均为编者判断：{who}。", "All feeds below are our own judgement: {who}."),
    "list_lead": (
        "图谱中的全部{kind}，按城市排列；城市依据其身份，否则依据陈述。",
        "Every {kind} in the graph, city by city: by what it is, else by what is stated of it.",
    ),
    "list_of": ("清单", "List"),
    "listed": ("列入", "listed"),
    "listed_in": ("所在清单", "In the lists"),
    "map_help": (
        "点击其他产业链的框（或选中后按空格）展开或收起；展开的环节可再点。",
        (
            "Click the box of another chain, or press Space on it, to open it up or fold it; what opens can be "
            "clicked too."
        ),
    ),
    "map_link": ("链图：环节与供需", "The map: segments and what feeds what"),
    "map_shows": (
        "{place}{chain}链图：有哪些环节、谁供给谁、哪里强、弱、缺、未知，谁在其中。环节、供需与对应关系为编者判断；谁在其中都有来源。",
        (
            "{chain} in {place}: its segments, what feeds what, where it is strong, thin, absent or unknown, and "
            "who is there. Segments, feeds and links are our own judgement; who is there has its source."
        ),
    ),
    "marks_help": (
        "点击图中任一标记看其事实与出处；键盘：方向键逐个走，回车进侧栏，Esc 关闭。",
        "Click a mark for facts and sources; by keyboard: arrow keys from mark to mark, Enter to the panel, Esc.",
    ),
    "member_list": ("成员", "Members"),
    "members": ("产业与产业链", "Sectors and chains"),
    "members_link": ("成员图：列入、链主、链长、企业与项目", "Members: listings, owners, chiefs, firms, projects"),
    "more": ("放大", "Zoom in"),
    "name": ("名称", "Name"),
    "near": ("关联", "Reach"),
    "near_direct": ("直接陈述", "Said of the chain itself"),
    "near_through": ("经由成员", "Only through its members"),
    "need_essential": ("必需", "essential"),
    "need_replaceable": ("可替代", "replaceable"),
    "need_supporting": ("配套", "supporting"),
    "needs": ("需要", "Needs"),
    "no_citation": (
        "由图谱中的陈述计数或比较得出，不是哪份资料的原话",
        "Counted or compared from the statements of the graph; no single source says it",
    ),
    "no_date": ("日期不详", "date not known"),
    "no_feeds": ("模板未画", "none drawn"),
    "no_figures": ("没有陈述的数字。", "No figures are stated."),
    "no_gap": ("没有资料言明现缺某个环节。", "No source says of any segment that it is absent now."),
    "no_owner": ("没有资料言明", "no source names one"),
    "no_script": (
        "图、筛选与搜索需要 JavaScript；下面的表格包含同样的内容。",
        "The picture, filters and search need JavaScript; the tables below hold the same content.",
    ),
    "no_script_in_site": (
        (
            "图、筛选与搜索需要 JavaScript 和较新的浏览器（Chrome、Edge 86，Firefox 113，Safari 16.4 起）；"
            "下面的表格包含同样的内容。"
        ),
        (
            "The picture, filters and search need JavaScript and a browser from Chrome or Edge 86, Firefox 113 or "
            "Safari 16.4 on; the tables below hold the same content."
        ),
    ),
    "no_selection": (
        "点击图中的框，或搜索，查看其事实与来源。",
        "Select a box or search to see its facts and sources.",
    ),
    "no_statements": ("无陈述", "no statements"),
    "no_template": (
        (
            "没有模板画出这条产业链的环节与供需，没有链图，下面是成员图；"
            "在名单的“参照模板”列（自带图谱为 template_matches.csv）写明对应的模板即可。"
        ),
        (
            "No template draws this chain, its segments and what feeds what, so there is no map of it; here are "
            "its members. Say in the column 参照模板 of your list (in the bundled graph: template_matches.csv) which "
            "template it corresponds to, and it will be drawn."
        ),
    ),
    "nobody": (
        "没有资料表明谁在其中：是未知，不等于没有。",
        "No source shows anybody here: that is unknown, not nobody.",
    ),
    "not_a_figure": ("不是统计数字：{reason}", "not a figure: {reason}"),
    "leads": ("先说要点", "said first"),
    "how_to_read": ("怎样读", "How to read this"),
    "none": ("（无）", "(none)"),
    "outside_help": (
        "另一条产业链的环节；状态为本地的状态。",
        "A segment of another chain; its state is that of this place.",
    ),
    "owners_chiefs": ("链主与链长", "Owners and chiefs"),
    "product": ("产品", "Product"),
    "rank_ask": ("在“先查明什么”中列第 {n}（共 {all}）", "{n} of {all} in what to find out first"),
    "rank_gap": ("确认的缺口中列第 {n}（共 {all}）", "{n} of {all} confirmed gaps"),
    "reason": ("理由", "Reason"),
    "rim": ("其他产业链", "Other chain"),
    "rim_rows": (
        "其他产业链的环节及与其之间的供需，见该链自己的页面。",
        "For the segments of other chains, and what they feed or need here, see those chains' own pages.",
    ),
    "rim_silent": ("{n} 个环节 · 本地均未知", "segments {n}, none known"),
    "rim_count": ("{n} 个环节 · 本地已知 {k}", "segments {n}, known {k}"),
    "says_state": ("言明状态的资料", "Sources that say so outright"),
    "segments_of": ("其中供需相关的环节", "Its segments that feed or buy"),
    "start_from": ("从问题开始", "Start from a question"),
    "state_silent": ("{state}：无资料提及", "{state}: no source speaks of it"),
    "unfold": ("展开 {n} 个环节", "Show its {n} segments"),
    "who_is_there": ("谁在其中", "Who is there"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "our_judgement": ("编者判断", "our own judgement"),
    "sells_to": ("供货给", "sells to"),
    "intake_share": ("占采购{share}", "{share} of the intake"),
    "not_checked": ("此处未核对", "not checked here"),
    "not_kept": ("原文未留存，此处未核对", "text not kept, not checked here"),
    "not_stated": ("未述", "not stated"),
    "nothing_drawn": ("没有符合条件的框。", "Nothing matches the filters."),
    "nothing_found": ("没有找到“{q}”", "Nothing found for “{q}”"),
    "official": ("全市", "City-wide"),
    "open_box": ("{kind}：开放，未限数", "{kind}: open-ended"),
    "open_ended": ("开放，未限数", "open-ended"),
    "open_system": ("打开体系图", "Open the system"),
    "other_cities": ("未归入城市", "Of no city"),
    "other_language": ("另一语言", "Other language"),
    "owners": ("链主", "Chain owners"),
    "page": ("页面", "Page"),
    "park": ("园区", "Park"),
    "part": ("项", "Part"),
    "period": ("时期", "Period"),
    "picture_enterprise": ("周边图，用命令生成", "A picture of its surroundings, made by"),
    "picture_shock": (
        "若它停摆：推演图，用命令生成（可加 --city）",
        "A picture of what its stop hits, made by (with --city, too)",
    ),
    "place": ("位置", "Place"),
    "row_of": ("第 {a} 行", "row {a}"),
    "place_of": ("第 {a}–{b} 字符", "characters {a}–{b}"),
    "platform": ("平台", "Platform"),
    "policy_adoption": ("政策", "policy"),
    "possible": ("可能", "possible"),
    "possible_only": ("只是可能的成员", "only a possible member"),
    "print": ("打印", "Print"),
    "programme": ("体系", "Programme"),
    "programmes": ("产业体系", "Programmes"),
    "project": ("项目", "Project"),
    "project_status": ("项目状态", "project status"),
    "publisher": ("发布者", "Publisher"),
    "publisher_unknown": ("发布者不详", "publisher not known"),
    "question": ("查询", "Question"),
    "questions": ("查询", "Questions"),
    "questions_lead": (
        "各页面背后的命名查询：每个都是一个 SPARQL 文件，可在任何库上运行。",
        "The named questions behind the pages: each is a SPARQL file that runs on any store.",
    ),
    "rank_among": ("{place}内", "in {place}"),
    "read_more": ("怎样读", "How to read"),
    "read_sources": (
        "点开任何一项，都能看到资料、发布者、日期与位置；原文未留存的标明“此处未核对”。",
        (
            "Select anything to see document, publisher, date and place; where the text isn’t kept it says "
            "“not checked here”."
        ),
    ),
    "relation_change": ("变化", "change"),
    "relation_chief": ("链长", "chain chief"),
    "relation_direct": ("直接陈述", "stated"),
    "relation_edition": ("版本", "edition"),
    "relation_group": ("类别", "group"),
    "relation_listed": ("列入", "lists"),
    "relation_member": ("名单成员", "in a list"),
    "relation_owner": ("链主", "chain owner"),
    "relation_part": ("参与", "takes part"),
    "relation_possible": ("可能列入", "possibly lists"),
    "relation_through": ("经由成员", "through a member"),
    "relation_unnamed": ("未列名", "not named"),
    "points_shown": ("显示 {n} / {all}", "{n} of {all} shown"),
    "reset": ("重置", "Reset"),
    "role": ("职务", "Role"),
    "scope": ("范围", "Scope"),
    "search": ("搜索", "Search"),
    "search_hint": ("名称、别名、部分文字或代码", "Name, alias, part of a name, or code"),
    "search_site": ("搜索全部条目与资料", "Search all things and documents"),
    "search_site_help": (
        "名称、别名、部分文字或代码，如“德州”“食品”“chain:”",
        "Name, alias, part of a name, or code",
    ),
    "sector": ("产业", "Sector"),
    "see_question": ("查看 SPARQL", "see the SPARQL"),
    "segment": ("环节", "Segment"),
    "segment_status": ("环节状态", "segment status"),
    "series": ("清单序列", "List series"),
    "sets": ("名单", "Lists of things"),
    "shown": ("显示 {n} 框、{m} 线，共 {all} 框", "{n} boxes and {m} lines shown, of {all} boxes"),
    "shows": (
        "{city}的产业体系：体系、清单版本、类别、产业与产业链；每个清单显示截至所选日期最新陈述的版本。",
        (
            "The industrial system of {city}: programmes, list editions, groups, sectors and chains; of each "
            "list the latest edition stated by the chosen day."
        ),
    ),
    "since": ("自何时", "Since"),
    "single_source": ("派生资料不算独立来源。", "A derived document is no independent source."),
    "sited_in": ("所在地", "sited in"),
    "skip": ("跳到内容", "Skip to content"),
    "source": ("来源", "Source"),
    "sparql": ("背后的查询", "The SPARQL behind it"),
    "state": ("状态", "State"),
    "stated": ("陈述", "stated"),
    "statements": ("陈述", "Statements"),
    "status": ("状态", "Status"),
    "subject": ("本产业链", "This chain"),
    "system": ("产业体系", "Industrial system"),
    "system_short": ("{city}产业体系", "{city} system"),
    "system_title": ("{city}产业体系", "The industrial system of {city}"),
    "takes_part": ("参与", "takes part"),
    "target": ("目标", "target"),
    "theme": ("深浅", "Light or dark"),
    "things": ("框（{n}）", "Boxes ({n})"),
    "tier": ("级别", "Tier"),
    "title": ("标题", "Title"),
    "to_row": ("到表中该行", "To its row in the table"),
    "total": ("合计", "Total"),
    "undated": ("日期未述", "no date"),
    "unknown": ("未知", "unknown"),
    "unknown_help": (
        "陈述数减去确认数；可能的成员未被证实属于该名单。未知不等于零。",
        ("What is stated less what is confirmed; a possible member is not shown to belong. Unknown is not zero."),
    ),
    "unnamed": ("未列名的成员", "Members not named"),
    "unnamed_box": ("{n} 个{kind}未确认", "{n} unconfirmed ({kind})"),
    "value": ("数值", "Value"),
    "zoom": ("缩放", "Zoom"),
}


@cache
def words_of(lang: str) -> Mapping[str, str]:
    """Return all words in ``lang``, "zh" or "en"."""
    at = 0 if lang == "zh" else 1
    return {key: pair[at] for key, pair in {**_WORDS, **NETWORK_WORDS}.items()}
