/* A network in titled lanes: what is visible follows from one state, and the state stands in the address. */
"use strict";
window.chaingraph.start(function () {
  const { byId, readData, element, inElement, link, runElements, fill, groupBy, sourceElement, factElement, questionElement, findNamed, searchBox, legendRows, stage } = window.chaingraph.parts;
  const data = readData();
  const { words, view, frame } = data;
  const picture = byId("picture");
  const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
  const incoming = groupBy(data.edges, (edge) => edge.to);
  const outgoing = groupBy(data.edges, (edge) => edge.from);
  const lanes = frame.lanes;
  const laneOf = new Map(lanes.map((lane) => [lane.key, lane]));
  /* What a box is may follow the day: then its states say from when it is what. */
  const kinds = [...new Set(data.nodes.flatMap((node) => (node.states ? node.states.map(([, one]) => one) : [node.group])))];
  const folders = [...new Set(data.nodes.map((node) => node.parent).filter(Boolean))];
  /* Beside lane and kind each page has filters of its own: by edition, by how near things are. */
  const filters = [view.filter, ...(view.more || [])];
  const own = filters.map((filter) => filter.key);

  /* ---- state ------------------------------------------------------------------------------------------------ */
  const blank = Object.fromEntries(own.map((key) => [key, ""]));
  const initial = { asOf: view.asOf, all: false, lane: "", kind: "", ...blank, off: view.off || [], open: [], gaps: false, node: "", q: "", at: null };
  let state = { ...initial };

  function readHash() {
    const given = new URLSearchParams(location.hash.slice(1));
    const next = { ...initial };
    if (view.stops.includes(given.get("as-of"))) next.asOf = given.get("as-of");
    next.all = given.get("all") === "1";
    if (lanes.some((lane) => lane.key === given.get("lane"))) next.lane = given.get("lane");
    if (kinds.includes(given.get("kind"))) next.kind = given.get("kind");
    for (const { key, options } of filters) if (options.some((one) => one.key === given.get(key))) next[key] = given.get(key);
    const off = (given.get("off") || "").split(" ").filter((key) => legendKeys.includes(key));
    if (off.length || given.get("off") === "none") next.off = off;
    next.open = given.get("open") === "all" ? folders : (given.get("open") || "").split(" ").filter((key) => folders.includes(key));
    next.gaps = Boolean(view.isMap) && given.get("gaps") === "1";
    if (nodeOf.has(given.get("node"))) next.node = given.get("node");
    next.q = given.get("q") || "";
    const at = (given.get("at") || "").split(",").map(Number);
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0.05 && at[2] < 10) next.at = at;
    return next;
  }
  function writeHash() {
    const kept = new URLSearchParams();
    if (state.asOf !== initial.asOf) kept.set("as-of", state.asOf);
    if (state.all) kept.set("all", "1");
    for (const key of ["lane", "kind", ...own, "node", "q"]) if (state[key]) kept.set(key, state[key]);
    if (state.off.join(" ") !== initial.off.join(" ")) kept.set("off", state.off.join(" ") || "none");
    if (state.open.length) kept.set("open", state.open.length === folders.length ? "all" : state.open.join(" "));
    if (state.gaps) kept.set("gaps", "1");
    if (state.at) kept.set("at", state.at.map((number) => Math.round(number * 1000) / 1000).join(","));
    const text = kept.toString();
    try {
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    } catch {
      /* A page inside another page has no address of its own. */
    }
  }

  /* ---- what is visible --------------------------------------------------------------------------------------- */
  const legendKeys = [...view.classes, ...view.lines].map((one) => one.key);
  /* What has no date is not known to have been stated by an earlier day: it shows on the last day only. */
  function begunBy(since, day) {
    if (!view.asOf) return true;
    return since ? since <= day : day === (view.stops[view.stops.length - 1] || "");
  }
  function inTime(spans) {
    if (view.isMap) return true;
    return spans.some(([since, until, over]) => begunBy(since, state.asOf) && ((state.all && !over) || !until || state.asOf < until));
  }
  /* The last of some values that begin with a day. */
  function latestOf(values) {
    return values.filter(([since]) => begunBy(since, state.asOf)).pop();
  }
  function isLatest(node) {
    return node.spans.some(([since, until]) => begunBy(since, state.asOf) && (!until || state.asOf < until));
  }
  function classOf(node) {
    if (node.states) return (latestOf(node.states) || node.states[0])[1];
    if (node.group === "edition" && !isLatest(node)) return "earlier";
    if (!["programme", "edition", "group", "subject", "unnamed", "bundle"].includes(node.group)) {
      const edges = (incoming.get(node.id) || []).filter((edge) => inTime(edge.spans));
      if (edges.length && edges.every((edge) => edge.relation === "possible")) return "possible";
    }
    return node.group;
  }
  const kindOf = (node) => (node.states ? classOf(node) : node.group);
  function lineOf(edge) {
    if (view.isMap) return "line-" + edge.relation;
    if (edge.relation === "possible" || edge.relation === "through") return "line-" + edge.relation;
    return edge.relation === "change" || edge.text ? "line-change" : "line-listed";
  }
  /* The members of a filter count under the other filters, so that a choice says what it would show. */
  function passes(node, except) {
    return (except === "lane" || !state.lane || node.lane === state.lane)
      && (except === "kind" || !state.kind || kindOf(node) === state.kind)
      && own.every((key) => except === key || !state[key] || belongs(node, state[key]));
  }
  /* Some belong to a choice of the page's own filter from a day on only. */
  function belongs(node, key) {
    return view.membership[node.id].some((one) => (Array.isArray(one) ? one[0] === key && begunBy(one[1], state.asOf) : one === key));
  }
  function visible() {
    const timely = data.nodes.filter((node) => inTime(node.spans) && (!node.parent || state.open.includes(node.parent)));
    const classes = new Map(timely.map((node) => [node.id, classOf(node)]));
    const filtered = timely.filter((node) => passes(node, ""));
    const nodes = filtered.filter((node) => !state.off.includes(classes.get(node.id)));
    const shown = new Set(nodes.map((node) => node.id));
    const joined = data.edges.filter((edge) => inTime(edge.spans) && shown.has(edge.from) && shown.has(edge.to) && !state.open.includes(edge.folds));
    const edges = joined.filter((edge) => !state.off.includes(lineOf(edge)));
    return { timely, filtered, classes, nodes, joined, edges };
  }

  /* ---- the picture ------------------------------------------------------------------------------------------- */
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  const network = new vis.Network(picture, { nodes: nodeSet, edges: edgeSet }, data.options);
  let colours = {};
  let current = null;

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const token = (name) => style.getPropertyValue("--" + name).trim();
    colours = { font: token("font"), ink: token("ink"), muted: token("muted"), surface: token("surface"), page: token("page"),
      soft: token("soft"), band: token("band"), bandLine: token("band-line"), edge: token("edge"), strong: token("edge-strong"),
      accent: token("accent"), "accent-ink": token("accent-ink"), focus: token("focus") };
    for (const { key } of view.classes) {
      colours[key] = { fill: token(key + "-fill"), line: token(key + "-line"), ink: token(key + "-ink") };
    }
  }
  const DASHES = { earlier: [6, 4], possible: [6, 4], unnamed: [2, 3], "state-absent": [7, 4], "state-unknown": [2, 3],
    "line-possible": [6, 4], "line-through": [2, 3], "line-replaceable": [7, 4], "line-supporting": [2, 3], ...view.dashes };
  const BORDERS = { possible: 1.6, unnamed: 1.6, "state-strong": 2.6, "state-absent": 2, rim: 1.4 };
  const RADIUS = { programme: 4, edition: 4, earlier: 4, group: 4, subject: 12, chain: 12, possible: 12, enterprise: 12, institution: 12, park: 4, cluster: 4, rim: 8 };
  const LINE = 16;
  const radiusOf = (kind) => RADIUS[kind] || 2;
  function drawnNode(node, kind) {
    const title = document.createElement("div");
    title.textContent = node.hint || node.label;
    const changing = node.note && (incoming.get(node.id) || []).some((edge) => edge.text && inTime(edge.spans));
    const lines = node.label.split("\n").map((text, number) => ({ text, strong: number < node.titles && node.lane !== "member" }));
    if (kind === "earlier") lines[node.titles].text += " · " + words.earlier;
    const counts = latestOf(node.counts);
    if (counts) lines.push(...counts[1].map((text) => ({ text })));
    if (node.parent === undefined && folders.includes(node.id)) lines[0].text = (state.open.includes(node.id) ? "− " : "+ ") + lines[0].text;
    if (kind === "possible") lines[lines.length - 1].text += " ?";
    if (changing) lines.push({ text: node.note, faint: true });
    /* "size" is how far vis-network looks for a part of the box in view. */
    return { id: node.id, title, shape: "custom", size: Math.max(node.width, node.height) / 2, x: node.x, y: node.y, fixed: true,
      ctxRenderer: ({ ctx, x, y, state: { selected, hover } }) => ({
        drawNode: () => drawBox(ctx, x, y, node, kind, lines, selected || hover),
        nodeDimensions: { width: node.width, height: node.height },
      }) };
  }
  /* Where a later list of the series has taken over, say so rather than leave a hole. */
  function drawEarlier(context) {
    if (state.lane || state.kind || own.some((key) => state[key])) return;
    context.save();
    context.fillStyle = colours.muted;
    context.textBaseline = "middle";
    for (const node of data.nodes) {
      if (node.group !== "edition" || inTime(node.spans) || !node.spans.some(([since]) => begunBy(since, state.asOf))) continue;
      const lines = [...node.label.split("\n").slice(0, node.titles), words.hidden_earlier];
      lines.forEach((text, number) => {
        context.font = (number < node.titles ? "" : "italic ") + "12px " + colours.font;
        context.fillText(text, node.x - node.width / 2 + 9, node.y + (number - (lines.length - 1) / 2) * LINE, node.width - 12);
      });
    }
    context.restore();
  }
  function outline(context, left, top, width, height, radius) {
    context.beginPath();
    if (context.roundRect) context.roundRect(left, top, width, height, radius);
    else context.rect(left, top, width, height);
  }
  function drawBox(context, x, y, node, kind, lines, chosen) {
    const colour = colours[kind];
    const [left, top] = [x - node.width / 2, y - node.height / 2];
    context.save();
    if (isDimmed(node)) context.globalAlpha = 0.22;
    outline(context, left, top, node.width, node.height, radiusOf(kind));
    context.fillStyle = colour.fill;
    context.fill();
    context.strokeStyle = chosen ? colours.focus : colour.line;
    context.lineWidth = chosen ? 3 : BORDERS[kind] || 1.2;
    context.setLineDash(DASHES[kind] || []);
    context.stroke();
    context.setLineDash([]);
    drawPattern(context, left, top, node.width, node.height, kind, colour);
    context.fillStyle = colour.ink;
    context.textBaseline = "middle";
    context.textAlign = "left";
    const inset = radiusOf(kind) > 8 ? 13 : 9;
    lines.forEach((line, number) => {
      context.font = (line.strong ? "600 12.5px " : line.faint ? "italic 11.5px " : "12.5px ") + colours.font;
      const middle = y + (number - (lines.length - 1) / 2) * LINE + 0.5;
      context.fillText(line.text, left + inset, middle, node.width - inset - 6);
    });
    if (state.gaps && node.badge && isRanked()) drawBadge(context, node.badge, left + node.width - 4, top);
    if (node.range) drawRange(context, node, colour, left + 5, top + node.height - 6);
    context.restore();
  }
  /* From least to most, on a line that stands for the whole: the least is full, the rest is only outlined. */
  function drawRange(context, node, colour, left, top) {
    const whole = node.width - 10;
    const [least, most] = node.range;
    context.setLineDash([]);
    context.lineWidth = 1;
    context.strokeStyle = colour.ink;
    context.globalAlpha = 0.25;
    context.strokeRect(left, top, whole, 3);
    context.globalAlpha = 1;
    context.fillStyle = colour.ink;
    context.fillRect(left, top, whole * least, 3);
    context.globalAlpha = 0.55;
    context.fillRect(left + whole * least, top, whole * (most - least), 3);
    context.globalAlpha = 1;
  }
  /* A state shows by its fill too: a bar for what is there, full if strong, and strokes across for what is absent. */
  function drawPattern(context, left, top, width, height, kind, colour) {
    if (kind === "state-strong" || kind === "state-thin") {
      const full = kind === "state-strong";
      context.fillStyle = colour.line;
      context.fillRect(left, full ? top : top + height / 2, full ? 6 : 4, full ? height : height / 2);
    } else if (kind === "state-absent") {
      context.save();
      outline(context, left, top, width, height, 2);
      context.clip();
      context.strokeStyle = colour.line;
      context.globalAlpha *= 0.22;
      context.lineWidth = 1.5;
      context.beginPath();
      for (let at = -height; at < width; at += 9) {
        context.moveTo(left + at, top + height);
        context.lineTo(left + at + height, top);
      }
      context.stroke();
      context.restore();
    }
  }
  function drawBadge(context, text, right, top) {
    context.font = "600 11px " + colours.font;
    const width = context.measureText(text).width + 12;
    outline(context, right - width, top - 9, width, 17, 8);
    context.fillStyle = colours.accent;
    context.fill();
    context.fillStyle = colours["accent-ink"];
    context.textAlign = "left";
    context.fillText(text, right - width + 6, top);
  }
  /* The gaps switch leaves what is confirmed absent and, on the day of the ranking, what to find out first. */
  const isRanked = () => state.asOf === view.rankedOn;
  function isDimmed(node) {
    return state.gaps && classOf(node) !== "state-absent" && !(isRanked() && node.badge);
  }
  /* vis-network keeps the lines and says which are pointed at; they are drawn below, bending between the lanes only. */
  function drawnEdge(edge) {
    return { id: edge.id, from: edge.from, to: edge.to, arrows: "", width: 1,
      color: { color: "rgba(0,0,0,0)", highlight: "rgba(0,0,0,0)", hover: "rgba(0,0,0,0)" } };
  }
  const STRAIGHT = 64;
  const [BACK, ABOVE] = [12, 38]; /* how far a feed back keeps from its boxes, and below the titles of the lanes */
  function drawEdge(context, edge) {
    const [from, to] = [nodeOf.get(edge.from), nodeOf.get(edge.to)];
    const near = state.node && (edge.from === state.node || edge.to === state.node);
    const line = lineOf(edge);
    context.strokeStyle = near ? colours.focus : line === "line-change" ? colours.strong : colours.edge;
    context.lineWidth = near ? 2.4 : line === "line-change" ? 2.6 : line === "line-essential" ? 1.7 : 1.1;
    context.setLineDash(edge.relation === "unnamed" ? DASHES.unnamed : DASHES[line] || []);
    context.globalAlpha = near || !view.isMap ? 1 : state.gaps ? 0.15 : state.node ? 0.3 : isRim(from) || isRim(to) ? 0.5 : 1;
    if (view.isMap) {
      drawFeed(context, from, to);
      return;
    }
    const start = from.x + from.width / 2;
    context.beginPath();
    context.moveTo(start, from.y);
    if (from.lane === to.lane) {
      const end = to.x + to.width / 2;
      context.bezierCurveTo(start + 12, from.y, end + 12, to.y, end, to.y);
    } else {
      const end = to.x - to.width / 2;
      const bend = Math.max(start, end - STRAIGHT);
      const middle = (bend + end) / 2;
      context.lineTo(bend, from.y);
      context.bezierCurveTo(middle, from.y, middle, to.y, end, to.y);
    }
    context.stroke();
  }
  const isRim = (node) => laneOf.get(node.lane).flows;
  /* A feed leaves a box on the right and enters the next on the left, with an arrow; within a lane it bends out, and back
     to an earlier lane it runs above all boxes. */
  function drawFeed(context, from, to) {
    const start = from.x + from.width / 2;
    const inside = from.lane === to.lane;
    const end = inside ? to.x + to.width / 2 : to.x - to.width / 2;
    context.beginPath();
    context.moveTo(start, from.y);
    if (inside) {
      const bulge = Math.min(14 + Math.abs(to.y - from.y) * 0.1, STRAIGHT - 14);
      context.bezierCurveTo(start + bulge, from.y, end + bulge, to.y, end + 5, to.y);
    } else if (end < start) {
      const [out, home] = [start + BACK, end - BACK];
      context.arcTo(out, from.y, out, ABOVE, BACK);
      context.arcTo(out, ABOVE, home, ABOVE, BACK);
      context.arcTo(home, ABOVE, home, to.y, BACK);
      context.arcTo(home, to.y, end, to.y, BACK);
      context.lineTo(end - 5, to.y);
    } else {
      const bend = Math.max(start, end - STRAIGHT);
      const middle = (bend + end) / 2;
      context.lineTo(bend, from.y);
      context.bezierCurveTo(middle, from.y, middle, to.y, end - 5, to.y);
    }
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = context.strokeStyle;
    const back = inside ? 6 : -6;
    context.beginPath();
    context.moveTo(end, to.y);
    context.lineTo(end + back, to.y - 3.5);
    context.lineTo(end + back, to.y + 3.5);
    context.fill();
  }
  network.on("beforeDrawing", (context) => {
    drawLanes(context, bottom());
    if (!current) return;
    drawEarlier(context);
    context.save();
    const near = (edge) => edge.from === state.node || edge.to === state.node;
    for (const edge of [...current.edges].sort((a, b) => near(a) - near(b))) drawEdge(context, edge);
    context.restore();
  });
  function drawLanes(context, height) {
    context.save();
    for (const lane of lanes) {
      const [left, right] = lane.band;
      context.fillStyle = colours.band;
      context.strokeStyle = colours.bandLine;
      context.lineWidth = 1;
      outline(context, left, 2, right - left, height - 4, 6);
      context.fill();
      context.stroke();
      context.fillStyle = colours.soft;
      context.fillRect(left + 0.5, 2.5, right - left - 1, 28);
      context.fillStyle = colours.ink;
      context.font = "600 13px " + colours.font;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(lane.title, (left + right) / 2, 17);
    }
    context.strokeStyle = colours.bandLine;
    context.setLineDash([3, 4]);
    for (const y of frame.rules.filter((rule) => rule < height)) {
      context.beginPath();
      context.moveTo(0, y);
      context.lineTo(frame.width, y);
      context.stroke();
    }
    context.restore();
  }
  /* As wide as the page allows, up to the size at which it was laid out and a little more; the page scrolls, not the picture. */
  function bottom() {
    return current && current.timely.length ? Math.max(...current.timely.map((node) => node.y + node.height / 2)) + 14 : frame.height;
  }

  /* In lanes that flow boxes close up where some are folded away, and stand in the middle of what the others need. */
  function settle() {
    const fixed = current.timely.filter((node) => !isRim(node)).map((node) => node.y + node.height / 2);
    for (const lane of lanes.filter((one) => one.flows)) {
      const held = current.timely.filter((node) => node.lane === lane.key);
      const room = held.reduce((sum, node) => sum + node.height + 8, -8);
      let top = TOP + Math.max((Math.max(TOP, ...fixed) - TOP - room) / 2, 0);
      for (const node of held) {
        node.y = top + node.height / 2;
        top += node.height + 8;
      }
    }
  }
  const TOP = 44;
  function toggle(id) {
    state.open = state.open.includes(id) ? state.open.filter((one) => one !== id) : [...state.open, id];
  }

  function apply() {
    current = visible();
    settle();
    network.unselectAll();
    edgeSet.clear();
    nodeSet.clear();
    nodeSet.add(current.nodes.map((node) => drawnNode(node, current.classes.get(node.id))));
    edgeSet.add(current.edges.map(drawnEdge));
    if (state.node && nodeSet.get(state.node)) network.selectNodes([state.node], false);
    byId("empty").hidden = current.nodes.length > 0;
    byId("shown").textContent = fill(words.shown, { n: current.nodes.length, m: current.edges.length, all: data.nodes.length });
    showControls();
    showLegend();
    showTables();
    showPanel();
    shown.size();
    /* vis-network learns the size of a box while it draws it, and uses it from the next time on. */
    for (const node of current.nodes) network.body.nodes[node.id].needsRefresh();
    network.redraw();
    writeHash();
  }

  /* ---- controls ---------------------------------------------------------------------------------------------- */
  function showControls() {
    const heading = byId("as-of-heading");
    if (heading) heading.textContent = state.asOf;
    const slider = byId("as-of");
    if (slider) {
      slider.value = String(view.stops.indexOf(state.asOf));
      slider.setAttribute("aria-valuetext", state.asOf);
      byId("as-of-shown").textContent = state.asOf + (view.isMap ? "" : " · " + words.latest);
      if (byId("all-editions")) byId("all-editions").checked = state.all;
    }
    if (view.isMap) {
      byId("gaps").checked = state.gaps;
      byId("expand-all").checked = folders.length > 0 && state.open.length === folders.length;
    }
    choices("filter-lane", lanes.map((lane) => [lane.key, lane.title]), "lane", (node, key) => node.lane === key);
    choices("filter-kind", kinds.map((kind) => [kind, kindWord(kind)]), "kind", (node, key) => kindOf(node) === key);
    for (const { key, options } of filters) choices("filter-" + key, options.map((one) => [one.key, one.title]), key, belongs);
  }
  function choices(id, options, filter, has) {
    const select = byId(id);
    const pool = current.timely.filter((node) => passes(node, filter));
    const made = [["", words.all, pool.length]];
    for (const [key, title] of options) made.push([key, title, pool.filter((node) => has(node, key)).length]);
    select.replaceChildren(...made.map(([key, title, count]) => {
      const option = element("option", "", title + " (" + count + ")");
      option.value = key;
      return option;
    }));
    select.value = state[filter];
  }
  function kindWord(kind) {
    return view.classes.find((one) => one.key === kind).word;
  }
  function showLegend() {
    const entries = [];
    const editions = data.nodes.filter((node) => node.group === "edition").length;
    for (const { key, word } of view.classes) {
      const count = current.filtered.filter((node) => current.classes.get(node.id) === key).length;
      const ever = key === "earlier" ? editions > 1 : key === "possible" ? data.edges.some((edge) => edge.relation === "possible") : kinds.includes(key) || key.startsWith("state-");
      if (ever) entries.push([key, word, count, "swatch " + key]);
    }
    for (const { key, word } of view.lines) {
      if (data.edges.some((edge) => lineOf(edge) === key)) {
        entries.push([key, word, current.joined.filter((edge) => lineOf(edge) === key).length, "swatch line " + key]);
      }
    }
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.legend : "";
    byId("legend").replaceChildren(...entries.map(([key, word, count, swatch]) => {
      const button = element("button");
      button.type = "button";
      button.dataset.legend = key;
      button.title = words.legend_help;
      button.setAttribute("aria-pressed", String(!state.off.includes(key)));
      button.append(element("span", swatch), element("span", "", word), element("b", "", String(count)));
      button.addEventListener("click", () => {
        state.off = state.off.includes(key) ? state.off.filter((one) => one !== key) : [...state.off, key];
        apply();
      });
      const item = element("li");
      item.append(button);
      return item;
    }));
    if (focused) document.querySelector('[data-legend="' + focused + '"]')?.focus();
  }
  function showTables() {
    const shown = { things: new Set(current.nodes.map((node) => node.id)), links: new Set(current.edges.map((edge) => edge.id)) };
    for (const [id, keys] of Object.entries(shown)) {
      const table = byId(id) || byId("table-" + id);
      if (!table) continue;
      for (const row of table.tBodies[0].rows) row.hidden = !keys.has(row.dataset.key) || !isDue(row.dataset.from, row.dataset.until);
      if (id === "things") showCounts(table);
      byId(id + "-title").textContent = fill(words[id], { n: keys.size });
    }
    for (const row of document.querySelectorAll("tr[data-since], li[data-since]")) row.hidden = !begunBy(row.dataset.since, state.asOf);
  }
  function isDue(since, until) {
    return !since || (since <= state.asOf && (!until || state.asOf < until));
  }
  function showCounts(table) {
    for (const row of table.tBodies[0].rows) {
      const values = view.details[row.dataset.key].counts;
      if (!values.length) continue;
      const day = latestOf(values);
      const first = day && values.find(([since]) => since === day[0]);
      row.querySelectorAll("td.number").forEach((cell, number) => {
        const value = first ? first[number + 1] : null;
        cell.textContent = value === null ? words.not_stated : String(value);
        cell.classList.toggle("unstated", value === null);
      });
    }
  }

  /* ---- the panel --------------------------------------------------------------------------------------------- */
  function showPanel() {
    const panel = byId("panel");
    const detail = state.node ? view.details[state.node] : null;
    panel.scrollTop = 0;
    if (!detail) {
      const glance = view.isMap ? glanceElements() : [];
      const summary = (view.summary || []).map((text) => element("p", "fact", text));
      const facts = view.overview.length || !summary.length ? factList(view.overview, "") : [];
      panel.replaceChildren(element("h2", "", words.at_a_glance), element("p", "kind", words.no_selection), ...summary, ...glance, ...facts);
      return;
    }
    const close = element("button", "quiet close", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.reset);
    close.addEventListener("click", () => select(""));
    const node = nodeOf.get(state.node);
    const kind = current.classes.get(node.id) || node.group;
    const states = { possible: words.possible_only, earlier: words.earlier, unnamed: words.unnamed };
    const title = detail.title && node.group !== "unnamed" ? detail.title : node.label;
    const heading = inElement("h2", runElements([[title, detail.href]]));
    const what = view.isMap ? (detail.members ? words.rim : words.segment) + " · " + laneOf.get(node.lane).title : kindWord(node.group);
    const parts = [close, element("p", "kind", what + (states[kind] ? " · " + states[kind] : "")), heading];
    if (detail.other) parts.push(element("p", "kind", detail.other));
    if (detail.aliases.length) parts.push(element("p", "kind", words.aliases + " " + detail.aliases.join(" · ")));
    if (detail.code) {
      const code = element("p", "kind");
      code.append(element("code", "", detail.code));
      parts.push(code);
    }
    for (const { word, runs } of detail.lines || []) {
      parts.push(inElement("p", [element("strong", "", word), " ", ...runElements(runs)], "told"));
    }
    panel.replaceChildren(...parts, ...(view.isMap ? mapElements(detail) : factList(detail.facts, detail.options || "")));
  }

  /* ---- the panel of a map ------------------------------------------------------------------------------------ */
  function mapElements(detail) {
    const asks = detail.members ? [["template-segments", "template"]] : view.asks;
    const asked = asks.filter(([name]) => view.questions[name]).map(([name, option]) => questionElement(view.questions[name], name, " --" + option + " " + detail.code + dayOption(name)));
    const behind = asked.length ? [element("h3", "", words.sparql), ...asked] : [];
    if (detail.members) return [...memberElements(detail), ...behind];
    const made = [];
    const due = (values) => values.filter(([since, until]) => isDue(since, until));
    for (const [, , text] of due(detail.states)) made.push(element("p", "what", text));
    if (detail.rank) made.push(element("p", "note", detail.rank + (isRanked() ? "" : " · " + fill(words.gaps_off_day, { day: view.rankedOn }))));
    if (nodeOf.get(state.node).parent) made.push(element("p", "kind", words.outside_help));
    if (detail.classes.length) made.push(element("p", "kind", words.industry_classes + " " + detail.classes.join(" · ")));
    made.push(element("p", "kind", words.belongs_to + " " + detail.chain));
    const said = due(detail.stated);
    if (said.length) made.push(element("h3", "", words.says_state), ...said.flatMap(([, , sources]) => sources.map(cited)));
    const groups = detail.groups.map(({ title, rows }) => [title, rows.filter((row) => isDue(row.since, row.until))]).filter(([, rows]) => rows.length);
    if (!groups.length) made.push(element("h3", "", words.who_is_there), element("p", "kind", words.nobody));
    for (const [title, rows] of groups) made.push(element("h3", "", title + " " + rows.length), ...rows.map(rowElement));
    made.push(...feedElements(words.needs, incoming, "from"), ...feedElements(words.feeds_to, outgoing, "to"));
    return [...made, ...behind];
  }
  function rowElement(row) {
    const box = element("div", "fact");
    box.append(inElement("p", runElements([row.name]), "what"));
    for (const [text, judged, sources] of row.notes) {
      const line = element("p", "", text);
      if (judged) line.append(" ", element("span", "judged", words.our_judgement));
      box.append(line, ...sources.map(cited));
    }
    return box;
  }
  const cited = ([key, place, isCheckable]) => sourceElement(view.documents[key], place, isCheckable);
  const rowOf = new Map(view.isMap ? [...byId("links").tBodies[0].rows].map((row) => [row.dataset.key, row]) : []);
  function feedElements(title, edges, end) {
    const found = (edges.get(state.node) || []).filter((edge) => !edge.folds);
    const ranks = ["essential", "replaceable", "supporting"];
    found.sort((a, b) => ranks.indexOf(a.relation) - ranks.indexOf(b.relation));
    const made = [element("h3", "", title + " " + (found.length || ""))];
    if (!found.length) made.push(element("p", "kind", words.no_feeds));
    for (const edge of found) {
      const box = element("div", "fact");
      const line = element("p", "what");
      line.append(pickElement(edge[end]), " ", element("span", "judged", words["need_" + edge.relation]));
      box.append(line);
      /* Products, reasons and who judged stand in the table below. */
      for (const cell of [...rowOf.get(edge.id).cells].slice(3)) if (cell.textContent) box.append(element("p", "kind", cell.innerText || cell.textContent));
      made.push(box);
    }
    if (byId("judged")) made.push(element("p", "kind", byId("judged").textContent));
    return made;
  }
  function pickElement(id) {
    const button = element("button", "quiet pick", view.details[id].title);
    button.type = "button";
    button.addEventListener("click", () => find(nodeOf.get(id)));
    return button;
  }
  function memberElements(detail) {
    const open = state.open.includes(state.node);
    const button = element("button", "", open ? words.fold : fill(words.unfold, { n: detail.members.length }));
    button.type = "button";
    button.addEventListener("click", () => { toggle(state.node); apply(); });
    const made = [button, element("h3", "", words.segments_of + " " + detail.members.length)];
    for (const id of detail.members) {
      const due = view.details[id].states.find(([since, until]) => isDue(since, until));
      const line = element("p");
      line.append(pickElement(id), " ", element("span", "kind", due ? due[2] : ""));
      made.push(line);
    }
    return made;
  }
  function glanceElements() {
    const made = [];
    const gaps = data.nodes.filter((node) => !node.parent && node.states && classOf(node) === "state-absent");
    made.push(element("h3", "", words.gaps_title + " " + (gaps.length || "")));
    if (!gaps.length) made.push(element("p", "kind", words.no_gap));
    for (const node of gaps) made.push(inElement("p", [pickElement(node.id), " ", isRanked() ? node.badge || "" : ""]));
    if (isRanked()) {
      made.push(element("h3", "", words.find_out_first));
      for (const id of view.asked.slice(0, 5)) made.push(inElement("p", [pickElement(id), " ", nodeOf.get(id).badge || ""]));
    } else made.push(element("p", "kind", fill(words.gaps_off_day, { day: view.rankedOn })));
    return made;
  }
  function factList(facts, options) {
    const due = facts.filter((fact) => begunBy(fact.since, state.asOf));
    const made = due.map((fact) => factElement(fact, { words, view, lang: data.lang }));
    if (!due.length) made.push(element("p", "kind", words.no_statements));
    if (facts.length > due.length) made.push(element("p", "kind", fill(words.later_facts, { n: facts.length - due.length })));
    const asked = [...new Set(due.map((fact) => fact.question))].filter((name) => view.questions[name]);
    if (asked.length) made.push(element("h3", "", words.sparql), ...asked.map((name) => questionElement(view.questions[name], name, (options || view.questions[name].options) + dayOption(name))));
    return made;
  }
  const dayOption = (name) => (view.questions[name].dated && state.asOf ? " --as-of " + state.asOf : "");
  function select(id, { reveal = false } = {}) {
    state.node = id;
    apply();
    if (reveal && id) shown.reveal(nodeOf.get(id));
  }

  /* ---- search ------------------------------------------------------------------------------------------------ */
  const matches = (query) => findNamed(query, data.nodes, (node) => {
    const detail = view.details[node.id];
    const here = (detail.groups || []).flatMap((group) => group.rows.map((row) => row.name[0]));
    return [detail.title, detail.other, detail.code, node.label.replace(/\n/g, ""), ...detail.aliases, ...(detail.found || []), ...(detail.classes || []), ...here];
  });
  /* What is found is shown: at its own day if need be, and past filters that hide it. */
  function find(node) {
    if (node.parent && !state.open.includes(node.parent)) toggle(node.parent);
    current = visible();
    if (!current.nodes.includes(node)) {
      Object.assign(state, { lane: "", kind: "", ...blank, off: initial.off });
      if (!inTime(node.spans)) {
        const stop = [...view.stops].reverse().find((day) => node.spans.some(([since, until]) => begunBy(since, day) && (!until || day < until)));
        if (stop) state.asOf = stop;
        else state.all = true;
      }
    }
    select(node.id, { reveal: true });
  }
  const showSearch = searchBox({
    words,
    query: () => state.q,
    hits: matches,
    shown(node, by) {
      const title = node.group === "unnamed" ? node.label : view.details[node.id].title || node.label;
      return [title + (by !== title && by !== node.label ? " — " + by : ""), view.isMap ? laneOf.get(node.lane).title : kindWord(node.group)];
    },
    typed: (text) => { state.q = text; writeHash(); },
    chosen: find,
  });

  /* ---- keyboard on the picture ------------------------------------------------------------------------------- */
  function step(key) {
    const nodes = current.nodes;
    const here = nodes.find((node) => node.id === state.node);
    if (!here) return nodes[0];
    const shown = new Set(nodes);
    const linked = (edges, end) => (edges || []).map((edge) => nodeOf.get(edge[end])).filter((node) => shown.has(node));
    if (key === "ArrowLeft") return linked(incoming.get(here.id), "from")[0];
    if (key === "ArrowRight") return linked(outgoing.get(here.id), "to").sort((a, b) => a.y - b.y)[0];
    const column = nodes.filter((node) => node.lane === here.lane).sort((a, b) => a.y - b.y);
    return column[column.indexOf(here) + (key === "ArrowDown" ? 1 : -1)];
  }
  picture.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = step(event.key);
      if (next) select(next.id, { reveal: true });
    } else if (event.key === " " && folders.includes(state.node)) {
      event.preventDefault();
      toggle(state.node);
      apply();
    } else if (event.key === "Enter" && state.node) byId("panel").focus();
    else if (event.key === "Escape") select("");
  });

  /* ---- export ------------------------------------------------------------------------------------------------ */
  function drawHead(context, width) {
    const buttons = [...document.querySelectorAll("#legend button[aria-pressed='true']")];
    const entries = buttons.map((one) => ({ key: one.dataset.legend, label: one.children[1].textContent + " " + one.children[2].textContent }));
    const rows = legendRows(context, entries, width, 78);
    return {
      height: 100 + 40 * rows.length,
      draw: () => rows.forEach((row, number) => { for (const { key, label, x } of row) drawLegendEntry(context, key, label, 24 + x, 84 + 40 * number); }),
    };
  }
  function drawLegendEntry(context, key, label, x, top) {
    context.save();
    if (key.startsWith("line-")) {
      context.strokeStyle = key === "line-change" ? colours.strong : colours.edge;
      context.lineWidth = key === "line-change" ? 6 : key === "line-essential" ? 4.5 : 3;
      context.setLineDash((DASHES[key] || []).map((length) => length * 1.4));
      context.beginPath();
      context.moveTo(x, top + 14);
      context.lineTo(x + 40, top + 14);
      context.stroke();
    } else {
      outline(context, x, top, 40, 26, Math.min(radiusOf(key), 12));
      context.fillStyle = colours[key].fill;
      context.strokeStyle = colours[key].line;
      context.lineWidth = key === "state-strong" ? 5 : 3;
      context.setLineDash(DASHES[key] || []);
      context.fill();
      context.stroke();
      context.setLineDash([]);
      drawPattern(context, x, top, 40, 26, key, colours[key]);
    }
    context.restore();
    context.fillStyle = colours.ink;
    context.fillText(label, x + 50, top + 1);
  }
  function restyle() {
    readColours();
    if (current) apply();
  }
  const shown = stage({
    network, picture, data, lowest: 0, least: 0.3, most: 1.2, width: frame.width, height: bottom,
    at: () => state.at,
    moved: (where) => { state.at = where; writeHash(); },
    day: () => state.asOf,
    file: () => view.file + "-" + state.asOf,
    colours: () => colours,
    head: drawHead,
  });

  /* ---- wiring ------------------------------------------------------------------------------------------------ */
  network.on("click", (event) => {
    const id = event.nodes[0] || "";
    if (folders.includes(id)) toggle(id);
    select(id);
  });
  on("as-of", "input", (event) => { state.asOf = view.stops[Number(event.target.value)]; apply(); });
  on("gaps", "change", (event) => { state.gaps = event.target.checked; apply(); });
  on("expand-all", "change", (event) => { state.open = event.target.checked ? [...folders] : []; apply(); });
  on("all-editions", "change", (event) => { state.all = event.target.checked; apply(); });
  for (const key of ["lane", "kind", ...own]) on("filter-" + key, "change", (event) => { state[key] = event.target.value; apply(); });
  on("reset", "click", () => { state = { ...initial }; showSearch(false); apply(); });
  window.addEventListener("hashchange", () => { state = readHash(); showSearch(false); apply(); });
  window.addEventListener("chaingraph:theme", restyle);

  function on(id, event, handler) {
    const target = byId(id);
    if (target) target.addEventListener(event, handler);
  }

  readColours();
  state = readHash();
  showSearch(false);
  apply();
  window.chaingraph.network = network;
  /* Where a box is, in the picture's own measure: vis-network doesn't say it of boxes that are drawn here. */
  window.chaingraph.boxOf = (id) => {
    const [{ x, y }, { width, height }] = [network.getPosition(id), nodeOf.get(id)];
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  };
  window.chaingraph.state = () => ({ ...state });
  document.documentElement.dataset.ready = "true";
});
