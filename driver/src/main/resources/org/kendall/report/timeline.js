"use strict";
// The timeline of slots: an option of ECharts, as in charts.js.

/** A row per slot that was used, with a name that leaves out what is the same for all. */
function slotRows(run) {
  const hosts = new Set(run.trials.map((t) => t.host));
  const executors = new Set(run.trials.map((t) => t.host + " " + t.executor));
  const rows = new Map();
  for (const trial of run.trials) {
    const key = JSON.stringify([trial.host, trial.executor, trial.slot]);
    if (!rows.has(key)) {
      const parts = [
        ...(hosts.size > 1 ? [trial.host] : []),
        ...(executors.size > hosts.size ? ["executor " + trial.executor] : []),
        "slot " + trial.slot + (trial.device === "cpu" ? "" : ", " + trial.device),
      ];
      rows.set(key, { host: trial.host, executor: trial.executor, slot: trial.slot, label: parts.join(" · "), trials: [] });
    }
    rows.get(key).trials.push(trial);
  }
  const compare = (a, b) => a.host.localeCompare(b.host)
    || a.executor.localeCompare(b.executor, undefined, { numeric: true }) || a.slot - b.slot;
  return [...rows.values()].sort(compare);
}

/** The share of slots that were busy, in equal parts of the wall time. */
function busyShares(run) {
  const parts = 120;
  const width = run.summary.wall_seconds / parts;
  const busy = new Array(parts).fill(0);
  const slots = new Array(parts).fill(0);
  const spread = (into, begin, end, weight) => {
    for (let i = Math.max(0, Math.floor(begin / width)); i < parts && i * width < end; i++) {
      into[i] += weight * Math.max(0, Math.min(end, (i + 1) * width) - Math.max(begin, i * width));
    }
  };
  if (width > 0) {
    run.trials.forEach((t) => spread(busy, t.begin, t.begin + t.seconds, 1));
    run.sessions.forEach((s) => spread(slots, s.begin, s.begin + s.seconds, s.slots));
  }
  return busy.map((seconds, i) => [i * width, slots[i] > 0 ? Math.min(1, seconds / slots[i]) : 0]);
}

const rowPixels = (rows) => Math.max(7, Math.min(26, Math.floor(900 / rows)));

function timelineHeight(run) {
  const rows = slotRows(run).length;
  return 124 + rows * rowPixels(rows);
}

/** What every slot did, coloured by stage, under the share of slots that were busy. */
function timeline(run, colors) {
  const rows = slotRows(run);
  const kinds = ["search", "baseline", "rival", "rerank", "confirm", "failed"];
  const kindOf = (trial) => (trial.status === "failed" ? "failed" : trial.stage);
  const bars = (kind) => rows.flatMap((row, y) => row.trials
    .filter((trial) => kindOf(trial) === kind)
    .map((trial) => ({ value: [y, trial.begin, trial.begin + trial.seconds], trial })));
  const label = { color: colors.muted, fontSize: 11.5, hideOverlap: true };
  const end = Math.max(run.summary.wall_seconds, ...run.trials.map((t) => t.begin + t.seconds));
  const time = { min: 0, max: end || 1, splitLine: { show: false }, axisLabel: { ...label, formatter: duration, showMaxLabel: false } };
  return {
    ...base(colors),
    grid: [
      { left: 110, right: 18, top: 36, height: 44 },
      { left: 110, right: 18, top: 92, height: rows.length * rowPixels(rows.length) },
    ],
    xAxis: [
      axis(colors, "", { gridIndex: 0, ...time, axisLabel: { show: false } }),
      axis(colors, "", { gridIndex: 1, ...time }),
    ],
    yAxis: [
      upright(colors, "", { gridIndex: 0, min: 0, max: 1, interval: 0.5, axisLabel: { ...label, formatter: (v) => 100 * v + " %" } }),
      axis(colors, "", {
        gridIndex: 1, type: "category", inverse: true, data: rows.map((row) => row.label),
        splitLine: { show: false }, axisLabel: { ...label, width: 98, overflow: "truncate" },
      }),
    ],
    dataZoom: [{ type: "inside", xAxisIndex: [0, 1], filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false }],
    series: [
      { type: "line", step: "end", data: busyShares(run), symbol: "none", silent: true, tooltip: { show: false },
        lineStyle: { width: 0 }, areaStyle: { color: colors.muted, opacity: 0.35 }, itemStyle: { color: colors.muted }, name: "busy slots",
        markLine: resumptions(run, colors) },
      ...kinds.map((kind) => ({
        type: "custom", name: stageNames[kind] || kind, xAxisIndex: 1, yAxisIndex: 1, data: bars(kind), clip: true,
        encode: { x: [1, 2], y: 0 }, itemStyle: { color: colors[kind] }, progressive: 0,
        renderItem: (params, api) => bar(params, api, colors[kind]),
        tooltip: { formatter: (p) => trialTip(run, p.data.trial) },
      })).filter((series) => series.data.length > 0),
    ],
  };
}

function bar(params, api, color) {
  const [left, middle] = api.coord([api.value(1), api.value(0)]);
  const right = api.coord([api.value(2), api.value(0)])[0];
  const height = api.size([0, 1])[1] * 0.74;
  // A gap of a pixel keeps neighbours apart; what is shorter than that still shows.
  const width = Math.max(right - left - 1, 0.7);
  return { type: "rect", shape: { x: left, y: middle - height / 2, width, height, r: width > 6 ? 2 : 0 }, style: { fill: color, opacity: 0.9 } };
}

/** Where later sessions took the run up again. */
function resumptions(run, colors) {
  return {
    silent: true, symbol: "none", data: run.sessions.slice(1).map((session) => ({ xAxis: session.begin })),
    lineStyle: { color: colors.text, type: "dotted" },
    label: { formatter: "resumed", color: colors.muted, fontSize: 11 },
  };
}
