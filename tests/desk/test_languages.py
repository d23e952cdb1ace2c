"""Every page of the desk opens in every language, at each stage of a case, for both ranks."""

import re

import pytest

from zairyu.demo import play
from zairyu.desk import acts

LISTS = ["", "keys", "post", "counter", "admissions/"]


def pages(case):
    begin = f"/desk/cases/{case.key}/"
    return [begin, f"{begin}recommend", f"{begin}decision", *(f"{begin}do/{a}" for a in acts.ALL)]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_page_of_the_desk_speaks_every_language(enter, sato, mori, recommended, at, language):
    opened = set()

    def look(client, path):
        answer = client.get(path, {"lang": language})
        assert answer.status_code in (200, 302, 404), path
        if answer.status_code == 200:
            html = answer.content.decode()
            assert f'<html lang="{language}"' in html, path
            assert re.search(r"lang=(ja|en|ja-x-easy)", html), path  # the way to the others
            opened.add(path.rpartition("/")[2])

    def look_at_all():
        for person in (sato, mori):
            client = enter(person, language=language)
            for path in [*(f"/desk/{name}" for name in LISTS), *pages(recommended)]:
                look(client, path)

    look_at_all()
    play.approve(recommended, mori, at)
    look_at_all()
    play.pay(play.fresh(recommended), sato, at)
    look_at_all()
    play.papers_arrive(play.fresh(recommended), sato, at)
    play.print_same(play.fresh(recommended), sato, at)
    look_at_all()
    assert {"decision", "fee", "arrival", "print", "dispatch"} <= opened
