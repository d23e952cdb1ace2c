"""The person sees the officer's look at the file on the own page, with office, role and reason."""

import pytest
from playwright.sync_api import Browser
from tests.browser import filing, office
from tests.browser.hand import Hand

# Language, width, JavaScript; the reason as the applicant reads it.
WINDOWS = [
    pytest.param("ja", 1280, True, "審査の内容を上司として確かめるため", id="ja-desktop"),
    pytest.param("en", 360, True, "To check the examination as a superior", id="en-phone"),
]


@pytest.mark.parametrize(("language", "width", "script", "reason"), WINDOWS)
def test_the_person_reads_who_looked_and_why_and_asks_about_it(
    chromium: Browser, address: str, language: str, width: int, script: bool, reason: str
) -> None:
    linh = Hand(chromium, address, language=language, width=width, script=script)
    linh.sign_in("linh")
    filed = filing.file(linh, "engineer", linh.today())
    with office.at_the_desk(chromium, linh, "sato") as sato:
        sato.go(f"/desk/cases/{filed.key}/")
        office.do(sato, filed.key, "take")
    with office.at_the_desk(chromium, linh, "mori") as mori:
        mori.go(f"/desk/cases/{filed.key}/")
        assert mori.path == f"/desk/cases/{filed.key}/why"
        assert "NGUYEN" not in mori.text
        mori.fill({"why": ["supervision"]})
        mori.press(mori.main_button())
        assert mori.path == f"/desk/cases/{filed.key}/"
    linh.go("/me/data/")
    linh.press(linh.main_button())
    assert reason in linh.text
    assert filed.number in linh.text
    assert "佐藤" not in linh.text
    assert "森" not in linh.text
    linh.press(linh.page.locator('main a[href*="/me/data/looks/"]').first)
    linh.page.locator("main [name=said]").fill("なぜ見ましたか。")
    linh.press(linh.main_button())
    with office.at_the_desk(chromium, linh, "mori") as mori:
        mori.go("/desk/looks/")
        assert "なぜ見ましたか。" in mori.text
    for page in ("sessions", "copy", "leave"):
        linh.go(f"/me/data/{page}")
    linh.go("/me/where")
    linh.close()
