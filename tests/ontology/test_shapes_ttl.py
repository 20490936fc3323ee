"""The shapes speak of declared terms, name themselves, and tell in two languages what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection

from kg import model
from kg.errors import ShapeError
from kg.validate.shapes import SHAPES, load_ontology, load_shapes
from kg.validate.terms import OURS
from kg.validate.vocabulary import load_vocabulary
from kg.vocab import ACTION, MODALITY, RDF, ROLE, SH, STATUS, VERDICT

LISTS = {
    "Measure-action": (ACTION, model.ACTIONS),
    "Measure-modality": (MODALITY, model.MODALITIES),
    "Responsibility-role": (ROLE, model.ROLES),
    "Work-status": (STATUS, model.STATUSES),
    "Review-verdict": (VERDICT, model.VERDICTS),
}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes()


def test_pyshacl_finds_the_shapes_well_formed(shapes: Graph) -> None:
    import pyshacl
    import rdflib

    try:
        conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    finally:
        rdflib.NORMALIZE_LITERALS = True
    assert conforms, text


def test_shapes_name_declared_terms_only(shapes: Graph) -> None:
    vocabulary = load_vocabulary()
    used = {term for triple in shapes for term in triple if isinstance(term, URIRef) and str(term).startswith(OURS)}
    assert used
    assert not {term for term in used if not vocabulary.declares(str(term))}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_values_are_those_of_the_model(name: str, shapes: Graph) -> None:
    namespace, values = LISTS[name]
    assert set(Collection(shapes, shapes.value(SHAPES[name], SH["in"]))) == {namespace[value] for value in values}


def test_comparators_are_those_of_the_model(shapes: Graph) -> None:
    values = Collection(shapes, shapes.value(SHAPES["Target-comparator"], SH["in"]))
    assert {str(value) for value in values} == set(model.COMPARATORS)


def test_every_shape_that_can_be_reported_has_messages(shapes: Graph) -> None:
    helpers = {
        member for parent in shapes.subjects(SH["or"]) for member in Collection(shapes, shapes.value(parent, SH["or"]))
    }
    helpers |= {
        member for parent in shapes.subjects(SH.xone) for member in Collection(shapes, shapes.value(parent, SH.xone))
    }
    reported = set(shapes.objects(None, SH.property)) - {
        prop for helper in helpers for prop in shapes.objects(helper, SH.property)
    }
    reported |= set(shapes.subjects(SH["or"])) | set(shapes.subjects(SH.xone))
    for shape in reported:
        assert {text.language for text in shapes.objects(shape, SH.message)} == {"en", "vi"}, shape


def test_every_property_shape_is_used(shapes: Graph) -> None:
    used = (
        set(shapes.objects(None, SH.property))
        | set(shapes.objects(None, RDF.first))
        | set(shapes.objects(None, SH["not"]))
    )
    assert set(shapes.subjects(RDF.type, SH.PropertyShape)) <= used


def test_a_folder_without_shapes_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match="no shapes"):
        load_shapes(tmp_path)


def test_the_ontology_is_loaded_once() -> None:
    assert load_ontology() is load_ontology()
