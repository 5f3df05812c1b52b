"""The words of the pages of networks, shocks and one firm's surroundings, in Chinese and English."""

from collections.abc import Mapping

__all__ = ["NETWORK_WORDS"]

#: key: (zh, en), as in `chaingraph.views.words`.
NETWORK_WORDS: Mapping[str, tuple[str, str]] = {
    "aggregated": (
        "{n} 个节点超过 {limit} 个，或页面会超过 6 MB：每个社群合并为一个节点，大小为成员数；各成员见表与面板。",
        (
            "{n} nodes are more than {limit}, or too many for a page of 6 MB: each community is drawn as one, its size "
            "the number of members, who are named in the table and the panel."
        ),
    ),
    "awards_over_time": ("称号与认定（按年）", "Titles and awards, year by year"),
    "honour": ("称号", "Title"),
    "bar_help": (
        "框下的条为损失范围：实心为至少，浅色为至多。",
        "The bar in a box is the loss: dark least, pale most.",
    ),
    "batch": ("批次", "Batch"),
    "by_template_line": ("环节所属模板（编者判断）", "drawn by a template (our judgement)"),
    "template_reason": ("该模板包含此环节。", "The template draws the segment."),
    "by_template": ("按主要产业链", "main chain"),
    "by_community": ("社群", "community"),
    "by_state": ("当地状态", "state here"),
    "card_feeds": ("供给 {n}", "Feeds {n}"),
    "card_needs": ("需要 {n}", "Needs {n}"),
    "card_ties": ("相关 {n}", "Tied to {n}"),
    "colour_by": ("颜色", "Colour"),
    "community_title": ("社群 {n} · {centre}", "Community {n} · {centre}"),
    "county_filter": ("区县", "County"),
    "direction": ("方向", "Direction"),
    "direction_down": ("下游（缺料）", "Downstream (short of inputs)"),
    "direction_stop": ("停产者", "What stops"),
    "direction_up": ("上游（失去买方）", "Upstream (short of buyers)"),
    "enterprise_view_shows": (
        "一家企业的周边：它的环节、产业链、集群、园区、项目、所在地与称号，以及与它同在的企业；每条线都有来源。",
        (
            "What surrounds one firm: its segments, chains, clusters, parks, projects, places and titles, and who is "
            "there with it; each line has its sources."
        ),
    ),
    "enterprise_view_title": ("{firm}：周边", "{firm}: what surrounds it"),
    "essential": ("必需", "essential"),
    "firm": ("企业", "Firm"),
    "grouped_help": (
        "一栏超过 24 框时，当地有无未知的环节合并为一框；其成员见表与框的说明。",
        "In a lane of more than 24 boxes the segments unknown here are drawn as one; the table and the box name them.",
    ),
    "grouped_n": ("另有{n}个未知环节（合并）", "{n} more unknown segments, drawn as one"),
    "hidden_loose": ("无关联者", "without ties"),
    "grouped": ("未知环节（合并）", "unknown segments, as one"),
    "hop": ("第{n}跳", "Hop {n}"),
    "hops": ("跳数", "Hops"),
    "hops_1": ("1 跳", "1 hop"),
    "hops_2": ("2 跳", "2 hops"),
    "in_lane": ("第{n}跳 · {word}", "Hop {n} · {word}"),
    "known_only": ("途经", "By way of"),
    "known_path": ("只经已知环节", "Known segments only"),
    "firm_lane_beside": ("称号、所在地与供应方", "Titles, places and suppliers"),
    "firm_lane": ("本企业", "This firm"),
    "firm_lane_in": ("参与之处与客户（1 跳）", "Takes part in, sells to (1 hop)"),
    "firm_lane_others": ("同在者与所属链（2 跳）", "Others there, chains (2 hops)"),
    "firm_lane_segments": ("其环节", "Its segments"),
    "links_between": ("社群之间的线", "lines between communities"),
    "loss": ("损失 {loss}", "loses {loss}"),
    "loss_word": ("损失", "Loss"),
    "path_word": ("路径", "Path"),
    "main_chain": ("产业链模板", "Chain template"),
    "measure_betweenness": ("中介中心性", "betweenness"),
    "measure_degree": ("联系数", "number of ties"),
    "measure_ends": ("PageRank（去处）", "PageRank (ends)"),
    "measure_firms": ("已知企业数", "firms known"),
    "measure_origins": ("PageRank（来处）", "PageRank (origins)"),
    "measure_same": ("同样大小", "all equal"),
    "measures": ("度量（位次）", "Measures (rank)"),
    "more_facts": ("另有 {n} 条：{command}", "{n} more: {command}"),
    "need": ("依赖", "Need"),
    "network_picture": (
        "{title}：网络图。用 Tab 到搜索框、图例和表格，逐项查看；方向键移到该方向最近的节点。",
        (
            "{title}: network. All of it is also in the search box, the legend and the tables; arrow keys lead to the "
            "nearest node that way."
        ),
    ),
    "network_shows_firms": (
        "有已知企业的环节及其企业：线表示“已知在此环节”，不是交易；环节之间的供给关系为编者判断。",
        (
            "Segments with known firms, and these: a tie says that a firm is known to work there, not that it trades; "
            "what feeds what among segments is our own judgement."
        ),
    ),
    "network_shows_sales": (
        "企业之间的供货：每条线都有来源。",
        "Who sells to whom: each line has its source.",
    ),
    "network_shows_segments": (
        "全部产业链模板的环节与供给关系（编者判断），以及当地已知的企业、集群与项目（有来源）。",
        (
            "All segments of all chain templates and what feeds what (our own judgement), with the firms, clusters "
            "and projects known here (each with its source)."
        ),
    ),
    "network_title_firms": ("{place}：企业网络", "{place}: network of firms"),
    "network_title_segments": ("{place}：产业链环节网络", "{place}: network of segments"),
    "no_selection_cloud": (
        "点击节点，或搜索，查看谁在那里、供给谁、需要谁，以及来源；邻居按跳数突出显示。",
        "Select a node or search to see who is there, what it feeds and needs, with sources; its neighbours stand out.",
    ),
    "node_table": ("节点（{n}）", "Nodes ({n})"),
    "not_applicable": ("不适用", "doesn't apply"),
    "not_here": ("未知", "unknown"),
    "path_known": ("只经已知环节", "by way of known segments"),
    "path_unknown": ("途经未知环节", "by way of unknown segments"),
    "site": ("所在地", "Place"),
    "rank_line": ("{value}（第 {rank}）", "{value} (no. {rank})"),
    "replaceable": ("可替代", "replaceable"),
    "several_chains": ("分属数条产业链", "in several chains"),
    "shock_shows": (
        "停产后可能受影响的环节：左为上游，右为下游，按跳数分栏；损失为范围；途经未知环节者为点线。",
        (
            "What may be hit when it stops: upstream to the left, downstream to the right, hop by hop; losses are "
            "ranges; what is reached by way of unknown segments has dotted lines."
        ),
    ),
    "shown_cloud": ("显示 {n} 个节点、{m} 条线，共 {all} 个节点", "{n} nodes and {m} lines shown, of {all} nodes"),
    "size_by": ("大小", "Size"),
    "size_legend": ("大小：{word}", "Size: {word}"),
    "state-absent": ("确认缺失", "confirmed absent"),
    "state_filter": ("当地状态", "State here"),
    "state-strong": ("强", "strong"),
    "state-unknown": ("未知", "unknown"),
    "state-thin": ("具备（未见更强）", "thin as far as known"),
    "stopped": ("停产", "stops"),
    "supplier": ("供应方", "Supplier"),
    "customer": ("客户", "Customer"),
    "supporting": ("配套", "supporting"),
    "template": ("产业链模板", "Chain template"),
    "there_n": ("{n} 家（项）", "{n} there"),
    "side_down": ("下游", "downstream"),
    "side_up": ("上游", "upstream"),
    "ties": ("在此环节", "works in"),
    "holders_here": ("当地企业等", "Who is there"),
    "year": ("年份", "Year"),
    "sold": ("供货", "sells"),
}
