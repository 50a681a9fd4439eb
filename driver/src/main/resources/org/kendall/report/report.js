"use strict";
// The page: reads the run, and fills in the head, the tiles and the cards.

const data = JSON.parse(document.getElementById("data").textContent);
const run = readRun(data);

/** The run as the charts want it: trials as objects, times in seconds of the drivers' work. */
function readRun(data) {
  const { columns, rows } = data.evaluations;
  // The last columns are the figures; their names are the user's and may be those of others.
  const names = [...data.metrics, ...data.costs];
  const fixed = columns.slice(0, columns.length - names.length);
  const trials = rows.map((row) => ({
    ...Object.fromEntries(fixed.map((column, i) => [column.name, row[i]])),
    figures: Object.fromEntries(names.map((name, i) => [name, row[fixed.length + i]])),
  }));
  let begin = 0;
  const sessions = data.sessions.map((session) => {
    const seconds = (session.last_millis - session.started_millis) / 1000;
    begin += seconds;
    return { ...session, begin: begin - seconds, seconds };
  });
  const worked = (millis) => {
    const session = sessions.findLast((s) => s.started_millis <= millis) || sessions[0];
    return session ? session.begin + Math.max(0, (millis - session.started_millis) / 1000) : 0;
  };
  const fullest = {};
  for (const { stage, fidelity, status } of trials) {
    if (status === "measured") fullest[stage] = Math.max(fullest[stage] || 0, fidelity);
  }
  trials.forEach((trial) => {
    trial.begin = worked(trial.started);
    trial.isFull = trial.fidelity >= fullest[trial.stage];
  });
  const objective = data.summary.objective;
  const larger = objective.direction === "MAXIMIZE";
  const better = (a, b) => (larger ? a > b : a < b);
  const predicted = trials.filter((t) => t.stage === "search" && t.predicted !== null && t.figures[objective.name] !== null);
  const drawn = trials.filter((t) => ["search", "baseline"].includes(t.stage) && t.isFull && t.figures[objective.name] !== null);
  return {
    ...data, objective, better, trials, drawn, sessions, predicted, ...naming(data.units),
    failed: data.summary.trials.failed,
    rounds: data.summary.rounds.filter((r) => r.kendall_tau !== null && r.learnt_from !== null),
    reach: reach(drawn.map((t) => t.figures[objective.name]), larger),
  };
}

const figure = (name, values) => quantity(values[name], run.unit(name));
/** A mean and its standard deviation: of a percentage two decimals, else two digits. */
function spreadText(name, spread) {
  if (!spread) return "–";
  const { mean, standard_deviation: deviation } = spread;
  const unit = run.unit(name);
  if (deviation === null) return quantity(mean, unit);
  return unit === "%"
    ? mean.toFixed(2) + " ± " + deviation.toFixed(2) + "\u00a0%"
    : number(mean) + " ± " + tick(Number(deviation.toPrecision(2))) + (unit ? "\u00a0" + unit : "");
}

function tiles() {
  const { best, baseline, trials, rounds, utilisation, wall_seconds } = run.summary;
  const name = run.objective.name;
  const known = rounds.map((r) => r.kendall_tau).filter((tau) => tau !== null);
  const mean = known.reduce((sum, tau) => sum + tau, 0) / known.length;
  const slots = run.sessions.length ? run.sessions[run.sessions.length - 1].slots : 0;
  const stages = Object.entries(trials.stages)
    .filter(([, counts]) => counts.measured + counts.failed > 0)
    .map(([stage, counts]) => counts.measured + counts.failed + " " + stageNames[stage]);
  document.getElementById("tiles").append(
    tile("best " + run.label(name), best ? figure(name, best.metrics) : "–",
      !best ? "nothing measured yet" : baseline ? "random search " + figure(name, baseline.metrics) : "trial " + best.trial, true),
    ...(run.summary.front ? frontTiles() : confirmedTile()),
    ...Object.entries(run.summary.unknown_costs).map(([cost, rows]) =>
      tile("without " + run.label(cost), String(rows), "rows of its table: never evaluated")),
    ...Object.entries(run.limits).map(([cost, limit]) => tile(run.label(cost) + " limit", quantity(limit, run.unit(cost)),
      best ? "the best has " + figure(cost, best.metrics) : "hard, kept by every candidate")),
    tile("trials", String(trials.measured + trials.failed), [...stages, trials.failed + " failed"].join(", ")),
    tile("Kendall's tau", known.length ? known[known.length - 1].toFixed(2) : "–",
      known.length ? "last round; mean " + mean.toFixed(2) + " over " + plural(known.length, "round") : "no round predicted and measured"),
    tile("utilisation", (100 * utilisation).toFixed(1) + " %", "of " + plural(slots, "slot")),
    tile("wall time", duration(wall_seconds), plural(run.sessions.length, "session")));
}

