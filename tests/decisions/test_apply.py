"""Decisions hold on the next build: what is rejected goes with what hangs on it, what is corrected states that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from decided import WHEN, Person

import kg
from kg.confidence import HIGHEST
from kg.extract.grammar.evidence import BIAS, weights_instead

PLAN = """# KẾ HOẠCH

# Phát triển hạ tầng tỉnh Thái Bình

## 1. Nhiệm vụ

Sở Xây dựng chủ trì xây dựng cầu Nghìn trước năm 2025.

Nâng cấp cảng Diêm Điền; mở rộng Khu kinh tế Thái Bình.

Phấn đấu đến năm 2025 tỷ lệ đô thị hóa đạt 35%; tỷ lệ hộ nghèo dưới 2%.

## 2. Tổ chức

Giao Sở Y tế phối hợp với Sở Tài chính xây dựng kế hoạch.
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    source = tmp_path / "in" / "plan.txt"
    source.parent.mkdir()
    source.write_text(PLAN, encoding="utf-8")
    kg.build(source, out=tmp_path / "out").close()
    return source


@pytest.fixture
def lan(plan: Path, tmp_path: Path) -> Iterator[Person]:
    person = Person(tmp_path / "out", tmp_path / "in" / "decisions.tsv")
    yield person
    person.close()


def build(source: Path, out: Path, **options: object) -> kg.Graph:
    return kg.build(source, out=out, jobs=0, **options)


def facts(graph: kg.Graph, kind: str) -> list[dict]:
    return [one for one in graph.facts() if one["fact"] == kind]


def test_what_is_rejected_goes_with_what_hangs_on_it(plan: Path, lan: Person, tmp_path: Path):
    duty = lan.find("responsibility", agent="Sở Xây dựng")
    lan.decide("reject", "measure", duty.states["measure"][:20])
    lan.decide("reject", "entity", label="Sở Tài chính")
    with build(plan, tmp_path / "out") as graph:
        quotes = [one["quote"] for one in facts(graph, "measure")]
        assert not any("cầu Nghìn" in quote for quote in quotes)
        assert any("Diêm Điền" in quote for quote in quotes)
        assert "Sở Tài chính" not in {one["label"] for one in facts(graph, "entity")}
        assert not [
            one for one in facts(graph, "measure") for agent in one.get("agents", []) if "tai-chinh" in agent["id"]
        ]
        assert (
            graph.query("SELECT ?r { ?r a pol:Responsibility ; pol:agent [ rdfs:label 'Sở Xây dựng'@vi ] }").rows == []
        )
        assert graph.report["decisions"]["held"] == 2
        assert graph.report["conformance"]["conforms"]


def test_what_is_corrected_states_that_and_keeps_its_name(plan: Path, lan: Person, tmp_path: Path):
    measure = lan.decide("correct", "measure", "cầu Nghìn", {"due": "2026-06", "modality": "must"})
    lan.decide("correct", "sectors", "cầu Nghìn", {"sectors": ["transport", "finance"]})
    lan.decide("correct", "target", "hộ nghèo", {"value": "1.5", "indicator": "tỷ lệ hộ nghèo đa chiều"})
    lan.decide("correct", "entity", "Khu kinh tế", {"class": "IndustrialPark"})
    lan.decide("correct", "responsibility", change={"role": "advise"}, agent="Sở Tài chính")
    lan.decide("correct", "document", change={"number": "12/KH-UBND", "issued": "2021-03-04", "period": "2021/2025"})
    lan.decide("correct", "section", "Tổ chức", {"heading": "Tổ chức thực hiện"})
    with build(plan, tmp_path / "out") as graph:
        (one,) = [one for one in facts(graph, "measure") if "cầu Nghìn" in one["quote"]]
        assert one["id"] == measure.id
        assert (one["due"], one["modality"], one["sectors"]) == ("2026-06", "must", ["transport", "finance"])
        assert (one["review"], one["sectors_review"], one["confidence"]) == ("corrected", "corrected", HIGHEST)
        (target,) = [one for one in facts(graph, "target") if "hộ nghèo" in one["quote"]]
        assert (target["value"], target["indicator"]) == (1.5, "tỷ lệ hộ nghèo đa chiều")
        (zone,) = [one for one in facts(graph, "entity") if one["label"] == "Khu kinh tế Thái Bình"]
        assert (zone["class"], zone["id"].split("/")[-3]) == ("IndustrialPark", "industrial-park")
        assert any(zone["id"] in one.get("entities", []) for one in facts(graph, "measure"))
        roles = {
            agent["role"]
            for one in facts(graph, "measure")
            for agent in one.get("agents", [])
            if "tai-chinh" in agent["id"]
        }
        assert roles == {"advise"}
        (document,) = facts(graph, "document")
        assert (document["number"], document["issued"], document["period"]) == (
            "12/KH-UBND",
            "2021-03-04",
            ["2021", "2025"],
        )
        assert "Tổ chức thực hiện" in {one["heading"] for one in facts(graph, "section")}
        assert graph.report["decisions"]["held"] == 7
        assert graph.validate().conforms


