"""The same conversations through a real card service: pcscd, its virtual reader, pyscard."""

import shutil
import subprocess
import sys
import threading
import time

import pytest
import stack
import test_client
from conftest import AT
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256

from zairyu_card import genuine, pcsc, terminal, words
from zairyu_card.jpki import JpkiRsa
from zairyu_card.keys import Key
from zairyu_card.residence import ResidenceReader
from zairyu_card.virtual import PERSONAS
from zairyu_card.virtual.residence import Agency
from zairyu_card.virtual.vpcd import Inserted

pytestmark = [pytest.mark.pcsc, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    if why := stack.missing():
        pytest.fail(why)
    with stack.service(tmp_path_factory.mktemp("pcscd")) as first:
        yield first


@pytest.fixture
def readers(port):
    with pcsc.Readers() as found:
        yield found


def present(readers, count, seconds=5.0):
    """Wait until as many cards lie on the readers."""

    stack.wait(lambda: sum(map(readers.holds, readers.names())) == count, seconds)


@pytest.fixture
def insert(port, readers):
    inside = []

    def put(card, slot=0):
        inside.append(Inserted(card, port + slot))
        present(readers, len(inside))
        return inside[-1]

    yield put
    for one in inside:
        one.pull()
    present(readers, 0)
    # The service looks every 0.4 s; a card that is exchanged between two looks it never sees.
    time.sleep(0.5)


def test_a_sign_in_through_the_real_stack(authority, readers, insert, card):
    insert(card)
    with readers.my_number_card() as way:
        profile = JpkiRsa(way)
        with pytest.raises(words.PinWrong) as told:
            profile.verify(Key.AUTH, bytearray(b"9999"))
        assert told.value.left == 2
        profile.verify(Key.AUTH, bytearray(b"1234"))
        signature = profile.sign(Key.AUTH, b"a text")
        found = x509.load_der_x509_certificate(profile.certificate(Key.AUTH))
    found.public_key().verify(signature, b"a text", padding.PKCS1v15(), SHA256())
    found.verify_directly_issued_by(authority.root(Key.AUTH))
    assert card.forbidden_looks == 0


def test_no_verified_pin_stays_behind(readers, insert, card):
    insert(card)
    with readers.my_number_card() as way:
        JpkiRsa(way).verify(Key.AUTH, bytearray(b"1234"))
    with readers.my_number_card() as way, pytest.raises(words.PinNeeded):
        JpkiRsa(way).sign(Key.AUTH, b"a text")


def test_no_other_program_comes_between_pin_and_signature(readers, insert, card):
    insert(card)
    order = []

    def intrude():
        with pcsc.Readers() as mine, mine.open(mine.names()[0]) as way:
            order.append("other")
            JpkiRsa(way).select()

    with readers.my_number_card() as way:
        profile = JpkiRsa(way)
        profile.verify(Key.AUTH, bytearray(b"1234"))
        other = threading.Thread(target=intrude)
        other.start()
        other.join(0.3)
        profile.sign(Key.AUTH, b"a text")
        order.append("we")
    other.join(5)
    assert order == ["we", "other"]


def test_a_card_that_is_pulled_in_the_middle(readers, insert, card):
    inserted = insert(card)
    way = readers.my_number_card()
    inserted.pull()
    with pytest.raises(words.CardRemoved):
        JpkiRsa(way).certificate(Key.AUTH)
    way.close()


def test_no_card(readers):
    with pytest.raises(words.NoCard):
        readers.my_number_card()


def test_two_cards_that_could_be_meant(authority, readers, insert, card):
    insert(card)
    insert(authority.card(PERSONAS["linh"], AT, "expired"), 1)
    with pytest.raises(words.TwoCards):
        readers.my_number_card()


@pytest.mark.parametrize("kind", ["1", "05"])
def test_a_residence_card_beside_a_my_number_card(readers, insert, card, kind):
    agency = Agency(AT)
    insert(agency.card(kind))
    insert(card, 1)
    with readers.my_number_card() as way:
        assert JpkiRsa(way).tries(Key.AUTH) == 3
    with readers.open(readers.names()[0]) as way:
        reading = ResidenceReader(way).read("AA12345678BB")
    assert genuine.prove(reading, [agency.anchor(1), agency.anchor(2)], AT)


def test_a_residence_card_alone_is_no_my_number_card(readers, insert):
    insert(Agency(AT).card("05"))
    with pytest.raises(words.NotJpki):
        readers.my_number_card()


def test_a_whole_errand_and_the_readers_of_the_companion(insert, card):
    insert(card)
    person = test_client.Person(b"9999", b"1234")
    errand = test_client.errand(test_client.Server())
    assert errand.run("ticket", person, terminal.reader).code == "ABCD2345"
    assert person.heard == [("auth", 3), "pin.wrong", ("auth", 2)]


def test_the_command_inserts_a_card_until_it_is_ended(port, readers):
    command = [sys.executable, "-m", "zairyu_card.virtual", "--persona", "linh"]
    inside = subprocess.Popen([*command, "--port", str(port)], cwd=stack.Path(__file__).parents[1])
    try:
        present(readers, 1, seconds=20)
        with readers.my_number_card() as way:
            assert JpkiRsa(way).token() == "JPKIAPICCTOKEN"
    finally:
        inside.terminate()
        inside.wait(10)
    present(readers, 0)
    time.sleep(0.5)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.opensc
def test_opensc_sees_the_card_as_we_do(insert, card):
    insert(card)
    assert run("opensc-tool", "-r", "0", "-n").strip() == "jpki"
    dump = run("pkcs15-tool", "-r", "0", "--dump")
    counts = {
        what: dump.count(what) for what in ("PIN [", "Private RSA Key [", "X.509 Certificate [")
    }
    assert counts == {"PIN [": 2, "Private RSA Key [": 2, "X.509 Certificate [": 4}
    assert "Tries left     : 3" in dump
    assert "Tries left     : 5" in dump
    assert card.forbidden_looks == 0


@pytest.mark.opensc
def test_a_signature_made_by_opensc_is_verified_by_openssl(insert, card, tmp_path):
    insert(card)
    text, signature, key = (tmp_path / one for one in ("text", "signature", "key.pem"))
    text.write_bytes(b"a text")
    found = x509.load_der_x509_certificate(card.holdings[Key.AUTH].certificate)
    key.write_bytes(
        found.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    module = next(
        str(one)
        for place in ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib")
        if (one := stack.Path(place) / "opensc-pkcs11.so").exists()
    )
    run(
        "pkcs11-tool", "--module", module, "--slot", "0", "--login", "--pin", "1234", "--sign",
        "--id", "1", "-m", "SHA256-RSA-PKCS", "-i", str(text), "-o", str(signature),
    )  # fmt: skip
    openssl = shutil.which("openssl")
    told = run(openssl, "dgst", "-sha256", "-verify", key, "-signature", signature, text)
    assert told.strip() == "Verified OK"
