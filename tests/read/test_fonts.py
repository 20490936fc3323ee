"""Text set in fonts before Unicode is what the page shows; text that is Unicode already stays, whatever its font."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.fonts import family_of, to_unicode
from kg.read.legacy import is_unicode

FONTS = [".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "VI Times", "Times New Roman", ""]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        (".VnTime", ("TCVN3", False)),
        (".VnTimeH", ("TCVN3", True)),
        ("ABCDEF+.VnTimeH,Bold", ("TCVN3", True)),
        (".VnCentury SchoolbookH", ("TCVN3", True)),
        (".VnTimeH-Bold", ("TCVN3", True)),
        ("'.VnArial'", ("TCVN3", False)),
        ("VnTime", ("TCVN3", False)),
        ("VNI-Times", ("VNI", False)),
        ("VNI-Helve-Condense", ("VNI", False)),
        ("VPS Times", ("VPS", False)),
        ("VI Times Hoa", ("VISCII", True)),
    ],
)
def test_fonts_are_known_by_their_names(name, family):
    assert family_of(name) == family


@pytest.mark.parametrize("name", ["", "Times New Roman", "VNtimes new roman", "Visual", "Vinci", "Arial", "Symbol"])
def test_other_fonts_are_none_of_them(name):
    assert family_of(name) is None


@pytest.mark.parametrize(
    ("shown", "font", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTimeH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§Çu t­", ".VnTime", "Đầu tư"),
        ("UBND", ".VnTimeH", "UBND"),
        ("Ñaàu tö ÑÖÔØNG BOÄ, ôû", "VNI-Times", "Đầu tư ĐƯỜNG BỘ, ở"),
        ("x\u2219 h\u2212", ".VnTime", "xã hư"),
        ("Ñaàu tö xaây döïng caûng", "Times New Roman", "Đầu tư xây dựng cảng"),
    ],
)
def test_text_is_what_its_font_shows(shown, font, text):
    assert to_unicode(shown, font) == text


@given(st.text("aàáảãạăắbcdđeéèêếệiíìỉoóòôốơớuúùưứyý ", min_size=1).filter(is_unicode), st.sampled_from(FONTS))
def test_unicode_text_stays_whatever_its_font_is_called(text, font):
    assert to_unicode(text, font) == text


@given(st.text(), st.sampled_from(FONTS))
def test_any_text_of_any_font_gives_a_text(text, font):
    assert isinstance(to_unicode(text, font), str)


@pytest.mark.parametrize("font", ["VPS Times", "VI Times", "Times New Roman"])
@pytest.mark.parametrize("text", ["là và có tài các bài", "café, façade", "Số 12/QĐ-UBND", "© 2020 ± 5%"])
def test_a_name_that_says_little_needs_words_that_speak_for_it(text, font):
    assert to_unicode(text, font) == text
