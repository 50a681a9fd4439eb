"use strict";
// What was found within each budget: charts, tables and schedules of models as strips.

/** The metrics that are drawn against the budgets: the objective, then the first others. */
function budgetMetrics() {
  const found = run.summary.budgets.flatMap((b) => b.arms);
  const names = [run.objective.name, ...run.metrics.filter((name) => name !== run.objective.name)];
  return names.filter((name) => found.some((f) => f.metrics[name]));
}

function armNames() {
  const { budgets, confirmed } = run.summary;
  return [...new Set([...budgets.flatMap((b) => b.arms.map((f) => f.arm)), ...confirmed.flatMap((c) => c.arms)])];
}

/** The name of a colour of the style sheet for each way of finding candidates. */
function armTone(arm) {
  if (arm === "search" || arm === "baseline") return arm;
  const tones = ["confirm", "late", "middle", "rerank", "failed", "rival"];
  return tones[armNames().filter((name) => name !== "search" && name !== "baseline").indexOf(arm) % tones.length];
}

const budgetLabel = ({ limit }) => run.label(run.budget_cost) + " up to " + tick(limit) + (run.unit(run.budget_cost) && "\u00a0" + run.unit(run.budget_cost));

const armLabel = (arm) => (Object.hasOwn(stageNames, arm) ? stageNames[arm] : words(arm));

function armMark(arm) {
  return el("span", { className: "whole" }, dot("var(--" + armTone(arm) + ")"), armLabel(arm));
}

/** A metric and what the budgets limit, as short as they stand beside a name. */
function armFigures(found, name) {
  return el("small", { className: "whole" }, spreadText(name, found.metrics[name]) + " · " + run.label(run.budget_cost) + " "
    + quantity(found.cost, run.unit(run.budget_cost)));
}

function dot(color) {
  const mark = el("span", { className: "dot" });
  mark.style.background = color;
  return mark;
}

function budgetCards() {
  const names = budgetMetrics();
  const shown = names.length ? names.slice(0, 3) : [run.objective.name];
  shown.forEach((name, i) => card(capital(run.label(name)) + " against budget",
    "The best that each found within each budget, confirmed: mean and standard deviation over seeds.",
    chart("budget-" + i, (run, colors) => quality(run, colors, name), names.length), i === 0 && shown.length !== 2));
  if (names.length === 0) return;
  withinCard(names);
  if (run.summary.budgets.some((b) => b.arms.some((f) => f.calls.length))) strips();
  samplesCard();
}

/** What each way's schedule makes within each budget, a row of images each. */
function samplesCard() {
  const drawn = (b) => (b.seed === null ? [] : b.arms.filter((found) => run.samples[found.trial]));
  const budgets = run.summary.budgets.filter((b) => drawn(b).length);
  if (budgets.length === 0) return;
  const box = el("div", { className: "samples" });
  const widest = Math.max(...budgets.flatMap(drawn).map((found) => sample(found).width));
  box.style.setProperty("--least", widest + 214 + "px");
  for (const b of budgets) {
    box.append(el("div", {}, el("h3", {}, budgetLabel(b)), el("div", { className: "rows" }, ...drawn(b).flatMap((found) => [
      el("div", {}, armMark(found.arm), el("br", {}), armFigures(found, run.objective.name)), sample(found)]))));
  }
  card("Samples", "The first images that each makes, from the same noise within a budget; with its " + run.label(run.objective.name)
    + " and " + run.label(run.budget_cost) + ".", box, true);
}

/** Tiny images are shown larger, by a whole factor, with each pixel as it is. */
function sample({ trial, candidate }) {
  const { uri, width, height } = run.samples[trial];
  const factor = Math.ceil(36 / height);
  return el("img", { src: uri, width: factor * width, height: factor * height, alt: candidate, title: candidate, className: factor > 1 ? "crisp" : "" });
}

/** A metric against what the budgets limit, a line for each way of finding candidates. */
function quality(run, colors, name) {
  const found = run.summary.budgets.flatMap((b) => b.arms.map((f) => ({ ...f, budget: budgetLabel(b) })))
    .filter((f) => f.metrics[name]).sort((a, b) => a.cost - b.cost);
  const means = found.map((f) => f.metrics[name].mean);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const log = least > 0 && most / least > 10;
  const floor = least / 2;
  const ends = ({ mean, standard_deviation: deviation }) =>
    [mean - deviation, mean + deviation].map((end) => (log ? Math.max(end, floor) : end));
  const series = armNames().flatMap((arm) => {
    const color = colors[armTone(arm)];
    const points = found.filter((f) => f.arm === arm);
    if (points.length === 0) return [];
    return [{
      type: "custom", name: armLabel(arm), silent: true, clip: true, itemStyle: { color }, tooltip: { show: false },
      encode: { x: 0, y: [1, 2] }, data: points.map((f) => [f.cost, ...ends(f.metrics[name])]),
      renderItem: (params, api) => errorBar(api, color),
    }, {
      type: "line", name: armLabel(arm), symbol: "circle", symbolSize: 7, z: arm === "search" ? 5 : 4,
      lineStyle: { color, width: arm === "search" ? 2.6 : 1.6 }, itemStyle: { color },
      data: points.map((f) => ({ value: [f.cost, f.metrics[name].mean], found: f })),
      tooltip: { formatter: (p) => foundTip(p.data.found, name) },
    }];
  });
  if (series.length > 0) series[series.length - 1].markLine = limits(colors);
  const costs = [...run.summary.budgets.map((b) => b.limit), ...found.map((f) => f.cost)];
  const [cheapest, dearest] = [Math.min(...costs), Math.max(...costs)];
  const span = cheapest > 0 ? { type: "log", min: cheapest / 1.2, max: dearest * 1.2 } : {};
  return {
    ...base(colors),
    grid: { ...base(colors).grid, top: 58, bottom: 46 },
    xAxis: axis(colors, run.labelWithUnit(run.budget_cost), { ...span, axisLabel: { show: false }, splitLine: { show: false } }),
    yAxis: upright(colors, run.labelWithUnit(name), log ? { type: "log", logBase: 2 } : {}),
    series,
  };
}

