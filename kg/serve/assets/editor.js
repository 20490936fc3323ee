"use strict";
// The editor page: ask, show the answer as a table and as a network, give a link that leads back to the question.
const page = JSON.parse(document.getElementById("page").textContent);
const words = page.words;
const byId = (name) => document.getElementById(name);
const FIRST = "# Ctrl-Enter\nSELECT ?work ?name ?quote ?start ?document WHERE {\n  GRAPH ?document {\n    ?work a pol:Project ; rdfs:label ?name .\n    ?span itsrdf:taIdentRef ?work ; nif:anchorOf ?quote ; nif:beginIndex ?start .\n  }\n}\nORDER BY ?document ?start\nLIMIT 100\n";
const MOST_ROWS = 2000;
const MOST_NODES = 300;
const RESULTS = "application/sparql-results+json, application/n-triples;q=0.9";
const DOWNLOADS = {
  CSV: ["text/csv", "csv"], TSV: ["text/tab-separated-values", "tsv"], JSON: ["application/sparql-results+json", "json"],
  XML: ["application/sparql-results+xml", "xml"], Turtle: ["text/turtle", "ttl"],
};
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
let answer = null;
let drawn = null;

const editor = window.makeEditor(byId("editor"), {
  text: FIRST, nonce: page.nonce, run, label: words.query,
  names: Object.keys(page.prefixes).map((prefix) => ({ label: `${prefix}:`, detail: page.prefixes[prefix], type: "namespace" })),
});

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Where one of our IRIs is found on this server; other web addresses lead away, all else leads nowhere.
function pathOf(iri) {
  for (const [path, base] of Object.entries(page.bases)) if (iri.startsWith(base)) return path + iri.slice(base.length);
  return /^https?:/.test(iri) ? iri : null;
}

function shorten(iri) {
  for (const [prefix, namespace] of Object.entries(page.prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  const base = page.bases["/id/"];
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}

async function send(query, accept) {
  return fetch("/sparql", {
    method: "POST", headers: { "content-type": "application/sparql-query", accept }, body: query,
  });
}

async function run() {
  byId("answer").hidden = false;
  byId("error").hidden = true;
  byId("status").textContent = words.running;
  editor.clear();
  showLink();
  try {
    const response = await send(editor.text, RESULTS);
    const text = await response.text();
    if (!response.ok) return fail(text);
    answer = (response.headers.get("content-type") || "").includes("json") ? fromJson(JSON.parse(text)) : fromTriples(text);
    show();
  } catch (error) {
    fail(`${words.failed} (${error.message})`);
  }
}

function fail(message) {
  answer = null;
  byId("table").replaceChildren();
  byId("status").textContent = "";
  byId("error").textContent = message.trim();
  byId("error").hidden = false;
  byId("network").hidden = true;
  const place = /line (\d+), column (\d+)/.exec(message);
  if (place) editor.mark(Number(place[1]), Number(place[2]), message.split("\n")[0]);
}

function fromJson(data) {
  if ("boolean" in data) return { columns: [], rows: [], truth: data.boolean };
  return { columns: data.head.vars, rows: data.results.bindings };
}

// Read N-Triples as the server writes them: one triple a line, no comments.
function fromTriples(text) {
  const term = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<[^>]*>)?/g;
  const rows = text.split("\n").filter(Boolean).map((line) => {
    const [s, p, o] = [...line.matchAll(term)].map((match) => {
      if (match[1] !== undefined) return { type: "uri", value: JSON.parse(`"${match[1].replace(/\\U0*([0-9A-Fa-f]{4})(?![0-9A-Fa-f])/g, "\\u$1")}"`) };
      if (match[2] !== undefined) return { type: "bnode", value: match[2] };
      return { type: "literal", value: match[3].replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/g, unescape), "xml:lang": match[4] };
    });
    return { subject: s, predicate: p, object: o };
  });
  return { columns: ["subject", "predicate", "object"], rows, isGraph: true };
}

function unescape(_, code) {
  const plain = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return code.length > 1 ? String.fromCodePoint(parseInt(code.slice(1), 16)) : plain[code] || code;
}

function show() {
  if (answer.truth !== undefined) {
    byId("status").textContent = answer.truth ? words.yes : words.no;
  } else {
    const what = answer.isGraph ? words.triples : words.rows;
    byId("status").textContent = `${answer.rows.length} ${what}${answer.rows.length > MOST_ROWS ? `. ${words.cut}` : ""}`;
  }
  showTable();
  if (byId("show-network").getAttribute("aria-selected") === "true") showNetwork();
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  const path = term.type === "uri" ? pathOf(term.value) : null;
  if (path) made.append(element("a", shorten(term.value), { href: path, title: term.value, rel: "noopener" }));
  else made.append(element("span", term.type === "uri" ? shorten(term.value) : term.value, { dir: "auto" }));
  if (term["xml:lang"]) made.append(" ", element("span", term["xml:lang"], { class: "language" }));
  return made;
}