def test_a_measure_is_corrected_to_other_words(plan: Path, lan: Person, tmp_path: Path):
    lan.decide("correct", "measure", "Diêm Điền", {"quote": "cấp cảng Diêm Điền; mở rộng Khu kinh tế Thái Bình"})
    with build(plan, tmp_path / "out") as graph:
        quotes = {one["quote"] for one in facts(graph, "measure")}
        assert "cấp cảng Diêm Điền; mở rộng Khu kinh tế Thái Bình" in quotes
        assert graph.validate().conforms
    with build(plan, tmp_path / "out") as again:
        assert again.report["changes"]["unchanged"]
        assert again.report["decisions"]["held"] == 1


def test_who_and_when_stand_in_the_graph(plan: Path, lan: Person, tmp_path: Path):
    before = lan.decide("accept", "measure", "Diêm Điền").confidence
    lan.decide("reject", "measure", "cầu Nghìn")
    with build(plan, tmp_path / "out") as graph:
        rows = graph.query(
            "SELECT ?verdict ?name ?when ?before ?quote ?fact { ?review a pol:Review , prov:Activity ;"
            " pol:verdict/skos:notation ?verdict ; prov:wasAssociatedWith [ a prov:Person ; rdfs:label ?name ] ;"
            " prov:endedAtTime ?when ; prov:used/nif:anchorOf ?quote ; pol:confidenceBefore ?before"
            " OPTIONAL { ?fact pol:review ?review } } ORDER BY ?verdict"
        ).rows
        told = [tuple(None if cell is None else str(cell) for cell in row) for row in rows]
        assert [row[0] for row in told] == ["accepted", "rejected"]
        assert {row[1:3] for row in told} == {("Lan", WHEN)}
        assert float(told[0][3]) == before
        assert "Diêm Điền" in told[0][4]
        assert told[0][5] is not None
        assert told[1][5] is None


def test_the_same_decisions_give_the_same_bytes(plan: Path, lan: Person, tmp_path: Path):
    lan.decide("accept", "measure", "Diêm Điền")
    lan.decide("reject", "target", "đô thị hóa")
    for name in ("one", "other"):
        build(plan, tmp_path / name, decisions=lan.file).close()
    assert (tmp_path / "one" / "graph.ttl").read_bytes() == (tmp_path / "other" / "graph.ttl").read_bytes()


