"""Measure the page in Chromium beside pyvis's own page of the same graph, in the same run.

    python benchmarks/bench_view.py [--sizes 300,2000,10000,100000] [--patience SECONDS] [--skip-pyvis]

Graphs are made with a fixed seed: documents of about 300 nodes with the mix of the packaged sample, sentences of its
syllables, things shared between documents. For each size and page: how long the page takes to write, its size, and
from the start of loading the first frame (the overview), when nothing moves any more, and the answer to a search
that is typed at once, by names, with the processor time up to there, and by the words of sentences too, which a large
page unpacks after its first frame; then how long a frame takes while the drawing is dragged, and the heap. pyvis's
page is the one its `Network` makes with its default physics; it has no search. What is not done within the patience is
given as `>`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

import kg.resources
from kg.analyse import read_sector_labels, to_network
from kg.analyse.answers import Index, build_index
from kg.view import Extras, write_html

Facts = list[dict[str, Any]]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
ASK = """
new MutationObserver(() => {
  const ready = document.documentElement?.dataset.ready;
  if (ready === "whole") window.whole = window.whole || performance.now();
  if (!ready || window.measured) return;
  window.measured = [];
  requestAnimationFrame(() => {
    const drawn = performance.now();
    const box = document.getElementById("search");
    box.value = "duong so 7";
    box.dispatchEvent(new Event("input"));
    const look = () => {
      const hits = document.querySelectorAll("#results [role=option][id]").length;
      if (hits) window.measured = [drawn, performance.now()];
      else requestAnimationFrame(look);
    };
    look();
  });
}).observe(document, { attributes: true, subtree: true });
"""
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const wait = () => {
    if (!window.network || !window.network.once) { setTimeout(wait, 5); return; }
    window.network.once("afterDrawing", () => { window.firstFrame = performance.now(); });
    for (const event of ["stabilizationIterationsDone", "stabilized"]) {
      window.network.once(event, () => { window.stable = window.stable || performance.now(); });
    }
  };
  wait();
});
"""
FRAMES = """() => { window.frames_ = []; let last = performance.now();
  const tick = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""


class Graph(NamedTuple):
    """A network, the texts of its documents, and the index of the facts that it was made from."""

    network: nx.MultiDiGraph
    texts: dict[str, str]
    index: Index


def make_graph(nodes: int) -> Graph:
    """Return a network of about so many nodes with its texts and index."""
    chance = random.Random(7)
    sample = kg.resources.sample_path("thai-binh").read_text(encoding="utf-8")
    syllables = sorted({word for word in sample.split() if word.isalpha() and word.islower()})
    sectors = sorted(read_sector_labels())
    facts: Facts = []
    texts: dict[str, str] = {}
    count = max(1, round(nodes / 300))
    for number in range(count):
        document = f"urn:doc/{number}"
        made, texts[document] = make_document(document, number, chance=chance, syllables=syllables, sectors=sectors)
        facts += made
    return Graph(to_network(facts, sector_labels=read_sector_labels()), texts, build_index(facts))


def make_document(
    document: str, number: int, *, chance: random.Random, syllables: list[str], sectors: list[str]
) -> tuple[Facts, str]:
    """Return the facts and the text of one document: 10 sections, 200 measures, 60 things, a third of them shared."""
    head: dict[str, Any] = {"fact": "document", "id": document, "doc": document, "title": f"Nghị quyết số {number}"}
    facts: Facts = [head]
    classes = ("Road", "Port", "Place", "Agent", "Agent", "Instrument")
    things = []
    for index in range(60):
        cls = classes[index % len(classes)]
        owner = "chung" if index % 3 == 0 else str(number)
        label = f"{'đường' if cls == 'Road' else ' '.join(chance.sample(syllables, 2))} số {index} {owner}"
        things.append(
            {
                "fact": "entity",
                "id": f"urn:thing/{owner}/{index}",
                "doc": document,
                "class": cls,
                "label": label,
                "mentions": [],
            }
        )
    facts += things
    text = ""
    for index in range(210):
        if index % 21 == 0:
            section = f"{document}/section/{index}"
            facts.append(
                {
                    "fact": "section",
                    "id": section,
                    "doc": document,
                    "number": str(index // 21 + 1),
                    "heading": " ".join(chance.sample(syllables, 5)),
                    "level": 1,
                    "start": len(text),
                    "end": len(text) + 1,
                }
            )
            text += "\n"
            continue
        trigger = " ".join(chance.sample(syllables, 2))
        named = chance.sample(things, 2)
        quote = f"{trigger} {' '.join(chance.sample(syllables, 18))} {named[0]['label']} {named[1]['label']}"
        start = len(text)
        facts.append(
            {
                "fact": "measure",
                "id": f"{document}/measure/{index}",
                "doc": document,
                "trigger": [start, start + len(trigger)],
                "action": "build",
                "start": start,
                "end": start + len(quote),
                "quote": quote,
                "section": section,
                "sectors": [chance.choice(sectors)],
                "entities": [thing["id"] for thing in named],
                "due": str(2021 + index % 10),
            }
        )
        for thing in named:
            at = start + quote.index(thing["label"])
            thing["mentions"].append([at, at + len(thing["label"])])
        text += quote + ".\n"
    for thing in things:
        thing["mentions"].sort()
    return [fact for fact in facts if fact["fact"] != "entity" or fact["mentions"]], text


def write_ours(graph: Graph, path: Path) -> None:
    """Write the project's page with its answers, which it opens on."""
    write_html(graph.network, path, title="Thử", texts=graph.texts, extras=Extras(index=graph.index))


