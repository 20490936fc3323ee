"""What changed between two builds as a feed that feedparser reads."""

from __future__ import annotations

import os

import feedparser
import pytest

import kg

FIRST = """NGHỊ QUYẾT
Về phát triển tỉnh

1. Giải pháp
Xây dựng cầu Nghìn trước năm 2025. Nâng cấp cảng Diêm Điền. Kiểm soát chất lượng nước <sạch> & môi trường.
"""
SECOND = (
    FIRST.replace("2025", "2024").replace("Nâng cấp cảng Diêm Điền. ", "") + "Tổ chức hội thi tay nghề cho thợ hàn.\n"
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """Return two builds: a document was changed, one went, one came, one stayed as it was."""
    place = tmp_path_factory.mktemp("builds")
    for name, texts in {
        "old": {"a.txt": FIRST, "b.txt": "Kế hoạch\nGiao Sở Y tế kiểm tra.\n", "same.txt": FIRST + "Hết."},
        "new": {"a.txt": SECOND, "c.txt": "Kế hoạch\nGiao Sở Tài chính báo cáo.\n", "same.txt": FIRST + "Hết."},
    }.items():
        (place / f"{name}-in").mkdir()
        for file, text in texts.items():
            (place / f"{name}-in" / file).write_text(text, encoding="utf-8")
        kg.build(place / f"{name}-in", out=place / name).close()
    os.utime(place / "new" / "report.json", (1_767_225_600, 1_767_225_600))
    return place


def test_feedparser_reads_an_entry_for_each_change(builds, run_kg):
    done = run_kg("diff", builds / "old", builds / "new", "-o", builds / "f.atom", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    feed = feedparser.parse((builds / "f.atom").read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.title == "What changed between two builds" and feed.feed.updated == "2026-01-01T00:00:00Z"
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids)) and feed.feed.id == "https://w3id.org/policykg/id/changes"
    found = {(entry.tags[0].term, entry.link.rsplit("/doc/", 1)[1].split("/")[0]) for entry in feed.entries}
    assert found == {("added", "c"), ("removed", "b"), ("stronger", "a"), ("dropped", "a"), ("new", "a")}
    told = {entry.tags[0].term: (entry.title, entry.content[0].value) for entry in feed.entries}
    assert told["dropped"][0] == "Dropped: Nâng cấp cảng Diêm Điền"
    assert "2025 → 2024" in told["stronger"][1] and "Xây dựng cầu Nghìn trước năm 2024" in told["stronger"][1]
    assert all(entry.updated == feed.feed.updated and entry.source.id for entry in feed.entries)


def test_the_same_builds_give_the_same_bytes_and_a_build_with_itself_none(builds, run_kg):
    first, second = (run_kg("diff", builds / "old", builds / "new", "--format", "atom").stdout for _ in range(2))
    assert first == second and "Bỏ: Nâng cấp" in first
    assert feedparser.parse(run_kg("diff", builds / "new", builds / "new", "--format", "atom").stdout).entries == []


def test_a_feed_is_of_two_builds(builds, run_kg):
    done = run_kg("diff", "a", "c", "--in", builds / "new", "--format", "atom")
    assert done.returncode == 2 and "name two graph folders" in done.stderr
    done = run_kg("compare", builds / "new", "--format", "atom")
    assert done.returncode == 2 and "no feed" in done.stderr