/** The metric that confirmation is about: one of a test set, else the objective. */
function confirmedMetric() {
  return run.metrics.find((name) => name.startsWith("test")) || run.objective.name;
}

function confirmedTile() {
  const name = confirmedMetric();
  const of = (arm) => run.summary.confirmed.find((c) => c.arms.includes(arm) && c.metrics[name]);
  const found = run.summary.budgets.length ? null : of("search");
  if (!found) return [];
  const random = of("baseline");
  return [tile("confirmed " + run.label(name), spreadText(name, found.metrics[name]),
    random ? "random search " + spreadText(name, random.metrics[name]) : "over " + plural(found.seeds.length, "seed"), true)];
}

function cards() {
  if (run.summary.budgets.length > 0) budgetCards();
  const hidden = run.drawn.filter((t) => t.figures[run.objective.name] < run.reach.min || t.figures[run.objective.name] > run.reach.max).length;
  const both = (run.summary.rungs.length > 0 ? "Each point is a trial in full" : "Each point is a trial") + ", each line the best up to then." + (hidden ? " " + plural(hidden, "far outlier") + " not shown." : "");
  card("Best so far, by trials", both, chart("trials", (run, colors) =>
    progress(run, colors, { name: "trials", of: (trial, i) => i + 1 }), run.drawn.length));
  card("Best so far, by time", "The same by the seconds since the first trial of each.", chart("time", (run, colors) =>
    progress(run, colors, { name: "seconds", of: (trial, i, start) => trial.begin + trial.seconds - start }), run.drawn.length));
  if (run.summary.front) {
    frontCards();
  } else if (run.costs.length > 0) {
    card(capital(run.label(run.objective.name)) + " against " + run.label(run.costs[0]),
      "The line joins what nothing in the search surpasses in both.", chart("cost", tradeOff, run.drawn.length));
  }
  cellCard();
  if (run.summary.rungs.length > 0) rungCards();
  card("Measured against predicted", "Predicted before it was measured; trials coloured by round.",
    chart("predicted", predictions, run.predicted.length));
  card("Kendall's tau by what was learnt from", "Agreement of each round's order as predicted with that as then measured: 1 is the same, 0 is chance.",
    chart("tau", taus, run.rounds.length));
  card("Slots", "What each slot did, and above it the share of slots that were busy: "
    + (100 * run.summary.utilisation).toFixed(1) + " % over all. Zoom with ctrl and the wheel, drag to move.",
    chart("slots", timeline, run.trials.length, timelineHeight(run)), true);
  if (run.best.length > 0) bestCard();
  if (run.summary.confirmed.length > 0 && run.summary.budgets.length === 0) confirmedCard();
  if (run.failures.length > 0) failuresCard();
  settingsCard();
}

function options(standing) {
  return el("div", { className: "options" }, table([["choice"], ["option"]],
    Object.entries(standing.options).map(([name, option]) => [name, el("code", {}, option)])));
}

function cellCard() {
  const picture = el("div", { id: "cell" });
  const title = run.operations.length ? "The found cell" : "The found candidate";
  card(title, run.best.length ? (run.summary.front ? "Best on the front by " + run.label(run.objective.name) : "The best of the search") + "; pick another in the table below." : "", picture, run.costs.length === 0);
  pick(0);
}