def write_pyvis(graph: Graph, path: Path) -> None:
    """Write pyvis's own page with its default physics; nodes and edges are filled in directly, which is quicker."""
    from pyvis.network import Network

    network = graph.network
    plain = Network(directed=True, cdn_resources="in_line")
    numbers = {node: number for number, node in enumerate(network)}
    plain.nodes = [
        {"id": numbers[node], "label": data["label"], "shape": "dot"} for node, data in network.nodes(data=True)
    ]
    plain.edges = [{"from": numbers[tail], "to": numbers[head]} for tail, head in network.edges()]
    path.write_text(plain.generate_html(), encoding="utf-8")


def seconds(function: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


class Row(dict[str, str]):
    """One row of the table; what was not measured is a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def drag(page: Any) -> str:
    """Return the median time of a frame in milliseconds while the drawing is dragged."""
    box = page.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.06, box["y"] + box["height"] * 0.5
    page.evaluate(FRAMES)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(x + step * 4, y + step * 2)
    page.mouse.up()
    return f"{statistics.median(page.evaluate('window.frames_')):.0f}"


def processor(page: Any) -> str:
    """Return the processor time of the page's process in seconds, which a busy machine stretches least."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return f"{metrics['ProcessTime']:.1f}"


def heap(page: Any) -> str:
    """Return the used heap in megabytes."""
    usage = page.context.new_cdp_session(page).send("Runtime.getHeapUsage")
    return f"{usage['usedSize'] / 1e6:.0f}"


def open_page(browser: Any, path: Path, *, patience: float, script: str = "") -> Any:
    """Return a new page that loads a file and nothing else."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.set_default_timeout(patience * 1000)
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    if script:
        page.add_init_script(script)
    page.goto(path.as_uri(), wait_until="commit")
    return page


def wait_until(page: Any, expression: str, *, patience: float) -> None:
    """Wait for what a page says; Playwright's own waiting evaluates strings, which our pages forbid."""
    end = time.monotonic() + patience
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise SystemExit(f"the page does not say {expression} within {patience:.0f} seconds")
        time.sleep(0.05)


def measure_ours(browser: Any, path: Path, *, patience: float) -> Row:
    """Measure the project's page."""
    page = open_page(browser, path, patience=patience, script=ASK)
    wait_until(page, "window.measured?.length > 0", patience=patience)
    drawn, answered = page.evaluate("window.measured")
    row = Row(
        {
            "first frame, s": f"{drawn / 1000:.2f}",
            "still, s": f"{drawn / 1000:.2f}",
            "first search, s": f"{answered / 1000:.2f}",
        }
    )
    row["CPU, s"] = processor(page)
    wait_until(page, "window.whole !== undefined", patience=patience)
    row["with sentences, s"] = f"{page.evaluate('Math.max(window.whole, window.measured[1])') / 1000:.2f}"
    page.keyboard.press("Escape")
    page.click("[data-view-tab=drawing]")
    row |= {"drag, ms a frame": drag(page), "heap, MB": heap(page)}
    page.close()
    return row


def measure_pyvis(browser: Any, path: Path, *, patience: float) -> Row:
    """Measure pyvis's page."""
    from playwright.sync_api import Error

    page = open_page(browser, path, patience=patience, script=WATCH)
    row = Row()
    for name, key in (("first frame, s", "firstFrame"), ("still, s", "stable")):
        try:
            page.wait_for_function(f"window.{key} !== undefined", polling=50)
            row[name] = f"{page.evaluate(f'window.{key}') / 1000:.2f}"
        except Error:
            row[name] = f"> {patience:.0f}"
            break
    row["CPU, s"] = processor(page) if not row["first frame, s"].startswith(">") else "–"
    if not row["still, s"].startswith((">", "–")):
        row |= {"drag, ms a frame": drag(page), "heap, MB": heap(page)}
    page.close()
    return row


PAGES = {"kg": (write_ours, measure_ours), "pyvis": (write_pyvis, measure_pyvis)}
COLUMNS = (
    "write, s",
    "MB",
    "first frame, s",
    "still, s",
    "first search, s",
    "CPU, s",
    "with sentences, s",
    "drag, ms a frame",
    "heap, MB",
)


def print_row(network: nx.MultiDiGraph, name: str, row: Row) -> None:
    """Print one row of the table."""
    cells = [f"{network.number_of_nodes():,}", f"{network.number_of_edges():,}", name, *(row[key] for key in COLUMNS)]
    print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Run the benchmark and print a Markdown table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="300,2000,10000,100000")
    parser.add_argument("--patience", type=float, default=240.0, help="seconds to wait for a page")
    parser.add_argument("--skip-pyvis", action="store_true")
    arguments = parser.parse_args()
    print(f"| nodes | edges | page | {' | '.join(COLUMNS)} |\n| --- | --- | --- {'| --- ' * len(COLUMNS)}|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for size in map(int, arguments.sizes.split(",")):
            graph = make_graph(size)
            for name, (write, measure) in PAGES.items():
                if name == "pyvis" and arguments.skip_pyvis:
                    continue
                path = Path(folder) / f"{name}.html"
                took = seconds(partial(write, graph, path))
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
                row = Row({"write, s": f"{took:.1f}", "MB": f"{path.stat().st_size / 1e6:.1f}"})
                row |= measure(browser, path, patience=arguments.patience)
                browser.close()
                print_row(graph.network, name, row)


if __name__ == "__main__":
    main()
