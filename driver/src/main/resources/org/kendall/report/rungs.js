"use strict";
// How candidates fared on the rungs of successive halving: their learning curves, and how many came how far.

function rungCards() {
  const share = (rung) => (rung.fidelity === 1 ? "in full" : (100 * rung.fidelity).toPrecision(3) + "\u00a0%");
  card("Learning curves", "Each line is a candidate, from the lowest rung to the last that it came to; what stayed on the lowest is a point.",
    chart("curves", learningCurves, run.trials.filter((t) => t.ladder !== null).length));
  card("Rungs", "How many were tried on each rung, and how many of them were sent on.",
    table(
      [["length"], ["trials", "number"], ["failed", "number"], ["sent on", "number"], ["best " + run.label(run.objective.name), "number"], ["full evaluations", "number"]],
      run.summary.rungs.map((rung) => [
        share(rung), String(rung.measured + rung.failed), String(rung.failed), String(rung.promoted),
        quantity(rung.best, run.unit(run.objective.name)), rung.work.toFixed(1)])));
}

/** The objective against the length of the evaluation, a line for each ladder. */
function learningCurves(run, colors) {
  const ladders = new Map();
  for (const trial of run.trials) {
    if (trial.ladder === null || trial.figures[run.objective.name] === null) continue;
    if (!ladders.has(trial.ladder)) ladders.set(trial.ladder, []);
    ladders.get(trial.ladder).push(trial);
  }
  const point = (trial) => ({ value: [trial.fidelity, trial.figures[run.objective.name]], trial });
  const top = Math.max(...run.summary.rungs.map((rung) => rung.fidelity));
  const tooltip = { formatter: (p) => trialTip(run, p.data.trial) };
  const all = [...ladders.values()].map((ladder) => ladder.sort((a, b) => a.fidelity - b.fidelity));
  const named = (ladder) => (ladder[ladder.length - 1].fidelity === top ? "reached the top" : "stayed below");
  const color = (ladder) => (named(ladder) === "stayed below" ? colors.baseline : colors.search);
  const values = all.flat().map((trial) => trial.figures[run.objective.name]);
  const low = run.summary.rungs[0].fidelity;
  return {
    ...base(colors),
    xAxis: axis(colors, "share of a full evaluation", {
      type: "log", min: low / 1.15, max: 1.15, splitLine: { show: false },
      axisLabel: { color: colors.muted, fontSize: 11.5, formatter: tick, showMinLabel: false, showMaxLabel: false },
    }),
    yAxis: objectiveAxis({ ...run, reach: reach(values, run.objective.direction === "MAXIMIZE") }, colors),
    series: all.sort((a, b) => a.length - b.length).map((ladder) => ({
      type: "line", name: named(ladder), data: ladder.map(point), symbol: "circle", symbolSize: 5, tooltip,
      lineStyle: { color: color(ladder), width: 1.6, opacity: 0.7 }, itemStyle: { color: color(ladder), opacity: 0.6 },
    })),
  };
}
