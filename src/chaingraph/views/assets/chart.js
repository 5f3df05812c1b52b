/* Draws the charts of a page: colours by the page's tokens, a legend that toggles, PNG, print. */
"use strict";
window.chaingraph.start(function () {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("page-data").textContent);
  const root = document.documentElement;
  const words = data.words;
  const choices = window.chaingraph.choices;
  const panel = window.chaingraph.chartPanel;
  const PRINT_WIDTH = 1080;
  const HALF_WIDTH = 700;
  const off = new Map(data.charts.map((chart) => [chart.id, new Set()]));

  /* ---- colours ----------------------------------------------------------------------------------------------- */
  function readTokens(theme) {
    const screen = root.dataset.theme;
    root.dataset.theme = theme || screen;
    const style = getComputedStyle(root);
    const names = new Set(["font", "surface", "ink", "muted", "line", "focus"]);
    JSON.stringify(data.charts, (key, value) => {
      if (typeof value === "string" && value.startsWith("token:")) names.add(value.slice(6).split(" ")[0]);
      return value;
    });
    const made = new Map([...names].map((name) => [name, style.getPropertyValue("--" + name).trim()]));
    root.dataset.theme = screen;
    return made;
  }
  function colour(text, tokens) {
    const [name, opacity] = text.slice(6).split(" ");
    const value = tokens.get(name) || "";
    if (!opacity) return value;
    const hex = value.length === 4 ? value.replace(/[^#]/g, "$&$&") : value;
    return `rgba(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",")},${opacity})`;
  }
  /* Only what plotly calls a colour is looked up, so that no label can pass for one. */
  function resolve(value, tokens, isColour) {
    if (typeof value === "string") return isColour && value.startsWith("token:") ? colour(value, tokens) : value;
    if (Array.isArray(value)) return value.map((one) => resolve(one, tokens, isColour));
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, resolve(one, tokens, /color/.test(key) && (typeof one === "string" || Array.isArray(one)))]),
    );
  }

  /* ---- what is shown ----------------------------------------------------------------------------------------- */
  const groupOf = (entry) => (entry && entry.group) || "";
  function shownTrace(trace, hidden) {
    if (!hidden.size) return trace;
    if (trace.type !== "sankey") return hidden.has(trace.legendgroup) ? { ...trace, visible: false } : trace;
    const groups = trace.node.customdata.map(groupOf);
    const link = { ...trace.link };
    const kept = link.source.map((source, at) => at).filter(
      (at) => ![groupOf(link.customdata[at]), groups[link.source[at]], groups[link.target[at]]].some((one) => hidden.has(one)),
    );
    for (const key of Object.keys(link)) {
      if (Array.isArray(link[key])) link[key] = kept.map((at) => trace.link[key][at]);
    }
    return { ...trace, link };
  }
  function figureOf(chart, tokens) {
    const hidden = off.get(chart.id);
    const now = choices.of(chart);
    const drawn = panel.outlined({ data: now.data.map((trace) => shownTrace(trace, hidden)), layout: now.layout });
    const layout = resolve(drawn.layout, tokens, false);
    layout.font = { ...(layout.font || {}), family: tokens.get("font") };
    layout.dragmode = chart.zoom ? "zoom" : false;
    if (chart.zoom) for (const key of Object.keys(layout)) if (/^[xy]axis/.test(key)) layout[key].fixedrange = false;
    return { data: resolve(drawn.data, tokens, false), layout };
  }
  /* One drawing after another: what is asked for meanwhile is drawn as it is wanted by then. */
  const queue = new Map();
  function draw(chart) {
    const turn = (queue.get(chart.id) || Promise.resolve()).then(() => drawNow(chart));
    queue.set(chart.id, turn);
    return turn;
  }
  function drawNow(chart) {
    const figure = figureOf(chart, readTokens());
    /* plotly asks the place how high it is whenever the width changes. */
    byId(chart.id).style.height = choices.of(chart).height + "px";
    figure.config = { responsive: true, displayModeBar: false, displaylogo: false, showTips: false, scrollZoom: false,
      doubleClick: chart.zoom ? "reset" : false };
    return window.Plotly.react(byId(chart.id), figure);
  }
  async function drawAll() {
    await Promise.all(data.charts.map(draw));
  }
  /* Pictures are as wide as the panel leaves room for. */
  async function redraw(isResized) {
    await drawAll();
    if (isResized) await Promise.all(data.charts.map((chart) => window.Plotly.Plots.resize(byId(chart.id))));
  }
  /* The first chart that shows what is wanted: as it is chosen now, else with another choice and nothing hidden. */
  function find(shows) {
    const now = (chart) => { const one = choices.of(chart); return { ...one, data: one.data.map((trace) => shownTrace(trace, off.get(chart.id))) }; };
    return data.charts.find((chart) => shows(now(chart))) || data.charts.find((chart) => {
      if (!choices.turn(chart, shows)) return false;
      off.get(chart.id).clear();
      drawLegend(chart);
      choices.rows(chart, off.get(chart.id), words.points_shown);
      byId(chart.id).setAttribute("aria-label", choices.of(chart).alt);
      return true;
    });
  }
  /* Paper is light, and the picture for it is made beforehand: a browser doesn't wait for one when it prints. */
  async function prepare(chart) {
    const figure = figureOf(chart, readTokens("light"));
    byId(chart.id + "-printed").src = await window.Plotly.toImage(figure, { format: "svg", width: Math.max(chart.minWidth, chart.isHalf ? HALF_WIDTH : PRINT_WIDTH), height: choices.of(chart).height });
  }

  /* ---- legend and address ------------------------------------------------------------------------------------ */
  function swatch(context, entry, tokens, x, y, width, height) {
    const [fill, line] = [entry.fillcolor, entry.linecolor].map((one) => colour(one, tokens));
    if (entry.symbol) { mark(context, entry, fill, line, x + width / 2, y + height / 2); return; }
    context.save();
    context.fillStyle = tokens.get("surface");
    context.fillRect(x, y, width, height);
    if (entry.pattern.startsWith("line")) {
      context.strokeStyle = line;
      context.lineWidth = entry.pattern === "line" ? 6 : 3;
      context.setLineDash({ line: [], "line-dot": [3, 5], "line-dash": [12, 6] }[entry.pattern]);
      context.beginPath();
      context.moveTo(x, y + height / 2);
      context.lineTo(x + width, y + height / 2);
      context.stroke();
      context.restore();
      return;
    }
    context.fillStyle = fill;
    context.fillRect(x, y, width, height);
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.strokeStyle = line;
    context.fillStyle = line;
    context.lineWidth = 2;
    for (let at = -height; entry.pattern.length === 1 && at < width + height; at += 8) {
      if (entry.pattern === ".") {
        for (let down = 4; down < height; down += 8) context.fillRect(x + at, y + down, 3, 3);
        continue;
      }
      context.beginPath();
      if ("/x".includes(entry.pattern)) { context.moveTo(x + at, y + height); context.lineTo(x + at + height, y); }
      if ("\\x".includes(entry.pattern)) { context.moveTo(x + at, y); context.lineTo(x + at + height, y + height); }
      if ("|+".includes(entry.pattern)) { context.moveTo(x + at, y); context.lineTo(x + at, y + height); }
      if ("-+".includes(entry.pattern)) { context.moveTo(x, y + at); context.lineTo(x + width, y + at); }
      context.stroke();
    }
    context.lineWidth = 4;
    if (entry.pattern === "dashed") context.setLineDash([9, 6]);
    context.strokeRect(x, y, width, height);
    context.restore();
  }
  /* A symbol as plotly names it, at twice its size on screen. */
  function mark(context, entry, fill, line, x, y) {
    const [shape, open] = entry.symbol.split("-");
    const half = entry.size || 9;
    context.save();
    context.beginPath();
    if (shape === "circle") context.arc(x, y, half, 0, 2 * Math.PI);
    else if (shape === "square") context.rect(x - half, y - half, 2 * half, 2 * half);
    else for (const [right, down] of [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]]) context.lineTo(x + right * half, y + down * half);
    context.closePath();
    context.fillStyle = fill;
    context.strokeStyle = line;
    context.lineWidth = 3;
    if (!open) context.fill();
    context.stroke();
    context.restore();
  }
  function drawLegend(chart) {
    const tokens = readTokens();
    const list = byId(chart.id + "-legend");
    const focused = document.activeElement && list.contains(document.activeElement) ? document.activeElement.dataset.legend : "";
    list.replaceChildren(...choices.of(chart).legend.map((entry) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.legend = entry.key;
      button.title = words.legend_help;
      button.setAttribute("aria-pressed", String(!off.get(chart.id).has(entry.key)));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [48, 30];
      canvas.setAttribute("aria-hidden", "true");
      swatch(canvas.getContext("2d"), entry, tokens, 0, 0, 48, 30);
      const name = document.createElement("span");
      name.textContent = entry.name;
      button.append(canvas, name);
      if (entry.count !== null) {
        const count = document.createElement("b");
        count.textContent = entry.count;
        button.append(count);
      }
      button.addEventListener("click", () => toggle(chart, entry.key));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
    if (focused) [...list.querySelectorAll("button")].find((one) => one.dataset.legend === focused)?.focus();
  }
  function readHash() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const chart of data.charts) {
      choices.read(chart, given);
      const known = new Set(choices.of(chart).legend.map((entry) => entry.key));
      off.set(chart.id, new Set((given.get(chart.id) || "").split("~").filter((key) => known.has(key))));
    }
    return panel.read(given);
  }
  function writeHash() {
    const made = new URLSearchParams();
    for (const [id, hidden] of off) if (hidden.size) made.set(id, [...hidden].sort().join("~"));
    data.charts.forEach((chart) => choices.write(chart, made));
    panel.write(made);
    const text = made.toString();
    /* A page shown inside another has no address of its own to change. */
    try { history.replaceState(null, "", text ? "#" + text : location.pathname + location.search); } catch { /* stays */ }
  }
  async function toggle(chart, key) {
    const hidden = off.get(chart.id);
    if (!hidden.delete(key)) hidden.add(key);
    writeHash();
    await refresh(chart);
  }
  async function refresh(chart) {
    drawLegend(chart);
    choices.rows(chart, off.get(chart.id), words.points_shown);
    byId(chart.id).setAttribute("aria-label", choices.of(chart).alt);
    await draw(chart);
    await prepare(chart);
  }

  /* ---- PNG --------------------------------------------------------------------------------------------------- */
  function loaded(source) {
    return new Promise((done, failed) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = failed;
      image.src = source;
    });
  }
  function clip(context, text, width) {
    let cut = text;
    while (context.measureText(cut).width > width) cut = cut.slice(0, -2);
    return cut === text ? text : cut.slice(0, -1) + "…";
  }
  async function compose(chart) {
    const tokens = readTokens();
    const width = Math.max(byId(chart.id).clientWidth, chart.minWidth, 640);
    const figure = figureOf(chart, tokens);
    const image = await loaded(await window.Plotly.toImage(figure, { format: "png", width, height: choices.of(chart).height, scale: 2 }));
    const made = document.createElement("canvas");
    const context = made.getContext("2d");
    const shown = choices.of(chart).legend.filter((entry) => !off.get(chart.id).has(entry.key));
    const places = [];
    let [x, y] = [24, 84];
    made.width = width * 2;
    context.font = "24px " + tokens.get("font");
    for (const entry of shown) {
      const label = entry.name + (entry.count === null ? "" : " " + entry.count);
      const wide = 62 + context.measureText(label).width + 28;
      if (x > 24 && x + wide > made.width) [x, y] = [24, y + 42];
      places.push({ entry, label, x, y });
      x += wide;
    }
    const head = shown.length ? y + 48 : 84;
    made.height = head + image.height + 76;
    context.fillStyle = tokens.get("surface");
    context.fillRect(0, 0, made.width, made.height);
    context.textBaseline = "top";
    context.fillStyle = tokens.get("ink");
    context.font = "600 36px " + tokens.get("font");
    const title = data.title + (chart.title ? " · " + chart.title : "") + (data.asOf ? " · " + words.as_of + " " + data.asOf : "");
    context.fillText(clip(context, title, made.width - 48), 24, 20);
    context.font = "24px " + tokens.get("font");
    for (const place of places) {
      swatch(context, place.entry, tokens, place.x, place.y, 48, 30);
      context.fillStyle = tokens.get("ink");
      context.fillText(place.label, place.x + 58, place.y);
    }
    context.drawImage(image, 0, head);
    context.fillStyle = tokens.get("muted");
    context.font = "22px " + tokens.get("font");
    context.fillText(clip(context, words.sources + " " + data.sources.join("; "), made.width - 48), 24, head + image.height + 6);
    context.fillText(words.licence + " · chaingraph " + data.version, 24, head + image.height + 36);
    return made;
  }

  /* ---- wiring ------------------------------------------------------------------------------------------------ */
  function wire(chart) {
    const place = byId(chart.id);
    choices.wire(chart, () => { writeHash(); return refresh(chart); });
    panel.wire(chart);
    document.querySelector(`[data-png="${chart.id}"]`).addEventListener("click", async () => {
      const made = await compose(chart);
      made.toBlob((blob) => window.chaingraph.download(blob, "chaingraph-" + data.file + "-" + chart.id + ".png"));
    });
    const reset = document.querySelector(`[data-reset="${chart.id}"]`);
    if (reset) reset.addEventListener("click", async () => {
      off.get(chart.id).clear();
      choices.reset(chart);
      await panel.reset();
      if (chart.zoom) await window.Plotly.relayout(place, { "xaxis.autorange": true, "yaxis.autorange": true });
      await refresh(chart);
    });
  }
  byId("print").addEventListener("click", () => window.print());
  window.addEventListener("chaingraph:theme", () => { data.charts.forEach(drawLegend); drawAll(); });
  window.addEventListener("hashchange", async () => {
    const isResized = readHash();
    await Promise.all(data.charts.map(refresh));
    if (isResized) await redraw(true);
  });
  panel.setPage({ find, redraw, write: writeHash });

  async function start() {
    readHash();
    data.charts.forEach((chart) => {
      drawLegend(chart);
      choices.rows(chart, off.get(chart.id), words.points_shown);
      if (chart.minWidth) byId(chart.id).style.minWidth = chart.minWidth + "px";
    });
    await drawAll();
    data.charts.forEach(wire);
    await Promise.all(data.charts.map(prepare));
    window.chaingraph.charts = Object.fromEntries(data.charts.map((chart) => [chart.id, byId(chart.id)]));
    window.chaingraph.compose = (id) => compose(data.charts.find((chart) => chart.id === id));
    root.dataset.ready = "true";
  }
  start();
});
