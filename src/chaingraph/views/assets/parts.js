/* What the scripts of pictures share: elements, facts with their sources, the search box, and the stage of a picture: how
   large it is, what of it is seen, and it as an image for export and print. */
"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function inElement(name, children, className) {
    const made = element(name, className);
    made.append(...children);
    return made;
  }
  function link(href, text, outside) {
    const made = element("a", "", text);
    made.href = href;
    if (outside) { made.rel = "noreferrer noopener"; made.target = "_blank"; }
    return made;
  }
  /* Words that name a thing lead to its page, where there is one. */
  function runElements(runs) {
    return runs.map(([text, href]) => (href ? link(href, text, false) : text));
  }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  }
  function groupBy(list, keyOf) {
    const made = new Map();
    for (const one of list) {
      const key = keyOf(one);
      if (made.has(key)) made.get(key).push(one);
      else made.set(key, [one]);
    }
    return made;
  }
  /* What a page's picture shows; what all pages of a site show stands in a script that they share. */
  function readData() {
    const data = JSON.parse(byId("page-data").textContent);
    const shared = window.chaingraphShared;
    if (!shared) return data;
    const { view, root } = data;
    const about = (key) => ({ ...shared.documents[key], href: root + shared.documents[key].href });
    for (const [name, one] of Object.entries(view.questions)) view.questions[name] = { ...shared.questions[name], ...one };
    for (const [key, one] of Object.entries(view.details)) view.details[key] = { ...shared.segments[one.code], ...one };
    view.documents = Object.fromEntries(view.documents.map((key) => [key, about(key)]));
    return { ...data, words: shared.words };
  }
  /* A document, and the place in it: where its text isn't kept, that says so. */
  function sourceElement(about, place, isCheckable) {
    const cited = element("div", "cited");
    const name = about.title || about.label;
    cited.append(inElement("p", [about.href ? link(about.href, name, false) : element("span", "", name)]), element("p", "", about.publisher + " · " + about.issued + " · "));
    cited.lastChild.append(element("span", isCheckable ? "" : "unchecked", place));
    if (about.address) cited.append(link(about.address, about.address, true));
    return cited;
  }
  function factElement(fact, { words, view, lang }) {
    const box = element("div", "fact facts");
    box.append(inElement("p", runElements(fact.what), "what"));
    const list = element("dl");
    for (const [word, text] of [[words.value, fact.value], [words.period, fact.period ? [[fact.period]] : []], [words.basis, fact.basis]]) {
      if (text.length) list.append(element("dt", "", word), inElement("dd", runElements(text)));
    }
    if (fact.names.length) {
      const named = fact.names.flatMap((name, number) => [...(number ? [lang === "zh" ? "、" : ", "] : []), ...runElements(name)]);
      list.append(element("dt", "", words.member_list), inElement("dd", named));
    }
    box.append(list);
    box.append(...fact.sources.map((source) => sourceElement(view.documents[source.document], source.place, source.is_checkable)));
    return box;
  }
  function questionElement(question, name, options) {
    const details = element("details");
    const text = element("pre");
    text.tabIndex = 0;
    text.append(element("code", "", question.text));
    const command = inElement("p", [element("code", "", "chaingraph query " + name + options)], "kind");
    details.append(element("summary", "", question.asks), command, text);
    return details;
  }
  /* Things whose names hold the wanted text: whole names first, then beginnings, then the rest. */
  function findNamed(query, things, namesOf) {
    const fold = (text) => text.normalize("NFKC").toLowerCase().trim();
    const wanted = fold(query);
    if (!wanted) return [];
    const found = [];
    for (const thing of things) {
      const names = namesOf(thing).filter(Boolean);
      const folded = names.map(fold);
      const at = folded.findIndex((name) => name.includes(wanted));
      if (at >= 0) found.push({ thing, by: names[at], rank: folded.includes(wanted) ? 0 : folded.some((name) => name.startsWith(wanted)) ? 1 : 2 });
    }
    return found.sort((a, b) => a.rank - b.rank);
  }
  /* The search box: hits below it, arrows between them, Enter for the first; returns what shows them. */
  function searchBox({ words, query, hits, shown, typed, chosen }) {
    const [field, box] = [byId("search"), byId("search-results")];
    function show(open) {
      const text = query();
      const found = hits(text);
      field.value = text;
      byId("search-said").textContent = !text.trim() ? "" : found.length ? fill(words.found, { n: found.length }) : fill(words.nothing_found, { q: text });
      box.replaceChildren(...found.slice(0, 30).map(({ thing, by }) => {
        const [title, kind] = shown(thing, by);
        const button = element("button", "", title);
        button.type = "button";
        button.append(element("span", "", kind));
        button.addEventListener("click", () => choose(thing));
        return button;
      }));
      box.hidden = !open || !found.length;
    }
    function choose(thing) {
      box.hidden = true;
      chosen(thing);
    }
    field.addEventListener("input", () => { typed(field.value); show(true); });
    field.addEventListener("focus", () => show(Boolean(query())));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        const first = hits(query())[0];
        if (first) choose(first.thing);
      } else if (event.key === "ArrowDown") box.querySelector("button")?.focus();
      else if (event.key === "Escape") box.hidden = true;
    });
    box.addEventListener("keydown", (event) => {
      const sibling = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (event.key === "Escape") { box.hidden = true; field.focus(); }
      if (!sibling) return;
      event.preventDefault();
      (document.activeElement[sibling] || field).focus();
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".search")) box.hidden = true; });
    field.closest(".search").addEventListener("focusout", (event) => { if (event.relatedTarget && !event.relatedTarget.closest(".search")) box.hidden = true; });
    return show;
  }

  function clip(context, text, width) {
    let cut = text;
    while (cut && context.measureText(cut).width > width) cut = cut.slice(0, -2);
    return cut === text ? text : cut.slice(0, -1) + "…";
  }
  /* Entries of a legend, each with its label, in rows of a width: each is given where it begins. */
  function legendRows(context, entries, width, mark) {
    const rows = [[]];
    let used = 0;
    for (const entry of entries) {
      const wide = mark + context.measureText(entry.label).width;
      if (used && used + wide > width) {
        rows.push([]);
        used = 0;
      }
      rows[rows.length - 1].push({ ...entry, x: used });
      used += wide;
    }
    return rows;
  }

  /* The stage of a picture. It is as wide as the page allows; the page scrolls, not the picture.
     at, moved: where the picture was moved to, null for the whole of it; width, height: of the whole, in its own measure;
     lowest: pixels that it is high at least; least, most: scales at which the whole is shown; day, file: what an image is named after; colours: as they are now;
     head: how high what stands above the picture in an image is, and what draws it. */
  function stage({ network, picture, data, at, moved, width, height, lowest, least, most, day, file, colours, head }) {
    const { words, view } = data;
    let home = 1;
    function size() {
      const room = picture.clientWidth;
      if (!room) return;
      home = Math.min(Math.max(room / width, least), most);
      const high = Math.max(Math.ceil(height() * home), lowest) + "px";
      picture.style.height = high;
      byId("panel").style.setProperty("--picture-height", high);
      network.setSize("100%", high);
      place();
    }
    function place() {
      const [x, y, scale] = at() || [width / 2, height() / 2, home];
      network.moveTo({ position: { x, y }, scale, animation: false });
      network.redraw();
    }
    function move(where) {
      moved(where);
      place();
    }
    function zoom(factor) {
      const centre = network.getViewPosition();
      move([centre.x, centre.y, Math.min(Math.max(network.getScale() * factor, 0.1), 6)]);
    }
    /* Bring a node into the picture, and the picture into the window. */
    function reveal({ x, y }) {
      const middle = network.canvasToDOM({ x, y });
      const box = picture.getBoundingClientRect();
      if (middle.x < 0 || middle.x > box.width || middle.y < 0 || middle.y > box.height) move(null);
      const top = picture.getBoundingClientRect().top + network.canvasToDOM({ x, y }).y;
      if (top < 40 || top > window.innerHeight - 60) window.scrollBy({ top: top - window.innerHeight / 2 });
      picture.focus({ preventScroll: true });
    }
    /* The picture as it stands, at twice its size, with its sources and, unless the page around says them, title and legend. */
    function compose(isHeaded) {
      const factor = 2;
      const [scale, centre] = [network.getScale(), network.getViewPosition()];
      const source = picture.querySelector("canvas");
      const [wide, high] = [picture.clientWidth, picture.clientHeight];
      network.setSize(wide * factor + "px", high * factor + "px");
      network.moveTo({ position: centre, scale: scale * factor, animation: false });
      network.redraw();
      const made = document.createElement("canvas");
      const context = made.getContext("2d");
      const ratio = source.width / (wide * factor);
      const plain = "22px " + colours().font;
      made.width = wide * factor;
      context.font = plain;
      const above = isHeaded ? head(context, made.width - 48) : { height: 0 };
      made.height = high * factor + above.height + 64;
      context.fillStyle = colours().surface;
      context.fillRect(0, 0, made.width, made.height);
      context.fillStyle = colours().ink;
      context.textBaseline = "top";
      if (isHeaded) {
        context.font = "600 36px " + colours().font;
        context.fillText(data.title + (day() ? " · " + words.as_of + " " + day() : ""), 24, 18);
        context.font = plain;
        above.draw();
      }
      context.drawImage(source, 0, 0, source.width, source.height, 0, above.height, source.width / ratio, source.height / ratio);
      context.font = plain;
      context.fillStyle = colours().muted;
      const from = words.footer_sources + " " + Object.values(view.documents).map((one) => one.publisher + " " + one.issued).join("; ");
      context.fillText(clip(context, from, made.width - 48), 24, above.height + high * factor + 8);
      context.fillText(words.footer_licence + " · chaingraph " + data.version, 24, above.height + high * factor + 36);
      network.setSize("100%", high + "px");
      network.moveTo({ position: centre, scale, animation: false });
      network.redraw();
      return made;
    }
    let screenTheme = "";
    window.addEventListener("beforeprint", () => {
      screenTheme = document.documentElement.dataset.theme;
      window.chaingraph.setTheme("light");
      byId("printed").src = compose(false).toDataURL("image/png");
      byId("printed").hidden = false;
    });
    window.addEventListener("afterprint", () => {
      byId("printed").hidden = true;
      window.chaingraph.setTheme(screenTheme || "light");
    });
    network.on("dragEnd", () => {
      const centre = network.getViewPosition();
      moved([centre.x, centre.y, network.getScale()]);
    });
    picture.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    }, { passive: false });
    picture.addEventListener("keydown", (event) => {
      if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") move(null);
    });
    byId("zoom-in").addEventListener("click", () => zoom(1.25));
    byId("zoom-out").addEventListener("click", () => zoom(0.8));
    byId("fit").addEventListener("click", () => move(null));
    byId("png").addEventListener("click", () => compose(true).toBlob((blob) => window.chaingraph.download(blob, "chaingraph-" + file() + ".png")));
    byId("print").addEventListener("click", () => window.print());
    window.addEventListener("resize", () => { if (!window.matchMedia("print").matches) size(); });
    return { size, reveal, home: () => home };
  }
  window.chaingraph.parts = { byId, readData, element, inElement, link, runElements, fill, groupBy, sourceElement, factElement, questionElement, findNamed, searchBox, clip, legendRows, stage };
})();
