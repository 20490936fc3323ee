"""What a journalist asks, by which tool an assistant would ask it, and the answer: how many in all, and rows among the
first with their quotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from kg import Graph


class Question(NamedTuple):
    """A question in words, the call, how many rows there are (None where only some are known, a function of the graph
    where it counts them otherwise), and rows that must be among those given.

    A row is its quote (line breaks as spaces) and what else it must say; `where` names the list that rows stand in, for
    a description in parts.
    """

    words: str
    tool: str
    given: dict[str, Any]
    total: int | Callable[[Graph], int] | None
    rows: tuple[tuple[str, dict[str, Any]], ...]
    where: str = ""


SAMPLE = (
    Question(
        "Máy không hiểu những đoạn nào?",
        "silent",
        {"reason": "not understood"},
        2,
        (
            (
                "các di tích lịch sử văn hóa và các thiết chế văn hóa gắn với phát triển du lịch",
                {"reason": "not understood", "section": "3.4"},
            ),
        ),
    ),
    Question(
        "Văn bản nói gì về cảng Diêm Điền?",
        "search",
        {"words": "cang diem dien"},
        2,
        (("cảng Diêm Điền", {"class": "Port", "start": 9735, "end": 9749, "section": "3.2", "confidence": 0.9}),),
    ),
    Question(
        "Tuyến đường bộ ven biển được nhắc ở đâu?",
        "describe",
        {"thing": "Tuyến đường bộ ven biển", "part": "mentions"},
        2,
        (
            ("Tuyến đường bộ ven biển", {"start": 9325, "section": "3.2"}),
            ("tuyến đường bộ ven biển", {"start": 23764, "section": "(2)"}),
        ),
        where="mentions",
    ),
    Question(
        "Đường đi cồn Vành bắt đầu và kết thúc ở đâu?",
        "describe",
        {"thing": "đường từ thành phố Thái Bình đi cồn Vành", "part": "said"},
        2,
        (
            ("đường từ thành phố Thái Bình đi cồn Vành", {"relation": "routeFrom", "object": "thành phố Thái Bình"}),
            ("đường từ thành phố Thái Bình đi cồn Vành", {"relation": "routeTo", "object": "cồn Vành"}),
        ),
        where="said",
    ),
    Question(
        "Nghị quyết nói gì về HTX (viết tắt)?",
        "search",
        {"words": "HTX"},
        3,
        (("Tiếp tục đổi mới hoạt động của các loại hình hợp tác xã", {"class": "Measure", "start": 10444}),),
    ),
    Question(
        "Có những cảng nào?",
        "search",
        {"words": "port", "class": "Project"},
        2,
        (("cảng Ba Lạt", {"start": 9751}), ("cảng Diêm Điền", {"start": 9735})),
    ),
    Question(
        "Chuyển đổi số được giao thế nào?",
        "search",
        {"words": "chuyển đổi số"},
        1,
        (("Xây dựng chiến lược chuyển đổi số của tỉnh", {"section": "3.4", "start": 15579, "confidence": 0.967}),),
    ),
    Question(
        "Sau đại dịch Covid-19 phải làm gì?",
        "search",
        {"words": "covid"},
        1,
        (
            (
                "Xây dựng kế hoạch phát hội, phát triển các ngành kinh tế sau đại dịch Covid-19",
                {"start": 1357, "end": 1435},
            ),
        ),
    ),
    Question(
        "Ai phải chủ trì việc gì?",
        "who_does_what",
        {"role": "lead", "limit": 20},
        17,
        (
            (
                "tăng cường đối thoại và kịp thời giải quyết những kiến nghị, phản ánh của doanh nghiệp, người dân",
                {"body": "Các cấp chính quyền", "role": "lead", "start": 11761},
            ),
        ),
    ),
    Question(
        "Ban Chấp hành Đảng bộ tỉnh khóa XX phải làm gì ở phần C?",
        "who_does_what",
        {"body": "Ban Chấp hành Đảng bộ tỉnh khóa XX", "role": "lead"},
        4,
        (
            (
                "Ban Chấp hành Đảng bộ tỉnh khóa XX tổng hợp ý kiến thảo luận tại Đại hội, bổ sung, hoàn chỉnh văn bản",
                {},
            ),
        ),
    ),
    Question(
        "Hộ gia đình được hưởng gì?",
        "who_does_what",
        {"role": "beneficiary", "body": "hộ gia đình"},
        1,
        (
            (
                "phấn đấu phổ cập mạng di động 5G và phổ cập cáp quang đến hộ gia đình vào năm 2025",
                {"due": "2025", "due_basis": "stated", "section": "3.4"},
            ),
        ),
    ),
    Question(
        "Đầu năm 2022, việc nào đã quá hạn?",
        "deadlines",
        {"today": "2022-01-01", "state": "overdue"},
        1,
        (("Trước mắt, tập trung giải phóng mặt bằng", {"due": "2021", "state": "overdue", "start": 5992}),),
    ),
    Question(
        "Thời hạn nào được ghi rõ trong câu?",
        "deadlines",
        {"basis": "stated"},
        4,
        (("phổ cập mạng di động 5G", {"kind": "target", "due": "2025", "confidence": 0.869}),),
    ),
    Question(
        "Có những chỉ tiêu nào?",
        "targets",
        {},
        9,
        (("100% dịch vụ công trực tuyến cấp độ 4 được cung cấp đến người dân", {"value": 100, "unit": "%"}),),
    ),
    Question(
        "Thành phố Thái Bình sẽ thành đô thị loại mấy?",
        "targets",
        {"words": "thanh pho do thi loai"},
        1,
        (("thành phố Thái Bình trở thành đô thị loại I", {"level_aimed_at": "đô thị loại I", "start": 7186}),),
    ),
    Question(
        "Việc nào về giao thông không có ai chịu trách nhiệm?",
        "gaps",
        {"gap": "owner", "sector": "transport"},
        lambda graph: sum(row["no_owner"] and row["sector"].startswith("transport") for row in graph.measures()),
        (("Đẩy nhanh tiến độ thực hiện các dự án đầu tư lớn", {"no_owner": True, "section": "3.2"}),),
    ),
    Question(
        "Bao nhiêu việc không có người, thời hạn và chỉ tiêu?",
        "gaps",
        {"gap": "all"},
        lambda graph: sum(row["none"] for row in graph.measures()),
        (("đẩy mạnh thực hành dân chủ, tăng cường đồng thuận xã hội", {"none": True, "start": 258}),),
    ),
    Question(
        "Nhiệm vụ trọng tâm và khâu đột phá là gì?",
        "saved_question",
        {"name": "priorities"},
        29,
        (("Tăng cường xây dựng Đảng bộ và hệ thống chính trị trong sạch, vững mạnh", {"section": "(1)"}),),
    ),
    Question(
        "Phải làm gì về du lịch?",
        "saved_question",
        {"name": "measures-by-sector", "parameters": {"sector": "tourism"}},
        3,
        (("Phát triển du lịch thành ngành kinh tế quan trọng của tỉnh", {"sector": "tourism", "confidence": 0.967}),),
    ),
    Question(
        "Những chương trình, chỉ số nào được viện dẫn?",
        "saved_question",
        {"name": "instruments", "limit": 100},
        22,
        (("Chương trình mới xã một sản phẩm (OCOP)", {"start": 3652, "confidence": 0.984}),),
    ),
    Question(
        "Cảng Ba Lạt có trong việc nào?",
        "describe",
        {"thing": "cảng Ba Lạt", "part": "measures"},
        1,
        (("xây dựng hạ tầng Khu kinh tế Thái Bình", {"start": 9619, "end": 9802, "confidence": 0.967}),),
        where="measures",
    ),
    Question(
        "Khu kinh tế Thái Bình được nhắc mấy lần?",
        "saved_question",
        {"name": "mentions", "parameters": {"name": "Khu kinh tế Thái Bình"}},
        9,
        (("Khu kinh tế", {"start": 6107, "class": "EconomicZone"}),),
    ),
)

MONITORING = "Sở Tài nguyên và Môi trường chủ trì xây dựng hệ thống quan trắc môi trường"
AWARENESS = "Tăng cường tuyên truyền, nâng cao nhận thức của người dân về bảo vệ môi trường"
PORT_MONEY = "Bộ Tài chính chủ trì, phối hợp với Bộ Xây dựng bố trí vốn cho cảng Diêm Điền trước ngày 30/6/2026"
BRIDGE = "Sở Giao thông vận tải chủ trì, phối hợp với Sở Tài chính xây dựng cầu Nghìn trước ngày 30/6/2024"

SEVERAL = (
    Question(
        "Văn bản nào nói về cảng Diêm Điền?",
        "search",
        {"words": "cang diem dien", "class": "Port"},
        4,
        (
            ("cảng Diêm Điền", {"document": "88/QĐ-BTC", "section": "Điều 1", "start": 180}),
            ("cảng Diêm Điền", {"document": "15/KH-UBND", "start": 571}),
            ("cảng Diêm Điền", {"slug": "thai-binh", "page": "5", "start": 9814}),
        ),
    ),
    Question(
        "Kế hoạch 15/KH-UBND là văn bản nào?",
        "search",
        {"words": "15/KH-UBND"},
        1,
        (
            (
                "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH",
                {"document": "15/KH-UBND", "slug": "kh-15-2021", "class": "PlanDocument"},
            ),
        ),
    ),
    Question(
        "UBND tỉnh Thái Bình được giao việc gì?",
        "search",
        {"words": "UBND tỉnh Thái Bình", "class": "Measure"},
        1,
        (
            (
                "Ủy ban nhân dân tỉnh Thái Bình nâng cấp đường 221A, hoàn thành năm 2028",
                {"document": "88/QĐ-BTC", "section": "Điều 2"},
            ),
        ),
    ),
    Question(
        "Sở Tài chính phải làm gì, bao giờ?",
        "who_does_what",
        {"body": "Sở Tài chính"},
        3,
        (
            (BRIDGE, {"role": "coordinate", "due": "2024-06-30"}),
            ("Sở Tài chính bố trí vốn cho cảng Diêm Điền trong năm 2027", {"role": "lead", "due": "2027"}),
        ),
    ),
    Question(
        "Sở Tài nguyên và Môi trường chủ trì gì?",
        "who_does_what",
        {"body": "so tai nguyen va moi truong", "role": "lead"},
        2,
        ((MONITORING, {"document": "15/KH-UBND"}), (f"{MONITORING} trước ngày 31/12/2027", {"due": "2027-12-31"})),
    ),
    Question(
        "Bộ nào ở trung ương có việc?",
        "who_does_what",
        {"level": "central"},
        2,
        ((PORT_MONEY, {"body": "Bộ Tài chính", "role": "lead"}), (PORT_MONEY, {"body": "Bộ Xây dựng"})),
    ),
    Question(
        "Ai phối hợp với ai trong các kế hoạch của tỉnh?",
        "who_does_what",
        {"role": "coordinate", "document": "15/KH-UBND"},
        1,
        ((BRIDGE, {"body": "Sở Tài chính", "confidence": 0.954}),),
    ),
    Question(
        "Việc gì đến hạn trước ngày 30/6/2026 theo quyết định của bộ?",
        "who_does_what",
        {"due_before": "2026-06-30", "document": "qd-88-2026", "role": "lead"},
        1,
        ((PORT_MONEY, {"start": 118, "end": 215}),),
    ),
    Question(
        "Ngày 1/6/2026, việc gì sắp đến hạn?",
        "deadlines",
        {"today": "2026-06-01", "state": "soon"},
        1,
        ((PORT_MONEY, {"due": "2026-06-30", "owners": "Bộ Tài chính", "state": "soon"}),),
    ),
    Question(
        "Kế hoạch 15 còn việc gì quá hạn?",
        "deadlines",
        {"today": "2024-07-15", "state": "overdue", "document": "15/KH-UBND"},
        2,
        ((BRIDGE, {"due": "2024-06-30"}), ("Sở Tài chính bố trí vốn cho cảng Diêm Điền trong năm 2023", {})),
    ),
    Question(
        "Năm 2027 có việc gì đến hạn?",
        "deadlines",
        {"year": "2027"},
        2,
        (("Sở Tài chính bố trí vốn cho cảng Diêm Điền trong năm 2027", {"due_basis": "stated"}),),
    ),
    Question(
        "Báo cáo nào phải nộp hằng năm?",
        "deadlines",
        {"basis": "recurring"},
        1,
        (
            (
                "Ủy ban nhân dân huyện Thái Thụy báo cáo kết quả trước ngày 15/12 hằng năm",
                {"owners": "Ủy ban nhân dân huyện Thái Thụy", "due_basis": "recurring"},
            ),
        ),
    ),
    Question(
        "Tỷ lệ che phủ rừng phải đạt bao nhiêu?",
        "targets",
        {"words": "che phu rung"},
        2,
        (
            ("tỷ lệ che phủ rừng đạt 40%", {"value": 40, "unit": "%", "due": "2025", "document": "15/KH-UBND"}),
            ("tỷ lệ che phủ rừng đạt 42%", {"value": 42, "due": "2030", "document": "27/KH-UBND"}),
        ),
    ),
    Question(
        "Chỉ tiêu nào cho năm 2030?",
        "targets",
        {"year": "2030"},
        3,
        (
            ("tỷ lệ hộ nghèo dưới 1%", {"comparator": "<", "value": 1}),
            ("500 doanh nghiệp chuyển đổi số", {"value": 500, "section": "Điều 3"}),
        ),
    ),
    Question(
        "Việc nào của Kế hoạch 27 không giao cho ai?",
        "gaps",
        {"gap": "owner", "document": "27/KH-UBND"},
        3,
        ((AWARENESS, {"no_owner": True, "start": 381}),),
    ),
    Question(
        "Việc nào của Kế hoạch 15 thiếu cả người, thời hạn, chỉ tiêu?",
        "gaps",
        {"gap": "all", "document": "kh-15-2021"},
        1,
        ((AWARENESS, {"none": True, "start": 460}),),
    ),
    Question(
        "Cầu Nghìn được giao cho ai?",
        "describe",
        {"thing": "bridge/thai-binh/cau-nghin-38f88c", "part": "measures"},
        1,
        ((BRIDGE, {"owners": "Sở Giao thông vận tải", "document": "15/KH-UBND"}),),
        where="measures",
    ),
    Question(
        "Sở Tài chính được nhắc ở những chỗ nào?",
        "describe",
        {"thing": "Sở Tài chính", "part": "mentions"},
        3,
        (("Sở Tài chính", {"start": 324, "document": "15/KH-UBND"}), ("Sở Tài chính", {"start": 464})),
        where="mentions",
    ),
    Question(
        "Có việc gì đến hạn năm 2024 hoặc trước đó?",
        "saved_question",
        {"name": "deadlines", "parameters": {"until": "2024"}},
        3,
        ((BRIDGE, {"due": "2024-06-30"}), ("Trước mắt, tập trung giải phóng mặt bằng", {"page": "4"})),
    ),
    Question(
        "Công trình cảng Diêm Điền có trong những văn bản nào?",
        "saved_question",
        {"name": "projects", "parameters": {"project": "cảng Diêm Điền"}},
        4,
        (("cảng Diêm Điền", {"document": "27/KH-UBND", "class": "Port"}),),
    ),
)

MANY = (
    Question(
        "Quyết định 982 là gì?",
        "search",
        {"words": "982/QĐ-TTg"},
        None,
        (("", {"document": "982/QĐ-TTg", "class": "Decision"}),),
    ),
    Question(
        "Văn bản nào dẫn Luật Thuế GTGT?",
        "search",
        {"words": "luat thue gia tri gia tang"},
        None,
        (
            (
                "Luật Thuế giá trị gia tăng số 48/2024/QH15",
                {"document": "141/2026/NĐ-CP", "class": "Instrument", "start": 618},
            ),
        ),
    ),
    Question(
        "Nói gì về thuế xăng dầu?",
        "search",
        {"words": "xăng dầu"},
        None,
        (
            (
                "Kéo dài thời hạn áp dụng của Nghị định số 72/2026/NĐ-CP",
                {"document": "25/2026/NQ-CP", "section": "Điều 1"},
            ),
        ),
    ),
    Question(
        "Bộ KH&CN (viết tắt) ở đâu?",
        "search",
        {"words": "Bộ KH&CN", "class": "Agent"},
        None,
        (("Bộ Khoa học và Công nghệ", {"document": "15/2026/NQ-CP", "confidence": 0.98}),),
    ),
    Question(
        "SHTT (viết tắt) được nói ở đâu?",
        "search",
        {"words": "SHTT"},
        None,
        (("4. Sở hữu trí tuệ.", {"document": "32/2026/TT-BKHCN", "class": "Section"}),),
    ),
    Question(
        "Làm thêm giờ được bao nhiêu?",
        "search",
        {"words": "làm thêm giờ"},
        None,
        (("Điều 2. Số giờ làm thêm trong 01 tháng", {"document": "17/2022/UBTVQH15"}),),
    ),
    Question(
        "Chuyến bay chuyên cơ do Bộ Quốc phòng?",
        "search",
        {"words": "chuyến bay chuyên cơ", "class": "Section"},
        None,
        (("3. Đối với chuyến bay chuyên cơ, chuyên khoang do đơn vị thuộc Bộ Quốc", {"document": "14/2026/TT-BTC"}),),
    ),
    Question(
        "Rà soát thôn, tổ dân phố ai làm?",
        "search",
        {"words": "tổ dân phố", "class": "Measure", "limit": 50},
        None,
        (
            (
                "Khẩn trương tổ chức rà soát toàn bộ thôn, tổ dân phố trên địa bàn",
                {"document": "21/CT-TTg", "start": 6199},
            ),
        ),
    ),
    Question(
        "Luật Thuế GTGT được nhắc ở đâu?",
        "describe",
        {"thing": "Luật Thuế giá trị gia tăng số 48/2024/QH15", "part": "mentions"},
        None,
        (("Luật Thuế giá trị gia tăng số 48/2024/QH15", {"document": "141/2026/NĐ-CP", "end": 660}),),
        "mentions",
    ),
    Question(
        "Quyết định 982 căn cứ vào đâu?",
        "describe",
        {"thing": "982/QĐ-TTg", "part": "links", "limit": 20},
        None,
        (("Căn cứ Luật Tổ chức Chính phủ", {"relation": "based_on"}),),
        "links",
    ),
    Question(
        "Bộ Công an phải làm gì?",
        "who_does_what",
        {"body": "Bộ Công an"},
        None,
        (
            (
                "Chỉ đạo lực lượng công an các cấp chủ động nắm tình hình địa bàn",
                {"role": "lead", "document": "21/CT-TTg"},
            ),
        ),
    ),
    Question(
        "Bộ Nội vụ tham mưu gì?",
        "who_does_what",
        {"body": "Bộ Nội vụ", "role": "advise"},
        None,
        (
            (
                "tham mưu Chính phủ ban hành Nghị định quy định về tổ chức, hoạt động của thôn, tổ dân phố",
                {"due": "2026-05-26"},
            ),
        ),
    ),
    Question(
        "Bộ Công Thương chủ trì gì trong Nghị quyết 141?",
        "who_does_what",
        {"body": "Bộ Công Thương", "role": "lead", "document": "141/NQ-CP"},
        None,
        (
            (
                "Bộ Công Thương chủ trì, phối hợp với các bộ, cơ quan liên quan tổng hợp, tiếp thu ý kiến",
                {"section": "Điều 2"},
            ),
        ),
    ),
    Question(
        "Bộ Nội vụ có việc gì đến hạn trong năm 2026?",
        "who_does_what",
        {"body": "Bộ Nội vụ", "due_before": "2026-12-31"},
        None,
        (
            (
                "xây dựng Báo cáo tổng thể kết quả thực hiện sắp xếp thôn, tổ dân phố",
                {"role": "lead", "due": "2026-07-06"},
            ),
        ),
    ),
    Question(
        "Ngày 1/7/2026, việc gì sắp đến hạn?",
        "deadlines",
        {"today": "2026-07-01", "state": "soon"},
        None,
        (
            (
                "Việc bàn giao và tiếp nhận phải hoàn thành trước ngày 01 tháng 7 năm 2026",
                {"due": "2026-07-01", "document": "126/NQ-CP"},
            ),
            ("báo cáo tổng thể kết quả thực hiện trước ngày 05 tháng 7 năm 2026", {"due": "2026-07-05"}),
        ),
    ),
    Question(
        "Chỉ thị 21 có hạn nào trong tháng 5/2026?",
        "deadlines",
        {"document": "21/CT-TTg", "year": "2026", "limit": 20},
        None,
        (
            (
                "Kết thúc hoạt động đối với người hoạt động không chuyên trách tại cấp xã trước ngày 31 tháng 5 năm 2026",
                {"due": "2026-05-31", "due_basis": "stated"},
            ),
        ),
    ),
    Question(
        "Báo cáo nào định kỳ?",
        "deadlines",
        {"basis": "recurring"},
        None,
        (
            (
                "Thực hiện báo cáo đột xuất theo yêu cầu, báo cáo định kỳ hàng năm trước ngày 15 tháng 12",
                {"document": "982/QĐ-TTg"},
            ),
        ),
    ),
    Question(
        "Xuất khẩu công nghệ số tăng bao nhiêu?",
        "targets",
        {"words": "toc do tang truong"},
        None,
        (
            (
                "tốc độ tăng trưởng bình quân đạt tối thiểu 30%/năm",
                {"value": 30, "due": "2030", "document": "982/QĐ-TTg"},
            ),
        ),
    ),
    Question(
        "60 doanh nghiệp nào?",
        "targets",
        {"words": "60 doanh nghiep"},
        None,
        (("60 doanh nghiệp công nghệ số Việt Nam có doanh thu từ thị trường nước ngoài", {"value": 60}),),
    ),
    Question(
        "Điều gì trong Chỉ thị 21 không giao cho ai?",
        "gaps",
        {"gap": "all", "document": "21/CT-TTg"},
        None,
        (
            (
                "Trong quá trình triển khai thực hiện phải giữ vững ổn định chính trị, trật tự an toàn xã hội",
                {"none": True},
            ),
        ),
    ),
    Question(
        "Việc gì đến hạn đến tháng 7/2026?",
        "saved_question",
        {"name": "deadlines", "parameters": {"until": "2026-07"}, "limit": 20},
        None,
        (("Kết thúc hoạt động đối với người hoạt động không chuyên trách", {"due": "2026-05-31"}),),
    ),
)
