"""Facts of a small made-up document, as facts.jsonl has them; every quote is cut from its text."""

from __future__ import annotations

DOC = "https://example.vn/id/doc/plan"
TEXT = (
    "Giao Sở Tài chính chủ trì, phối hợp với các sở, ngành lập dự toán trước ngày 30/6/2026. "
    "Báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11 hằng năm. "
    "Xây dựng 05 cầu đến năm 2030, tạo thuận lợi cho doanh nghiệp. "
    "Tăng cường tuyên truyền."
)
BODIES = {
    "finance": "Sở Tài chính",
    "departments": "các sở, ngành",
    "committee": "Ủy ban nhân dân tỉnh",
    "firms": "doanh nghiệp",
}


def iri(name: str) -> str:
    """Return the IRI of a body, or of a part of the document."""
    scope = "vn" if name in ("departments", "firms") else "thai-binh"
    return f"https://example.vn/id/agent/{scope}/{name}" if name in BODIES else f"{DOC}/{name}"


def at(words: str) -> dict[str, object]:
    """Return start, end and quote of words of the text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def duty(name: str, role: str, **more: object) -> dict[str, object]:
    """Return a body's role, stated where the text names it."""
    place = at(BODIES[name])
    return {"id": iri(name), "role": role, "start": place["start"], "end": place["end"]} | more


def measure(name: str, words: str, **more: object) -> dict[str, object]:
    """Return a measure that says `words`."""
    place = at(words)
    head = {"fact": "measure", "id": iri(name), "doc": DOC, "trigger": [place["start"], place["end"]]}
    return (
        head
        | {"action": "other"}
        | place
        | {"sectors": ["transport.roads"], "confidence": 0.9, "rule": "measure: verb"}
        | more
    )


def make_facts() -> list[dict[str, object]]:
    """Return a document, a section, the bodies, four measures, a target and a work with its due time."""
    section = {"fact": "section", "id": iri("section"), "doc": DOC, "number": "1", "heading": "Việc", "level": 1}
    bodies = [
        {
            "fact": "entity",
            "id": iri(name),
            "doc": DOC,
            "class": "Agent",
            "label": label,
            "mentions": [[at(label)["start"], at(label)["end"]]],
        }
        for name, label in BODIES.items()
    ]
    bridges = at("05 cầu đến năm 2030")
    work = {"fact": "entity", "id": iri("bridge"), "doc": DOC, "class": "Bridge", "label": "05 cầu"}
    time = {"fact": "entity", "id": iri("time"), "doc": DOC, "class": "Time", "label": "đến năm 2030", "normal": "2030"}
    return [
        {
            "fact": "document",
            "id": DOC,
            "doc": DOC,
            "title": "Kế hoạch",
            "type": "Plan",
            "number": "1/KH-UBND",
            "issued": "2026-01-05",
            "based_on": [{"id": iri("law"), "start": 0, "end": 4}],
        },
        section | {"start": 0, "end": len(TEXT)},
        *bodies,
        work | {"mentions": [[bridges["start"], bridges["start"] + 6]]},
        time | {"mentions": [[bridges["start"] + 7, bridges["end"]]]},
        measure(
            "budget",
            "lập dự toán",
            due="2026-06-30",
            section=iri("section"),
            sectors=["finance"],
            agents=[duty("finance", "lead"), duty("departments", "coordinate")],
        ),
        measure(
            "report",
            "Báo cáo Ủy ban nhân dân tỉnh",
            recurrence=["P1Y"],
            recurrence_day=["--11-30"],
            agents=[duty("finance", "lead", inherited=True), duty("committee", "report")],
        ),
        measure(
            "bridges",
            "Xây dựng 05 cầu đến năm 2030",
            due="2026/2030",
            due_inherited=True,
            entities=[iri("bridge")],
            agents=[duty("firms", "beneficiary")],
        ),
        measure("campaign", "Tăng cường tuyên truyền"),
        {
            "fact": "target",
            "id": iri("target"),
            "doc": DOC,
            "indicator": "cầu",
            "comparator": "=",
            "value": 5,
            "due": "2030",
            "measure": iri("bridges"),
            "section": iri("section"),
        }
        | bridges,
        {
            "fact": "relation",
            "id": iri("relation"),
            "doc": DOC,
            "subject": iri("bridge"),
            "predicate": "dueBy",
            "object": iri("time"),
        }
        | bridges,
    ]
