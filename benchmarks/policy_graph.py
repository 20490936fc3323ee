"""Make a policy graph of any size in our vocabulary, the same at every run: invented documents, true structure.

A document has sections, measures with sectors, duties and cited spans, targets, and mentions of works, places and
bodies that many documents share, as `kg build` writes them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from kg.config import BASE_IRI
from kg.prefixes import PREFIXES
from kg.resources import ontology_path

SEED = 20201014
MEASURES = 40
WORDS = (
    "phát triển xây dựng nâng cấp hoàn thành hạ tầng giao thông nông nghiệp hữu cơ giáo dục đào tạo y tế môi trường"
    " du lịch công nghiệp đô thị quy hoạch đầu tư chuyển đổi số cải cách hành chính an sinh xã hội việc làm"
).split()
VERBS = ("xây dựng", "nâng cấp", "phát triển", "hoàn thành", "rà soát", "ban hành")
ACTIONS = ("build", "improve", "promote", "implement", "plan", "approve")
ROLES = ("lead", "coordinate", "implement", "supervise")
CLASSES = ("Road", "Bridge", "Port", "IndustrialPark", "UrbanArea", "WaterWorks")
NOUNS = dict(zip(CLASSES, ("đường", "cầu", "cảng", "khu công nghiệp", "khu đô thị", "hồ"), strict=True))


def iri(name: str) -> str:
    """Return a prefixed name as N-Triples has it."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(words: str) -> str:
    """Return a Vietnamese literal."""
    return f'"{words}"@vi'


def number(value: int) -> str:
    """Return an integer literal as the store writes one."""
    return f'"{value}"^^{iri("xsd:integer")}'


def sectors() -> list[str]:
    """Return the sectors of the ontology."""
    turtle = (ontology_path() / "sectors.ttl").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^sec:([\w.-]+) a", turtle, re.M)))


