/* What is chosen above a chart: one of its drawings, and which of its points are shown; and the rows that go with it. */
"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const states = new Map();

  function choicesOf(control) {
    return control.groups.flatMap((group) => group.choices);
  }
  function firstOf(control) {
    const all = choicesOf(control);
    return all.length ? all[control.range ? all.length - 1 : 0].key : "";
  }
  function stateOf(chart) {
    if (!states.has(chart.id)) states.set(chart.id, Object.fromEntries(chart.controls.map((one) => [one.key, firstOf(one)])));
    return states.get(chart.id);
  }
  function fits(control, wanted, said) {
    if (!said || !(control.key in said)) return true;
    const value = said[control.key];
    if (!control.range) return wanted === "" || value.includes(wanted);
    const [from, to] = value;
    return (from === null || from <= Number(wanted)) && (to === null || Number(wanted) <= to);
  }
  /* All lists that run along the points are cut alike. */
  function cut(trace, kept, length) {
    const made = {};
    for (const [key, value] of Object.entries(trace)) {
      if (Array.isArray(value)) made[key] = value.length === length ? kept.map((at) => value[at]) : value;
      else if (value && typeof value === "object" && (key === "marker" || key === "textfont" || key === "line")) made[key] = cut(value, kept, length);
      else made[key] = value;
    }
    return made;
  }
  function filtered(trace, filters, state) {
    if (!Array.isArray(trace.customdata)) return trace;
    const kept = trace.customdata.map((said, at) => at).filter((at) => filters.every((one) => fits(one, state[one.key], trace.customdata[at])));
    return kept.length === trace.customdata.length ? trace : cut(trace, kept, trace.customdata.length);
  }
  /* A chart as it is chosen; the legend counts what is left. */
  function of(chart) {
    if (!chart.controls.length) return chart;
    const state = stateOf(chart);
    const filters = chart.controls.filter((one) => one.filter);
    const variant = chart.variants[chart.controls.filter((one) => !one.filter).map((one) => state[one.key]).join("~")];
    const made = { ...chart, ...(variant || {}) };
    if (!filters.length) return made;
    made.data = made.data.map((trace) => filtered(trace, filters, state));
    made.legend = made.legend.map((entry) => (entry.count === null ? entry : { ...entry, count: pointsOf(made.data.filter((trace) => trace.legendgroup === entry.key)).length }));
    return made;
  }
  function pointsOf(traces) {
    return traces.filter((trace) => trace.hoverinfo !== "skip").flatMap((trace) => (Array.isArray(trace.customdata) ? trace.customdata.flat() : [])).filter((said) => said && said.key);
  }

  function read(chart, given) {
    const state = stateOf(chart);
    for (const control of chart.controls) {
      const wanted = given.get(chart.id + "." + control.key);
      state[control.key] = wanted !== null && choicesOf(control).some((one) => one.key === wanted) ? wanted : firstOf(control);
    }
    show(chart);
  }
  function write(chart, made) {
    const state = stateOf(chart);
    for (const control of chart.controls) if (state[control.key] !== firstOf(control)) made.set(chart.id + "." + control.key, state[control.key]);
  }
  /* Choose a drawing that shows what is wanted, with all its points; false if none does. */
  function turn(chart, shows) {
    const wanted = Object.entries(chart.variants).find(([, one]) => shows(one)) || (shows(chart) ? ["", chart] : null);
    if (!wanted) return false;
    const state = stateOf(chart);
    const parts = wanted[0].split("~");
    for (const control of chart.controls) {
      if (control.filter) state[control.key] = firstOf(control);
      else if (wanted[0]) state[control.key] = parts.shift();
    }
    show(chart);
    return true;
  }
  function reset(chart) {
    for (const control of chart.controls) stateOf(chart)[control.key] = firstOf(control);
    show(chart);
  }
  function show(chart) {
    const state = stateOf(chart);
    for (const control of chart.controls) {
      const input = byId(chart.id + "-" + control.key);
      const at = choicesOf(control).findIndex((one) => one.key === state[control.key]);
      if (control.range) {
        input.value = String(at);
        input.setAttribute("aria-valuetext", choicesOf(control)[at].name);
        byId(chart.id + "-" + control.key + "-shown").textContent = choicesOf(control)[at].name;
      } else input.value = state[control.key];
    }
  }
  function wire(chart, changed) {
    for (const control of chart.controls) {
      const input = byId(chart.id + "-" + control.key);
      input.addEventListener(control.range ? "input" : "change", () => {
        stateOf(chart)[control.key] = control.range ? choicesOf(control)[Number(input.value)].key : input.value;
        show(chart);
        changed();
      });
    }
  }
  /* The rows of the chart's own tables are those of its points; how many there are is said. */
  function rows(chart, hidden, template) {
    const said = byId(chart.id + "-said");
    const shown = new Set(pointsOf(of(chart).data.filter((trace) => !hidden.has(trace.legendgroup))).map((one) => one.key));
    if (said) said.textContent = template.replace("{n}", shown.size).replace("{all}", chart.all);
    for (const sheet of chart.rows) {
      document.querySelectorAll(`#table-${sheet} tbody tr[data-key]`).forEach((row) => { row.hidden = !shown.has(row.dataset.key); });
    }
  }

  window.chaingraph.choices = { of, read, reset, rows, turn, wire, write };
})();
