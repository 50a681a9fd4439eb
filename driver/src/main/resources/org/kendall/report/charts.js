"use strict";
// The charts: each function turns the run, as report.js reads it, into an option of ECharts.

const stageNames = {
  search: "search", baseline: "random search", rival: "known before", rerank: "in full", confirm: "confirmation",
};

/** The colours of the style sheet, which follow the reader's light or dark setting. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  return new Proxy({}, { get: (_, name) => style.getPropertyValue("--" + name).trim() });
}

/** A number with four significant digits; from 10,000 on with a prefix. */
function number(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  const prefixes = ["", "\u00a0k", "\u00a0M", "\u00a0G", "\u00a0T", "\u00a0P"];
  let step = 0;
  if (size >= 1e4) step = Math.min(prefixes.length - 1, Math.floor(Math.log10(size * 1.00005) / 3));
  const scaled = value / 1000 ** step;
  if (size > 0 && size < 1e-3) return value.toExponential(2);
  return (Number.isInteger(scaled) ? scaled : scaled.toPrecision(4)) + prefixes[step];
}

/** The same without zeros at the end, for axes. */
function tick(value) {
  return number(value).replace(/(\.\d*?)0+(?=\D|$)/, "$1").replace(/\.(?=\D|$)/, "");
}

/** The value with its unit; percentages have two decimals. */
function quantity(value, unit) {
  if (unit === "%" && Number.isFinite(value)) return value.toFixed(2) + "\u00a0%";
  return unit && value !== null && value !== undefined ? number(value) + "\u00a0" + unit : number(value);
}

function duration(seconds) {
  if (seconds < 60) return Number(seconds.toPrecision(3)) + " s";
  const whole = Math.round(seconds);
  const part = (count, unit) => (count ? " " + count + " " + unit : "");
  if (whole < 3600) return Math.floor(whole / 60) + " min" + part(whole % 60, "s");
  return Math.floor(whole / 3600) + " h" + part(Math.floor((whole % 3600) / 60), "min");
}

function words(name) {
  return name.replaceAll("_", " ");
}

/** What all charts share. */
function base(colors) {
  return {
    animation: false,
    textStyle: { fontFamily: colors.sans, color: colors.text },
    grid: { left: 30, right: 18, top: 36, bottom: 28, containLabel: true },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: colors.card,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      extraCssText: "max-width: 420px; white-space: normal; overflow-wrap: anywhere;",
    },
    legend: {
      top: 0, left: 0, itemWidth: 16, itemHeight: 9, itemGap: 16,
      textStyle: { color: colors.muted, fontSize: 12 },
    },
  };
}

function axis(colors, name, more) {
  return {
    type: "value", name, nameLocation: "middle", nameGap: 26, scale: true,
    nameTextStyle: { color: colors.muted, fontSize: 12 },
    axisLabel: { color: colors.muted, fontSize: 11.5, hideOverlap: true, formatter: tick },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colors.line, width: 0.8 } },
    ...more,
  };
}

function upright(colors, name, more) {
  return axis(colors, name, { nameGap: 42, nameRotate: 90, ...more });
}

/** Tooltip lines as an element: what stands in them is text, never markup. */
function lines(...texts) {
  const box = document.createElement("div");
  texts.forEach((text, i) => {
    const line = document.createElement("div");
    line.textContent = text;
    if (i === 0) line.style.fontWeight = "600";
    box.append(line);
  });
  return box;
}

function trialTip(run, trial) {
  return lines(
    "trial " + trial.trial + ", " + stageNames[trial.stage],
    trial.candidate,
    ...[run.objective.name, ...run.costs]
      .filter((name) => trial.figures[name] !== null)
      .map((name) => run.label(name) + ": " + quantity(trial.figures[name], run.unit(name))),
    ...(trial.ladder ? [(100 * trial.fidelity).toPrecision(3) + "\u00a0% of a full evaluation"] : []),
    ...(trial.failure ? ["failed: " + words(trial.failure)] : []),
    "took " + duration(trial.seconds));
}

