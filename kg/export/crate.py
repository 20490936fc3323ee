"""Write a whole graph folder as an RO-Crate 1.1: what was made, of which inputs, by which versions, in one zip file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from kg.config import VERSION
from kg.export.facts import read_facts, to_lines
from kg.export.formats import to_nquads
from kg.export.schema import write_schema
from kg.files import pack
from kg.store import GraphFolder

CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}]
"""The terms of the specification, and that of its Workflow Run profiles for digests."""
SPEC = "https://w3id.org/ro/crate/1.1"
_KINDS = {
    "facts.jsonl": ("application/jsonl", "The facts, one a line"),
    "facts.schema.json": ("application/schema+json", "The JSON Schema of a fact"),
    "graph.nq": ("application/n-quads", "The graph, a named graph for each document"),
    "report.json": ("application/json", "What the build read, made, repaired and found"),
}
Node = dict[str, Any]


def write_crate(folder: GraphFolder) -> bytes:
    """Return the zip file: facts, graph, report and texts of the folder, and `ro-crate-metadata.json` on them."""
    report = folder.report
    files = dict(_files(folder))
    described = json.dumps(_metadata(report, files, made=_made(folder)), ensure_ascii=False, indent=1) + "\n"
    return pack([("ro-crate-metadata.json", described.encode("utf-8", errors="replace")), *files.items()])


def _files(folder: GraphFolder) -> Iterator[tuple[str, bytes]]:
    yield "facts.jsonl", to_lines(read_facts(folder))
    yield "facts.schema.json", write_schema()
    yield "graph.nq", to_nquads({name: folder.triples(name) for name in folder.documents})
    yield "report.json", (folder.place / "report.json").read_bytes()
    texts = folder.place / "texts"
    for path in sorted(texts.iterdir()) if texts.is_dir() else ():
        yield f"texts/{path.name}", path.read_bytes()


def _made(folder: GraphFolder) -> str:
    """Return the day on which the folder was built: no clock is asked, its report is as old."""
    seconds = (folder.place / "report.json").stat().st_mtime
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _metadata(report: Mapping[str, Any], files: Mapping[str, bytes], *, made: str) -> Node:
    inputs = [_input(entry) for entry in report["documents"]]
    tools = [_tool(name, version) for name, version in report["versions"].items() if name != "kg"]
    build = {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "kg build",
        "endTime": made,
        "instrument": {"@id": "#policy-kg"},
        "object": _refer(inputs),
        "result": [{"@id": quote(name)} for name in files],
    }
    program = _tool("policy-kg", report["versions"].get("kg", VERSION)) | {
        "softwareRequirements": _refer(tools),
        "license": {"@id": "https://spdx.org/licenses/MIT"},
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Knowledge graph of {len(inputs)} policy documents",
        "description": "What the documents commit to, each statement citing the characters that it was read from.",
        "datePublished": made,
        "license": {"@id": "#licence"},
        "mentions": {"@id": "#build"},
        "hasPart": [{"@id": quote(name)} for name in files],
    }
    licence = {
        "@id": "#licence",
        "@type": "CreativeWork",
        "name": "Not stated",
        "description": "Whoever publishes this crate says under which licence texts and graph are.",
    }
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPEC},
        "about": {"@id": "./"},
    }
    graph = [
        about,
        root,
        *(_file(name, data) for name, data in files.items()),
        build,
        program,
        *tools,
        *inputs,
        licence,
    ]
    return {"@context": CONTEXT, "@graph": graph}


def _refer(nodes: list[Node]) -> list[Node] | Node:
    """Return references to nodes; one stands alone, as the specification has it."""
    found = [{"@id": node["@id"]} for node in nodes]
    return found[0] if len(found) == 1 else found


def _file(name: str, data: bytes) -> Node:
    text = "application/json" if name.endswith(".json") else "text/plain"
    kind, title = _KINDS.get(name, (text, "The text as read, in which offsets count"))
    if name.endswith(".pages.json"):
        title = "Pages and boxes of the text"
    return {
        "@id": quote(name),
        "@type": "File",
        "name": title,
        "encodingFormat": kind,
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _input(entry: Mapping[str, Any]) -> Node:
    """Return an input, which is not in the crate: its name, digest, format and the document that it became."""
    return {
        "@id": f"#input-{quote(entry['slug'])}",
        "@type": "DigitalDocument",
        "name": entry["name"],
        "sha256": entry["sha256"],
        "encodingFormat": entry.get("media_type", ""),
        "identifier": entry["id"],
    }


def _tool(name: str, version: str) -> Node:
    return {"@id": f"#{name}", "@type": "SoftwareApplication", "name": name, "softwareVersion": version}
