"""A holder reads that a document was signed anew, beside the document, while it still counts."""

from datetime import timedelta

import pytest

from zairyu.certificates import actions
from zairyu.certificates.models import Certificate

WORDS = [("ja", "署名し直しました"), ("en", "Signed again"), ("ja-x-easy", "サインの <ruby>鍵")]


@pytest.mark.parametrize(("language", "words"), WORDS)
def test_the_list_of_papers_says_so_in_every_language(linh, lodged, at, language, words):
    case = lodged()
    page = f"/cases/{case.key}/?lang={language}"
    assert words not in linh.get(page).content.decode()
    Certificate.objects.update(signed_anew_at=at + timedelta(hours=1))
    assert words in linh.get(page).content.decode()
    actions.end(f"case:{case.key}", "withdrawn", at + timedelta(hours=2))
    assert words not in linh.get(page).content.decode()
