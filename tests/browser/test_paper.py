"""What a person carries along prints on one sheet of A4, in every language."""

from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser
from tests.browser.hand import Hand


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_number_and_proof_print_on_one_a4_each(
    chromium: Browser, address: str, language: str, tmp_path: Path
) -> None:
    linh = Hand(chromium, address, language=language, width=1280, script=True)
    linh.sign_in("linh")
    linh.go("/me")
    case = linh.page.locator('main a[href^="/cases/"]').first.get_attribute("href") or ""
    key = case.split("/")[2]
    for page in ("number", "show"):
        linh.go(f"/cases/{key}/{page}")
        sheet = tmp_path / f"{page}.pdf"
        linh.page.pdf(path=sheet, format="A4")
        with pikepdf.open(sheet) as printed:
            assert len(printed.pages) == 1, page
    linh.close()
