"""Make facts of a few measures by hand, for tests of the register of commitments."""

from __future__ import annotations

DOC = "https://w3id.org/policykg/id/doc/a"
ROADS = "Xây dựng đường ven biển từ cầu Nghìn đến cảng Diêm Điền trước năm 2025"
SCHOOLS = "Nâng cấp các trường trung học phổ thông trong toàn tỉnh"
WATER = "Kiểm soát chất lượng nguồn nước sinh hoạt ở nông thôn"


def make_facts(*measures: tuple[str, str], doc: str = DOC, **document: str) -> tuple[list[dict], str]:
    """Return facts of measures, each a section's number and words, and the text that they stand in."""
    text, facts = "", [{"fact": "document", "id": doc, "doc": doc, "title": "Nghị quyết", **document}]
    for number in dict.fromkeys(number for number, _ in measures):
        section = {"fact": "section", "id": f"{doc}/section/{number}", "doc": doc, "number": number, "level": 1}
        facts.append(section | {"start": 0, "end": 0})
    for at, (number, words) in enumerate(measures):
        start = len(text)
        text += f"{words}.\n"
        place = {"start": start, "end": start + len(words), "quote": words, "section": f"{doc}/section/{number}"}
        facts.append(
            {"fact": "measure", "id": f"{doc}/measure/{at}", "doc": doc, "trigger": [start, start + 3], **place}
        )
    return facts, text