function showTable() {
  const place = byId("table");
  place.replaceChildren();
  if (answer.truth !== undefined) return;
  if (!answer.rows.length) { place.append(element("p", words.none)); return; }
  const table = element("table");
  const head = element("tr");
  for (const name of answer.columns) head.append(element("th", name, { scope: "col" }));
  const body = element("tbody");
  for (const row of answer.rows.slice(0, MOST_ROWS)) {
    const line = element("tr");
    for (const name of answer.columns) line.append(cell(row[name]));
    body.append(line);
  }
  const top = element("thead");
  top.append(head);
  table.append(top, body);
  place.append(table);
}

// The links of an answer: the triples of a graph; in rows, from each row's first IRI to its other IRIs.
function links() {
  const found = [];
  for (const row of answer.rows) {
    if (answer.isGraph) {
      if (row.object.type === "uri" && row.predicate.value !== RDF_TYPE) found.push([row.subject.value, shorten(row.predicate.value), row.object.value]);
      continue;
    }
    const things = answer.columns.filter((name) => row[name] && row[name].type === "uri");
    for (const name of things.slice(1)) found.push([row[things[0]].value, name, row[name].value]);
  }
  return found;
}

function names() {
  const found = new Map();
  for (const row of answer.rows) {
    if (answer.isGraph && /[#/](label|prefLabel|title)$/.test(row.predicate.value)) found.set(row.subject.value, row.object.value);
    if (answer.isGraph) continue;
    answer.columns.forEach((name, place) => {
      const next = row[answer.columns[place + 1]];
      if (row[name] && row[name].type === "uri" && next && next.type === "literal") found.set(row[name].value, next.value);
    });
  }
  return found;
}

async function showNetwork() {
  await load("/assets/vis-network.js", () => window.vis);
  const place = byId("network");
  if (drawn) { drawn.destroy(); drawn = null; }
  place.replaceChildren();
  const nodes = new Map();
  const called = names();
  const node = (iri) => {
    if (!nodes.has(iri)) {
      const text = called.get(iri) || shorten(iri);
      nodes.set(iri, { id: iri, label: text.length > 40 ? `${text.slice(0, 38)} …` : text });
    }
  };
  const edges = new Map();
  for (const [from, label, to] of answer && answer.truth === undefined ? links() : []) {
    if (nodes.size >= MOST_NODES && !(nodes.has(from) && nodes.has(to))) continue;
    node(from);
    node(to);
    edges.set([from, label, to].join(" "), { from, to, label });
  }
  if (!edges.size) { place.append(element("p", words.noNetwork)); return; }
  drawn = new window.vis.Network(place, { nodes: [...nodes.values()], edges: [...edges.values()] }, {
    nodes: { shape: "dot", size: 12, color: { background: "#88ccee", border: "#1f2430" }, font: { color: "#1f2430" } },
    edges: { arrows: "to", color: "#a9b0bd", font: { size: 10, color: "#566072" } },
    layout: { randomSeed: 1 }, physics: { stabilization: { iterations: 150 } },
  });
  drawn.on("stabilizationIterationsDone", () => drawn.setOptions({ physics: false }));
  drawn.on("doubleClick", (event) => {
    const path = event.nodes.length ? pathOf(event.nodes[0]) : null;
    if (path) window.open(path, "_blank", "noopener");
  });
  place.dataset.nodes = nodes.size;
}

function load(source, isThere) {
  if (isThere()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = element("script", undefined, { src: source });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

function choose(name) {
  for (const tab of ["table", "network"]) {
    byId(tab).hidden = tab !== name;
    byId(`show-${tab}`).setAttribute("aria-selected", String(tab === name));
  }
  if (name === "network" && answer) showNetwork();
}

// The link of a question is in the part of the address that is not sent to the server.
function showLink() {
  const link = new URL(location.href);
  link.hash = new URLSearchParams({ query: editor.text }).toString();
  history.replaceState(null, "", link);
  return link.href;
}

async function copyLink() {
  const link = showLink();
  try {
    await navigator.clipboard.writeText(link);
    byId("link").textContent = words.copied;
    setTimeout(() => { byId("link").textContent = words.link; }, 2000);
  } catch {
    window.prompt(words.link, link);
  }
}

async function download(name) {
  const [accept, ending] = DOWNLOADS[name];
  const response = await send(editor.text, accept);
  if (!response.ok) { byId("answer").hidden = false; fail(await response.text()); return; }
  const address = URL.createObjectURL(await response.blob());
  element("a", undefined, { href: address, download: `answer.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function describe(name) {
  const question = page.questions.find((one) => one.name === name);
  byId("description").textContent = question ? question.descriptions[page.lang] : "";
  if (question) editor.text = question.sparql;
  return Boolean(question);
}

function open() {
  const given = new URLSearchParams(location.hash.slice(1)).get("query");
  if (given === null || given === editor.text) return;
  editor.text = given;
  run();
}

byId("run").addEventListener("click", run);
byId("link").addEventListener("click", copyLink);
byId("saved").addEventListener("change", (event) => { if (describe(event.target.value)) run(); });
byId("download").addEventListener("change", (event) => {
  if (event.target.value) download(event.target.value);
  event.target.value = "";
});
byId("show-table").addEventListener("click", () => choose("table"));
byId("show-network").addEventListener("click", () => choose("network"));
byId("language").addEventListener("click", (event) => { event.currentTarget.href += location.hash; });
window.addEventListener("hashchange", open);
open();
