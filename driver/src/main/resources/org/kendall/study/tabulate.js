"use strict";
// The page of a table: how its first metric is spread, and how the other columns go with it.

const data = JSON.parse(document.getElementById("data").textContent);
const run = { ...data, failed: data.summary.failed };
const first = run.summary.metric;
const { labelWithUnit } = naming({ [first]: run.summary.unit });
const place = (name) => run.rows.columns.findIndex((column) => column.name === name);
const values = (name) => run.rows.rows.map((row) => row[place(name)]);
const tau = (value) => (value === null ? "–" : value.toFixed(3));

function tiles() {
  const { summary } = run;
  document.getElementById("tiles").append(
    tile("rows", summary.rows.toLocaleString("en"), "of " + summary.planned.toLocaleString("en"), true),
    tile(words(first), quantity(summary.median, summary.unit),
      "median; " + number(summary.least) + " to " + number(summary.most)),
    tile("two seeds agree", tau(summary.tau_of_seeds), "Kendall's tau"),
    tile("utilisation", (100 * summary.utilisation).toFixed(1) + " %", "of the slots"),
    tile("wall time", duration(summary.wall_seconds), plural(run.sessions.length, "session")));
}

/** How many rows lie in each of 40 equal steps. */
function spread(run, colors) {
  const all = values(first);
  const low = Math.min(...all);
  const step = (Math.max(...all) - low || 1) / 40;
  const counts = new Array(40).fill(0);
  all.forEach((value) => counts[Math.min(39, Math.floor((value - low) / step))]++);
  return {
    ...base(colors),
    xAxis: axis(colors, labelWithUnit(first), { splitLine: { show: false } }),
    yAxis: upright(colors, "rows", { min: 0 }),
    series: [{
      type: "bar", barWidth: "90%", itemStyle: { color: colors.search },
      data: counts.map((count, i) => [low + (i + 0.5) * step, count]),
      tooltip: { formatter: ({ value }) => lines(plural(value[1], "row"), "around " + number(value[0])) },
    }],
  };
}

/** Each row as a point, by two of its columns. */
function scatter(x, y) {
  return (run, colors) => ({
    ...base(colors),
    xAxis: axis(colors, labelWithUnit(x)),
    yAxis: upright(colors, labelWithUnit(y)),
    series: [{
      type: "scatter", symbolSize: 5, itemStyle: { color: colors.search, opacity: 0.6 },
      data: run.rows.rows.map((row) => ({ value: [row[place(x)], row[place(y)]], text: row[0] })),
      tooltip: { formatter: ({ data: point }) => lines(point.text,
        words(x) + " " + number(point.value[0]), words(y) + " " + number(point.value[1])) },
    }],
  });
}

head();
tiles();
const rows = run.rows.rows.length;
card("How the rows are spread", "By the mean over seeds.", chart("spread", spread, rows));
if (place(first + "_seed2") > 0) {
  card("Two seeds", "The same candidate trained from two seeds.",
    chart("seeds", scatter(first + "_seed1", first + "_seed2"), rows));
}
if (run.summary.relations.length > 0) {
  card("What goes with it", "How each column ranks the rows by " + words(first) + ", both turned so that larger is better. Top and worst: the share of its tenth that is there. Ranks: of its best twentieth.",
    table([["column"], ["tau", "number"], ["Spearman", "number"], ["top 10 %", "number"], ["worst 10 %", "number"],
      ["best rank", "number"], ["worst rank", "number"]],
      run.summary.relations.map((r) => [words(r.name), tau(r.tau), tau(r.spearman), tau(r.precision_at_top),
        tau(r.precision_at_bottom), number(r.best_rank), number(r.worst_rank)])), true);
  const [best] = run.summary.relations.filter((r) => place(r.name) > 0 && !r.name.startsWith("validation"));
  if (best) card("The nearest", "Each row by " + words(best.name) + ".", chart("best", scatter(best.name, first), rows));
}
if (run.failures.length > 0) failuresCard();
settingsCard();
drawCharts();
keepDrawn(() => {});
