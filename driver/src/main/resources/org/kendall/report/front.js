"use strict";
// What several objectives come to: the front, and the hypervolume over time.

const minimized = (objective) => objective.direction === "MINIMIZE";

/** Values of the objectives as words, such as "accuracy 90 %, MACs 20 k". */
function valuesText(values) {
  return run.summary.front.objectives.map(({ name }) => run.label(name) + " " + quantity(values[name], run.unit(name))).join(", ");
}

function frontCards() {
  const { objectives, reference, best, arms } = run.summary.front;
  const upright = run.objective;
  objectives.filter((objective) => objective.name !== upright.name).forEach((other, i) => {
    card(capital(run.label(upright.name)) + " against " + run.label(other.name),
      "Faint: what another trial of the same search surpasses in " + (objectives.length > 2 ? "all " + objectives.length + " objectives" : "both")
        + (objectives.length > 2 ? "." : "; the line joins what none does."),
      chart("front-" + i, (run, colors) => frontChart(run, colors, other), run.drawn.length));
  });
  const note = "Share of the box from the reference (" + valuesText(reference) + ") to the best of each objective (" + valuesText(best) + ") that is surpassed by something found.";
  const points = arms.reduce((sum, arm) => sum + arm.curve.length, 0);
  card("Hypervolume, by trials", note, chart("volume", (run, colors) =>
    volumes(run, colors, { name: "trials", of: (point) => point.evaluations }), points));
  card("Hypervolume, by time", "The same by the seconds since the first trial of each.", chart("volume-time", (run, colors) =>
    volumes(run, colors, { name: "seconds", of: (point, trial, start) => trial.begin + trial.seconds - start }), points));
}

/** The first measured objective against another: each trial as a point, dominated ones faint. */
function frontChart(run, colors, other) {
  const both = run.summary.front.objectives.length === 2;
  const x = (trial) => trial.figures[other.name];
  const y = (trial) => trial.figures[run.objective.name];
  const series = [];
  for (const { arm, front } of [...run.summary.front.arms].reverse()) {
    const trials = run.drawn.filter((trial) => trial.stage === arm && x(trial) !== null);
    const numbers = new Set(front.map((standing) => standing.trial));
    const point = (trial) => ({ value: [x(trial), y(trial)], trial, itemStyle: { opacity: numbers.has(trial.trial) ? 1 : 0.22 } });
    series.push({
      type: "scatter", name: stageNames[arm], symbolSize: trials.length > 1000 ? 4 : 8, data: trials.map(point),
      itemStyle: { color: colors[arm] }, tooltip: { formatter: (p) => trialTip(run, p.data.trial) },
    });
    const line = trials.filter((trial) => numbers.has(trial.trial)).sort((a, b) => x(a) - x(b));
    if (both && line.length > 0) series.push({
      type: "line", name: stageNames[arm], step: minimized(other) ? "end" : "start", symbol: "none", z: 4, silent: true,
      data: line.map((trial) => [x(trial), y(trial)]), lineStyle: { color: colors[arm], width: 1.8 }, itemStyle: { color: colors[arm] },
    });
  }
  const span = reach(run.drawn.map(x).filter((value) => value !== null), !minimized(other));
  const label = { color: colors.muted, fontSize: 11.5, formatter: tick, hideOverlap: true, showMinLabel: false, showMaxLabel: false };
  return {
    ...base(colors),
    xAxis: axis(colors, run.labelWithUnit(other.name), { ...span, axisLabel: label, splitLine: { show: false } }),
    yAxis: objectiveAxis(run, colors),
    series,
  };
}

/** Hypervolume against effort, as steps. */
function volumes(run, colors, effort) {
  const byNumber = new Map(run.trials.map((trial) => [trial.trial, trial]));
  const low = Math.floor(10 * Math.min(...run.summary.front.arms.map(({ curve }) => curve[0].hypervolume))) / 10;
  const series = run.summary.front.arms.map(({ arm, curve }) => {
    // As in progress: of rises of less than a pixel there would be slopes instead of steps.
    const steps = [];
    for (const point of curve) {
      const before = steps.length ? steps[steps.length - 1].shown : -1;
      if (point.hypervolume - before > (1 - low) / 250) steps.push({ point, shown: point.hypervolume });
    }
    steps.push({ point: curve[curve.length - 1], shown: steps[steps.length - 1].shown });
    const start = Math.min(...run.trials.filter((trial) => trial.stage === arm).map((trial) => trial.begin));
    return {
      type: "line", step: "end", name: stageNames[arm], symbol: "circle", symbolSize: 4,
      data: steps.map(({ point, shown }) => ({ value: [effort.of(point, byNumber.get(point.trial), start), shown], point })),
      lineStyle: { color: colors[arm], width: 2.2 }, itemStyle: { color: colors[arm] },
      tooltip: { formatter: ({ data: { point } }) => lines(stageNames[arm], plural(point.evaluations, "trial"), "hypervolume " + point.hypervolume.toFixed(4)) },
    };
  });
  return {
    ...base(colors),
    xAxis: axis(colors, effort.name, { min: 0, splitLine: { show: false } }),
    yAxis: upright(colors, "hypervolume", { min: low, max: 1 }),
    series,
  };
}

function frontTiles() {
  const { arms } = run.summary.front;
  const volume = (arm) => arm.hypervolume.toFixed(4);
  const [search, random] = ["search", "baseline"].map((name) => arms.find(({ arm }) => arm === name));
  return search ? [tile("hypervolume", volume(search), random ? "random search " + volume(random) : plural(search.front.length, "candidate") + " on the front", true)] : [];
}
