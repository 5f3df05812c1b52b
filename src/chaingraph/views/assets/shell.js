/* What every page does: light or dark, tables as CSV, and links that stay in a page shown inside another. */
"use strict";
(function () {
  const root = document.documentElement;
  root.classList.remove("no-script");

  function preferred() {
    return window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  function setTheme(theme) {
    root.dataset.theme = theme;
    window.dispatchEvent(new CustomEvent("chaingraph:theme"));
  }
  setTheme(preferred());
  if (window.matchMedia) {
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(preferred()));
  }

  /* A spreadsheet runs a cell that begins like a formula. */
  function csvCell(text) {
    const plain = text.replace(/\s+/g, " ").trim();
    const safe = /^[=+@＝＋－＠-]/.test(plain) && !/^[+-]?[\d.,]+%?$/.test(plain) ? "'" + plain : plain;
    return /[",\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }
  function tableText(table) {
    const rows = [...table.rows].filter((row) => !row.hidden);
    return "\ufeff" + rows.map((row) => [...row.cells].map((cell) => csvCell(textOf(cell))).join(",") + "\r\n").join("");
  }
  function textOf(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("br").forEach((line) => line.replaceWith("; "));
    return copy.textContent;
  }
  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* A script that reads the page starts when all of it is there. */
  function start(script) {
    document.addEventListener("DOMContentLoaded", () => script());
  }
  start(() => {
    const button = document.getElementById("theme");
    button.addEventListener("click", () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"));
    document.querySelectorAll("button[data-csv]").forEach((one) => {
      one.addEventListener("click", () => {
        const table = document.getElementById(one.dataset.csv);
        download(new Blob([tableText(table)], { type: "text/csv;charset=utf-8" }), one.dataset.csv + ".csv");
      });
    });
    /* Inside an iframe's srcdoc "#content" would lead to the page outside. */
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("content").focus();
    });
  });

  window.chaingraph = { download, setTheme, start, tableText };
})();
