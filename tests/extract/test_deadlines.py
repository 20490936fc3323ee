"""By when a clause is to be done, in the many ways in which plans say it."""

import pytest

from tests.extract.pieces import run

DUE = [
    ("Hoàn thành cơ bản năm 2027 các nút giao thông.", "2027"),
    ("Sở Y tế rà soát danh mục, báo cáo kết quả trước ngày 15 tháng 10 năm 2025.", "2025-10-15"),
    ("Đến 2030, xây dựng 100 km đường cao tốc.", "2030"),
    ("Từ nay đến năm 2030, đầu tư xây dựng 50 cầu.", "2030"),
    ("Phấn đấu đến hết năm 2025 giải ngân toàn bộ vốn đầu tư công.", "2025"),
    ("Trong quý IV năm 2025, trình Chính phủ dự thảo Nghị định.", "2025-12"),
    ("Trong giai đoạn 2026-2030 hoàn thành xây dựng cầu.", "2026/2030"),
    ("Trong 6 tháng cuối năm 2025 hoàn thành giải phóng mặt bằng.", "2025-12"),
    ("Khởi công dự án chậm nhất ngày 30/6/2026.", "2026-06-30"),
    ("Rà soát các quy định, thời hạn hoàn thành ngày 20/9/2025.", "2025-09-20"),
    ("Bàn giao mặt bằng trong tháng 11 và tháng 12 năm 2025.", "2025-12"),
    ("Trước mắt, trong năm 2025 tập trung tháo gỡ khó khăn.", "2025"),
    ("Đến ngày 31/12/2025, hoàn thành 3.000 km đường cao tốc.", "2025-12-31"),
    ("Đưa công trình vào khai thác từ năm 2027.", ""),
    ("Gửi báo cáo về Sở Y tế trước ngày 20/11 hằng năm.", ""),
    ("Triển khai Đề án nâng cao năng lực cứu hộ đến năm 2030, định hướng đến năm 2045.", ""),
]


@pytest.mark.parametrize(("line", "due"), DUE, ids=[line for line, _ in DUE])
def test_a_clause_is_due_by_the_time_that_it_states(line, due):
    _, findings = run(f"KẾ HOẠCH\nTriển khai công tác\n\nII. NHIỆM VỤ\n1. {line}\n2. Xây dựng đường.\n")
    assert findings.measures[0].due == due
    assert findings.measures[0].end_char - findings.measures[0].start_char > 20
