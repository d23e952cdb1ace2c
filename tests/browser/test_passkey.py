"""A passkey of a device: added after signing in, and from then on it signs in by itself."""

import pytest
from tests.browser.hand import Hand

PHONE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.mark.parametrize(("language", "width"), [("ja", 360), ("en", 1280)])
def test_a_passkey_is_added_as_the_page_offers_it_and_then_signs_in_alone(
    chromium, address, language, width
):
    hand = Hand(chromium, address, language=language, width=width, script=True)
    device = hand.context.new_cdp_session(hand.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    hand.sign_in("adaeze")
    hand.go("/me/passkey/")
    hand.press(hand.main_button())
    hand.main_button().click()
    hand.page.wait_for_url("**/account/2fa/**/")
    hand.page.wait_for_function("!location.pathname.includes('/webauthn/add')")
    hand.look()
    hand.context.clear_cookies()
    hand.go(f"/account/login/?lang={language}&next=/me/data/")
    hand.page.locator("#passkey_login").click()
    hand.page.wait_for_url("**/me/data/")
    hand.look()
    hand.close()
