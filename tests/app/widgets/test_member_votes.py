import numpy as np
import pytest

from app.look.theme import label_colour
from app.widgets.member_votes import MemberVotes
from tests.app.fakes import make_face


@pytest.fixture
def votes(qtbot):
    widget = MemberVotes()
    qtbot.addWidget(widget)
    widget.show_names(("VGG-like", "ResNet-like"))
    widget.resize(260, 60)
    return widget


def members(*answers):
    return np.stack([make_face(label=label, confidence=share).probabilities for label, share in answers])


def test_each_network_has_a_line(votes):
    assert votes.lines == ("VGG-like: –", "ResNet-like: –")
    votes.show_votes(members(("happy", 0.83), ("sad", 0.4)))
    assert votes.lines == ("VGG-like: happy 83 %", "ResNet-like: sad 40 %")
    votes.describe()
    assert votes.accessibleDescription() == "VGG-like: happy 83 %, ResNet-like: sad 40 %"


def test_lines_have_the_colours_of_their_emotions(votes):
    votes.show_votes(members(("happy", 0.83), ("sad", 0.4)))
    image = votes.grab().toImage()
    shades = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {label_colour("happy").name(), label_colour("sad").name()} <= shades


def test_answers_of_other_networks_are_not_shown(votes):
    votes.show_votes(members(("happy", 0.83)))
    assert votes.lines == ("VGG-like: –", "ResNet-like: –")
    votes.show_votes(None)
    votes.grab()
