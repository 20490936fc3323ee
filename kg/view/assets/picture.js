// Pictures of what is shown: SVG made from the state, PNG from the canvas on the paper's colour.
function escapeXml(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function shapeSvg(node) {
  const look = looks[node.group].shape;
  const paint = `fill="${node.color.background}" stroke="${node.color.border}" opacity="${node.opacity}"`;
  if (look === "dot") return `<circle cx="${node.x}" cy="${node.y}" r="${node.size}" ${paint}/>`;
  const scale = node.size / 6.5;
  const places = corners(look).split(" ").map((pair) => pair.split(",").map((part) => (Number(part) - 7) * scale));
  return `<polygon points="${places.map(([x, y]) => `${(node.x + x).toFixed(1)},${(node.y + y).toFixed(1)}`).join(" ")}" ${paint}/>`;
}

function nodeSvg(node) {
  const font = looks[node.group].font;
  const rows = node.label.split("\n").map((row, index) => (
    `<tspan x="${node.x}" y="${(node.y + node.size + font * (1.1 + index * 1.15)).toFixed(1)}">${escapeXml(row)}</tspan>`
  ));
  return `<g><title>${escapeXml(node.title)}</title>${shapeSvg(node)}<text font-size="${font}" fill="${node.font.color}" `
    + `text-anchor="middle" paint-order="stroke" stroke="${node.font.strokeColor}" stroke-width="4">${rows.join("")}</text></g>`;
}

function edgeSvg(edge, nodes) {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const dash = edge.dashes ? ' stroke-dasharray="5 5"' : "";
  return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${edge.color.color}" `
    + `stroke-width="${edge.width}" opacity="${edge.color.opacity}"${dash}><title>${escapeXml(edge.title)}</title></line>`;
}

function toSvg() {
  const nodes = new Map(drawnNodes.get().map((node) => [node.id, node]));
  const places = nodes.size ? [...nodes.values()] : [{ x: 0, y: 0 }];
  const [left, top] = [Math.min(...places.map((one) => one.x)) - 110, Math.min(...places.map((one) => one.y)) - 60];
  const [width, height] = [Math.max(...places.map((one) => one.x)) + 110 - left, Math.max(...places.map((one) => one.y)) + 100 - top];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" `
    + `font-family="system-ui, sans-serif"><title>${escapeXml(document.title)}</title>`
    + `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${tint("paper")}"/>`
    + `${drawnEdges.get().map((edge) => edgeSvg(edge, nodes)).join("")}${[...nodes.values()].map(nodeSvg).join("")}</svg>`;
}

function toPng() {
  const source = holder.querySelector("canvas");
  const sheet = document.createElement("canvas");
  sheet.width = source.width;
  sheet.height = source.height;
  const context = sheet.getContext("2d");
  context.fillStyle = tint("paper");
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(source, 0, 0);
  return new Promise((resolve) => { sheet.toBlob(resolve, "image/png"); });
}
