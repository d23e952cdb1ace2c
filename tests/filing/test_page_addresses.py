"""The button that fills in an address from its postal code, without script and with it."""

import pytest

from zairyu.filing import queries

CODE = "common-extension.postal_code_in_japan"
ADDRESS = "common-extension.address_in_japan"
SEVERAL = "498-0000"


@pytest.fixture
def contact(client, linh, draft):
    client.force_login(linh)
    return f"/drafts/{draft.key}/sections/contact/"


def press(client, page, code, address="", **more):
    version = client.get(page).content.decode().split('name="version" value="')[1].split('"')[0]
    sent = {"fill": CODE, "version": version, CODE: code, ADDRESS: address}
    return client.post(page, sent | {"common-extension.telephone": "03-1234-5678"} | more)


def answers(draft, linh):
    return queries.content_of(queries.draft_of(linh, draft.key)).answers


def test_the_button_fills_in_the_address_and_keeps_what_was_typed(client, contact, draft, linh):
    back = press(client, contact, "１３５－００６４", "2-7-11")
    assert (back.status_code, back.url) == (
        302,
        f"{contact}?looked={CODE}#{CODE.replace('.', '-')}",
    )
    kept = answers(draft, linh)
    assert kept[ADDRESS] == "東京都江東区青海２－７－１１"
    assert kept["common-extension.telephone"] == "0312345678"
    assert "東京都江東区青海２－７－１１" in client.get(back.url).content.decode()


def test_where_a_code_has_several_towns_one_is_chosen(client, contact, draft, linh):
    page = client.get(press(client, contact, SEVERAL).url).content.decode()
    assert "この郵便番号には複数の町名があります" in page
    assert '<option value="1">三重県桑名郡木曽岬町</option>' in page
    back = press(client, contact, SEVERAL, **{f"place.{CODE}": "1"})
    assert answers(draft, linh)[ADDRESS] == "三重県桑名郡木曽岬町"
    assert "複数の町名" not in client.get(back.url).content.decode()


@pytest.mark.parametrize(
    ("code", "said"),
    [("999-9999", "見つかりません"), ("000-0000", "「分からない」という意味です")],
)
def test_a_code_without_a_town_is_told_plainly(client, contact, draft, linh, code, said):
    page = client.get(press(client, contact, code, "自分の家").url).content.decode()
    assert said in page
    assert answers(draft, linh)[ADDRESS] == "自分の家"


@pytest.mark.parametrize("code", ["", "135", "ABC"])
def test_what_is_no_code_comes_back_with_the_problem_at_it(client, contact, code):
    page = press(client, contact, code)
    assert page.status_code == 422
    assert f'id="{CODE.replace(".", "-")}-problem"' in page.content.decode()


def test_a_button_for_another_question_is_not_there(client, contact):
    assert press(client, contact, "1350064", fill=ADDRESS).status_code == 404


def test_the_enter_key_saves_and_fills_in_nothing(client, contact):
    page = client.get(contact).content.decode()
    assert page.index('name="go" value="next"') < page.index('name="fill"')


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"code": "135-0064", "typed": "2-7"}, {"address": "東京都江東区青海２－７"}),
        ({"code": "9999999"}, "say"),
        ({"code": SEVERAL}, "towns"),
        ({"code": SEVERAL, "place": "0"}, {"address": "愛知県弥富市"}),
        ({"code": SEVERAL, "place": "99"}, "towns"),
        ({}, "say"),
    ],
)
def test_the_script_gets_the_same_answers(client, linh, sent, answer):
    client.force_login(linh)
    said = client.post("/addresses", {"key": CODE} | sent).json()
    assert (said if isinstance(answer, dict) else [*said]) == (
        answer if isinstance(answer, dict) else [answer]
    )


def test_nobody_asks_without_signing_in(client, db):
    assert client.post("/addresses", {"code": "1350064"}).status_code == 302
