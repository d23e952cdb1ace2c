"""Papers and the photo of a draft: limits of the day, taking out, putting back, whose they are."""

from datetime import date

import pytest
from tests.filing.making import exactly, pdf, photo

from zairyu.filing import actions, papers, queries
from zairyu.filing.models import Upload
from zairyu.filing.refusals import NotThere
from zairyu.vault import files

LIMIT = 26_214_400
OTHER = "paper:other"


def send(draft, linh, at, data, slot=OTHER, name="paper.pdf"):
    return actions.attach(draft.key, slot, name, data, by=linh, at=at)


def test_a_paper_is_kept_sealed_and_comes_back_as_it_was(draft, linh, at, a_pdf):
    upload = send(draft, linh, at, a_pdf, name="C:\\Users\\rahman\\納税証明書.pdf").upload
    assert upload is not None
    assert queries.name_of(upload) == "納税証明書.pdf"
    assert queries.bytes_of(upload) == a_pdf
    with files.default_storage.open(upload.path) as lying:
        assert lying.read(5) != a_pdf[:5]
    assert "納税" not in str(Upload.objects.values().get(pk=upload.pk))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"PK\x03\x04", "file.kind"),
        (b"%PDF-1.7 broken", "file.unreadable"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_kept(draft, linh, at, data, code):
    sent = send(draft, linh, at, data)
    assert sent.upload is None
    assert (sent.problem.code, sent.problem.at) == (code, OTHER)
    assert sent.problem.params["name"] == "paper.pdf"
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("more", "fits"), [(-1, True), (0, True), (1, False)])
def test_all_files_together_may_have_the_bytes_of_the_day_and_no_more(draft, linh, at, more, fits):
    first = exactly(20_000_000)
    assert send(draft, linh, at, first).problem is None
    second = send(draft, linh, at, exactly(LIMIT - len(first) + more))
    assert (second.problem is None) is fits
    if not fits:
        assert second.problem.code == "file.total-too-large"
        assert Upload.objects.count() == 1


def test_the_photo_counts_in_the_bytes_of_the_day(draft, linh, at):
    actions.send_photo(draft.key, "me.jpg", photo(), by=linh, at=at)
    used = actions.use_photo(draft.key, by=linh, at=at)
    assert send(draft, linh, at, exactly(LIMIT - used.upload.size)).problem is None
    taken = Upload.objects.get(slot=OTHER)
    actions.detach(draft.key, taken.key, by=linh, at=at)
    assert send(draft, linh, at, exactly(LIMIT - used.upload.size + 1)).problem is not None


def test_the_twenty_first_file_is_told(draft, linh, at, a_pdf):
    for _ in range(20):
        assert send(draft, linh, at, a_pdf).problem is None
    assert send(draft, linh, at, a_pdf).problem.code == "file.too-many"


def test_what_is_asked_for_can_be_sent_however_many_files_there_are(linh, at, a_pdf):
    until = date(2026, 12, 6)
    draft = actions.start_draft(
        linh, "extension", "student", at=at, current_status="student", expires_on=until
    )
    for _ in range(20):
        assert send(draft, linh, at, a_pdf).problem is None
    asked = papers.asked(draft, queries.content_of(draft), at.date())
    slot = f"paper:{asked[0].id}"
    assert send(draft, linh, at, a_pdf, slot).problem is None
    assert send(draft, linh, at, a_pdf, slot).problem.code == "file.too-many"
    assert actions.send_photo(draft.key, "me.jpg", photo(), by=linh, at=at).problem is None


def test_a_file_taken_out_can_be_put_back_if_it_fits(draft, linh, at):
    upload = send(draft, linh, at, exactly(20_000_000)).upload
    actions.detach(draft.key, upload.key, by=linh, at=at)
    actions.detach(draft.key, upload.key, by=linh, at=at)
    assert send(draft, linh, at, exactly(20_000_001)).problem is None
    back = actions.restore(draft.key, upload.key, by=linh, at=at)
    assert back.problem.code == "file.total-too-large"
    other = Upload.objects.get(removed_at=None)
    actions.detach(draft.key, other.key, by=linh, at=at)
    assert actions.restore(draft.key, upload.key, by=linh, at=at).problem is None


def test_a_file_of_somebody_else_does_not_exist(draft, linh, mallory, at, a_pdf):
    upload = send(draft, linh, at, a_pdf).upload
    with pytest.raises(NotThere):
        send(draft, mallory, at, a_pdf)
    with pytest.raises(NotThere):
        actions.detach(draft.key, upload.key, by=mallory, at=at)
    mine = actions.start_draft(
        mallory, "work-qualification-certificate", "engineer-humanities-international",
        at=at, current_status="engineer-humanities-international",
    )  # fmt: skip
    with pytest.raises(NotThere):
        actions.detach(mine.key, upload.key, by=mallory, at=at)
    with pytest.raises(NotThere):
        queries.upload_of(mine, upload.key)


def test_a_photo_that_is_a_pdf_is_told_and_not_kept(draft, linh, at, a_pdf):
    sent = actions.send_photo(draft.key, "me.jpg", a_pdf, by=linh, at=at)
    assert (sent.problem.code, sent.problem.at) == ("photo.pdf", "photo")
    assert not Upload.objects.exists()


def test_a_photo_is_moved_and_settled_and_moving_unsettles_it(draft, linh, at, a_photo):
    actions.send_photo(draft.key, "me.jpg", a_photo, by=linh, at=at)
    actions.move_photo(draft.key, zoom=900, x=-300, y=40, by=linh, at=at)
    used = actions.use_photo(draft.key, by=linh, at=at)
    assert used.upload.frame == {"zoom": 300, "x": -100, "y": 40}
    assert used.upload.media_type == "image/jpeg"
    actions.move_photo(draft.key, zoom=120, x=0, y=0, by=linh, at=at)
    assert not Upload.objects.filter(slot="photo", removed_at=None).exists()


def test_another_photo_takes_the_place_of_the_first(draft, linh, at, a_photo):
    actions.send_photo(draft.key, "me.jpg", a_photo, by=linh, at=at)
    actions.use_photo(draft.key, by=linh, at=at)
    actions.send_photo(draft.key, "me2.png", photo(800, 1000, "PNG"), by=linh, at=at)
    kept = Upload.objects.filter(removed_at=None)
    assert [one.slot for one in kept] == ["photo-original"]


def test_a_photo_that_was_not_sent_cannot_be_used(draft, linh, at):
    with pytest.raises(NotThere):
        actions.use_photo(draft.key, by=linh, at=at)


def test_sending_changes_the_version_so_that_an_older_review_does_not_file_it(draft, linh, at):
    before = queries.once_of(draft)
    send(draft, linh, at, pdf())
    assert queries.once_of(queries.draft_of(linh, draft.key)) != before


def test_what_was_not_taken_in_leaves_no_file_behind(draft, linh, mallory, at, a_pdf):
    def lying():
        try:
            folders, _ = files.default_storage.listdir("vault")
        except FileNotFoundError:
            return 0
        return sum(len(files.default_storage.listdir(f"vault/{one}")[1]) for one in folders)

    before = lying()
    with pytest.raises(NotThere):
        send(draft, mallory, at, a_pdf)
    assert send(draft, linh, at, exactly(LIMIT)).problem is None
    after = lying()
    assert after == before + 1
    assert send(draft, linh, at, a_pdf).problem is not None
    assert lying() == after
