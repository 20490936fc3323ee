"""Tell what a graph has for the tools to answer from, from its report and its store, which are there at once."""

from __future__ import annotations

from kg.assist.asked import Asked

_STATED = """SELECT ?tasks ?timeline WHERE {
  BIND(EXISTS { ?measure pol:responsibility ?duty } AS ?tasks)
  BIND(EXISTS { ?thing pol:due|pol:dueBy|pol:recurrence ?time } AS ?timeline) }"""


async def offers(asked: Asked) -> dict[str, int]:
    """Return how many rows there are of each kind; of roles and of times only whether there is one."""
    listed = asked.site.listed
    counts = {name: sum(one.counts.get(name, 0) for one in listed) for name in ("measures", "targets", "sections")}
    comparable = sum(bool(one.counts.get("measures") or one.counts.get("targets")) for one in listed)
    (stated,), _ = await asked.select(_STATED)
    return (
        counts
        | {"comparable": comparable, "texts": sum(one.text for one in listed)}
        | {"silent": sum(one.silent for one in listed)}
        | {name: int(stated.get(name) == "true") for name in ("tasks", "timeline")}
    )
