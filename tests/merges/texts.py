"""Three short documents that name a body in two ways."""

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH\nSố: {number}\nThái Bình, ngày {day}\n\n"
TEXTS = {
    "mot": HEAD.format(number="12/KH-UBND", day="10 tháng 3 năm 2024")
    + """KẾ HOẠCH
Phát triển hạ tầng giao thông tỉnh Thái Bình đến năm 2025

I. NHIỆM VỤ
1. Sở GTVT chủ trì, phối hợp với Sở Tài chính xây dựng cầu Sông Hóa, hoàn thành năm 2025.
2. Sở GTVT tham mưu nâng cấp đường tỉnh 454 trong năm 2024.
""",
    "hai": HEAD.format(number="45/KH-UBND", day="2 tháng 6 năm 2025")
    + """KẾ HOẠCH
Bảo đảm an toàn giao thông tỉnh Thái Bình năm 2025

I. NHIỆM VỤ
1. Sở Giao thông vận tải chủ trì, phối hợp với Sở GTVT và Công an tỉnh rà soát, xử lý điểm đen về tai nạn giao thông.
2. Sở Tài chính bố trí kinh phí bảo trì đường bộ, hoàn thành trước ngày 30/9/2025.
""",
    "ba": HEAD.format(number="7/CT-UBND", day="20 tháng 8 năm 2025")
    + """CHỈ THỊ
Về phòng, chống thiên tai

1. Sở Nông nghiệp và Môi trường chủ trì kiểm tra đê điều, hoàn thành trong tháng 9 năm 2025.
2. Sở Xây dựng kiểm tra các công trình đang thi công trước mùa mưa bão.
""",
}
BODY, SHORT = "agent/thai-binh/so-giao-thong-van-tai-7ac443", "agent/thai-binh/so-gtvt-14ce8a"
BRIDGE, MONEY = "bridge/thai-binh/cau-song-hoa-ea35d6", "agent/thai-binh/so-tai-chinh-772c7a"
