"""What ``docs/output.md`` says holds: its examples run as they stand, and its names are those that are sent."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fer_core.emotions import EMOTIONS
from fer_core.output.admission import stream_address
from fer_core.output.commands import ACTIONS
from fer_core.output.server import MOST_BYTES, MOST_CLIENTS
from fer_core.output.sinks import OUTPUTS
from fer_core.output.sinks.lsl import MARKERS, STREAM, VALUES
from fer_core.output.slots import SLOTS
from tests.fer_core.output.readings import TOKEN, fed_hub, free_port

DOCUMENT = (Path(__file__).parents[3] / "docs" / "output.md").read_text("utf-8")
LISTEN, COMMAND, LSL, OSC = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)


def first_line_of(code, address="", *, port=0):
    """Run an example until it has printed a line, and return that."""
    code = code.replace("ADDRESS", address).replace("9000", str(port or 9000))
    command = [sys.executable, "-u", "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        try:
            return process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.mark.slow
def test_the_examples_of_the_websocket_run():
    with fed_hub("websocket") as (_, options):
        address = stream_address(options.port, TOKEN)
        moment, face_id, label, happy = first_line_of(LISTEN, address).split()
        assert float(moment) == pytest.approx(time.time(), abs=60)
        assert (face_id, label, happy) == ("1", "happy", "0.7")
        assert first_line_of(COMMAND, address) == "done"


@pytest.mark.slow
def test_the_example_of_lsl_runs():
    pytest.importorskip("pylsl")
    with fed_hub("lsl"):
        assert re.fullmatch(r"[\d.]+ happy: 0\.69*\d*|[\d.]+ happy: 0\.7\d*", first_line_of(LSL))


@pytest.mark.slow
def test_the_example_of_osc_runs():
    pytest.importorskip("pythonosc")
    port = free_port(socket.SOCK_DGRAM)
    with fed_hub("osc", osc_port=port):
        assert float(first_line_of(OSC, port=port)) == pytest.approx(0.7)


def test_its_names_and_numbers_are_those_of_the_code():
    assert all(f'"command": "{action}"' in DOCUMENT for action in ACTIONS)
    assert f"| `{STREAM}` | `Expression` | {SLOTS * len(VALUES)}: nine" in DOCUMENT
    assert f"`{MARKERS}`" in DOCUMENT
    assert all(f"`face1_{value}`" in DOCUMENT for value in VALUES)
    assert f"{MOST_CLIENTS} clients at most. A message of more than {MOST_BYTES} bytes" in DOCUMENT
    assert all(f"emolens[{kind.extra}]" in DOCUMENT for kind in OUTPUTS.values() if kind.extra)
    assert tuple(VALUES[1:-1]) == EMOTIONS
