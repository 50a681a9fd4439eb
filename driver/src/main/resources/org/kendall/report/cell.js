"use strict";
// A graph with an operation on every edge, drawn as SVG: nodes in a row, longer edges as arcs.

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** One colour per operation, by its place in the list of operations. */
function operationColor(colors, operations, operation) {
  if (operation < 0) return colors.muted;
  const wheel = [colors.search, colors.confirm, colors.baseline, colors.late, colors.middle, colors.failed];
  return wheel[operation % wheel.length];
}

/** Arcs from even nodes go above the row, those from odd nodes below it. */
function drawCell(graph, operations, colors) {
  const step = 190;
  const arc = 92;
  const at = (node) => 50 + node * step;
  const height = (edge) => (edge.to - edge.from - 1) * arc * (edge.from % 2 === 0 ? -1 : 1);
  const heights = graph.edges.map(height);
  const top = Math.min(0, ...heights) - 34;
  const bottom = Math.max(0, ...heights) + 34;
  const cell = svg("svg", {
    class: "cell", viewBox: [0, top, 100 + (graph.nodes - 1) * step, bottom - top].join(" "), role: "img",
  });
  cell.style.maxWidth = 100 + (graph.nodes - 1) * step + "px";
  for (const edge of graph.edges) cell.append(drawEdge(edge, operations, colors, { at, height }));
  for (let node = 0; node < graph.nodes; node++) {
    const end = node < graph.inputs || node === graph.nodes - 1;
    const name = node < graph.inputs ? "in" : node === graph.nodes - 1 ? "out" : String(node);
    cell.append(svg("circle", { cx: at(node), cy: 0, r: 22, class: end ? "node end" : "node" }), svg("text", { x: at(node), y: 0 }, name));
  }
  return cell;
}

function drawEdge(edge, operations, colors, place) {
  const name = edge.operation < 0 ? "pass" : operations[edge.operation];
  const color = operationColor(colors, operations, edge.operation);
  const [from, to, height] = [place.at(edge.from), place.at(edge.to), place.height(edge)];
  const lean = (to - from) * 0.22;
  const width = name.length * 7.2 + 18;
  const middle = (from + to) / 2;
  return svg("g", {},
    svg("path", {
      stroke: color,
      d: height === 0
        ? `M${from} 0 L${to} 0`
        : `M${from} 0 C${from + lean / 2} ${height * 1.33} ${to - lean / 2} ${height * 1.33} ${to} 0`,
    }),
    svg("rect", { class: "label", stroke: color, x: middle - width / 2, y: height - 13, width, height: 26, rx: 13 }),
    svg("text", { x: middle, y: height }, name));
}
