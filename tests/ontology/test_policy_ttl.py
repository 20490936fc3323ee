"""The vocabulary is complete, bilingual, and the same as the terms that the code may use."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.term import BNode

from kg import model
from kg.config import VERSION
from kg.validate.shapes import load_ontology, load_shapes
from kg.vocab import ACTION, MODALITY, ONTOLOGY, OWL, POL, PREFIXES, RDF, RDFS, ROLE, SKOS, STATUS, VERDICT

FILES = ("policy.ttl", "sectors.ttl")
CLASSES = {OWL.Class}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}
SCHEMES = {
    ACTION: model.ACTIONS,
    ROLE: model.ROLES,
    MODALITY: model.MODALITIES,
    STATUS: model.STATUSES,
    VERDICT: model.VERDICTS,
}


@pytest.fixture(scope="module")
def policy(root: Path) -> Graph:
    return Graph().parse(root / "ontology" / "policy.ttl")


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> set[str | None]:
    """Return the languages of a node's texts, asserting that there is one text a language."""
    found = [obj.language for obj in graph.objects(subject, predicate) if isinstance(obj, Literal) and str(obj).strip()]
    assert len(found) == len(set(found)), subject
    return set(found)


def terms(graph: Graph, kinds: set[URIRef]) -> set[URIRef]:
    return {subject for kind in kinds for subject in graph.subjects(RDF.type, kind)}


def closed_terms(namespace: type[DefinedNamespace]) -> set[URIRef]:
    return {namespace[name] for name in namespace.__annotations__ if not name.startswith("_")}


def test_the_vocabulary_and_the_code_name_the_same_terms(policy: Graph) -> None:
    assert terms(policy, CLASSES | PROPERTIES) == closed_terms(POL)


def test_every_class_of_the_model_is_a_class(policy: Graph) -> None:
    classes = terms(policy, CLASSES)
    assert {POL[name] for name in model.ENTITY_CLASSES if name != "Time"} <= classes
    works = {str(cls).removeprefix(str(POL._NS)) for cls in policy.subjects(RDFS.subClassOf, POL.Project)}
    assert works == set(model.WORK_CLASSES)


def test_every_predicate_of_the_model_is_a_property(policy: Graph) -> None:
    assert {POL[name] for name in model.PREDICATES} <= terms(policy, PROPERTIES)


def test_every_term_has_label_and_comment_in_both_languages(policy: Graph) -> None:
    for term in terms(policy, CLASSES | PROPERTIES):
        assert languages(policy, term, RDFS.label) == {"en", "vi"}, term
        assert languages(policy, term, RDFS.comment) == {"en", "vi"}, term
        assert policy.value(term, RDFS.isDefinedBy) == ONTOLOGY, term


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: str(scheme).rsplit("/", 2)[-2])
def test_each_scheme_holds_the_values_of_the_model(scheme: URIRef, policy: Graph) -> None:
    concepts = set(policy.subjects(SKOS.inScheme, URIRef(str(scheme))))
    assert concepts == {scheme[name] for name in SCHEMES[scheme]}
    for concept in concepts:
        assert languages(policy, concept, SKOS.prefLabel) == {"en", "vi"}
        assert languages(policy, concept, SKOS.definition) == {"en", "vi"}
        assert str(concept) == f"{scheme}{policy.value(concept, SKOS.notation)}"


def test_sub_properties_stand_as_the_design_says(policy: Graph) -> None:
    for sub in (POL.concernsProject, POL.concernsPlace, POL.cites):
        assert (sub, RDFS.subPropertyOf, POL.mentions) in policy
    assert (POL.mainSector, RDFS.subPropertyOf, POL.sector) in policy


def test_no_property_claims_two_domains_or_ranges(policy: Graph) -> None:
    for prop in terms(policy, PROPERTIES):
        for predicate in (RDFS.domain, RDFS.range):
            assert len(set(policy.objects(prop, predicate))) <= 1, "several are an intersection to a reasoner"


def test_what_the_axioms_name_is_declared(policy: Graph) -> None:
    declared = terms(policy, CLASSES | PROPERTIES | {SKOS.Concept, SKOS.ConceptScheme})
    ours = {obj for obj in policy.objects() if isinstance(obj, URIRef) and str(obj).startswith(str(POL._NS))}
    assert ours <= declared


def test_no_class_excludes_its_own_superclass(policy: Graph) -> None:
    for one, other in policy.subject_objects(OWL.disjointWith):
        for cls in terms(policy, CLASSES):
            ancestors = set(policy.transitive_objects(cls, RDFS.subClassOf))
            assert not {one, other} <= ancestors, cls


def test_the_header_says_version_licence_and_that_the_names_are_not_registered(policy: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in policy
    assert str(policy.value(ONTOLOGY, OWL.versionInfo)) == VERSION, "the vocabulary ships with the package"
    assert "not registered" in " ".join(policy.objects(ONTOLOGY, RDFS.comment))


@pytest.mark.parametrize("name", FILES)
def test_files_have_no_blank_nodes(name: str, root: Path) -> None:
    graph = Graph().parse(root / "ontology" / name)
    assert len(graph) > 500
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


@pytest.mark.parametrize("name", FILES)
def test_files_load_in_another_reader_with_as_many_triples(name: str, root: Path) -> None:
    import pyoxigraph

    path = root / "ontology" / name
    quads = set(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(quads) == len(Graph().parse(path))


@pytest.mark.tool("rapper")
@pytest.mark.parametrize("name", [*FILES, "shapes/*.ttl"])
def test_files_load_in_rapper(name: str, root: Path) -> None:
    paths = sorted((root / "ontology").glob(name))
    assert paths
    for path in paths:
        done = subprocess.run(
            [shutil.which("rapper"), "-q", "-c", "-i", "turtle", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_prefixes_are_those_of_the_code(root: Path) -> None:
    for path in sorted((root / "ontology").rglob("*.ttl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@prefix"):
                prefix, iri = line.removeprefix("@prefix ").removesuffix(" .").split(": ")
                assert PREFIXES.get(prefix, iri.strip("<>")) == iri.strip("<>"), f"{path.name}: {prefix}"


def test_ontology_and_shapes_share_no_subject() -> None:
    assert not set(map(URIRef, load_ontology().nodes)) & {
        node for node in load_shapes().subjects() if isinstance(node, URIRef)
    }