/** Where the objective's axis should reach: over all values but far outliers on the bad side. */
function reach(values, larger) {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return { min: 0, max: 1 };
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  const far = 3 * (at(0.75) - at(0.25));
  const low = larger ? sorted.find((v) => v >= at(0.25) - far) : sorted[0];
  const high = larger ? at(1) : sorted.findLast((v) => v <= at(0.75) + far);
  // What is to become small is told apart where it is small.
  if (!larger && low > 0 && high / low > 10) return { type: "log", logBase: 2, min: low / 1.2, max: high * 1.2 };
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  return { min: low - margin, max: high + margin };
}

function objectiveAxis(run, colors) {
  const label = { color: colors.muted, fontSize: 11.5, formatter: tick, showMinLabel: false, showMaxLabel: false };
  return upright(colors, run.labelWithUnit(run.objective.name), { ...run.reach, axisLabel: label });
}

/** Objective against effort, each trial as a point and the best so far as steps, for both arms. */
function progress(run, colors, effort) {
  const series = [];
  // ECharts leaves out rises of less than a pixel, and then draws a slope instead of steps.
  const place = run.reach.type === "log" ? Math.log : (value) => value;
  const tiny = (place(run.reach.max) - place(run.reach.min)) / 250;
  for (const stage of ["search", "baseline"]) {
    const trials = run.trials.filter((t) => t.stage === stage);
    const start = Math.min(...trials.map((t) => t.begin));
    const points = [];
    const steps = [];
    trials.forEach((trial, i) => {
      const x = effort.of(trial, i, start);
      const value = trial.figures[run.objective.name];
      if (value === null || !trial.isFull) return;
      points.push({ value: [x, value], trial });
      const best = steps.length ? steps[steps.length - 1][1] : null;
      if (best === null || (run.better(value, best) && Math.abs(place(value) - place(best)) > tiny)) steps.push([x, value]);
    });
    if (points.length === 0) continue;
    steps.push([effort.of(trials[trials.length - 1], trials.length - 1, start), steps[steps.length - 1][1]]);
    const color = colors[stage];
    series.push(
      { type: "scatter", name: stageNames[stage], symbolSize: points.length > 500 ? 3 : 6, data: points,
        itemStyle: { color, opacity: 0.45 }, tooltip: { formatter: (p) => trialTip(run, p.data.trial) } },
      { type: "line", step: "end", name: stageNames[stage], data: steps, symbol: "none", z: 5, silent: true,
        lineStyle: { color, width: 2.4 }, itemStyle: { color } });
  }
  return {
    ...base(colors),
    xAxis: axis(colors, effort.name, { min: 0, splitLine: { show: false } }),
    yAxis: objectiveAxis(run, colors),
    series,
  };
}

/** Objective against the first cost, with the front that nothing in the search surpasses. */
function tradeOff(run, colors) {
  const cost = run.costs[0];
  const limit = run.limits[cost];
  const of = (stage) => run.drawn.filter((t) => t.stage === stage);
  const values = ["search", "baseline"].flatMap(of);
  const low = Math.min(...values.map((t) => t.figures[cost]));
  const high = Math.max(...values.map((t) => t.figures[cost]));
  const far = limit <= 4 * high ? Math.max(high, limit) : high;
  const log = low > 0 && far / low > 50;
  const pad = (far - low || far || 1) * 0.04;
  const scatter = ["baseline", "search"].filter((stage) => of(stage).length).map((stage) => ({
    type: "scatter", name: stageNames[stage], symbolSize: values.length > 1000 ? 4 : 8,
    data: of(stage).map((trial) => ({ value: [trial.figures[cost], trial.figures[run.objective.name]], trial })),
    itemStyle: { color: colors[stage], opacity: 0.55 },
    tooltip: { formatter: (p) => trialTip(run, p.data.trial) },
  }));
  const front = {
    type: "line", name: "Pareto front", step: "end", symbol: "circle", symbolSize: 5, z: 4,
    data: pareto(run, of("search"), cost), itemStyle: { color: colors.text },
    lineStyle: { color: colors.text, width: 1.6 }, tooltip: { show: false },
  };
  if (limit !== undefined) {
    front.markLine = {
      silent: true, symbol: "none", data: limit <= far ? [{ xAxis: limit }] : [],
      lineStyle: { color: colors.failed, type: "dashed", width: 1.4 },
      label: { formatter: "limit " + tick(limit), color: colors.failed, position: "insideEndTop", fontSize: 11.5 },
    };
  }
  const span = log ? { type: "log", min: low / 1.2, max: far * 1.2 } : { min: Math.max(0, low - pad), max: far + pad };
  const label = { color: colors.muted, fontSize: 11.5, formatter: tick, hideOverlap: true, showMinLabel: false, showMaxLabel: false };
  return {
    ...base(colors),
    xAxis: axis(colors, run.labelWithUnit(cost), { ...span, axisLabel: label, splitLine: { show: false } }),
    yAxis: objectiveAxis(run, colors),
    series: [...scatter, front],
  };
}