/** Shows one of the best candidates in the picture. */
function pick(place) {
  const shown = run.best[place];
  const picture = document.getElementById("cell");
  picture.dataset.place = place;
  if (!shown) {
    picture.replaceChildren(el("div", { className: "nothing" }, "nothing yet"));
    return;
  }
  const { standing, graphs } = shown;
  const facts = ["trial " + standing.trial, ...[run.objective.name, ...run.costs].map((name) => run.label(name) + " " + figure(name, standing.metrics))];
  picture.replaceChildren(
    el("p", { className: "facts" }, ...facts.map((fact) => el("span", {}, fact))),
    ...(graphs.length ? graphs.map((graph) => drawCell(graph, run.operations, palette())) : [options(standing)]));
  document.querySelectorAll("tr.pick").forEach((row, i) => row.classList.toggle("picked", i === place));
}

function bestCard() {
  const names = Object.keys(run.best[0].standing.metrics);
  const box = table(
    [["rank"], ["candidate"], ...names.map((name) => [run.label(name), "number"]), ["trial", "number"]],
    run.best.map(({ standing }, i) => [
      String(i + 1), code(standing.candidate), ...names.map((name) => figure(name, standing.metrics)), String(standing.trial)]));
  box.querySelectorAll("tbody tr").forEach((row, i) => {
    row.className = "pick";
    row.addEventListener("click", () => pick(i));
  });
  if (run.summary.front) card("The front of the search", "What nothing in the search surpasses in all objectives, each measured once.", box, true);
  else card("Best candidates of the search", "By " + run.label(run.objective.name) + ", each measured once.", box, true);
  pick(0);
}

function confirmedCard() {
  const { confirmed } = run.summary;
  const names = run.metrics.filter((name) => confirmed.some((c) => c.metrics[name]));
  const scales = Object.fromEntries(names.map((name) => [name, scale(confirmed.map((c) => c.metrics[name]).filter(Boolean))]));
  const costs = run.summary.front ? run.costs : [];
  const cell = (c, name) => el("div", {}, spreadText(name, c.metrics[name]),
    ...(c.metrics[name] ? [interval(c.metrics[name], scales[name], c.arms)] : []));
  card("Confirmed candidates", "The best few of the search and of what it is compared with, measured again from other seeds: mean ± standard deviation.",
    table(
      [["from"], ["candidate"], ...[...names, ...costs].map((name) => [run.label(name), "number"]), ["seeds", "number"]],
      confirmed.map((c) => [
        el("div", {}, ...c.arms.map(armTag)),
        code(c.candidate), ...names.map((name) => cell(c, name)), ...costs.map((name) => figure(name, c.costs)),
        c.seeds.length + (c.failed ? ", " + c.failed + " failed" : "")])), true);
}

function armTag(arm) {
  const tag = el("span", { className: "arm" }, armLabel(arm));
  tag.style.setProperty("--tone", "var(--" + armTone(arm) + ")");
  return tag;
}

function scale(spreads) {
  const ends = spreads.flatMap((s) => [s.mean - (s.standard_deviation || 0), s.mean + (s.standard_deviation || 0)]);
  const low = Math.min(...ends);
  const width = Math.max(...ends) - low || 1;
  return (value) => 4 + (112 * (value - low)) / width;
}

/** A mean as a dot and its standard deviation as a line, on the scale of its column. */
function interval(spread, x, arms) {
  const deviation = spread.standard_deviation || 0;
  const stroke = "var(--" + (arms.length ? armTone(arms[0]) : "muted") + ")";
  return svg("svg", { class: "spread", width: 120, height: 9 },
    svg("line", { x1: 0, x2: 120, y1: 4.5, y2: 4.5, stroke: "var(--line)" }),
    svg("line", { x1: x(spread.mean - deviation), x2: x(spread.mean + deviation), y1: 4.5, y2: 4.5, stroke, "stroke-width": 3, "stroke-opacity": 0.45, "stroke-linecap": "round" }),
    svg("circle", { cx: x(spread.mean), cy: 4.5, r: 4, fill: stroke }));
}

head();
tiles();
cards();
drawCharts();
keepDrawn(() => pick(Number(document.getElementById("cell").dataset.place)));
