/* A network as a free picture: size and colour follow a chosen measure, and the state of it all stands in the address. */
"use strict";
window.chaingraph.start(function () {
  const { byId, readData, element, inElement, runElements, fill, groupBy, factElement, questionElement, findNamed, searchBox, clip, legendRows, stage } = window.chaingraph.parts;
  const data = readData();
  const { words, view, frame } = data;
  const picture = byId("picture");
  const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
  const edgesOf = groupBy(data.edges.flatMap((edge) => [{ at: edge.from, edge }, { at: edge.to, edge }]), (one) => one.at);
  const FILTERS = view.filters.map((filter) => filter.key);
  const measureOf = new Map(view.measures.map((measure) => [measure.key, measure]));

  /* ---- state ------------------------------------------------------------------------------------------------ */
  const blank = Object.fromEntries(FILTERS.map((key) => [key, ""]));
  const initial = { colour: view.colours[0].key, size: view.sizes[0].key, hops: "1", ...blank, off: [], node: "", q: "", at: null };
  let state = { ...initial };

  function readHash() {
    const given = new URLSearchParams(location.hash.slice(1));
    const next = { ...initial };
    const choose = (key, options) => { if (options.some((one) => one.key === given.get(key))) next[key] = given.get(key); };
    choose("colour", view.colours);
    choose("size", view.sizes);
    choose("hops", [{ key: "1" }, { key: "2" }]);
    for (const { key, options } of view.filters) choose(key, options);
    next.off = (given.get("off") || "").split(" ").filter(Boolean);
    if (nodeOf.has(given.get("node"))) next.node = given.get("node");
    next.q = given.get("q") || "";
    const at = (given.get("at") || "").split(",").map(Number);
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0.05 && at[2] < 10) next.at = at;
    return next;
  }
  function writeHash() {
    const kept = new URLSearchParams();
    for (const key of ["colour", "size", "hops", ...FILTERS, "node", "q"]) if (state[key] !== initial[key]) kept.set(key, state[key]);
    if (state.off.length) kept.set("off", state.off.join(" "));
    if (state.at) kept.set("at", state.at.map((number) => Math.round(number * 1000) / 1000).join(","));
    const text = kept.toString();
    try {
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    } catch {
      /* A page inside another page has no address of its own. */
    }
  }

  /* ---- classes: what a colour stands for --------------------------------------------------------------------- */
  const valueOf = (node, key) => node.measures[key];
  /* A measure falls into classes that its page gives: 0 for nothing, then by rising thresholds. */
  function stepOf(measure, value) {
    return value > 0 ? 1 + measure.breaks.filter((limit) => value >= limit).length : 0;
  }
  function classOf(node) {
    const measure = measureOf.get(state.colour);
    if (measure) return valueOf(node, measure.key) === null ? "none" : "step-" + stepOf(measure, valueOf(node, measure.key));
    return state.colour + "-" + node[state.colour];
  }
  function classes() {
    const measure = measureOf.get(state.colour);
    if (!measure) return view.groups[state.colour].map(({ key, word, mark }) => ({ key: state.colour + "-" + key, word, mark }));
    const steps = groupBy(data.nodes.filter((node) => valueOf(node, measure.key) !== null), (node) => stepOf(measure, valueOf(node, measure.key)));
    const without = steps.size && data.nodes.some((node) => valueOf(node, measure.key) === null) ? [{ key: "none", word: words.not_applicable, mark: "" }] : [];
    return [...steps.keys()].sort((a, b) => a - b).map((step) => {
      const values = steps.get(step).map((node) => valueOf(node, measure.key));
      const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => show(measure, value));
      return { key: "step-" + step, word: low === high ? low : low + " – " + high, mark: "" };
    }).concat(without);
  }
  function show(measure, value) {
    if (value === null || value === 0) return value === null ? words.not_applicable : "0";
    const text = value.toFixed(measure.digits);
    return Number(text) ? text : "< " + (10 ** -measure.digits).toFixed(measure.digits);
  }
  const STEPS = ["scale-0", "scale-1", "scale-2", "scale-3", "scale-4", "scale-5"];
  function lookOf(key) {
    if (key === "none") return { fill: colours.soft, line: colours.muted, dashes: [2, 3] };
    const [kind, name] = [key.slice(0, key.indexOf("-")), key.slice(key.indexOf("-") + 1)];
    if (kind === "step") return { fill: colours[STEPS[spread(Number(name))]], line: colours["scale-line"], dashes: false };
    if (kind === "state") {
      const token = name === "firm" ? name : "state-" + name;
      const look = { fill: colours[token + (name === "strong" ? "-line" : "-fill")], line: colours[token + "-line"], ink: colours[token + "-ink"] };
      return { ...look, dashes: name === "unknown" ? [2, 3] : false, double: name === "absent" };
    }
    if (name === "several" || name === "loose") return { fill: colours.several, line: colours.ink, ink: colours["several-ink"], dashes: [2, 2] };
    const number = view.groups[kind].findIndex((one) => one.key === name);
    return { fill: colours["cat-" + (number % 8)], line: colours["cat-" + (number % 8)], ink: colours["cat-ink"], dashes: false };
  }
  /* Few classes use the whole scale. */
  function spread(step) {
    const most = 1 + measureOf.get(state.colour).breaks.length;
    return step === 0 ? 0 : most <= 1 ? 4 : Math.round(1 + ((step - 1) * 4) / (most - 1));
  }

  /* ---- what is visible --------------------------------------------------------------------------------------- */
  function passes(node, except) {
    return FILTERS.every((key) => except === key || !state[key] || node.filters[key].includes(state[key]));
  }
  function visible() {
    const filtered = data.nodes.filter((node) => passes(node, ""));
    const nodes = filtered.filter((node) => !state.off.includes(classOf(node)));
    const shown = new Set(nodes.map((node) => node.id));
    const joined = data.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to));
    return { filtered, nodes, shown, joined, edges: joined.filter((edge) => !state.off.includes("line-" + edge.relation)) };
  }
  /* How far each node is from the selected one, along the lines in view. */
  function reach() {
    const found = new Map();
    if (!state.node || !current.shown.has(state.node)) return found;
    const drawn = new Set(current.edges);
    let edge = [state.node];
    found.set(state.node, 0);
    for (let hop = 1; hop <= Number(state.hops); hop += 1) {
      edge = edge.flatMap((id) => (edgesOf.get(id) || []).filter((one) => drawn.has(one.edge)).map(({ edge: line }) => (line.from === id ? line.to : line.from)))
        .filter((id) => !found.has(id) && found.set(id, hop));
    }
    return found;
  }

  /* ---- the picture ------------------------------------------------------------------------------------------- */
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  const network = new vis.Network(picture, { nodes: nodeSet, edges: edgeSet }, data.options);
  let colours = {};
  let current = null;
  let near = new Map();
  let hovered = "";

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["font", "ink", "muted", "surface", "page", "soft", "edge", "edge-strong", "accent", "focus", "scale-line", "cat-ink", "several", "several-ink", ...STEPS];
    for (let number = 0; number < 8; number += 1) names.push("cat-" + number);
    for (const one of view.groups.state) {
      const token = one.key === "firm" ? one.key : "state-" + one.key;
      names.push(token + "-fill", token + "-line", token + "-ink");
    }
    colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
  }
  const SMALLEST = 5;
  function radiusOf(node) {
    const measure = measureOf.get(state.size);
    if (!measure) return 8;
    const value = valueOf(node, measure.key);
    return value === null || !measure.most ? SMALLEST : SMALLEST + (frame.radius - SMALLEST) * Math.sqrt(value / measure.most);
  }
  function drawnNode(node) {
    const look = lookOf(classOf(node));
    const title = element("div", "", node.hint);
    const dim = near.size && !near.has(node.id);
    const chosen = node.id === state.node;
    const color = { background: look.fill, border: chosen ? colours.focus : look.line };
    return { id: node.id, x: node.x, y: node.y, fixed: true, title, shape: node.kind === "firm" ? "square" : "dot", size: radiusOf(node),
      borderWidth: chosen ? 4 : look.double ? 3.5 : 1.4, borderWidthSelected: 4, opacity: dim ? 0.16 : 1,
      color: { ...color, highlight: { background: look.fill, border: colours.focus }, hover: { background: look.fill, border: colours.focus } },
      shapeProperties: { borderDashes: chosen ? false : look.dashes } };
  }
  const WIDTHS = { essential: 1.3, replaceable: 0.8, supporting: 0.8, ties: 1.2, sold: 1.2, group: 1 };
  function drawnEdge(edge) {
    const hop = near.size ? Math.min(near.get(edge.from) ?? 9, near.get(edge.to) ?? 9) : 9;
    const lit = hop < Number(state.hops);
    const color = { color: lit ? colours.focus : colours.edge, opacity: lit ? (hop ? 0.3 : 0.95) : near.size ? 0.04 : view.faint, inherit: false };
    return { id: edge.id, from: edge.from, to: edge.to, width: (lit && !hop ? 1.6 : 1) * (WIDTHS[edge.relation] + (edge.weight || 0)), color: { ...color, highlight: colours.focus, hover: colours.focus },
      dashes: edge.relation === "supporting" ? [2, 3] : edge.relation === "replaceable" ? [6, 3] : false,
      arrows: lit && edge.relation !== "ties" && edge.relation !== "group" ? { to: { enabled: true, scaleFactor: 0.35 } } : "" };
  }

  /* The outline of a community: the convex hull of circles around its nodes. */
  function hullOf(nodes) {
    const points = nodes.flatMap((node) => [...Array(12).keys()].map((turn) => {
      const angle = (turn * Math.PI) / 6;
      return [node.x + (frame.radius + 6) * Math.cos(angle), node.y + (frame.radius + 6) * Math.sin(angle)];
    })).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const half = (list) => {
      const made = [];
      for (const point of list) {
        while (made.length > 1 && cross(made[made.length - 2], made[made.length - 1], point) <= 0) made.pop();
        made.push(point);
      }
      return made.slice(0, -1);
    };
    return [...half(points), ...half([...points].reverse())];
  }
  function cross(a, b, c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }
  function outlines() {
    const grouped = groupBy(current.nodes, (node) => node.community);
    return view.groups.community.filter((one) => one.key !== "loose" && (grouped.get(one.key) || []).length > 1)
      .map((one) => ({ ...one, points: hullOf(grouped.get(one.key)) }));
  }
  network.on("beforeDrawing", (context) => {
    if (!current || !view.outlined) return;
    context.save();
    for (const { key, points } of outlines()) {
      const colour = lookOf("community-" + key).fill;
      context.beginPath();
      points.forEach(([x, y], number) => (number ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.globalAlpha = 0.07;
      context.fillStyle = colour;
      context.fill();
      context.globalAlpha = 0.6;
      context.lineWidth = 1.2;
      context.strokeStyle = colour;
      context.stroke();
    }
    context.restore();
  });
  network.on("afterDrawing", (context) => {
    if (!current) return;
    const scale = network.getScale();
    context.save();
    context.textAlign = "center";
    context.textBaseline = "middle";
    drawMarks(context, scale);
    drawLabels(context, scale);
    context.restore();
  });
  /* Groups bear their number, so that colour isn't all that tells them apart. */
  function drawMarks(context, scale) {
    if (measureOf.has(state.colour)) return;
    for (const node of current.nodes) {
      const radius = radiusOf(node);
      const mark = view.groups[state.colour].find((one) => one.key === node[state.colour])?.mark;
      if (!mark || radius * scale < 6.5 || (near.size && !near.has(node.id))) continue;
      context.font = "600 " + Math.min(11, radius * 1.1) + "px " + colours.font;
      context.fillStyle = lookOf(classOf(node)).ink;
      context.fillText(mark, node.x, node.y + 0.5);
    }
  }
  /* The selected node, its neighbours and the largest nodes first; a name that would cover another is left out. */
  function drawLabels(context, scale) {
    const size = 12 / scale;
    const taken = [];
    const [low, high] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: picture.clientWidth, y: picture.clientHeight })];
    const meet = (box, one) => box[0] < one[2] && one[0] < box[2] && box[1] < one[3] && one[1] < box[3];
    const dots = current.nodes.filter((node) => !near.size || near.has(node.id)).map((node) => {
      const reach = radiusOf(node) * 0.8;
      return [node.x - reach, node.y - reach, node.x + reach, node.y + reach];
    });
    const write = (text, places, { strong = false, colour = colours.ink, must = false } = {}) => {
      context.font = (strong ? "600 " : "") + size + "px " + colours.font;
      const half = context.measureText(text).width / 2 + 3 / scale;
      const tried = places(half).map(([x, y]) => ({ x, y, box: [x - half, y - size * 0.62, x + half, y + size * 0.62] }));
      const inside = tried.filter(({ box }) => box[0] >= low.x && box[2] <= high.x);
      const free = inside.filter(({ box }) => !taken.some((one) => meet(box, one)));
      const found = free.find(({ box }) => !dots.some((one) => meet(box, one))) || (must ? free[0] || inside[0] || tried[0] : null);
      if (!found) return;
      const { x, y } = found;
      taken.push(found.box);
      context.lineJoin = "round";
      context.lineWidth = 3.5 / scale;
      context.strokeStyle = colours.surface;
      context.strokeText(text, x, y);
      context.fillStyle = colour;
      context.fillText(text, x, y);
    };
    if (view.outlined && !near.size) {
      for (const { points, word } of outlines()) {
        const top = Math.min(...points.map((point) => point[1]));
        const [left, right] = [Math.min(...points.map((point) => point[0])), Math.max(...points.map((point) => point[0]))];
        context.font = "600 " + size + "px " + colours.font;
        write(clip(context, word, Math.max(right - left, 150 / scale)), (half) => [[Math.min(Math.max((left + right) / 2, low.x + half), high.x - half), top - size * 0.8]], { strong: true, colour: colours.muted, must: right - left > 120 });
      }
    }
    const rank = (node) => (node.id === state.node ? 0 : node.id === hovered ? 1 : near.has(node.id) ? 2 + near.get(node.id) : 9);
    const wanted = current.nodes.filter((node) => !near.size || near.has(node.id) || node.id === hovered)
      .map((node) => [rank(node), -radiusOf(node), node]).sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2].id < b[2].id ? -1 : 1));
    const limit = near.size ? 80 : Math.round(45 * Math.max(1, (scale / shown.home()) ** 2));
    for (const [number, [first, , node]] of wanted.slice(0, limit).entries()) {
      const [up, aside] = [radiusOf(node) + size * 0.8, radiusOf(node) + 2 / scale];
      write(node.label, (half) => [[node.x, node.y + up], [node.x, node.y - up], [node.x + aside + half, node.y], [node.x - aside - half, node.y]],
        { strong: first < 2, must: first < 2 || number < 12 });
    }
  }
  function apply() {
    const known = new Set(classes().map((one) => one.key));
    state.off = state.off.filter((key) => known.has(key) || key.startsWith("line-"));
    current = visible();
    near = reach();
    network.unselectAll();
    edgeSet.clear();
    nodeSet.clear();
    nodeSet.add(current.nodes.map(drawnNode));
    edgeSet.add(current.edges.map(drawnEdge));
    byId("empty").hidden = current.nodes.length > 0;
    byId("shown").textContent = fill(words.shown_cloud, { n: current.nodes.length, m: current.edges.length, all: data.nodes.length });
    showControls();
    showLegend();
    showTables();
    showPanel();
    shown.size();
    writeHash();
  }

  /* ---- controls ---------------------------------------------------------------------------------------------- */
  function options(id, made, value) {
    byId(id).replaceChildren(...made.map(([key, text]) => {
      const option = element("option", "", text);
      option.value = key;
      return option;
    }));
    byId(id).value = value;
  }
  function showControls() {
    options("colour", view.colours.map((one) => [one.key, one.word]), state.colour);
    options("size", view.sizes.map((one) => [one.key, one.word]), state.size);
    options("hops", [["1", words.hops_1], ["2", words.hops_2]], state.hops);
    for (const { key, options: all } of view.filters) {
      const pool = data.nodes.filter((node) => passes(node, key));
      const counted = all.map((one) => [one.key, one.title + " (" + pool.filter((node) => node.filters[key].includes(one.key)).length + ")"]);
      options("filter-" + key, [["", words.all + " (" + pool.length + ")"], ...counted], state[key]);
    }
  }
  function legendEntries() {
    const counts = groupBy(current.filtered, classOf);
    const entries = classes().map(({ key, word, mark }) => ({ key, word, mark, count: (counts.get(key) || []).length, look: lookOf(key) }));
    for (const { key, word } of view.lines) {
      entries.push({ key: "line-" + key, word, count: current.joined.filter((edge) => edge.relation === key).length, line: key });
    }
    return entries;
  }
  function showLegend() {
    const focused = document.activeElement?.dataset?.legend || "";
    byId("legend").replaceChildren(...legendEntries().map((entry) => {
      const button = element("button");
      button.type = "button";
      button.dataset.legend = entry.key;
      button.title = words.legend_help;
      button.setAttribute("aria-pressed", String(!state.off.includes(entry.key)));
      const swatch = element("span", entry.line ? "swatch line need-" + entry.line : "swatch round" + (entry.key === "state-firm" ? " square" : ""), entry.mark || "");
      if (entry.look) {
        Object.assign(swatch.style, { background: entry.look.fill, borderColor: entry.look.line, color: entry.look.ink || "",
          borderStyle: entry.look.dashes ? "dashed" : entry.look.double ? "double" : "solid" });
      }
      button.append(swatch, element("span", "", entry.word), element("b", "", String(entry.count)));
      button.addEventListener("click", () => {
        state.off = state.off.includes(entry.key) ? state.off.filter((one) => one !== entry.key) : [...state.off, entry.key];
        apply();
      });
      return inElement("li", [button]);
    }));
    if (focused) document.querySelector('[data-legend="' + CSS.escape(focused) + '"]')?.focus();
    byId("sizes").replaceChildren(...sizeParts().map((part) => (typeof part === "string" ? part : circle(part))));
  }
  /* What sizes mean, as words and radii. */
  function sizeParts() {
    const measure = measureOf.get(state.size);
    if (!measure) return [fill(words.size_legend, { word: words.measure_same })];
    const values = measure.digits ? [0, measure.most / 4, measure.most] : [0, Math.round(measure.most / 4), measure.most];
    return [fill(words.size_legend, { word: measure.word }) + " ", ...[...new Set(values)].flatMap((value) => [
      SMALLEST + (frame.radius - SMALLEST) * Math.sqrt(measure.most ? value / measure.most : 0), " " + show(measure, value) + "  "])];
  }
  function circle(radius) {
    const made = element("span", "circle");
    made.style.width = made.style.height = 2 * radius * Math.min(shown.home(), 1) + "px";
    return made;
  }
  function showTables() {
    const shown = { things: current.shown, links: new Set(current.edges.map((edge) => edge.id)) };
    for (const [id, keys] of Object.entries(shown)) {
      const table = byId("table-" + id);
      if (!table) continue;
      for (const row of table.tBodies[0].rows) row.hidden = !keys.has(row.dataset.key);
      byId(id + "-title").textContent = fill(id === "things" ? words.node_table : words.links, { n: keys.size });
    }
  }

  /* ---- the panel --------------------------------------------------------------------------------------------- */
  function showPanel() {
    const panel = byId("panel");
    panel.scrollTop = 0;
    const node = nodeOf.get(state.node);
    if (!node) {
      const top = [...current.nodes].sort((a, b) => radiusOf(b) - radiusOf(a) || (a.id < b.id ? -1 : 1)).slice(0, measureOf.has(state.size) ? 10 : 0);
      const heading = measureOf.has(state.size) ? [element("h3", "", measureOf.get(state.size).word)] : [];
      panel.replaceChildren(element("h2", "", words.at_a_glance), element("p", "kind", words.no_selection_cloud), ...heading,
        ...(top.length ? [inElement("ol", top.map((one) => inElement("li", [nodeButton(one.id), " " + show(measureOf.get(state.size), valueOf(one, state.size))])), "tops")] : []));
      return;
    }
    const detail = view.details[node.id];
    const close = element("button", "quiet close", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.reset);
    close.addEventListener("click", () => select(""));
    const parts = [close, element("p", "kind", detail.kind), inElement("h2", runElements([[detail.title, detail.href]]))];
    if (detail.other) parts.push(element("p", "kind", detail.other));
    if (detail.aliases.length) parts.push(element("p", "kind", words.aliases + " " + detail.aliases.join(" · ")));
    if (detail.code) parts.push(inElement("p", [element("code", "", detail.code)], "kind"));
    for (const { word, runs } of detail.lines) parts.push(inElement("p", [element("strong", "", word), " ", ...runElements(runs)], "told"));
    parts.push(measureList(node), ...tieLists(node));
    parts.push(element("h3", "", words.facts), ...(detail.facts.length ? detail.facts.map((fact) => factElement(fact, { words, view, lang: data.lang })) : [element("p", "kind", words.no_statements)]));
    parts.push(element("h3", "", words.sparql), ...detail.questions.map(([name, options]) => questionElement(view.questions[name], name, options)));
    panel.replaceChildren(...parts);
  }
  function measureList(node) {
    const list = element("dl", "");
    for (const measure of view.measures) {
      const value = valueOf(node, measure.key);
      if (value === null) continue;
      const rank = 1 + data.nodes.filter((one) => (valueOf(one, measure.key) ?? -1) > value).length;
      list.append(element("dt", "", measure.word), element("dd", "", fill(words.rank_line, { value: show(measure, value), rank })));
    }
    return inElement("div", [element("h3", "", words.measures), list], "facts fact");
  }
  function tieLists(node) {
    const ties = (edgesOf.get(node.id) || []).map(({ edge }) => edge);
    const kinds = [[words.card_needs, ties.filter((edge) => edge.to === node.id && edge.relation !== "ties" && edge.relation !== "group"), "from"],
      [words.card_feeds, ties.filter((edge) => edge.from === node.id && edge.relation !== "ties" && edge.relation !== "group"), "to"],
      [words.card_ties, ties.filter((edge) => edge.relation === "ties" || edge.relation === "group"), ""]];
    return kinds.filter(([, edges]) => edges.length).map(([word, edges, end]) => {
      const details = element("details", "ties");
      details.open = edges.length <= 8;
      const lines = edges.map((edge) => {
        const word = edge.relation === "group" ? "" : view.lines.find((one) => one.key === edge.relation).word;
        const said = [word, ...(edge.products || []).map((number) => view.products[number])].filter(Boolean).join(" · ");
        return inElement("li", [nodeButton(end ? edge[end] : edge.from === node.id ? edge.to : edge.from), said ? " " + said : ""]);
      });
      details.append(element("summary", "", fill(word, { n: edges.length })), inElement("ul", lines));
      return details;
    });
  }
  function nodeButton(id) {
    const button = element("button", "quiet name", nodeOf.get(id).label);
    button.type = "button";
    button.addEventListener("click", () => find(nodeOf.get(id)));
    return button;
  }
  function select(id, { reveal = false } = {}) {
    state.node = id;
    apply();
    if (reveal && id) shown.reveal(nodeOf.get(id));
  }

  /* ---- search ------------------------------------------------------------------------------------------------ */
  const matches = (query) => findNamed(query, data.nodes, (node) => {
    const detail = view.details[node.id];
    return [detail.title, detail.other, detail.code, ...detail.aliases, ...(detail.found || [])];
  });
  function find(node) {
    if (!current.shown.has(node.id)) Object.assign(state, { ...blank, off: [] });
    select(node.id, { reveal: true });
  }
  const showSearch = searchBox({
    words,
    query: () => state.q,
    hits: matches,
    shown: (node, by) => [node.label + (by !== node.label ? " — " + by : ""), view.details[node.id].kind],
    typed: (text) => { state.q = text; writeHash(); },
    chosen: find,
  });

  /* ---- keyboard on the picture: the nearest node that way ----------------------------------------------------- */
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function step(key) {
    const here = nodeOf.get(state.node);
    if (!here || !current.shown.has(here.id)) return [...current.nodes].sort((a, b) => radiusOf(b) - radiusOf(a))[0];
    const [dx, dy] = WAYS[key];
    let best = null;
    for (const node of current.nodes) {
      const [along, aside] = [(node.x - here.x) * dx + (node.y - here.y) * dy, Math.abs((node.x - here.x) * dy) + Math.abs((node.y - here.y) * dx)];
      if (node !== here && along > 0 && aside <= along && (!best || along + aside < best[0])) best = [along + aside, node];
    }
    return best && best[1];
  }
  picture.addEventListener("keydown", (event) => {
    if (event.key in WAYS) {
      event.preventDefault();
      const next = step(event.key);
      if (next) select(next.id, { reveal: true });
    } else if (event.key === "Enter" && state.node) byId("panel").focus();
    else if (event.key === "Escape") select("");
  });

  /* ---- export ------------------------------------------------------------------------------------------------ */
  function drawHead(context, width) {
    const entries = legendEntries().filter((one) => !state.off.includes(one.key)).map((one) => ({ ...one, label: one.word + " " + one.count }));
    const rows = legendRows(context, entries, width, 70);
    const sized = sizeParts().filter((part) => typeof part === "string").join("");
    return {
      height: 150 + 40 * rows.length,
      draw() {
        context.fillText(words.colour_by + " " + view.colours.find((one) => one.key === state.colour).word + " · " + sized, 24, 74);
        rows.forEach((row, number) => { for (const entry of row) drawEntry(context, entry, 24 + entry.x, 118 + 40 * number); });
      },
    };
  }
  function drawEntry(context, entry, x, top) {
    context.save();
    context.lineWidth = 3;
    context.beginPath();
    if (entry.line) {
      context.strokeStyle = colours.edge;
      context.setLineDash(entry.line === "supporting" ? [4, 6] : entry.line === "replaceable" ? [12, 6] : []);
      context.moveTo(x, top + 14);
      context.lineTo(x + 36, top + 14);
      context.stroke();
    } else {
      if (entry.key === "state-firm") context.rect(x + 7, top + 3, 22, 22);
      else context.arc(x + 18, top + 14, 13, 0, 2 * Math.PI);
      context.fillStyle = entry.look.fill;
      context.strokeStyle = entry.look.line;
      context.setLineDash(entry.look.dashes ? [5, 4] : []);
      context.fill();
      context.stroke();
      context.textAlign = "center";
      context.font = "600 17px " + colours.font;
      context.fillStyle = entry.look.ink || colours.ink;
      context.fillText(entry.mark || "", x + 18, top + 5);
    }
    context.restore();
    context.font = "22px " + colours.font;
    context.fillStyle = colours.ink;
    context.fillText(entry.label, x + 44, top + 1);
  }
  const shown = stage({
    network, picture, data, lowest: 300, least: 0.2, most: 1.3, width: frame.width, height: () => frame.height,
    at: () => state.at,
    moved: (where) => { state.at = where; writeHash(); },
    day: () => view.asOf,
    file: () => view.file,
    colours: () => colours,
    head: drawHead,
  });

  /* ---- wiring ------------------------------------------------------------------------------------------------ */
  const on = (id, event, handler) => byId(id).addEventListener(event, handler);
  network.on("click", (event) => select(event.nodes[0] || ""));
  network.on("hoverNode", (event) => { hovered = event.node; network.redraw(); });
  network.on("blurNode", () => { hovered = ""; network.redraw(); });
  for (const key of ["colour", "size", "hops"]) on(key, "change", (event) => { state[key] = event.target.value; apply(); });
  for (const key of FILTERS) on("filter-" + key, "change", (event) => { state[key] = event.target.value; apply(); });
  on("reset", "click", () => { state = { ...initial }; showSearch(false); apply(); });
  window.addEventListener("hashchange", () => { state = readHash(); showSearch(false); apply(); });
  window.addEventListener("chaingraph:theme", () => { readColours(); if (current) apply(); });

  readColours();
  state = readHash();
  showSearch(false);
  apply();
  window.chaingraph.network = network;
  window.chaingraph.radiusOf = (id) => radiusOf(nodeOf.get(id));
  window.chaingraph.state = () => ({ ...state });
  document.documentElement.dataset.ready = "true";
});