/** The budgets, which stand in for the ticks of their axis. */
function limits(colors) {
  return {
    silent: true, symbol: "none", data: run.summary.budgets.map((b) => ({ xAxis: b.limit })),
    lineStyle: { color: colors.muted, type: "dotted", width: 1 },
    label: { position: "start", color: colors.muted, fontSize: 11.5, formatter: (p) => tick(p.value) },
  };
}

/** From one end of a deviation to the other. */
function errorBar(api, color) {
  const [x, low] = api.coord([api.value(0), api.value(1)]);
  const high = api.coord([api.value(0), api.value(2)])[1];
  const style = { stroke: color, lineWidth: 1.4, opacity: 0.7 };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] };
}

function foundTip(found, name) {
  return lines(armLabel(found.arm) + ", " + found.budget, found.candidate,
    run.label(run.budget_cost) + ": " + quantity(found.cost, run.unit(run.budget_cost)),
    run.label(name) + ": " + spreadText(name, found.metrics[name]));
}

/** A table for each budget, the best mean of each metric in bold. */
function withinCard(names) {
  const box = el("div", { className: "even" });
  for (const b of run.summary.budgets) {
    const { arms } = b;
    const best = Object.fromEntries(names.map((name) => [name, bestMean(arms, name)]));
    const cell = (found, name) => el("span",
      { className: found.metrics[name] && found.metrics[name].mean === best[name] ? "best" : "" }, spreadText(name, found.metrics[name]));
    box.append(el("h3", {}, budgetLabel(b)), arms.length === 0 ? el("div", { className: "legend" }, "nothing confirmed") : table(
      [["from"], [run.label(run.budget_cost), "number"], ...names.map((name) => [run.label(name), "number"])],
      arms.map((found) => [armMark(found.arm), quantity(found.cost, run.unit(run.budget_cost)), ...names.map((name) => cell(found, name))])));
  }
  card("Found within each budget", "Mean ± standard deviation over the seeds of the confirmation; the best mean in bold.", box, true);
}

function bestMean(arms, name) {
  const means = arms.filter((f) => f.metrics[name]).map((f) => f.metrics[name].mean);
  if (!run.directions[name]) return null;
  return run.directions[name] === "MAXIMIZE" ? Math.max(...means) : Math.min(...means);
}

/** One scale over the zoo, from its first model to its last; it follows light and dark by itself. */
function modelColor(model) {
  const place = run.models.length > 1 ? (2 * model) / (run.models.length - 1) : 0;
  const [from, to] = place < 1 ? ["early", "middle"] : ["middle", "late"];
  return "color-mix(in srgb, var(--" + to + ") " + (100 * (place < 1 ? place : place - 1)).toFixed(0) + "%, var(--" + from + "))";
}

/** Each schedule as a strip from noise to image, with a tick where a model is asked. */
function strips() {
  const box = el("div", { className: "strips" },
    el("span", {}), el("div", { className: "ends" }, el("span", {}, "noise"), el("span", {}, "image")));
  for (const b of run.summary.budgets) {
    const drawn = b.arms.filter((found) => found.calls.length);
    if (drawn.length === 0) continue;
    box.append(el("h3", {}, budgetLabel(b)));
    drawn.forEach((found) => box.append(armMark(found.arm), strip(found)));
  }
  const legend = el("p", { className: "legend" },
    ...run.models.map((name, model) => el("span", {}, dot(modelColor(model)), name)));
  card("Schedules", "Which model each asks, and when; models in the order of the zoo.", el("div", {}, legend, box), true);
}

function strip({ calls, candidate }) {
  const places = calls.map((call) => 100 * (1 - call.at));
  const gaps = places.slice(1).map((place, i) => place - places[i]);
  const width = Math.max(2, Math.min(12, ...gaps.map((gap) => 8 * gap)));
  return svg("svg", { class: "strip" }, svg("title", {}, candidate), ...calls.map((call, i) => {
    const x = places[i].toFixed(2) + "%";
    return svg("line", { x1: x, x2: x, y1: 0, y2: "100%", stroke: modelColor(call.model), "stroke-width": width },
      svg("title", {}, run.models[call.model] + " at " + number(call.at)));
  }));
}