def test_people_who_disagree_change_nothing_and_are_told(plan: Path, lan: Person, tmp_path: Path, run_kg):
    lan.decide("accept", "measure", "Diêm Điền")
    minh = Person(tmp_path / "out", lan.file, name="Minh")
    minh.decide("reject", "measure", "Diêm Điền")
    minh.close()
    done = run_kg("build", plan, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "Decisions of ../in/decisions.tsv: 0 of 2 hold; 2 disputed, nothing changed" in done.stdout
    assert done.stderr.count("people decided otherwise about it: nothing was changed") == 2
    with kg.open(tmp_path / "out") as graph:
        (one,) = [one for one in facts(graph, "measure") if "Diêm Điền" in one["quote"]]
        assert one["review"] == "disputed"
        assert one["confidence"] < HIGHEST


def test_what_was_accepted_stays_where_the_program_finds_it_no_more(plan: Path, lan: Person, tmp_path: Path):
    kept = lan.decide("accept", "measure", "Diêm Điền")
    lan.decide("accept", "sectors", "Diêm Điền")
    lan.decide("reject", "measure", "cầu Nghìn")
    with weights_instead({"measure": {BIAS: -9.0}}), build(plan, tmp_path / "other", decisions=lan.file) as graph:
        (one,) = facts(graph, "measure")
        assert (one["id"], one["rule"], one["review"], one["sectors"]) == (
            kept.id,
            "review",
            "accepted",
            kept.states["sectors"],
        )
        told = graph.report["decisions"]
        assert (told["held"], told["restored"], told["gone"]) == (1, 2, 0)
        assert graph.validate().conforms


def test_what_moved_holds_and_what_is_lost_is_told(plan: Path, lan: Person, tmp_path: Path, run_kg):
    lan.decide("accept", "measure", "Diêm Điền")
    lan.decide("accept", "measure", "cầu Nghìn")
    lan.decide("accept", "target", "đô thị hóa")
    changed = PLAN.replace("cảng Diêm Điền", "cảng\nDiêm   Điền").replace("đạt 35%", "đạt 40%")
    plan.write_text("Mở đầu.\n\n" + changed, encoding="utf-8")
    done = run_kg("build", plan, "-o", tmp_path / "out")
    kept, lost = "1 kept though the program does not find them any more", "1 on words that are not in the text any more"
    assert f"1 of 3 hold; {kept}; {lost}; 2 stand elsewhere in the text now" in done.stdout
    assert "its words are not in the text any more" in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["decisions"]
    assert {(one["document"], one["became"], one["by"]) for one in report["look"]} == {
        ("plan", "lost", "Lan"),
        ("plan", "restored", "Lan"),
    }


def test_a_rejection_is_not_taken_for_one_of_something_else(plan: Path, lan: Person, tmp_path: Path):
    lan.decide("reject", "responsibility", role="lead", agent="Sở Xây dựng")
    text = lan.file.read_text(encoding="utf-8")
    lan.file.write_text(text.replace('"role": "lead"', '"role": "report"'), encoding="utf-8")
    with build(plan, tmp_path / "out") as graph:
        assert any(agent["role"] == "lead" for one in facts(graph, "measure") for agent in one.get("agents", []))
        assert graph.report["decisions"]["changed"] == 1


def test_only_documents_that_decisions_touch_are_built_again(plan: Path, lan: Person, tmp_path: Path):
    other = plan.with_name("other.txt")
    other.write_text("Nâng cấp cảng Diêm Điền.\n", encoding="utf-8")
    build(plan.parent, tmp_path / "out").close()
    lan.decide("accept", "measure", "Diêm Điền")
    with build(plan.parent, tmp_path / "out") as graph:
        assert [one["slug"] for one in graph.report["changes"]["rebuilt"]] == ["plan"]
        assert [one["slug"] for one in graph.report["changes"]["unchanged"]] == ["other"]
    with build(other, tmp_path / "out") as graph:
        assert graph.report["decisions"]["not_applied"] == []
    lan.decide("reject", "measure", "cầu Nghìn")
    with build(other, tmp_path / "out") as graph:
        assert graph.report["decisions"]["not_applied"] == ["plan"]


def test_a_folder_remembers_its_decisions(plan: Path, lan: Person, tmp_path: Path, run_kg):
    lan.decide("reject", "measure", "Diêm Điền")
    kept = tmp_path / "kept.tsv"
    lan.file.rename(kept)
    build(plan, tmp_path / "out", decisions=kept).close()
    with build(plan, tmp_path / "out") as graph:
        assert graph.report["decisions"]["file"] == "../kept.tsv"
        assert graph.report["decisions"]["held"] == 1
    kept.unlink()
    done = run_kg("build", plan, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "--no-decisions" in done.stderr
    assert run_kg("build", plan, "-o", tmp_path / "out", "--no-decisions").returncode == 0
    with kg.open(tmp_path / "out") as graph:
        assert any("Diêm Điền" in one["quote"] for one in facts(graph, "measure"))
        assert "decisions" not in graph.report


def test_a_rejection_is_taken_back_after_it_was_built_by(plan: Path, lan: Person, tmp_path: Path):
    lan.decide("reject", "measure", "Diêm Điền")
    lan.decide("correct", "measure", "cầu Nghìn", {"due": "2024"})
    build(plan, tmp_path / "out").close()
    again = Person(tmp_path / "out", lan.file)
    listed = {one.item.blank.exact: one for one in again.desk.listed(["plan"]) if one.item.claim.fact == "measure"}
    assert {exact: one.mine.verdict for exact, one in listed.items() if one.mine} == {
        "Nâng cấp cảng Diêm Điền": "reject",
        "Sở Xây dựng chủ trì xây dựng cầu Nghìn trước năm 2025": "correct",
    }
    for one in listed.values():
        again.desk.undo("plan", one.item.key)
    again.close()
    assert again.decisions == ()
    with build(plan, tmp_path / "out") as graph, kg.build(plan, decisions=False) as fresh:
        assert list(graph.facts()) == list(fresh.facts())


def test_a_decision_made_again_takes_the_place_of_the_one_before(plan: Path, lan: Person, tmp_path: Path):
    lan.decide("correct", "measure", "cầu Nghìn", {"due": "2024"})
    build(plan, tmp_path / "out").close()
    again = Person(tmp_path / "out", lan.file)
    again.decide("correct", "measure", "cầu Nghìn", {"due": "2023"})
    again.close()
    (one,) = again.decisions
    assert one.truth["due"] == "2023"
    with build(plan, tmp_path / "out") as graph:
        (measure,) = [one for one in facts(graph, "measure") if "cầu Nghìn" in one["quote"]]
        assert measure["due"] == "2023"


def test_workers_and_removal_keep_decisions(plan: Path, lan: Person, tmp_path: Path, run_kg):
    plan.with_name("other.txt").write_text("Nâng cấp cảng Diêm Điền.\n", encoding="utf-8")
    lan.decide("reject", "measure", "Diêm Điền")
    with kg.build(plan.parent, out=tmp_path / "two", jobs=2) as graph:
        assert [one["doc"].rsplit("/", 1)[1] for one in facts(graph, "measure") if "Diêm Điền" in one["quote"]] == [
            "other"
        ]
    assert run_kg("remove", tmp_path / "two", "other").returncode == 0
    with kg.open(tmp_path / "two") as graph:
        assert graph.report["decisions"]["held"] == 1
        assert graph.report["decisions"]["file"] == "../in/decisions.tsv"
    assert run_kg("remove", tmp_path / "two", "plan").returncode == 0
    with kg.open(tmp_path / "two") as graph:
        assert graph.report["decisions"]["absent"] == ["plan"]


def test_spreadsheets_show_what_was_decided(plan: Path, lan: Person, tmp_path: Path):
    with kg.build(plan, decisions=False) as graph:
        assert b",review," not in graph.export("csv").splitlines()[0]
    lan.decide("accept", "measure", "Diêm Điền")
    with build(plan, tmp_path / "out") as graph:
        head, *rows = graph.export("csv").decode("utf-8-sig").splitlines()
        assert head.endswith(",review")
        assert [row.rsplit(",", 1)[1] for row in rows if row.endswith("accepted")] == ["accepted"]


def test_every_fact_of_the_sample_is_found_again_by_the_decision_on_it(sample_out: Path, tmp_path: Path):
    from dataclasses import replace

    from kg.decisions.match import match

    person = Person(sample_out, tmp_path / "decisions.tsv")
    items = [one.item for one in person.desk.listed([person.slug])]
    sheet = person.desk.sheet(person.slug)
    claims = [item.claim for item in items]
    made = [replace(item.blank, verdict="accept", by="Lan", at=WHEN) for item in items]
    found = [one.claim.id for one in match(made, claims, sheet.anchors)]
    assert found == [claim.id for claim in claims]
    assert len(claims) > 500
    assert all(one.found and one.found.same and not one.found.moved for one in match(made, claims, sheet.anchors))
    person.close()


def test_another_table_beside_the_inputs_is_none_of_decisions(plan: Path, tmp_path: Path):
    plan.with_name("decisions.tsv").write_text("court\tyear\nA\t2020\n", encoding="utf-8")
    with build(plan, tmp_path / "out") as graph:
        assert "decisions" not in graph.report


def test_the_sample_is_reviewed_beside_its_graph(sample: Path, tmp_path: Path):
    from kg.decisions.place import default_file

    assert default_file([sample], tmp_path / "out") == tmp_path / "decisions.tsv"
    assert default_file([], tmp_path / "out") == tmp_path / "decisions.tsv"
    (tmp_path / "in").mkdir()
    files = [tmp_path / "in" / "a" / "x.txt", tmp_path / "in" / "y.txt"]
    assert default_file(files, tmp_path / "out") == tmp_path / "in" / "decisions.tsv"


def test_what_stands_twice_is_decided_on_apart(tmp_path: Path):
    line = "Nâng cấp cảng Diêm Điền của tỉnh và các tuyến đường nối tới cảng Diêm Điền.\n\n"
    source = tmp_path / "plan.txt"
    source.write_text("## 1. Một\n\n" + line * 3 + "## 2. Hai\n\n" + line * 3, encoding="utf-8")
    build(source, tmp_path / "out").close()
    lan = Person(tmp_path / "out", tmp_path / "decisions.tsv")
    passages = [one.item for one in lan.desk.listed(["plan"]) if one.item.claim.fact == "passage"]
    verdicts = ["accept", "reject"] * (len(passages) // 2)
    for item, verdict in zip(passages, verdicts, strict=False):
        lan.desk.decide("plan", item.key, verdict, change={})
    listed = [one for one in lan.desk.listed(["plan"]) if one.item.claim.fact == "passage"]
    assert [one.mine.verdict for one in listed if one.mine] == verdicts
    lan.close()
    source.write_text(source.read_text(encoding="utf-8").replace(" của", "\ncủa"), encoding="utf-8")
    with build(source, tmp_path / "out") as graph:
        told = graph.report["decisions"]
        assert (told["held"], told["moved"], told["disputed"]) == (len(verdicts), 0, 0)


def test_accepting_everything_changes_nothing_but_how_sure_it_is(sample: Path, sample_out: Path, tmp_path: Path):
    from dataclasses import replace

    from kg.decisions import Decisions, write_decisions

    person = Person(sample_out, tmp_path / "decisions.tsv")
    items = [one.item for one in person.desk.listed([person.slug])]
    person.close()
    made = tuple(replace(item.blank, verdict="accept", by="Lan", at=WHEN) for item in items)
    write_decisions(person.file, Decisions(made))

    def plain(fact: dict) -> dict:
        agents = [{name: agent[name] for name in agent if name != "review"} for agent in fact.get("agents", [])]
        left = {name: fact[name] for name in fact if name not in ("review", "sectors_review", "confidence")}
        return left | ({"agents": agents} if agents else {})

    with build(sample, tmp_path / "out", decisions=person.file) as graph, kg.open(sample_out) as before:
        assert list(map(plain, graph.facts())) == list(map(plain, before.facts()))
        assert graph.report["decisions"]["held"] == len(made)
        assert {one["confidence"] for one in graph.facts() if "confidence" in one} == {HIGHEST}
        assert {one["review"] for one in graph.facts() if one["fact"] in ("measure", "target", "section")} == {
            "accepted"
        }
        assert graph.validate().conforms
