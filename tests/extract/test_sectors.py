"""The field in which a measure shows, and what a lexicon of fields has to hold."""

import pytest

from kg.extract.sectors import class_sectors
from kg.model import WORK_CLASSES
from kg.resources import read_table
from tests.extract.pieces import run

CASES = [
    ("Phát triển nuôi trồng thủy sản theo hướng công nghệ cao.", "fisheries"),
    ("Nâng cao chất lượng khám, chữa bệnh.", "health"),
    ("Đẩy mạnh cải cách thủ tục hành chính.", "public-administration"),
    ("Bảo tồn, phát huy các giá trị di sản văn hóa gắn với phát triển du lịch.", "culture-sport-media"),
    ("Phát triển du lịch thành ngành kinh tế quan trọng.", "tourism"),
    ("Tăng cường đấu tranh, trấn áp tội phạm.", "public-security"),
    ("Xây dựng tuyến đường bộ ven biển.", "transport"),
]


@pytest.mark.parametrize(("text", "sector"), CASES)
def test_main_sector(text, sector):
    _, findings = run(text)
    assert [m.sectors[0] for m in findings.measures] == [sector]


def test_a_heading_speaks_where_the_clause_says_little():
    _, findings = run("1. Phát triển du lịch\nThực hiện tốt các giải pháp.")
    assert findings.measures[0].sectors[0] == "tourism"


def test_every_measure_has_one_to_three_sectors(sample):
    _, findings = run(sample.read_text(encoding="utf-8"))
    assert all(1 <= len(m.sectors) <= 3 and len(set(m.sectors)) == len(m.sectors) for m in findings.measures)


def test_the_lexicon_knows_the_27_sectors_and_weights_from_1_to_5():
    rows = read_table("lexicons/sector_terms.tsv")
    assert len({row["sector"] for row in rows}) == 27
    assert {row["weight"] for row in rows} <= {"1", "2", "3", "4", "5"}


def test_works_have_the_sector_of_their_class():
    assert class_sectors("Port") == ["transport"]
    assert class_sectors("Place") == []
    assert [cls for cls in WORK_CLASSES if not class_sectors(cls)] == ["Facility"]