/** The trials that no other one surpasses in both objective and cost, cheapest first. */
function pareto(run, trials, cost) {
  const front = [];
  const value = (trial) => trial.figures[run.objective.name];
  const sorted = [...trials].sort((a, b) => a.figures[cost] - b.figures[cost] || (run.better(value(a), value(b)) ? -1 : 1));
  for (const trial of sorted) {
    if (front.length === 0 || run.better(value(trial), front[front.length - 1][1])) {
      front.push([trial.figures[cost], value(trial)]);
    }
  }
  return front;
}

/** Measured against predicted, the scores of each fit brought to one scale. */
function predictions(run, colors) {
  const data = [];
  for (const { round } of run.summary.rounds) {
    const trials = run.predicted.filter((t) => t.round === round);
    const mean = trials.reduce((sum, t) => sum + t.predicted, 0) / trials.length;
    const deviation = Math.sqrt(trials.reduce((sum, t) => sum + (t.predicted - mean) ** 2, 0) / trials.length);
    for (const trial of trials) {
      data.push({ value: [(trial.predicted - mean) / (deviation || 1), trial.figures[run.objective.name], round], trial });
    }
  }
  const rounds = data.map((d) => d.value[2]);
  const [first, last] = [Math.min(...rounds), Math.max(...rounds)];
  // Predicted trials may all be on the lowest rung.
  const own = { ...run, reach: reach(data.map((d) => d.value[1]), run.objective.direction === "MAXIMIZE") };
  return {
    ...base(colors),
    xAxis: axis(colors, "predicted score, in standard deviations of its round", { splitLine: { show: false } }),
    yAxis: objectiveAxis(own, colors),
    visualMap: {
      type: "continuous", dimension: 2, min: first, max: Math.max(last, first + 1), calculable: false, orient: "horizontal",
      top: -4, left: 0, itemWidth: 9, itemHeight: 90, text: [last > first ? "round " + last : "", "round " + first],
      textStyle: { color: colors.muted, fontSize: 12 }, inRange: { color: [colors.early, colors.middle, colors.late] },
    },
    series: [{
      type: "scatter", data, symbolSize: data.length > 1000 ? 4 : 8, itemStyle: { opacity: 0.75 },
      tooltip: { formatter: (p) => trialTip(run, p.data.trial) },
    }],
  };
}

/** Kendall's tau of every round that was predicted, against how much the predictor had learnt from. */
function taus(run, colors) {
  const rounds = run.rounds;
  const least = Math.min(...rounds.map((r) => r.kendall_tau));
  return {
    ...base(colors),
    xAxis: axis(colors, "trials that the predictor had learnt from", {
      min: 0, splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: colors.line } },
    }),
    yAxis: upright(colors, "Kendall's tau-b", { min: Math.floor(2 * Math.min(0, least)) / 2, max: 1, interval: 0.5 }),
    series: [{
      type: "line", symbol: "circle", symbolSize: 8, clip: false,
      data: rounds.map((r) => ({ value: [r.learnt_from, r.kendall_tau], round: r })),
      lineStyle: { color: colors.middle, width: 1.2, opacity: 0.45 }, itemStyle: { color: colors.middle },
      label: { show: rounds.length <= 16, position: "top", color: colors.text, fontSize: 11.5, formatter: (p) => p.value[1].toFixed(2) },
      tooltip: {
        formatter: ({ data: { round } }) => lines("round " + round.round, "tau " + number(round.kendall_tau),
          "learnt from " + plural(round.learnt_from, "trial"), round.measured + " of " + round.trials + " trials measured"),
      },
    }],
  };
}
