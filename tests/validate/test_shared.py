"""What several documents state of one thing is checked together; what each states alone is not told twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_factory import make_facts

from kg.config import Options
from kg.graph import iter_triples
from kg.names import DCTERMS, ELI, POL, RDF
from kg.store.graphs.serialise import write_ordered
from kg.store.graphs.shards import Shard, merge_blocks
from kg.triples import Literal, Triples
from kg.validate import validate
from kg.validate.report import Finding
from kg.validate.shared import SharedCheck


def graphs() -> list[tuple[str, list]]:
    """Return the triples of two documents that share things."""
    made = [make_facts(slug) for slug in ("first", "second")]
    return [(facts.id, [*iter_triples(facts, options=Options())]) for facts in made]


def check(place: Path, both: list[tuple[str, list]]) -> list[Finding]:
    shards = []
    for name, triples in both:
        shard = Shard(place, name)
        shard.write([write_ordered(Triples(triples))], facts=b"", told={})
        shards.append(shard)
    watching = SharedCheck()
    assert list(watching.watch(merge_blocks(shards)))
    return watching.findings()


def test_documents_that_agree_give_no_finding(tmp_path: Path) -> None:
    assert check(tmp_path, graphs()) == []


@pytest.mark.parametrize("fault", ["two languages", "two classes", "class of a neighbour"])
def test_what_only_both_together_get_wrong_is_found_as_in_the_union(fault: str, tmp_path: Path) -> None:
    both = graphs()
    (one, first), (other, second) = both
    expression = "https://example.org/eli/expression"
    work = "https://example.org/eli/work"
    port = next(s for s, p, o in first if p == RDF.type and o == POL.Port)
    if fault == "two languages":
        for triples, language in ((first, "a"), (second, "b")):
            triples += [
                (expression, ELI.realizes, work),
                (work, RDF.type, ELI.LegalResource),
                (work, ELI.is_realized_by, expression),
                (expression, RDF.type, ELI.LegalExpression),
                (expression, ELI.language, f"https://example.org/{language}"),
            ]
    elif fault == "two classes":
        second.append((port, RDF.type, POL.Agent))
    else:
        second += [(port, POL.locatedIn, "https://example.org/x"), ("https://example.org/x", RDF.type, POL.Agent)]
        second.append(("https://example.org/x", DCTERMS.identifier, Literal("x")))
    alone = {finding for triples in (first, second) for finding in validate(Triples(triples)).findings}
    union = set(validate(Triples([*first, *second])).findings)
    found = set(check(tmp_path, both))
    assert found <= union
    shared = {s for s, _, _ in first} & {s for s, _, _ in second}
    assert {finding for finding in union - alone if finding.focus_node in shared} <= found
    assert found
