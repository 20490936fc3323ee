"""A folder of the sample and of small documents with what is hard to write: line breaks, formulas, markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.analyse.answers import Index, build_index

HARD = (
    "KẾ HOẠCH\r\nPhát triển hạ tầng tỉnh Thái Bình\r\n\r\n1. Nhiệm vụ\r\n"
    "- Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng <b>lập</b> dự toán *hằng năm* & báo cáo | quyết toán\r\n"
    "trước ngày 30/6/2026.\r\n"
    "- Giao Ủy ban nhân dân các xã, phường xây dựng 05 cầu trong năm 2027.\r\n"
    "- Sở Tài chính báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11 hằng năm.\r\n"
    "- Sở Xây dựng tổng hợp, báo cáo hằng quý.\r\n"
)
OTHER = (
    "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI\nSố: 12/KH-UBND\nĐồng Nai, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nChuyển đổi số\n\n"
    "1. Sở Tài chính chủ trì bố trí kinh phí trước ngày 31/3/2026.\n2. Hỗ trợ doanh nghiệp chuyển đổi số.\n"
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """Return the folder."""
    place = tmp_path_factory.mktemp("answers")
    (place / "hard.txt").write_bytes(HARD.encode("utf-8"))
    (place / "other.txt").write_text(OTHER, encoding="utf-8")
    kg.build(place / "hard.txt", place / "other.txt", sample, out=place / "out").close()
    return place / "out"


@pytest.fixture(scope="session")
def opened(folder: Path) -> Iterator[kg.Graph]:
    """Return the folder's graph."""
    with kg.open(folder) as graph:
        yield graph


@pytest.fixture(scope="session")
def many(opened: kg.Graph) -> Index:
    """Return the index of the folder."""
    return build_index(opened.facts())


@pytest.fixture(scope="session")
def texts(opened: kg.Graph) -> dict[str, str]:
    """Return the source texts by what their documents are called."""
    index = build_index(opened.facts())
    return {index.label(document): opened.text(document) for document in opened.documents}
