"""The scheme of sectors: the 27 of the guidelines, finer fields below them, matches with well-formed codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef

from kg.resources import read_table
from kg.vocab import POL, RDF, SEC, SKOS

COFOG = Namespace("https://w3id.org/policykg/cofog/")
ISIC = Namespace("https://w3id.org/policykg/isic/")
SCHEME = URIRef(str(SEC))
MATCHES = (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
CODES = [
    "agriculture",
    "fisheries",
    "forestry",
    "rural",
    "industry",
    "energy",
    "trade-services",
    "finance",
    "tourism",
    "transport",
    "urban-housing",
    "water-disaster",
    "environment",
    "digital",
    "science-technology",
    "education",
    "health",
    "culture-sport-media",
    "social",
    "business-investment",
    "public-administration",
    "justice-inspection",
    "defence",
    "public-security",
    "foreign-affairs",
    "political-system",
    "planning",
]

COFOG_GROUPS = {"01": 8, "02": 5, "03": 6, "04": 9, "05": 6, "06": 6, "07": 6, "08": 6, "09": 8, "10": 9}
"""Division of COFOG 1999 to the number of its groups (UN Statistical Papers M 84)."""
ISIC_SECTIONS = {
    "A": (1, 3),
    "B": (5, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
    "U": (99, 99),
}
"""Section of ISIC Rev.4 to its first and last division (UN Statistical Papers M 4 Rev.4)."""


@pytest.fixture(scope="module")
def sectors(root: Path) -> Graph:
    return Graph().parse(root / "ontology" / "sectors.ttl")


def test_the_top_concepts_are_the_27_codes(sectors: Graph) -> None:
    assert len(CODES) == 27
    expected = {SEC[code] for code in CODES}
    assert set(sectors.subjects(SKOS.topConceptOf, SCHEME)) == expected
    assert set(sectors.objects(SCHEME, SKOS.hasTopConcept)) == expected


@pytest.mark.tool("shared")
def test_labels_and_definitions_are_those_of_the_guidelines(sectors: Graph, shared: Path) -> None:
    text = (shared / "eval" / "GUIDELINES.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \| ?([^|]*) \|$", text, re.MULTILINE)
    assert [code for code, _, _ in rows] == CODES
    for code, vietnamese, holds in rows:
        labels = {label.language: str(label) for label in sectors.objects(SEC[code], SKOS.prefLabel)}
        assert labels["vi"] == vietnamese
        definitions = {text.language: str(text) for text in sectors.objects(SEC[code], SKOS.definition)}
        assert not holds.strip() or definitions["en"].casefold().startswith(holds.strip().casefold()), code


def test_every_top_concept_has_three_to_eight_finer_ones(sectors: Graph) -> None:
    for code in CODES:
        finer = set(sectors.subjects(SKOS.broader, SEC[code]))
        assert 3 <= len(finer) <= 8, code
        assert all(str(one).startswith(f"{SEC[code]}.") for one in finer)


def test_every_concept_is_a_sector_with_labels_and_its_code(sectors: Graph) -> None:
    concepts = set(sectors.subjects(SKOS.inScheme, SCHEME))
    assert len(concepts) > 27 * 3
    for concept in concepts:
        assert {POL.Sector, SKOS.Concept} == set(sectors.objects(concept, RDF.type))
        assert {label.language for label in sectors.objects(concept, SKOS.prefLabel)} == {"en", "vi"}
        assert SEC[str(sectors.value(concept, SKOS.notation))] == concept
        assert (concept in {SEC[code] for code in CODES}) != bool(sectors.value(concept, SKOS.broader))


def test_vietnamese_labels_tell_the_concepts_apart(sectors: Graph) -> None:
    labels = [
        str(label).casefold()
        for concept in sectors.subjects(SKOS.inScheme, SCHEME)
        for label in sectors.objects(concept, SKOS.prefLabel)
        if label.language == "vi"
    ]
    repeated = {label for label in labels if labels.count(label) > 1}
    assert not repeated


def test_every_sector_is_matched_and_no_pair_twice(sectors: Graph) -> None:
    for code in CODES:
        matched = [obj for match in MATCHES for obj in sectors.objects(SEC[code], match)]
        assert any(str(obj).startswith(str(COFOG)) for obj in matched), code
        assert len(matched) == len(set(matched)), code
        assert all((obj, SKOS.inScheme, None) in sectors for obj in matched), code


def test_cofog_codes_are_well_formed(sectors: Graph) -> None:
    concepts = set(sectors.subjects(SKOS.inScheme, URIRef(str(COFOG))))
    assert concepts
    for concept in concepts:
        notation = str(sectors.value(concept, SKOS.notation))
        assert concept == COFOG[notation]
        found = re.fullmatch(r"(0[1-9]|10)(?:\.([1-9])(?:\.[1-9])?)?", notation)
        assert found and int(found.group(2) or 1) <= COFOG_GROUPS[found.group(1)], notation


def test_isic_codes_are_well_formed(sectors: Graph) -> None:
    concepts = set(sectors.subjects(SKOS.inScheme, URIRef(str(ISIC))))
    assert concepts
    for concept in concepts:
        section, division = re.fullmatch(r"([A-U])(\d\d)?", str(concept).removeprefix(str(ISIC))).groups()
        assert str(sectors.value(concept, SKOS.notation)) == (division or section)
        if division:
            first, last = ISIC_SECTIONS[section]
            assert first <= int(division) <= last, concept


def test_sector_lexicon_uses_known_codes(sectors: Graph) -> None:
    known = {str(notation) for notation in sectors.objects(None, SKOS.notation)}
    assert {row["sector"] for row in read_table("lexicons/sector_terms.tsv")} <= known
