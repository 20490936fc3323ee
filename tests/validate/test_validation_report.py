"""A report orders, counts and prints its findings."""

from __future__ import annotations

import json

from kg.validate import Finding, Report


def make_finding(severity: str = "Violation", node: str = "https://example.org/id/a", **values: str) -> Finding:
    """Return a finding."""
    return Finding(
        severity=severity,
        focus_node=node,
        path=values.get("path", "https://example.org/p#indicator"),
        value=values.get("value", ""),
        message="Add it.",
        shape="https://example.org/shapes#S",
        message_vi="Hãy thêm.",
    )


def test_an_empty_report_conforms() -> None:
    assert Report().conforms
    assert str(Report()) == "The graph conforms: no findings."


def test_warnings_do_not_break_conformance() -> None:
    report = Report((make_finding("Warning"), make_finding("Info")))
    assert report.conforms
    assert report.counts == {"Warning": 1, "Info": 1}


def test_text_names_each_message_once_and_cuts_long_lists() -> None:
    report = Report(tuple(make_finding(node=f"https://example.org/id/{number:02}") for number in range(15)))
    text = report.to_text(shown=3)
    assert text.splitlines()[0] == "The graph does not conform: 15 violations."
    assert text.count("Add it.") == 1
    assert text.count("https://example.org/id/") == 3
    assert "… and 12 more" in text
    assert "indicator" in text


def test_text_speaks_vietnamese() -> None:
    assert "Hãy thêm." in Report((make_finding(),)).to_text(language="vi")


def test_dict_survives_json() -> None:
    report = Report((make_finding(),))
    again = json.loads(json.dumps(report.to_dict()))
    assert again["conforms"] is False
    assert again["counts"] == {"Violation": 1}
    assert Finding(**again["findings"][0]) == report.findings[0]


def test_findings_sort_worst_first() -> None:
    findings = [make_finding("Info"), make_finding("Violation", node="b"), make_finding("Violation", node="a")]
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    assert [(one.severity, one.focus_node) for one in ordered[:2]] == [("Violation", "a"), ("Violation", "b")]
