"use strict";
// The page of a ranking study: how well each predictor ranks, by what it has seen.

const run = readStudy(JSON.parse(document.getElementById("data").textContent));

/** The study with its results by predictor and by train size. */
function readStudy(data) {
  const { results, study } = data.summary;
  const predictors = [...new Set(results.map((r) => r.predictor))];
  const result = (predictor, size) => results.find((r) => r.predictor === predictor && r.train_size === size);
  const spread = (predictor, size, name) => {
    const found = result(predictor, size);
    return found && found.figures[name] ? found.figures[name] : null;
  };
  return { ...data, failed: data.summary.failed, study, predictors, result, spread, tau: (predictor, size) => spread(predictor, size, "kendall_tau") };
}

const tones = ["search", "baseline", "confirm", "late", "middle", "failed", "early"];
/** A colour and a kind of line for each predictor; colours come again with other dashes. */
const looks = (predictor) => {
  const place = run.predictors.indexOf(predictor);
  return { tone: tones[place % tones.length], dash: ["solid", "dashed", "dotted"][Math.floor(place / tones.length) % 3] };
};

const count = (value) => value.toLocaleString("en");
const percent = (share) => Number((100 * share).toPrecision(3)) + "\u00a0%";
const tauText = ({ mean, standard_deviation: deviation }) =>
  mean.toFixed(4) + (deviation === null ? "" : " ± " + deviation.toFixed(4));

/** Kendall's tau as tables have it: four decimals without a zero before the point. */
function tauCell(spread, best) {
  if (!spread) return el("span", { className: "bare" }, "–");
  const { mean, standard_deviation: deviation } = spread;
  return el("span", { className: best ? "best" : "" }, mean.toFixed(4).replace(/^(-?)0/, "$1"),
    ...(deviation === null ? [] : [el("small", {}, " ± " + deviation.toFixed(4).replace(/^0/, ""))]));
}

function tiles() {
  const { summary, study, sizes } = run;
  const largest = sizes.filter((size) => run.predictors.some((p) => run.tau(p, size))).pop();
  const first = run.predictors.find((p) => run.tau(p, largest));
  const { tau, rows } = study.ceiling;
  document.getElementById("tiles").append(
    tile("best Kendall's tau", first ? run.tau(first, largest).mean.toFixed(4) : "–",
      first ? first + ", " + count(largest) + " seen" : "nothing measured yet", true),
    tile("label", words(study.label), study.table + ", space " + study.space),
    tile("protocol", words(study.protocol.replaceAll("-", " ")),
      "learnt from up to " + count(study.pool) + ", tested on " + count(study.tested)),
    ...(tau === null ? [] : [tile("label noise leaves", "about " + tau.toFixed(3),
      "tau between a row and the mean of its twins, " + plural(rows, "row"))]),
    tile("fits", summary.fits + summary.failed + " of " + summary.planned, summary.failed + " failed"),
    tile("utilisation", (100 * summary.utilisation).toFixed(1) + " %", "of the slots"),
    tile("wall time", duration(summary.wall_seconds), plural(run.sessions.length, "session")));
}

function tauCard() {
  const { sizes, published, study } = run;
  const headings = [["predictor"], ["fits", "number"], ...sizes.map((size) => [count(size) + " · " + percent(size / study.pool), "number"])];
  const best = (size) => run.predictors.reduce((top, p) => Math.max(top, run.tau(p, size) ? run.tau(p, size).mean : -1), -1);
  const ours = run.predictors.map((predictor) => {
    const fits = sizes.map((size) => run.result(predictor, size)).filter(Boolean).map((r) => r.fits);
    const range = fits.length ? [...new Set([Math.min(...fits), Math.max(...fits)])].join("–") : "0";
    return [labelOf(predictor), range, ...sizes.map((size) => {
      const spread = run.tau(predictor, size);
      return tauCell(spread, spread && spread.mean === best(size));
    })];
  });
  const theirs = published.map((line) => [
    el("span", {}, line.name, el("span", { className: "arm source" }, line.source)), "", ...sizes.map((size) => tauCell(line.tau[size]))]);
  const box = table(headings, [...ours, ...theirs]);
  [...box.querySelectorAll("tbody tr")].forEach((row, i) => row.classList.toggle("printed", i >= ours.length));
  const sources = Object.entries(run.sources).map(([source, text]) =>
    el("p", { className: "note source" }, el("span", { className: "arm source" }, source), " " + text + "."));
  card("Kendall's tau by what was seen",
    "Mean ± standard deviation over splits and seeds; the best of each column is bold."
      + (theirs.length ? " Below: what others printed for the same shares." : ""),
    el("div", {}, box, ...sources), true);
}

