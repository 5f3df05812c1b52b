/* What a page of the site holds folded (zlib in base 64) is unfolded by the browser itself, which takes its time: from here
   on each script of the page starts after that, one after another. */
"use strict";
(function () {
  async function unfold(text) {
    const folded = atob(text);
    const bytes = new Uint8Array(folded.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = folded.charCodeAt(at);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  }
  /* Data stays where it is; rows of a table, in which the page has escaped all that comes from outside, take their place. */
  async function put(one) {
    const text = await unfold(one.textContent);
    if (one.type === "text/html") one.insertAdjacentHTML("beforebegin", text);
    else one.textContent = text;
  }
  const folded = [...document.querySelectorAll("script[data-folded]")];
  const isAble = !folded.length || "DecompressionStream" in window;
  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  let turn = isAble ? Promise.all([parsed, ...folded.map(put)]) : new Promise(() => {});

  function start(script) {
    turn = turn.then(script);
  }
  /* The page's policy allows a script of this very text only. */
  function run(text) {
    if (!isAble) return;
    const unfolded = unfold(text);
    start(async () => {
      const script = document.createElement("script");
      script.textContent = await unfolded;
      document.body.append(script);
    });
  }
  /* A browser that can't unfold shows what one without scripts does. */
  if (!isAble) {
    const content = document.getElementById("content");
    content.classList.add("no-script");
    content.querySelectorAll("noscript").forEach((one) => one.insertAdjacentHTML("beforebegin", one.textContent));
  }
  Object.assign(window.chaingraph, { run, start });
})();
