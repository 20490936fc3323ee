"""Clauses that commit become measures with the verb phrase as trigger; others do not."""

import pytest

from tests.extract.pieces import run

TRIGGERS = [
    ("Tiếp tục đẩy nhanh chương trình phát triển đô thị.", ["Tiếp tục đẩy nhanh"]),
    ("Tăng cường thu hút đầu tư xây dựng chợ.", ["Tăng cường thu hút"]),
    ("Rà soát, sửa đổi, bổ sung các quy định.", ["Rà soát, sửa đổi, bổ sung"]),
    ("Nâng cao hiệu quả quản lý.", ["Nâng cao"]),
    ("Thực hiện có hiệu quả Chương trình OCOP.", ["Thực hiện có hiệu quả"]),
    ("Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập quy hoạch.", ["chủ trì, phối hợp"]),
    ("Các địa phương cần chủ động tháo gỡ vướng mắc.", ["cần chủ động tháo gỡ"]),
    ("Giao Bộ Tài chính khẩn trương hoàn thiện hồ sơ.", ["khẩn trương hoàn thiện"]),
    ("Yêu cầu các địa phương đẩy nhanh tiến độ.", ["đẩy nhanh"]),
    ("Trên cơ sở quy hoạch được duyệt, tập trung xây dựng hạ tầng.", ["tập trung xây dựng"]),
    ("Xây dựng hạ tầng giao thông; trong đó, ưu tiên đầu tư đường ven biển.", ["Xây dựng", "ưu tiên đầu tư"]),
    ("Hoàn thiện thủ tục, đồng thời rà soát các dự án.", ["Hoàn thiện", "rà soát"]),
    ("Khuyến khích phát triển nhà ở xã hội.", ["Khuyến khích phát triển"]),
    ("Có cơ chế thu hút bác sĩ về tuyến xã.", ["Có"]),
]
NOT_MEASURES = [
    "Đại hội ghi nhận và đánh giá cao kết quả đạt được.",
    "Các bộ, ngành đã tích cực triển khai nhiệm vụ.",
    "Kinh tế của tỉnh còn nhiều khó khăn.",
    "a) Có bằng tốt nghiệp đại học ngành luật.",
    "Báo cáo của Sở Tài chính về kết quả kiểm kê.",
    "Điều 2. Đối tượng áp dụng\nCơ quan, người lao động có liên quan đến việc thực hiện Thông tư.",
    "I. ĐÁNH GIÁ CHUNG\nThực hiện tốt các nhiệm vụ được giao.",
]


@pytest.mark.parametrize(("text", "triggers"), TRIGGERS)
def test_triggers(text, triggers):
    prepared, findings = run(text)
    assert [prepared.text[slice(*m.trigger)] for m in findings.measures] == triggers


@pytest.mark.parametrize("text", NOT_MEASURES)
def test_what_is_no_measure(text):
    _, findings = run(text)
    assert findings.measures == []
    assert findings.silent


def test_span_leaves_the_closing_mark_and_the_marker_clause_out():
    prepared, findings = run("Hoàn thiện thủ tục, đồng thời rà soát các dự án.")
    spans = [prepared.text[m.start_char : m.end_char] for m in findings.measures]
    assert spans == ["Hoàn thiện thủ tục", "đồng thời rà soát các dự án"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Các sở, ngành phải thực hiện nghiêm quy định.", "must"),
        ("Các sở, ngành cần thực hiện nghiêm quy định.", "should"),
        ("Khuyến khích đầu tư nhà ở xã hội.", "encouraged"),
        ("Nghiêm cấm xả thải ra sông.", "prohibited"),
        ("Đầu tư nhà ở xã hội.", ""),
    ],
)
def test_modality(text, modality):
    _, findings = run(text)
    assert [m.modality for m in findings.measures] == [modality]


def test_priorities_stand_under_their_heading():
    text = (
        "**4.1. Những nhiệm vụ trọng tâm**\n\n**(1)** Xây dựng nông thôn mới.\n\n**(2)** Phát triển du lịch.\n\n"
        "**4.2. Các đột phá phát triển**\n\n**(1)** Cải cách hành chính."
    )
    _, findings = run(text)
    assert [m.priority for m in findings.measures] == ["key-task:1", "key-task:2", "breakthrough:1"]