function labelOf(predictor) {
  const { tone } = looks(predictor);
  const dot = el("span", { className: "dot" });
  dot.style.background = "var(--" + tone + ")";
  return el("span", {}, dot, predictor);
}

/** A line over train sizes; look says its colour and dash, and whether it has a band. */
function line(title, points, look, more) {
  const { color, dash, band } = look;
  const series = [{
    type: "line", name: title, data: points.map(([x, s]) => ({ value: [x, s.mean], spread: s })), symbol: "circle", symbolSize: 6, z: 4,
    lineStyle: { color, width: 2.2, type: dash }, itemStyle: { color }, ...more,
  }];
  return band ? [...series, deviationBand(title, points, color)] : series;
}

/** One standard deviation around a line. */
function deviationBand(title, points, color) {
  const edge = (api, sign) => points.map(([x, s]) => api.coord([x, s.mean + sign * (s.standard_deviation || 0)]));
  return {
    type: "custom", name: title, silent: true, clip: true, z: 1, itemStyle: { color }, tooltip: { show: false },
    data: [[points[0][0], points[0][1].mean]],
    renderItem: (_, api) => ({
      type: "polygon", shape: { points: [...edge(api, 1), ...edge(api, -1).reverse()] }, style: { fill: color, opacity: 0.16 },
    }),
  };
}

/** Every train size at equal distance: they grow by factors. */
function sizeAxis(colors) {
  return axis(colors, "rows seen", {
    type: "category", data: run.sizes.map(count), splitLine: { show: false }, boundaryGap: true,
    axisLabel: { color: colors.muted, fontSize: 11.5, hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: colors.line } },
  });
}

function tauBySize(run, colors) {
  const tip = (title) => ({ tooltip: { formatter: (p) => lines(title, p.value[0] + " seen", "tau " + tauText(p.data.spread)) } });
  const points = (tauOf) => run.sizes.map((size) => [count(size), tauOf(size)]).filter(([, spread]) => spread);
  const ours = run.predictors.filter((p) => points((size) => run.tau(p, size)).length).flatMap((p) => {
    const { tone, dash } = looks(p);
    return line(p, points((size) => run.tau(p, size)), { color: colors[tone], dash, band: true }, tip(p));
  });
  const theirs = run.published.filter((l) => ["GATES", "DELE with GATES", "GATES, hinge"].includes(l.name)).flatMap((l, i) => {
    const title = l.name + " (" + l.source + ")";
    return line(title, points((size) => l.tau[size]), { color: colors.muted, dash: ["dashed", "dotted", "solid"][i % 3] }, tip(title));
  });
  const { tau } = run.study.ceiling;
  if (tau !== null && ours.length) {
    ours[0].markLine = {
      silent: true, symbol: "none", data: [{ yAxis: tau }], lineStyle: { color: colors.failed, type: "dotted", width: 1.4 },
      label: { formatter: "label noise leaves " + tau.toFixed(3), color: colors.failed, position: "insideStartTop", fontSize: 11.5 },
    };
  }
  const means = [...ours, ...theirs].flatMap((s) => s.data.flatMap((d) => (d.spread ? [d.spread.mean] : [])));
  const low = Math.min(...means), high = Math.max(...means, tau === null ? -1 : tau);
  return {
    ...base(colors),
    grid: { left: 30, right: 18, top: 34 + 22 * Math.ceil(run.predictors.length / 4), bottom: 28, containLabel: true },
    xAxis: sizeAxis(colors),
    yAxis: upright(colors, "Kendall's tau-b", { min: Math.floor(20 * (low - 0.02)) / 20, max: Math.min(1, Math.ceil(20 * (high + 0.01)) / 20), scale: true }),
    series: [...ours, ...theirs],
  };
}

