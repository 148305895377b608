import pytest

from fer_core.output.commands import Command, Refused, parse_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ('{"command": "record"}', Command("record")),
        ('{"command": "stop", "id": 3}', Command("stop", command_id=3)),
        ('{"command": "pause", "id": "k"}', Command("pause", command_id="k")),
        ('{"command": "marker", "name": " film   2 "}', Command("marker", "film 2")),
        ('{"command": "marker"}', Command("marker")),
        ('{"command": "marker", "name": "자극"}', Command("marker", "자극")),
    ],
)
def test_a_command_is_read(text, command):
    assert parse_command(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "", "record", "[]", "3", "null", "NaN", "{", '{"command"}', b'{"command": "record"}', "[" * 4096, '{"a":' * 800,
        '{"command": "format"}', '{"command": ["record"]}', '{"command": null}', '{"command": {}}',
        '{"command": "record", "path": "/etc"}', '{"command": "record", "name": "x"}',
        '{"command": "marker", "name": 3}', '{"command": "marker", "name": null}',
        '{"command": "marker", "name": "a\\u0000b"}', '{"command": "marker", "name": "' + "x" * 41 + '"}',
        '{"command": "record", "id": 1.5}', '{"command": "record", "id": true}', '{"command": "record", "id": [1]}',
        '{"command": "record", "id": "' + "x" * 65 + '"}', '{"command": "record", "id": ' + "9" * 30 + "}",
        "{}",
    ],
    ids=lambda text: str(text)[:40],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(Refused, match=r"\.$"):
        parse_command(text)


def test_a_refusal_repeats_the_id_that_could_be_read():
    with pytest.raises(Refused) as refused:
        parse_command('{"command": "format", "id": 9}')
    assert refused.value.command_id == 9