class Maker:
    """Makes the documents, one after another."""

    def __init__(self, triples: int) -> None:
        self.random = random.Random(SEED)
        self.sectors = sectors()
        self.works = [self._thing("work", n) for n in range(max(60, triples // 800))]
        self.places = [self._thing("place", n) for n in range(max(40, triples // 2500))]
        self.agents = [self._thing("agent", n) for n in range(max(30, triples // 5000))]
        self.classes = {node: CLASSES[n % len(CLASSES)] for n, node in enumerate(self.works)}
        self.labels = {node: f"{NOUNS[self.classes[node]]} số {n}" for n, node in enumerate(self.works)}
        self.labels |= {node: f"xã Thái {n}" for n, node in enumerate(self.places)}
        self.labels |= {node: f"Sở số {n}" for n, node in enumerate(self.agents)}

    @staticmethod
    def _thing(kind: str, n: int) -> str:
        return f"<{BASE_IRI}{kind}/x/{n}>"

    def document(self, n: int) -> Iterator[tuple[str, str, str]]:
        """Yield the triples of document `n`, some twice."""
        name = f"{BASE_IRI}doc/d{n}"
        node = f"<{name}>"
        yield node, iri("rdf:type"), iri("pol:PolicyDocument")
        yield node, iri("rdf:type"), iri("pol:Resolution")
        yield node, iri("eli:title"), text(f"Nghị quyết số {n}")
        yield node, iri("rdfs:label"), text(f"Nghị quyết số {n}")
        yield node, iri("eli:number"), f'"{n:03}-NQ/TU"'
        for m in range(MEASURES):
            yield from self._measure(name, m)
            if m % 4 == 0:
                yield from self._target(name, m)

    def _span(self, name: str, start: int, words: str) -> Iterator[tuple[str, str, str]]:
        span = f"<{name}/text#char={start},{start + len(words)}>"
        yield span, iri("rdf:type"), iri("nif:RFC5147String")
        yield span, iri("nif:beginIndex"), number(start)
        yield span, iri("nif:endIndex"), number(start + len(words))
        yield span, iri("nif:anchorOf"), f'"{words}"'
        yield span, iri("nif:referenceContext"), f"<{name}/text>"

    def _measure(self, name: str, m: int) -> Iterator[tuple[str, str, str]]:
        pick = self.random
        node, start = f"<{name}/measure/{m}>", m * 400
        work, place, agent = pick.choice(self.works), pick.choice(self.places), pick.choice(self.agents)
        kind = pick.randrange(len(VERBS))
        words = " ".join([VERBS[kind], self.labels[work], *pick.choices(WORDS, k=12), self.labels[place]])
        sector = pick.choice(self.sectors)
        yield node, iri("rdf:type"), iri("pol:Measure")
        yield node, iri("rdfs:label"), text(words)
        yield node, iri("pol:text"), text(words)
        yield node, iri("pol:action"), iri(f"action:{ACTIONS[kind]}")
        yield node, iri("pol:partOfDocument"), f"<{name}>"
        yield node, iri("pol:mainSector"), iri(f"sec:{sector}")
        yield node, iri("pol:sector"), iri(f"sec:{sector}")
        if pick.random() < 0.3:
            yield node, iri("pol:due"), f'"{pick.randrange(2021, 2031)}"^^{iri("xsd:gYear")}'
        yield node, iri("prov:wasQuotedFrom"), f"<{name}/text#char={start},{start + len(words)}>"
        yield from self._span(name, start, words)
        for thing, term in ((work, "concernsProject"), (place, "concernsPlace")):
            yield node, iri("pol:mentions"), thing
            yield node, iri(f"pol:{term}"), thing
            yield from self._mention(name, thing, start=start + words.index(self.labels[thing]))
        if pick.random() < 0.5:
            duty = f"<{name}/measure/{m}/responsibility>"
            yield node, iri("pol:responsibility"), duty
            yield duty, iri("rdf:type"), iri("pol:Responsibility")
            yield duty, iri("pol:agent"), agent
            yield duty, iri("pol:role"), iri(f"role:{pick.choice(ROLES)}")
            yield from self._mention(name, agent, start=start + 390)

    def _mention(self, name: str, thing: str, *, start: int) -> Iterator[tuple[str, str, str]]:
        label = self.labels[thing]
        if thing in self.classes:
            yield thing, iri("rdf:type"), iri("pol:Project")
            yield thing, iri("rdf:type"), iri(f"pol:{self.classes[thing]}")
            place = self.places[hash_of(thing) % len(self.places)]
            yield thing, iri("pol:locatedIn"), place
            yield place, iri("rdfs:label"), text(self.labels[place])
        else:
            yield thing, iri("rdf:type"), iri("pol:Place" if "/place/" in thing else "pol:Agent")
        yield thing, iri("rdfs:label"), text(label)
        yield f"<{name}/text#char={start},{start + len(label)}>", iri("itsrdf:taIdentRef"), thing
        yield from self._span(name, start, label)

    def _target(self, name: str, m: int) -> Iterator[tuple[str, str, str]]:
        pick = self.random
        node, value = f"<{name}/target/{m}>", pick.randrange(1, 100)
        words = f"tỷ lệ {pick.choice(WORDS)} đạt {value}%"
        yield node, iri("rdf:type"), iri("pol:Target")
        yield node, iri("rdfs:label"), text(words)
        yield node, iri("pol:indicator"), text(words.partition(" đạt")[0])
        yield node, iri("pol:value"), f'"{value}"^^{iri("xsd:decimal")}'
        yield node, iri("pol:unit"), text("%")
        yield node, iri("pol:partOfDocument"), f"<{name}>"
        yield node, iri("prov:wasQuotedFrom"), f"<{name}/text#char={m * 400 + 300},{m * 400 + 300 + len(words)}>"
        yield from self._span(name, m * 400 + 300, words)


def hash_of(thing: str) -> int:
    """Return a number that a thing always has."""
    return int(re.sub(r"\D", "", thing)) * 7919


def write_quads(path: Path, triples: int) -> int:
    """Write documents to an N-Quads file until it has `triples` lines or some more, and return how many it has."""
    maker, written, n = Maker(triples), 0, 0
    with path.open("w", encoding="utf-8") as file:
        while written < triples:
            lines = dict.fromkeys(maker.document(n))
            file.writelines(f"{s} {p} {o} <{BASE_IRI}doc/d{n}> .\n" for s, p, o in lines)
            written += len(lines)
            n += 1
    return written
