"""Three made-up documents: a plan, the plan that follows it five years later, and a decision of a ministry."""

PLANS = {
    "kh-15-2021": """ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH
Số: 15/KH-UBND
Thái Bình, ngày 12 tháng 02 năm 2021

KẾ HOẠCH
Phát triển hạ tầng và môi trường giai đoạn 2021 - 2025

I. MỤC TIÊU
1. Phấn đấu đến năm 2025 tỷ lệ che phủ rừng đạt 40%.
2. Phấn đấu đến năm 2025 tỷ lệ hộ nghèo dưới 3%.

II. NHIỆM VỤ
1. Sở Giao thông vận tải chủ trì, phối hợp với Sở Tài chính xây dựng cầu Nghìn trước ngày 30/6/2024.
2. Sở Tài nguyên và Môi trường chủ trì xây dựng hệ thống quan trắc môi trường.
3. Tăng cường tuyên truyền, nâng cao nhận thức của người dân về bảo vệ môi trường.
4. Sở Tài chính bố trí vốn cho cảng Diêm Điền trong năm 2023.
""",
    "kh-27-2026": """ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH
Số: 27/KH-UBND
Thái Bình, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Phát triển hạ tầng và môi trường giai đoạn 2026 - 2030

I. MỤC TIÊU
1. Phấn đấu đến năm 2030 tỷ lệ che phủ rừng đạt 42%.
2. Phấn đấu đến năm 2030 tỷ lệ hộ nghèo dưới 1%.

II. NHIỆM VỤ
1. Sở Tài nguyên và Môi trường chủ trì xây dựng hệ thống quan trắc môi trường trước ngày 31/12/2027.
2. Tăng cường tuyên truyền, nâng cao nhận thức của người dân về bảo vệ môi trường.
3. Sở Tài chính bố trí vốn cho cảng Diêm Điền trong năm 2027.
4. Ủy ban nhân dân huyện Thái Thụy báo cáo kết quả trước ngày 15/12 hằng năm.
""",
    "qd-88-2026": """BỘ TÀI CHÍNH
Số: 88/QĐ-BTC
Hà Nội, ngày 20 tháng 3 năm 2026

QUYẾT ĐỊNH
Về việc bố trí vốn cho các cảng biển

Điều 1. Bộ Tài chính chủ trì, phối hợp với Bộ Xây dựng bố trí vốn cho cảng Diêm Điền trước ngày 30/6/2026.
Điều 2. Ủy ban nhân dân tỉnh Thái Bình nâng cấp đường 221A, hoàn thành năm 2028.
Điều 3. Hỗ trợ 500 doanh nghiệp chuyển đổi số đến năm 2030.
""",
}
