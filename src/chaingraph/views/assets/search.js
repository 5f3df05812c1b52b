/* Search over all pages of the site: by name, alias, part of a name or code. */
"use strict";
(function () {
  const { words, entries: listed } = window.chaingraphIndex;
  const root = document.currentScript.getAttribute("src").replace("assets/search.js", "");
  function made(name, attributes) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }
  const field = made("input", {
    type: "search", id: "site-search", autocomplete: "off", placeholder: words.search_site, "aria-label": words.search_site, title: words.search_site_help,
    "aria-describedby": "site-search-said", "aria-controls": "site-search-results",
  });
  const box = made("div", { id: "site-search-results", class: "results", hidden: "" });
  const said = made("span", { id: "site-search-said", class: "said", role: "status" });
  document.querySelector(".site-search").append(field, box, said);
  const fold = (text) => text.normalize("NFKC").toLowerCase().trim();
  const entries = listed.map(([key, kind, names, href]) => ({ key, kind, names, href, folded: [...names, key].map(fold) }));

  function matches(query) {
    const wanted = fold(query);
    if (!wanted) return [];
    const found = [];
    for (const entry of entries) {
      const at = entry.folded.findIndex((name) => name.includes(wanted));
      if (at < 0) continue;
      const rank = entry.folded.includes(wanted) ? 0 : entry.folded.some((name) => name.startsWith(wanted)) ? 1 : 2;
      found.push({ entry, rank, by: [...entry.names, entry.key][at] });
    }
    return found.sort((a, b) => a.rank - b.rank);
  }
  function show() {
    const found = matches(field.value);
    const text = found.length ? words.found.replace("{n}", found.length) : words.nothing_found.replace("{q}", () => field.value);
    said.textContent = field.value.trim() ? text : "";
    box.replaceChildren(...found.slice(0, 40).map(({ entry, by }) => {
      const link = document.createElement("a");
      link.href = root + entry.href;
      link.textContent = entry.names[0] + (by === entry.names[0] ? "" : " — " + by);
      const kind = document.createElement("span");
      kind.textContent = entry.kind;
      link.append(kind);
      return link;
    }));
    box.hidden = !found.length;
  }
  field.addEventListener("input", show);
  field.addEventListener("focus", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") box.querySelector("a")?.click();
    else if (event.key === "ArrowDown") { event.preventDefault(); box.querySelector("a")?.focus(); }
    else if (event.key === "Escape") box.hidden = true;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.hidden = true; field.focus(); }
    const sibling = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!sibling) return;
    event.preventDefault();
    (document.activeElement[sibling] || field).focus();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".site-search")) box.hidden = true; });
})();
