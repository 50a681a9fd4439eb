"use strict";
// What all pages share: elements, the head, tiles, cards and tables. Each page sets run, with at
// least summary, sessions, failures, failed and settings.

const charts = [];

/** Names and units for people; a unit that is the name itself, as in MACs, is the better name. */
function naming(units) {
  const isName = (name) => (units[name] || "").toLowerCase() === name;
  const unit = (name) => (isName(name) ? "" : units[name] || "");
  const label = (name) => (isName(name) ? units[name] : words(name));
  return { unit, label, labelWithUnit: (name) => label(name) + (unit(name) ? " (" + unit(name) + ")" : "") };
}

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, attributes);
  element.append(...children);
  return element;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const plural = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
/** A candidate's text, which may break after its separators. */
const code = (text) => el("code", {}, ...text.split(/(?<=[|+,;])/).flatMap((part) => [part, el("wbr", {})]));

function head() {
  const { job, status, seed, kendall_version } = run.summary;
  document.title = job + " · Kendall";
  const first = run.sessions[0];
  const facts = [
    ...(first ? ["started " + new Date(first.started_millis).toLocaleString()] : []),
    ...(first ? [run.sessions[run.sessions.length - 1].master] : []),
    "seed " + seed,
    "Kendall " + kendall_version,
  ];
  document.getElementById("top").append(
    el("div", { className: "title" }, el("h1", {}, job), el("span", { className: "status " + status }, status)),
    el("p", { className: "facts" }, ...facts.map((fact) => el("span", {}, fact))));
}

function tile(name, value, note, lead) {
  const parts = value.split(/\s/).map((part) => (/^\p{Letter}|%/u.test(part) ? el("small", {}, part) : el("span", {}, part)));
  return el("div", { className: lead ? "tile lead" : "tile" },
    el("div", { className: "name" }, name),
    el("div", { className: "value" }, ...parts),
    el("div", { className: "note" }, note));
}

function card(title, note, content, wide) {
  const box = el("article", { className: wide ? "card wide" : "card" },
    el("h2", {}, title), el("p", { className: "note" }, note), content);
  document.getElementById("cards").append(box);
}

/** A chart that is drawn once the page is laid out; or a word where there is nothing to draw. */
function chart(id, option, count, height) {
  if (count === 0) return el("div", { className: "nothing" }, "nothing yet");
  const box = el("div", { id: "chart-" + id, className: "chart" });
  if (height) box.style.height = height + "px";
  charts.push({ box, option });
  return box;
}

function drawCharts() {
  for (const { box, option } of charts) {
    echarts.dispose(box);
    echarts.init(box).setOption(option(run, palette()));
  }
}

/** A table from [heading, class] and rows of cells, each a text or an element. */
function table(headings, rows) {
  return el("div", { className: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, ...headings.map(([text, kind]) => el("th", { className: kind || "" }, text)))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell, i) => el("td", { className: headings[i][1] || "" }, cell)))))));
}

function failuresCard() {
  const all = run.failed;
  const shown = run.failures.length;
  const reason = (failure) => el("div", {}, el("div", { className: "message" }, failure.message),
    ...["stack", "log"].filter(part => failure[part])
      .map(part => el("details", {}, el("summary", {}, part), el("pre", {}, failure[part]))));
  card("Failures", plural(all, "trial") + " failed" + (shown < all ? "; the first " + shown + " are shown." : "."),
    table([["trial"], ["stage"], ["kind"], ["place"], ["candidate"], ["reason"]],
      run.failures.map((f) => [String(f.trial), el("span", { className: "arm " + f.stage }, stageNames[f.stage]),
        words(f.kind), f.place, code(f.candidate), reason(f)])), true);
}

function settingsCard() {
  card("Settings", "The job as it was resolved.", el("details", { open: run.settings.length < 3000 },
    el("summary", {}, "job.yaml"), el("pre", {}, run.settings)), true);
}

/** Draws again what depends on the window's size or on light and dark. */
function keepDrawn(redrawMore) {
  window.addEventListener("resize", () => charts.forEach(({ box }) => echarts.getInstanceByDom(box).resize()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawCharts();
    redrawMore();
  });
}
