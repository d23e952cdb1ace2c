"""Long lists on a page: a box to search, the official number, what was found on top."""

from tests.ui_forms.pages import CHANGE, Reader, drawn

NATIONALITY = "common-change.nationality"


def test_a_long_list_has_a_box_to_search_with_a_label():
    page = Reader(drawn(CHANGE, "person"))
    attrs = dict(
        page.found[[*(a.get("name") for _, a in page.found)].index(f"{NATIONALITY}.find")][1]
    )
    assert attrs["type"] == "search"
    assert any(tag == "label" and one.get("for") == attrs["id"] for tag, one in page.found)


def test_the_number_that_the_form_prints_stands_beside_the_name():
    assert ">農林業 (1)</option>" in drawn(CHANGE, "organisation")
    assert ">ベトナム</option>" in drawn(CHANGE, "person")  # there it is a place in a list


def test_what_was_found_stands_on_top_of_the_list():
    page = drawn(CHANGE, "person", raw={f"{NATIONALITY}.find": ["korea"], NATIONALITY: [""]})
    group = page.split('<optgroup label="見つかったもの（2件）">')[1].split("</optgroup>")[0]
    assert 'value="KOR"' in group
    assert 'value="chosen"' in group
    assert 'value="korea"' in page
    Reader(page)


def test_short_lists_have_none():
    assert "common-change.sex.find" not in drawn(CHANGE, "person")
