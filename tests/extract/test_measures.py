"""Clauses that commit become measures with the verb phrase as trigger; others do not."""

import pytest

from tests.extract.pieces import run

TRIGGERS = [
    (
        "Đến hết năm 2025, triển khai các công nghệ hiện đại, nhất là chuyên gia phân tích dữ liệu có trình độ cao.",
        ["triển khai"],
    ),
    ("Tất cả phương tiện tham gia thực hiện Kế hoạch này phải tuân thủ các quy định.", ["phải tuân thủ"]),
    ("Các sở phối hợp Công an tỉnh trong quá trình giới thiệu, cung cấp đất.", ["phối hợp"]),
    ("Là đầu mối theo dõi việc thực hiện Kế hoạch.", ["theo dõi"]),
    (
        "Trình 06 nghị định. Hoàn thiện, trình cấp có thẩm quyền 02 đề án: (i) Đề án thanh tra; (ii) Đề án đất đai.",
        ["Trình", "Hoàn thiện, trình"],
    ),
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
    ("Không phân biệt đối xử giữa các thành phần kinh tế.", ["Không phân biệt"]),
    ("Việc lập quy hoạch phải phù hợp với tình hình thực tế.", ["phải phù hợp"]),
    ("Phát triển công nghiệp phải gắn với bảo vệ môi trường.", ["phải gắn với"]),
    ("Quy hoạch, quản lý và khai thác đất phải phù hợp với chiến lược.", ["phải phù hợp"]),
    ("II. MỤC TIÊU\n100% trường học sử dụng nước sạch.", ["sử dụng"]),
    ("Nếu phát hiện vi phạm, phải xử lý ngay theo thẩm quyền.", ["phải xử lý ngay"]),
    ("Trường hợp chưa đủ vốn thì tạm dừng dự án, trừ trường hợp có lý do chính đáng.", ["tạm dừng"]),
    ("Về đề nghị bổ sung vốn cho huyện: giao Sở Tài chính rà soát hồ sơ.", ["rà soát"]),
    ("Định kỳ 6 tháng báo cáo kết quả với Ủy ban nhân dân tỉnh.", ["báo cáo"]),
    ("Hằng năm, đánh giá kết quả thực hiện đề án.", ["đánh giá"]),
    ("Phối hợp với Sở Y tế kiểm tra các cơ sở khám bệnh.", ["kiểm tra"]),
    ("Tăng nhanh kim ngạch xuất khẩu.", ["Tăng nhanh"]),
    ("Thống nhất nhận thức trong toàn ngành.", ["Thống nhất"]),
    ("Kịp thời biểu dương những cách làm hay.", ["Kịp thời biểu dương"]),
    ("Tổ chức, cá nhân khai thác khoáng sản phải khôi phục môi trường.", ["phải khôi phục"]),
    ("Sở Y tế, trong phạm vi nhiệm vụ của mình, giám sát việc thực hiện đề án.", ["giám sát"]),
    ("Các phường chủ động phối hợp với các hội vận động người dân; việc lập tổ tự quản.", ["vận động"]),
    ("Thúc đẩy xuất khẩu nông sản; tăng cường kiểm tra chợ.", ["Thúc đẩy", "tăng cường kiểm tra"]),
    ("Sở Y tế tiếp tục phối hợp với Sở Tài chính hoàn thiện hồ sơ.", ["hoàn thiện"]),
    ("Các tuyến phố cũ có vỉa hè rộng thì giữ nguyên.", ["giữ nguyên"]),
    ("Mức hỗ trợ mới áp dụng cho các hộ nghèo.", ["áp dụng"]),
    ("Nguồn vốn dự kiến được huy động từ ngân sách tỉnh.", ["dự kiến được huy động"]),
    ("Trong quá trình khai thác đá cần bảo đảm an toàn lao động.", ["cần bảo đảm"]),
    ("Thực hiện kết luận của Bí thư Tỉnh ủy, Sở Xây dựng rà soát hồ sơ.", ["rà soát"]),
    ("II. MỤC TIÊU\nDu lịch phát triển nhanh, góp phần đưa tỉnh trở thành trung tâm vùng.", ["phát triển nhanh"]),
    ("II. MỤC TIÊU\nCông nghiệp đạt 40% GRDP, trong đó hàng thủ công chiếm trên 30%.", ["đạt", "chiếm"]),
    ("Cấp điện: xây dựng hai trạm biến áp.", ["xây dựng"]),
    ("Thực hiện kê khai, đăng ký khai thác nước dưới đất.", ["Thực hiện kê khai, đăng ký"]),
    ("Sở Y tế thực hiện rà soát các cơ sở bán thuốc.", ["thực hiện rà soát"]),
    ("Hướng dẫn xử lý chất thải chăn nuôi tại các hộ.", ["Hướng dẫn xử lý"]),
    ("Huy động lực lượng công an hỗ trợ người dân sơ tán.", ["Huy động"]),
    ("II. MỤC TIÊU\nSản lượng chè phấn đấu đến năm 2030 đạt 60.000 tấn.", ["phấn đấu đến năm 2030 đạt"]),
    ("II. MỤC TIÊU\nKim ngạch xuất khẩu gạo dự kiến đạt 30 triệu USD.", ["dự kiến đạt"]),
    ("Phối hợp với Sở Y tế và các cơ quan chức năng trên địa bàn hướng dẫn các xã.", ["hướng dẫn"]),
    ("Phối hợp với các sở, ngành có liên quan, tham mưu cấp có thẩm quyền bố trí vốn.", ["tham mưu"]),
    ("Phối hợp chính quyền địa phương, Hội Nông dân cơ sở và các đoàn thể giám sát việc phân bổ gạo.", ["giám sát"]),
    ("Phối hợp với các sở, ngành, địa phương hướng dẫn, kiểm tra việc sử dụng kinh phí.", ["hướng dẫn, kiểm tra"]),
    ("Hộ chăn nuôi được hỗ trợ vay vốn theo Điều 5 phải dành một phần vốn để làm chuồng.", ["phải dành"]),
    ("Xây dựng và dùng chung các nền tảng số.", ["Xây dựng và dùng chung"]),
    ("Theo chức năng, nhiệm vụ của đơn vị phối hợp, hỗ trợ các xã kiểm kê.", ["phối hợp, hỗ trợ"]),
    ("Trên cơ sở thực tiễn về tiềm năng của các sản phẩm, nghiên cứu xây dựng lộ trình.", ["nghiên cứu xây dựng"]),
    ("Trên đây là kết quả rà soát, đề nghị Bộ Xây dựng xem xét, giải quyết.", ["xem xét, giải quyết"]),
    (
        "II. NHIỆM VỤ\n1. Ban hành chính sách mua sản phẩm số; chính sách riêng để đào tạo, giữ người giỏi.\n2. Mở chợ.",
        ["Ban hành", "Mở"],
    ),
    ("Phối hợp với Sở Xây dựng, đơn vị được lựa chọn quan trắc nước triển khai Kế hoạch đo đạc.", ["triển khai"]),
]
NOT_MEASURES = [
    "II. NHIỆM VỤ\nTrên đây là Kế hoạch thực hiện chi trả trợ giúp xã hội trên địa bàn tỉnh.",
    "Yêu cầu trong xây dựng kế hoạch phát triển chợ 5 năm.",
    "| STT | Địa điểm thực hiện | Đối tượng quan trắc |\n| 1 | Khu vực nuôi tôm | Nước cấp |",
    "Dự kiến tổng nhu cầu vốn của đề án là 500 tỷ đồng.",
    "Tổng diện tích đất cần thu hồi khoảng 35 ha.",
    "Những năm qua, ngành y tế tỉnh đã nỗ lực vượt khó, chăm lo sức khỏe người dân.",
    "Xây dựng trường học: 12.500 triệu đồng",
    "Tham dự cuộc họp có đại diện các sở.",
    "Đại hội ghi nhận và đánh giá cao kết quả đạt được.",
    "Các bộ, ngành đã tích cực triển khai nhiệm vụ.",
    "Kinh tế của tỉnh còn nhiều khó khăn.",
    "a) Có bằng tốt nghiệp đại học ngành luật.",
    "Báo cáo của Sở Tài chính về kết quả kiểm kê.",
    "Điều 2. Đối tượng áp dụng\nCơ quan, người lao động có liên quan đến việc thực hiện Thông tư.",
    "I. ĐÁNH GIÁ CHUNG\nThực hiện tốt các nhiệm vụ được giao.",
    "1. Hạn chế, yếu kém: Quản lý chợ chậm; xây dựng chợ mới ít.",
    "Dự án không phải lập báo cáo đánh giá tác động môi trường.",
    "Việc miễn thuế được thực hiện theo pháp luật về thuế.",
    "1. Kinh phí\nQuyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2024 của tỉnh.",
    "Sở Công Thương có thể điều chỉnh danh mục.",
    "Chuyển đổi xanh là đòn bẩy của tăng trưởng.",
    "Khai thác lâm sản là việc lấy gỗ ra khỏi rừng.",
    "Ý kiến được ghi ở góc trên bên phải của tờ khai.",
    "Đánh giá của nhà đầu tư về dự án.",
    "PHỤ LỤC 1\nDANH MỤC DỰ ÁN\n1. Mở rộng đường Trần Phú;",
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


def test_a_preamble_that_leads_to_a_list_commits_to_nothing():
    text = (
        "CHỈ THỊ\nVề quản lý chợ\nChợ phát triển mạnh; hình thành nhiều điểm bán hàng.\n"
        "Để khắc phục tồn tại, nâng cao hiệu quả; bảo đảm an toàn, Chủ tịch yêu cầu:\n"
        + "1. Rà soát các chợ, điểm bán hàng, bến bãi, kho hàng và trung tâm thương mại trên địa bàn toàn thành phố.\n"
        * 4
    )
    prepared, findings = run(text)
    assert {prepared.text[slice(*m.trigger)] for m in findings.measures} == {"Rà soát"}


def test_an_introducing_line_commits_where_its_list_holds_things_only():
    prepared, findings = run("Lắp đặt các thiết bị sau:\n- Camera giám sát;\n- Đèn tín hiệu.")
    assert [prepared.text[slice(*m.trigger)] for m in findings.measures] == ["Lắp đặt"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Hoàn thành cầu Mây trong quý II năm 2027.", ["2027-06"]),
        ("Năm 2027, hoàn thành cầu Mây; khởi công cảng Mây.", ["2027", "2027"]),
        ("Thực hiện Nghị quyết Đại hội lần thứ V, nhiệm kỳ 2025 - 2030.", [""]),
    ],
)
def test_due(text, due):
    _, findings = run(text)
    assert [m.due for m in findings.measures] == due


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
