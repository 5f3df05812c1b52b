/* Search over the rows of a page with charts, and the panel that tells what a mark stands for. What it says is read from the
   tables of the page; a mark is what a chart draws with a key, a row bears that key. */
"use strict";
window.chaingraph.start(function () {
  const { byId, element, inElement, fill, groupBy, findNamed, searchBox } = window.chaingraph.parts;
  const data = JSON.parse(byId("page-data").textContent);
  const { words, named, about } = data;
  const SEPARATOR = "~";
  const state = { mark: "", q: "" };

  /* ---- marks: what a drawing shows, each with its key, the row that it leads to, and what else belongs to it --------- */
  const firstLine = (told) => {
    const text = typeof told === "string" ? told.split("<br>")[0].replace(/<\/?b>/g, "") : "";
    return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  };
  function cellMark(trace, down, along) {
    const row = trace.meta.rows[down];
    const key = row + SEPARATOR + trace.meta.columns[along];
    return { key, row, more: trace.meta.members[key] || [], title: firstLine(trace.hovertext[down][along]) };
  }
  function marksOf(trace) {
    if (trace.visible === false) return [];
    if (trace.type === "heatmap") return trace.z.flatMap((line, down) => line.flatMap((count, along) => (count === null ? [] : [{ ...cellMark(trace, down, along), x: trace.x[along], y: trace.y[down] }])));
    if (trace.type === "sankey") return trace.link.customdata.filter((said) => said && said.key).map((said) => ({ key: said.key, row: said.key, more: [], title: "" }));
    if (trace.meta && trace.meta.key) {
      const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
      return [{ key: trace.meta.key, row: trace.meta.key, more: [], title: "", x: middle(trace.x), y: middle(trace.y) }];
    }
    if (!Array.isArray(trace.customdata) || trace.hoverinfo === "skip") return [];
    return trace.customdata.flatMap((said, at) => (said && said.key ? [{ key: said.key, row: said.key, more: [], title: trace.mode === "text" ? "" : firstLine((trace.hovertext || [])[at]), x: trace.x[at], y: trace.y[at] }] : []));
  }
  const isOf = ({ key, row, more }) => state.mark && [key, row, ...more, ...(about[key] || [])].includes(state.mark);
  /* The mark that a click of plotly's is at. */
  function markAt(point) {
    const trace = point.data || {};
    if (trace.type === "heatmap") {
      const [down, along] = point.pointNumber;
      return trace.z[down][along] === null ? trace.meta.rows[down] : cellMark(trace, down, along).key;
    }
    const said = point.customdata || trace.meta;
    return said && said.key;
  }

  /* ---- a mark that is chosen is outlined, whatever the kind of drawing ------------------------------------------------ */
  const FOCUS = "token:focus";
  function outlined({ data: traces, layout }) {
    const shapes = [...(layout.shapes || [])];
    const made = traces.map((trace) => {
      const found = marksOf(trace).filter(isOf);
      if (!found.length) return trace;
      if (trace.type === "heatmap" || trace.mode === "text") {
        for (const { x, y } of found) shapes.push({ type: "rect", x0: x - 0.5, x1: x + 0.5, y0: y - 0.5, y1: y + 0.5, line: { color: FOCUS, width: 3 } });
        return trace;
      }
      if (trace.type === "sankey") return { ...trace, link: { ...trace.link, line: outline(trace.link.customdata, {}) } };
      if (!Array.isArray(trace.customdata)) return { ...trace, line: { ...trace.line, color: FOCUS, width: Math.max(trace.line.width || 0, 3.5) } };
      return { ...trace, marker: { ...trace.marker, line: outline(trace.customdata, trace.marker.line || {}) } };
    });
    return { data: made, layout: { ...layout, shapes } };
  }
  function outline(said, line) {
    const ours = (one) => one && one.key && isOf({ key: one.key, row: one.key, more: [] });
    const each = (value, chosen) => said.map((one, at) => (ours(one) ? chosen : Array.isArray(value) ? value[at] : value));
    return { ...line, color: each(line.color || "token:line", FOCUS), width: each(line.width || 0, 4) };
  }

  /* ---- rows ----------------------------------------------------------------------------------------------------------- */
  document.querySelectorAll("section.report table").forEach((table) => [...table.tBodies[0].rows].forEach((row, at) => {
    if (!row.dataset.key) row.dataset.key = table.id + SEPARATOR + at;
  }));
  const rowsOf = groupBy([...document.querySelectorAll("tr[data-key]")], (row) => row.dataset.key);
  const isSource = (cell) => cell.classList.contains("source");
  /* The cell that says what a row is about: the thing whose key it bears, else the first with words in it; not what is said above. */
  function labelCell(row, said) {
    const told = [...row.cells].filter((cell) => !isSource(cell) && !cell.classList.contains("number") && cell.textContent.trim());
    const name = (named[row.dataset.key] || [])[0];
    return (said && told.find((cell) => cell.textContent.trim() !== said)) || told.find((cell) => cell.textContent.trim() === name) || told[0] || row.cells[0];
  }
  const sheetOf = (row) => row.closest("section").querySelector("h2").textContent;
  const titles = new Map();
  /* Of a cell its row, and of both who is counted there. */
  const parents = new Map();
  for (const chart of data.charts) {
    for (const figure of [chart, ...Object.values(chart.variants)]) {
      for (const mark of figure.data.flatMap(marksOf)) {
        if (mark.title && !titles.has(mark.key)) titles.set(mark.key, mark.title);
        if (mark.row === mark.key) continue;
        for (const key of [mark.key, mark.row]) {
          const more = parents.has(key) ? parents.get(key).more : [];
          parents.set(key, { row: mark.row, more: [...new Set([...more, ...mark.more])] });
        }
      }
    }
  }
  const titleOf = (key) => titles.get(key) || (rowsOf.has(key) ? labelCell(rowsOf.get(key)[0]).textContent : "");

  /* ---- the panel ------------------------------------------------------------------------------------------------------ */
  const panel = byId("panel");
  /* The citations of a cell stand one below the other. */
  function citedElements(cell) {
    const boxes = [element("div", "cited")];
    for (const node of cell.childNodes) {
      if (node.nodeName === "BR") boxes.push(element("div", "cited"));
      else boxes[boxes.length - 1].append(node.cloneNode(true));
    }
    return boxes.filter((box) => box.textContent.trim());
  }
  function rowElement(row, said) {
    const box = element("div", "fact facts");
    const heads = [...row.closest("table").tHead.rows[0].cells].map((cell) => cell.textContent);
    const isTold = titles.has(row.dataset.key) && !named[row.dataset.key];
    const label = isTold ? null : labelCell(row, said);
    const list = element("dl");
    const sources = [];
    [...row.cells].forEach((cell, at) => {
      if (isSource(cell)) sources.push(...citedElements(cell));
      else if (cell !== label && !["", "—"].includes(cell.textContent.trim())) list.append(element("dt", "", heads[at]), inElement("dd", [...cell.cloneNode(true).childNodes]));
    });
    const way = element("button", "quiet", words.to_row);
    way.type = "button";
    way.addEventListener("click", () => lead(row));
    if (label) box.append(inElement("p", [...label.cloneNode(true).childNodes], "what"));
    box.append(list, ...sources);
    if (!sources.length) box.append(element("p", "kind", words.no_citation));
    box.append(way);
    return box;
  }
  function lead(row) {
    row.hidden = false;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }
  /* `afar` lays it over the window, beside a row that stands far from the pictures. */
  function showPanel(afar = false) {
    const stage = panel.parentElement;
    const wasOpen = stage.classList.contains("open");
    const at = parents.get(state.mark);
    const keys = at ? [...at.more, at.row] : [state.mark];
    const rows = keys.flatMap((key) => rowsOf.get(key) || []);
    document.querySelectorAll("tr.found").forEach((row) => row.classList.remove("found"));
    if (!rows.length) state.mark = "";
    panel.hidden = !rows.length;
    stage.classList.toggle("open", !panel.hidden && !afar);
    stage.classList.toggle("afar", !panel.hidden && afar);
    if (rows.length) {
      const close = element("button", "quiet close", "×");
      close.type = "button";
      close.setAttribute("aria-label", words.close);
      close.addEventListener("click", () => choose(""));
      const others = (named[state.mark] || []).filter((name) => !titleOf(state.mark).includes(name));
      panel.replaceChildren(close, element("h2", "", titleOf(state.mark)), ...(others.length ? [element("p", "kind", words.aliases + " " + others.join(" · "))] : []));
      for (const [title, mine] of groupBy(rows, sheetOf)) panel.append(element("h3", "", title), ...mine.map((row) => rowElement(row, mine.length > 1 ? (named[state.mark] || [])[0] : "")));
      const behind = document.querySelector(".reading details");
      if (behind) {
        const ask = element("button", "quiet", words.sparql);
        ask.type = "button";
        ask.addEventListener("click", () => { behind.open = true; behind.firstElementChild.focus(); behind.scrollIntoView(); });
        panel.append(ask);
      }
      panel.scrollTop = 0;
      (at && rowsOf.has(at.row) ? rowsOf.get(at.row) : rows).forEach((row) => row.classList.add("found"));
    }
    return wasOpen !== stage.classList.contains("open");
  }

  /* ---- choosing --------------------------------------------------------------------------------------------------------- */
  let page = null;
  /* Show what a mark stands for; `reveal` brings it into the picture and the window, past what hides it. */
  async function choose(key, { reveal = false } = {}) {
    state.mark = key || "";
    const shown = reveal && key ? page.find((figure) => figure.data.flatMap(marksOf).some(isOf)) : null;
    const moves = showPanel(reveal && !shown);
    page.write();
    await page.redraw(moves);
    if (reveal && key) bring(shown);
  }
  function bring(chart) {
    if (!chart) { if (rowsOf.has(state.mark)) rowsOf.get(state.mark)[0].scrollIntoView({ block: "center" }); return; }
    const place = byId(chart.id);
    const at = place.data.flatMap((trace) => marksOf(trace).filter(isOf).map((mark) => ({ ...mark, trace })))[0];
    const box = place.getBoundingClientRect();
    const spot = { x: box.width / 2, y: box.height / 2 };
    for (const side of ["x", "y"]) {
      const axis = at && place._fullLayout[(at.trace[side + "axis"] || side).replace(/^([xy])/, "$1axis")];
      if (axis && at[side] !== undefined) spot[side] = axis._offset + axis.d2p(at[side]);
    }
    const frame = place.parentElement;
    frame.scrollLeft = spot.x - frame.clientWidth / 2;
    if (box.top + spot.y < 60 || box.top + spot.y > window.innerHeight - 60) window.scrollBy({ top: box.top + spot.y - window.innerHeight / 2 });
    place.focus({ preventScroll: true });
  }
  /* The marks of a picture in their order, each once: what arrow keys walk. */
  function walk(chart, key) {
    const keys = [...new Set(byId(chart.id).data.flatMap(marksOf).map((mark) => mark.key))];
    const here = keys.indexOf(state.mark);
    const next = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: keys.length - 1 }[key];
    const at = here < 0 && key !== "End" ? 0 : Math.min(Math.max(next, 0), keys.length - 1);
    return choose(keys[at], { reveal: true });
  }
  function wire(chart) {
    const place = byId(chart.id);
    place.on("plotly_click", (event) => { if (event.points && event.points[0]) choose(markAt(event.points[0])); });
    place.addEventListener("keydown", (event) => {
      if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
        event.preventDefault();
        walk(chart, event.key);
      } else if (event.key === "Enter" && state.mark) panel.focus();
      else if (event.key === "Escape") choose("");
    });
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    choose("");
    byId(data.charts[0].id).focus({ preventScroll: true });
  });

  /* ---- search ------------------------------------------------------------------------------------------------------------- */
  const things = [...rowsOf.keys()].map((key) => {
    const cells = rowsOf.get(key).flatMap((row) => [...row.cells].filter((cell) => !isSource(cell) && !cell.classList.contains("number")));
    const others = (about[key] || []).flatMap((one) => named[one]);
    return { key, names: [titleOf(key), ...(named[key] || []), key, key.split(SEPARATOR).pop()], more: [...others, ...cells.map((cell) => cell.textContent.trim())] };
  });
  /* What bears a name comes before what only mentions it. */
  function hits(query) {
    const found = findNamed(query, things, (one) => one.names);
    const known = new Set(found.map(({ thing }) => thing));
    return [...found, ...findNamed(query, things.filter((one) => !known.has(one)), (one) => one.more)];
  }
  const showSearch = searchBox({
    words,
    query: () => state.q,
    hits,
    shown: ({ key }, by) => {
      const title = titleOf(key);
      return [title + (by === title || by.length > 40 ? "" : " — " + by), sheetOf(rowsOf.get(key)[0])];
    },
    typed: (text) => { state.q = text; page.write(); },
    chosen: ({ key }) => choose(key, { reveal: true }),
  });

  function reset() {
    state.q = "";
    showSearch(false);
    return choose("");
  }
  function read(given) {
    state.q = given.get("q") || "";
    state.mark = given.get("mark") || "";
    showSearch(false);
    return showPanel();
  }
  function write(made) {
    if (state.q) made.set("q", state.q);
    if (state.mark) made.set("mark", state.mark);
  }

  window.chaingraph.chartPanel = { outlined, read, reset, wire, write, setPage: (given) => { page = given; } };
});