function secondsBySize(run, colors) {
  const of = (p) => run.sizes.map((size) => [count(size), run.spread(p, size, "fit_seconds")]).filter(([, spread]) => spread);
  const powers = run.predictors.flatMap(of).map(([, spread]) => Math.log10(spread.mean));
  return {
    ...base(colors),
    grid: { left: 30, right: 18, top: 34 + 22 * Math.ceil(run.predictors.length / 4), bottom: 28, containLabel: true },
    xAxis: sizeAxis(colors),
    yAxis: upright(colors, "seconds of a fit", {
      // Whole powers of ten at both ends, as between them.
      type: "log", min: 10 ** Math.floor(Math.min(...powers)), max: 10 ** (Math.floor(Math.max(...powers)) + 1),
    }),
    series: run.predictors.flatMap((p) => {
      const { tone, dash } = looks(p);
      return line(p, of(p), { color: colors[tone], dash }, {
        tooltip: { formatter: (point) => lines(p, point.value[0] + " seen", duration(point.value[1]) + " to fit") } });
    }),
  };
}

/** All figures, a row for each predictor and size. */
function figuresCard() {
  const shown = run.top.map((top) => top.replace("pct", "\u00a0%").replace("_", "."));
  const text = (spread, digits) => (spread ? spread.mean.toFixed(digits) : "–");
  const rows = run.predictors.flatMap((p) => run.sizes.filter((size) => run.result(p, size)).map((size) => {
    const of = (name) => run.spread(p, size, name);
    return [labelOf(p), count(size), text(of("spearman"), 4), text(of("pearson"), 4),
      ...run.top.map((top) => text(of("precision_at_" + top), 3)),
      ...run.top.map((top) => (of("best_rank_at_" + top) ? number(of("best_rank_at_" + top).mean) : "–")),
      of("fit_seconds") ? duration(of("fit_seconds").mean) : "–",
      of("scored_per_second") ? number(Math.round(of("scored_per_second").mean)) : "–"];
  }));
  card("At the top, and how fast",
    "Means over splits and seeds. P@k: the share of the predicted best k that are among the best k; BR@k: the best true rank among the predicted best k.",
    table([["predictor"], ["seen", "number"], ["Spearman", "number"], ["Pearson", "number"],
      ...shown.map((top) => ["P@" + top, "number"]), ...shown.map((top) => ["BR@" + top, "number"]),
      ["fit", "number"], ["scored/s", "number"]], rows), true);
}

/** The features that predictors go by, each at the largest size that it was fitted to. */
function importancesCard() {
  const told = run.predictors.map((p) => run.sizes.map((size) => run.result(p, size))
    .filter((r) => r && r.importances.length > 0).pop()).filter(Boolean);
  if (told.length === 0) return;
  const bar = (share, most) => {
    const box = el("span", { className: "bar" });
    box.style.width = (100 * share / most) + "px";
    return el("span", { className: "whole" }, box, percent(share));
  };
  const rows = told.flatMap((r) => r.importances.map(({ feature, share, help }, i) => [
    i === 0 ? el("span", { className: "whole" }, labelOf(r.predictor), el("small", {}, " " + count(r.train_size) + " seen")) : "",
    el("code", {}, feature), bar(share, r.importances[0].share), help]));
  card("Which features matter",
    "The share of each feature in what a predictor goes by, mean over splits and seeds: its weight among the weights of all features. Of an ensemble of experts: the weight that its gate gives each, mean over the candidates tested, too.",
    table([["predictor"], ["feature"], ["share"], ["what it is"]], rows), true);
}

/** What predictors were told before anything was measured. */
function lowFidelityCard() {
  const { kinds } = run.study;
  if (!kinds || kinds.length === 0) return;
  card("Low-fidelity information",
    "Told to every predictor as features, and to ensembles as what experts learn first. Candidates that mean the same count once; a missing value is the middle as a feature, and is left out of an expert's training.",
    table([["kind"], ["known", "number"], ["missing", "number"]],
      kinds.map(({ name, known, missing }) => [el("code", {}, name), count(known), count(missing)])), true);
}

function cards() {
  const measured = run.predictors.filter((p) => run.sizes.some((size) => run.tau(p, size))).length;
  tauCard();
  card("Kendall's tau against rows seen",
    "The band is one standard deviation." + (run.published.length ? " In grey: what others printed of GATES." : ""),
    chart("tau", tauBySize, measured, 380));
  card("Time of a fit against rows seen", "On one slot each.", chart("seconds", secondsBySize, measured, 380));
  figuresCard();
  importancesCard();
  lowFidelityCard();
  if (run.failures.length > 0) failuresCard();
  settingsCard();
}

head();
tiles();
cards();
drawCharts();
keepDrawn(() => {});
