"""Files of strangers: what is read, what is kept out, and what the child may not do."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.filing.making import drawn, pdf, photo, saved

from zairyu.filing.inspection import crop, draw_page, inspect, inspect_photo
from zairyu.filing.inspection.sandbox import SANDBOX, Sandbox

pytestmark = pytest.mark.usefixtures("asked_each_time")


def test_a_readable_pdf_is_read_with_its_pages():
    found = inspect(pdf(3), "paper.pdf")
    assert (found.bad, found.media_type, found.pages) == ("", "application/pdf", 3)
    assert not found.look


def test_an_empty_file_is_told_as_empty():
    assert inspect(b"", "paper.pdf").bad == "file.empty"


def test_an_encrypted_pdf_is_told_to_have_a_password():
    data = pdf(1, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert inspect(data, "paper.pdf").bad == "file.password"


@pytest.mark.parametrize(
    ("allow", "code"),
    [
        (pikepdf.Permissions(print_lowres=False, print_highres=False), "file.print-ban"),
        (pikepdf.Permissions(extract=False), "file.copy-ban"),
    ],
)
def test_a_pdf_that_forbids_printing_or_copying_is_kept_out(allow, code):
    data = saved(drawn(), encryption=pikepdf.Encryption(owner="a", user="", allow=allow))
    assert inspect(data, "paper.pdf").bad == code


def test_a_pdf_that_only_an_owner_may_change_is_read():
    data = saved(drawn(), encryption=pikepdf.Encryption(owner="a", user=""))
    assert inspect(data, "paper.pdf").bad == ""


def test_a_word_file_named_pdf_is_told_by_what_it_is():
    assert inspect(b"PK\x03\x04 word/document.xml", "paper.pdf").bad == "file.kind"


def test_a_picture_named_pdf_is_read_and_the_name_is_mentioned():
    found = inspect(photo(1300, 1800), "paper.pdf")
    assert (found.bad, found.media_type) == ("", "image/jpeg")
    assert ("file.name-differs", {}) in found.look


def test_half_a_pdf_and_half_a_picture_are_told_as_damaged():
    assert inspect(b"%PDF-1.7\n%%EOF", "paper.pdf").bad == "file.unreadable"
    whole = photo(1300, 1800)
    assert inspect(whole[: len(whole) // 2], "paper.jpg").bad == "file.unreadable"


def _with(**root):
    document = drawn()
    for name, value in root.items():
        document.Root[f"/{name}"] = value
    return saved(document)


def test_a_script_is_found_wherever_it_stands():
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    assert inspect(_with(OpenAction=script), "a.pdf").bad == "file.script"
    deep = pikepdf.Dictionary(A=pikepdf.Array([pikepdf.Dictionary(B=script)]))
    assert inspect(_with(Deep=deep), "a.pdf").bad == "file.script"


def test_a_launch_and_an_attached_file_are_found():
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    assert inspect(_with(OpenAction=launch), "a.pdf").bad == "file.launch"
    document = drawn()
    document.attachments["x.txt"] = b"hello"
    assert inspect(saved(document), "a.pdf").bad == "file.embedded"


def test_a_jump_to_the_first_page_is_harmless():
    jump = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]))
    assert inspect(_with(OpenAction=jump), "a.pdf").bad == ""


def test_a_pdf_of_blank_pages_is_kept_out_and_one_blank_page_is_mentioned():
    blank = pikepdf.new()
    blank.add_blank_page()
    assert inspect(saved(blank), "a.pdf").bad == "file.blank"
    document = drawn(1)
    document.add_blank_page()
    found = inspect(saved(document), "a.pdf")
    assert found.bad == ""
    assert found.look == (("file.blank-page", {"page": 2}),)


@pytest.mark.slow
def test_a_bomb_of_pixels_is_kept_out():
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert inspect(out.getvalue(), "a.png").bad == "file.too-complicated"


def test_a_small_picture_of_a_paper_is_mentioned_not_refused():
    found = inspect(photo(400, 600), "a.jpg")
    assert found.bad == ""
    assert found.look[0][0] == "file.small-picture"


def test_a_page_is_drawn_as_webp_and_a_page_that_is_not_there_is_not():
    picture = Image.open(BytesIO(draw_page(pdf(2), 2, 180)))
    assert (picture.format, picture.width) == ("WEBP", 180)
    assert draw_page(pdf(2), 9, 180) == b""


def test_a_photo_that_is_a_pdf_is_told_so():
    assert inspect_photo(pdf(), 354, 472).bad == "photo.pdf"


def test_a_photo_below_the_size_is_told_with_its_size():
    found = inspect_photo(photo(353, 472), 354, 472)
    assert (found.bad, found.width) == ("photo.too-small", 353)
    assert inspect_photo(photo(354, 472), 354, 472).bad == ""


def test_a_photo_that_is_no_picture_is_told_so():
    assert inspect_photo(b"hello", 354, 472).bad == "photo.kind"
    assert inspect_photo(b"", 354, 472).bad == "photo.empty"


def test_a_crop_has_the_size_of_the_card_and_carries_no_place_of_the_camera():
    exif = Image.Exif()
    exif[0x010F] = "camera of a stranger"
    out = BytesIO()
    Image.open(BytesIO(photo())).save(out, "JPEG", exif=exif)
    cut = Image.open(BytesIO(crop(out.getvalue(), 120, 10, -20)))
    assert (cut.size, cut.format) == ((709, 945), "JPEG")
    assert not cut.getexif()


def test_the_child_has_no_secrets_no_files_and_may_not_write_any():
    inspect(pdf(), "a.pdf")
    process = Path(f"/proc/{SANDBOX.process_id}")
    environ = process.joinpath("environ").read_text()
    names = {line.partition("=")[0] for line in environ.split("\0") if line}
    assert names <= {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}
    told = process.joinpath("limits").read_text()
    assert "Max file size             0" in told
    assert "Max address space         1073741824" in told


def test_a_child_that_was_killed_is_replaced():
    inspect(pdf(), "a.pdf")
    killed = SANDBOX.process_id
    os.kill(killed, 9)
    assert inspect(pdf(), "a.pdf").bad == ""
    assert SANDBOX.process_id not in (None, killed)


def test_a_job_that_takes_too_long_ends_the_child_and_is_told():
    slow = Sandbox(seconds=0.0001)
    try:
        head, body = slow.ask("inspect", pdf(3))
        assert (head["bad"], body) == ("file.too-complicated", b"")
        assert slow.process_id is None
    finally:
        slow.close()


def test_the_parent_loads_none_of_the_libraries_that_read_strange_files():
    code = (
        "import sys; import zairyu.filing.inspection;"
        "print({'pikepdf', 'pypdfium2', 'PIL'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
