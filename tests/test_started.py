"""What stands behind “--” when the app is started."""

import pytest

from geodata.app.server.hosts import Address
from geodata.app.start_options import StartOptions, read_options, start_options


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", StartOptions()),
        ("case.geojson", StartOptions("case.geojson")),
        ("--editable case.geojson", StartOptions("case.geojson", is_editable=True)),
        ("a.geojson --host Maps.Example.org:8443 --host [::1]", StartOptions("a.geojson", hosts=(
            Address("maps.example.org", 8443), Address("::1", None)))),
    ],
)  # fmt: skip
def test_options_are_read(words, expected):
    """In any order, a host more than once."""
    assert read_options(tuple(words.split())) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--host http://maps.example.org", "is not a host name: write it as in cases.example.org, without http://"),
        ("--edit", "unrecognized arguments: --edit"),
        ("a.geojson b.geojson", "unrecognized arguments: b.geojson"),
    ],
)
def test_what_cannot_be_read_ends_the_start(words, said, capsys):
    """With a sentence, before anything is served."""
    with pytest.raises(SystemExit, match="2"):
        read_options(tuple(words.split()))
    assert said in capsys.readouterr().err


def test_the_arguments_of_another_program_are_not_ours(monkeypatch):
    """A test runner's, another server's."""
    monkeypatch.setattr("sys.argv", ["/bin/pytest", "--editable"])
    assert start_options() == StartOptions()
    monkeypatch.setattr("sys.argv", ["/any/where/dashboard.py", "--editable"])
    assert start_options().is_editable
