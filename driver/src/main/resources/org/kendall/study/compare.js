"use strict";
// The page of a comparison: how soon each strategy came near the best of a table.

const data = JSON.parse(document.getElementById("data").textContent);
const run = { ...data, failed: data.summary.failed, results: data.summary.results };

const tones = ["search", "baseline", "confirm", "late", "middle", "failed", "early"];
const toneOf = (strategy) => tones[run.results.findIndex((r) => r.strategy === strategy) % tones.length];
const count = (value) => (value === null ? "–" : value.toLocaleString("en"));

function labelOf(strategy) {
  const dot = el("span", { className: "dot" });
  dot.style.background = "var(--" + toneOf(strategy) + ")";
  return el("span", {}, dot, strategy);
}

function tiles() {
  const { summary } = run;
  const found = run.results.filter((r) => r.to_best.median !== null);
  const first = found.sort((a, b) => a.to_best.median - b.to_best.median)[0];
  const ended = run.results.filter((r) => r.end).sort((a, b) => a.end.median - b.end.median)[0];
  document.getElementById("tiles").append(
    summary.front ? tile("of the true front's hypervolume", ended ? (100 - ended.end.median).toFixed(2) + " %" : "–", ended ? ended.strategy + ", median" : "nothing yet", true)
      : tile("evaluations to the best", first ? count(first.to_best.median) : "–", first ? first.strategy + ", median" : "not found by half", true),
    tile(summary.front ? "objectives" : "objective", words(summary.objective), "up to " + count(summary.budget) + " evaluations"),
    tile("searches", summary.searches + summary.failed + " of " + summary.planned, summary.failed + " failed"),
    tile("utilisation", (100 * summary.utilisation).toFixed(1) + " %", "of the slots"),
    tile("wall time", duration(summary.wall_seconds), plural(run.sessions.length, "session")));
}

function reachedCard() {
  const { within, unit } = run.summary;
  const rows = run.results.map((r) => [labelOf(r.strategy), String(r.searches),
    String(r.to_best.reached), count(r.to_best.median), count(r.to_best.worst),
    String(r.to_within.reached), count(r.to_within.median), count(r.to_within.worst),
    r.proposal_seconds === null ? "–" : (1000 * r.proposal_seconds).toFixed(2) + " ms"]);
  card("Evaluations needed", (run.summary.front ? "Until the whole of the true front's hypervolume was reached, and until all but " + within + " % of it was."
    : "Until the best of the table was found, and until one within " + within + " " + unit + " of it.") + " A search that never came so far counts as more than all.",
    table([["strategy"], ["seeds", "number"], ["found", "number"], ["median", "number"], ["worst", "number"],
      ["near", "number"], ["median", "number"], ["worst", "number"], ["a proposal", "number"]], rows), true);
}

/** The hypervolumes that searches ended with, as shares of the true front's. */
function sharesCard() {
  const share = (missing) => (100 - missing).toFixed(2) + " %";
  const rows = run.results.filter((r) => r.end).map((r) => [labelOf(r.strategy), String(r.searches),
    share(r.end.median), share(r.end.most), share(r.end.least)]);
  card("Hypervolume", "After " + count(run.summary.budget) + " evaluations, as a share of the true front's: " + run.summary.front + ".",
    table([["strategy"], ["seeds", "number"], ["median", "number"], ["least", "number"], ["most", "number"]], rows), true);
}

/** Regret against evaluations, with the interval as a band; zero is drawn at the lower edge. */
function regrets(run, colors) {
  const { unit } = run.summary;
  const positive = run.results.flatMap((r) => r.curve.flatMap((p) => [p.mean, p.low])).filter((v) => v > 0);
  const floor = Math.min(...positive, 1) / 2;
  const shown = (value) => Math.max(value, floor);
  const series = run.results.flatMap((r) => {
    const color = colors[toneOf(r.strategy)];
    return [{
      type: "custom", name: r.strategy, silent: true, itemStyle: { color }, tooltip: { show: false },
      renderItem: (params, api) => (params.dataIndex > 0 ? null : {
        type: "polygon", style: { fill: color, opacity: 0.15 },
        shape: { points: [...r.curve.map((p) => api.coord([p.evaluations, shown(p.high)])),
          ...[...r.curve].reverse().map((p) => api.coord([p.evaluations, shown(p.low)]))] } }),
      data: r.curve.map((p) => [p.evaluations, shown(p.mean)]), clip: true,
    }, {
      type: "line", name: r.strategy, symbol: "circle", symbolSize: 5, z: 4, lineStyle: { color, width: 2.2 }, itemStyle: { color },
      data: r.curve.map((p) => ({ value: [p.evaluations, shown(p.mean)], point: p })),
      tooltip: { formatter: ({ data: { point: p } }) => lines(r.strategy, count(p.evaluations) + " evaluations",
        run.summary.measure + " " + p.mean.toPrecision(3) + " (" + p.low.toPrecision(3) + " to " + p.high.toPrecision(3) + ") " + unit) },
    }];
  });
  return {
    ...base(colors),
    grid: { left: 30, right: 18, top: 58, bottom: 28, containLabel: true },
    legend: { ...base(colors).legend, type: "scroll" },
    xAxis: axis(colors, "evaluations", { type: "log", logBase: 2, min: 1, max: run.summary.budget, splitLine: { show: false } }),
    yAxis: upright(colors, run.summary.measure + (unit ? " (" + unit + ")" : ""), { type: "log", min: floor }),
    series,
  };
}

head();
tiles();
if (run.summary.front) sharesCard();
reachedCard();
card(capital(run.summary.measure) + " against evaluations", "Interquartile mean over seeds; the band is its bootstrap 95 % interval. Zero is drawn at the lower edge.",
  chart("regret", regrets, run.results.length, 420), true);
if (run.failures.length > 0) failuresCard();
settingsCard();
drawCharts();
keepDrawn(() => {});
