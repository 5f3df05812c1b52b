/* Pieces that scripts of pictures share: elements, facts with their sources, the questions behind them, a legend as image. */
"use strict";
(function () {
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
    for (const source of fact.sources) {
      const about = view.documents[source.document];
      const cited = element("div", "cited");
      const name = about.title || about.label;
      cited.append(inElement("p", [about.href ? link(about.href, name, false) : name]), element("p", "", about.publisher + " · " + about.issued + " · "));
      cited.lastChild.append(element("span", source.is_checkable ? "" : "unchecked", source.place));
      if (about.address) cited.append(link(about.address, about.address, true));
      box.append(cited);
    }
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
  function clip(context, text, width) {
    let cut = text;
    while (cut && context.measureText(cut).width > width) cut = cut.slice(0, -2);
    return cut === text ? text : cut.slice(0, -1) + "…";
  }
  window.chaingraph.parts = { element, inElement, link, runElements, fill, groupBy, factElement, questionElement, findNamed, clip };
})();
