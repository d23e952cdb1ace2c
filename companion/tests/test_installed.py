"""Sites that an administrator set, addresses of the browser, and the three systems' registers."""

import os
import plistlib
from types import SimpleNamespace

import pytest

from zairyu_card import install, launch, sites, words

SITE = "https://zairyu.example.go.jp"


def listed(tmp_path, text, mode=0o644):
    path = tmp_path / "sites"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_the_sites_are_read_in_their_order(tmp_path):
    path = listed(tmp_path, f"# two services\n{SITE}/\n\nhttp://localhost:8000\n")
    assert sites.installed(path, os.getuid()) == (SITE, "http://localhost:8000")


@pytest.mark.parametrize(
    ("text", "mode", "owner"),
    [
        pytest.param("", 0o644, 0, id="an empty list"),
        pytest.param("# nothing\n", 0o644, 0, id="only remarks"),
        pytest.param(SITE, 0o666, 0, id="everybody may write it"),
        pytest.param(SITE, 0o664, 0, id="a group may write it"),
        pytest.param(SITE, 0o644, 1, id="it belongs to somebody else"),
        pytest.param("http://zairyu.example.go.jp", 0o644, 0, id="without encryption"),
        pytest.param(f"{SITE}/path", 0o644, 0, id="an address inside a site"),
        pytest.param(f"{SITE}\nhttps://UPPER.example", 0o644, 0, id="one bad line spoils the list"),
        pytest.param("https://user@zairyu.example", 0o644, 0, id="with a user"),
    ],
)
def test_a_list_that_is_not_good_does_not_count(tmp_path, text, mode, owner):
    path = listed(tmp_path, text, mode)
    with pytest.raises(words.NoSites):
        sites.installed(path, os.getuid() + owner)


def test_no_list_is_no_site(tmp_path):
    with pytest.raises(words.NoSites):
        sites.installed(tmp_path / "nothing")


def test_what_is_written_is_read_again(tmp_path):
    path = sites.write((SITE,), tmp_path / "deep" / "sites")
    assert sites.installed(path, os.getuid()) == (SITE,)
    for bad in ((), ("ftp://x",)):
        with pytest.raises(words.NoSites):
            sites.write(bad, tmp_path / "other")


@pytest.mark.parametrize(
    "address",
    [
        "", "zairyu-card:", "zairyu-card:?t=", "zairyu-card:?t=short", "https://x/?t=abcdefgh1",
        "zairyu-card:?t=abcdefgh1&s=https://evil.example", "zairyu-card:?s=abcdefgh1",
        "zairyu-card:?t=abc%20defgh", "zairyu-card://evil.example?t=abcdefgh1",
        "zairyu-card:path?t=abcdefgh1", "zairyu-card:?t=abcdefgh1#x", "zairyu-card:?t=" + "a" * 65,
        "--site=https://evil.example", "zairyu-card:?t=abcdefgh1&t=abcdefgh2",
    ],
)  # fmt: skip
def test_an_address_carries_a_ticket_and_nothing_else(address):
    with pytest.raises(words.ServerTrouble, match=r"companion\.link"):
        launch.ticket_of(address)


def test_a_code_is_taken_as_people_type_it():
    assert launch.typed(" abcd-2345 ") == "ABCD2345"
    for bad in ("", "abc", "abcd 23456", "ab cd/345"):
        with pytest.raises(words.ServerTrouble, match=r"companion\.code"):
            launch.typed(bad)


def test_linux_gets_an_entry_and_loses_it(tmp_path):
    ran = []
    entry = install.on_linux(tmp_path, ran.append)
    assert "MimeType=x-scheme-handler/zairyu-card;" in entry.read_text()
    assert entry.read_text().count("-m zairyu_card %u") == 1
    assert ("xdg-mime", "default", "zairyu-card.desktop", "x-scheme-handler/zairyu-card") in ran
    install.from_linux(tmp_path, ran.append)
    assert not entry.exists()


class Registry(SimpleNamespace):
    """As much of Windows' registry as is written here."""

    def __init__(self):
        super().__init__(HKEY_CURRENT_USER="me", REG_SZ=1, keys={})

    def CreateKey(self, root, path):  # noqa: N802 - named by Windows
        registry = self

        class Key:
            def __enter__(self):
                return registry.keys.setdefault(path, {})

            def __exit__(self, *_):
                pass

        return Key()

    def SetValueEx(self, key, name, _, __, value):  # noqa: N802
        key[name] = value

    def DeleteKey(self, root, path):  # noqa: N802
        if path not in self.keys:
            raise FileNotFoundError
        del self.keys[path]


def test_windows_gets_its_keys_and_loses_them():
    registry = Registry()
    line = install.on_windows(registry)
    assert line.endswith('-m zairyu_card "%1"')
    assert registry.keys[r"Software\Classes\zairyu-card"]["URL Protocol"] == ""
    assert registry.keys[r"Software\Classes\zairyu-card\shell\open\command"] == {"": line}
    install.from_windows(registry)
    assert registry.keys == {}


def test_macos_gets_a_bundle_that_opens_our_addresses(tmp_path):
    def compiled(command):
        if command[0] == "osacompile":
            about = tmp_path / "Applications/Zairyu Card.app/Contents/Info.plist"
            about.parent.mkdir(parents=True)
            about.write_bytes(plistlib.dumps({"CFBundleName": "applet"}))

    bundle = install.on_mac(tmp_path, compiled)
    said = plistlib.loads((bundle / "Contents/Info.plist").read_bytes())
    assert said["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["zairyu-card"]
    install.from_mac(tmp_path)
    assert not bundle.exists()
