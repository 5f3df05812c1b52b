/* In a page of the site a cell names a document by its date; here it says of it what a page that stands alone says. */
"use strict";
(function () {
  const { words, documents } = window.chaingraphShared;
  const root = document.currentScript.getAttribute("src").replace("assets/cites.js", "");
  function link(href, text) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    return made;
  }
  window.chaingraph.start(() => {
    for (const one of document.querySelectorAll("a.cite")) {
      const about = documents[one.getAttribute("href").slice(1)];
      const said = document.createElement("span");
      said.className = "other";
      said.textContent = about.publisher + " · " + about.issued + " ·";
      let end = one;
      while (end && end.nodeName !== "BR") end = end.nextSibling;
      if (about.address) {
        const outside = link(about.address, words.address);
        outside.className = "outside";
        outside.rel = "noreferrer noopener";
        one.parentNode.insertBefore(outside, end);
        outside.before(" ");
      }
      one.replaceWith(link(root + about.href, about.title || about.label), " ", said);
    }
  });
})();
