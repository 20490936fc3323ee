"""Shards: what a document's graph holds, in the order of Turtle, the same bytes every time; damage is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_factory import make_facts
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.config import Options
from kg.errors import StoreError
from kg.export.formats import to_nquads, to_turtle
from kg.graph import iter_triples
from kg.store.graphs.rdf import Stream
from kg.store.graphs.serialise import write_ordered, write_turtle
from kg.store.graphs.shards import Shard, merge_blocks, read_block
from kg.triples import Literal, Triples


@pytest.fixture
def graphs() -> dict[str, Triples]:
    """Return two documents that share things, one of them with words that are hard to write."""
    found = {}
    for slug in ("first", "second"):
        facts = make_facts(slug)
        triples = [*iter_triples(facts, options=Options())]
        hard = f'hai dòng\r\nvà \u2028 \x0c "nháy" \\ <{facts.id}> .\n'
        found[facts.id] = Triples([*triples, (facts.id, "http://example.org/a", Literal(hard))])
    return found


def shards(graphs: dict[str, Triples], place: Path) -> list[Shard]:
    place.mkdir(exist_ok=True)
    made = [Shard(place, name) for name in graphs]
    for shard in made:
        shard.write([write_ordered(graphs[shard.name])], facts=b'{"a": 1}\n{"a": 2}\n', told={"entry": {}})
    return made


def test_a_shard_holds_its_graph_and_is_the_same_bytes(graphs: dict[str, Triples], tmp_path: Path) -> None:
    turned = {name: Triples(reversed([*triples])) for name, triples in graphs.items()}
    for one, other in zip(shards(graphs, tmp_path / "a"), shards(turned, tmp_path / "b"), strict=True):
        for path in (tmp_path / "a" / "shards").iterdir():
            assert path.read_bytes() == (tmp_path / "b" / "shards" / path.name).read_bytes()
        assert set(one.triples()) == set(graphs[one.name]) == set(other.triples())
        assert sorted(one.quads().splitlines(True)) == sorted(to_nquads({one.name: graphs[one.name]}).splitlines(True))
        stated = {quad.triple for quad in parse(one.quads(), format=RdfFormat.N_QUADS)}
        for in_graph in (True, False):
            loaded = [quad for quad in parse(b"".join(one.to_load()), format=RdfFormat.N_QUADS)]
            quads = [quad for quad in loaded if (quad.graph_name == NamedNode(one.name)) is in_graph]
            assert {quad.triple for quad in quads} == stated and 2 * len(quads) == len(loaded)
        assert one.fact_lines() == ['{"a": 1}', '{"a": 2}']
        assert one.is_there
        one.unlink()
        assert not one.is_there


def test_the_union_of_shards_is_the_turtle_of_the_graphs(graphs: dict[str, Triples], tmp_path: Path) -> None:
    blocks = list(merge_blocks(shards(graphs, tmp_path / "a")))
    assert write_turtle(line for _, lines, _ in blocks for line in lines) == to_turtle(graphs)
    stating: dict[str, int] = {}
    for triples in graphs.values():
        for subject in triples.nodes:
            stating[subject] = stating.get(subject, 0) + 1
    assert {subject: shared for subject, _, shared in blocks} == {name: n > 1 for name, n in stating.items()}
    assert 0 < sum(shared for _, _, shared in blocks) < len(blocks)
    subject, lines, _ = blocks[0]
    union = Triples.union(graphs.values())
    assert {triple[1:] for triple in read_block(lines)} == {t[1:] for t in union if t[0] == subject}


@pytest.mark.parametrize("harm", [lambda data: data[:-20], lambda data: data[:60] + b"x" + data[61:], lambda data: b""])
def test_a_damaged_shard_is_an_error_that_names_it(harm, graphs: dict[str, Triples], tmp_path: Path) -> None:
    shard = shards(graphs, tmp_path / "a")[0]
    path = tmp_path / "a" / "shards" / f"{shard.slug}.nq.zst"
    path.write_bytes(harm(path.read_bytes()))
    for read in (shard.quads, lambda: list(shard.blocks())):
        with pytest.raises(StoreError, match=rf"{shard.slug}\.nq\.zst: can't be read"):
            read()


def test_pieces_are_read_as_one_file() -> None:
    stream = Stream([b"ab", b"", b"cde"])
    assert [stream.read(2), stream.read(2), stream.read(9), stream.read(9)] == [b"ab", b"cd", b"e", b""]
