import re
from pathlib import Path

import pytest

import fer_core.output
from app.i18n import LANGUAGES, SOURCE_LANGUAGE
from fer_core.emotions import COLOURS, LABELS
from fer_core.output import admission
from fer_core.output.admission import overlay_address
from tests.chromium import browser, needs_chromium
from tests.fer_core.output.readings import TOKEN, fed_hub, free_port, make_reading
from tools.translations import read_messages, ts_of

PAGE = (Path(fer_core.output.__file__).parent / "overlay.html").read_text("utf-8")
CAPTIONS = "[...document.querySelectorAll('.caption')].map(text => text.textContent).join(' | ')"


def show(tmp_path, choices="show=boxes", *, reading=make_reading):
    """Open the overlay in a browser on a server that is fed."""
    port = free_port()
    address = overlay_address(port, TOKEN).replace("show=boxes", choices)
    return fed_hub("websocket", port=port, per_s=30, reading=reading), browser(address, tmp_path / "profile")


@needs_chromium
@pytest.mark.slow
def test_boxes_stand_on_the_faces_and_all_else_is_transparent(tmp_path):
    served, shown = show(tmp_path)
    with served, shown as tab:
        assert tab.wait_until(CAPTIONS) == "1: happy 70 % | 2: uncertain"
        picture = tab.picture()
    assert picture.shape == (480, 640, 4)
    blue, green, red, alpha = picture[175, 100].tolist()
    assert alpha == 255
    assert f"#{red:02X}{green:02X}{blue:02X}" == COLOURS["happy"]
    assert picture[175, 175, 3] == picture[20, 20, 3] == picture[470, 630, 3] == 0


@needs_chromium
@pytest.mark.slow
def test_a_mirrored_overlay_has_its_boxes_on_the_other_side_and_names_are_only_text(tmp_path):
    def named(number):
        return make_reading(number, names={1: "<img src=x onerror=alert(1)>"})

    served, shown = show(tmp_path, "mirror=1&lang=ko", reading=named)
    with served, shown as tab:
        assert tab.wait_until(CAPTIONS) == "<img src=x onerror=alert(1)>: 행복 70 % | 2: 불확실"
        assert tab.evaluate("document.querySelector('.box').getAttribute('x')") == str(640 - 100 - 150)
        assert tab.evaluate("document.querySelectorAll('img').length") == 0


@needs_chromium
@pytest.mark.slow
def test_bars_show_the_largest_face_and_the_page_connects_again_after_an_interruption(tmp_path):
    served, shown = show(tmp_path, "show=bars")
    with served as (hub, options), shown as tab:
        assert tab.wait_until(CAPTIONS).split(" | ") == list(LABELS[:7])
        widths = tab.evaluate("[...document.querySelectorAll('.bar')].map(bar => +bar.getAttribute('width'))")
        assert max(widths) == widths[LABELS.index("happy")] == pytest.approx(14 * min(widths), rel=0.01)
        hub.stop("websocket")
        tab.wait_until("document.querySelectorAll('.bar').length === 0")
        hub.start("websocket", options)
        tab.wait_until("document.querySelectorAll('.bar').length === 7")


@needs_chromium
@pytest.mark.slow
def test_a_page_from_elsewhere_in_the_same_browser_cannot_listen(tmp_path):
    served, _ = show(tmp_path)
    with served as (_, options), browser("data:text/html,<title>elsewhere</title>", tmp_path / "other") as tab:
        tab.wait_until("document.title === 'elsewhere'")
        tab.evaluate(
            f"window.heard = ''; const s = new WebSocket('ws://127.0.0.1:{options.port}/stream?token={TOKEN}');"
            "s.onmessage = () => window.heard = 'message'; s.onerror = () => window.heard = 'refused';"
        )
        assert tab.wait_until("window.heard") == "refused"


@pytest.fixture
def checked_out_on_windows(tmp_path, monkeypatch):
    """The page with the line ends that Git gives it there."""
    (tmp_path / "overlay.html").write_bytes(PAGE.replace("\n", "\r\n").encode())
    monkeypatch.setattr(admission, "_HERE", tmp_path)
    for kept in (admission._read, admission._overlay_policy):
        kept.cache_clear()
    yield
    for kept in (admission._read, admission._overlay_policy):
        kept.cache_clear()


@needs_chromium
@pytest.mark.slow
@pytest.mark.usefixtures("checked_out_on_windows")
def test_the_page_may_do_what_it_does_whatever_its_line_ends(tmp_path):
    served, shown = show(tmp_path)
    with served, shown as tab:
        assert tab.wait_until(CAPTIONS) == "1: happy 70 % | 2: uncertain"


def test_the_page_has_the_colours_and_words_of_the_window():
    assert dict(re.findall(r'(\w+): "(#\w+)"', PAGE)) == COLOURS
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            words = {message.source: message.translation for message in read_messages(ts_of(language))}
            part = PAGE.split(f'"{language}" ? {{')[1].split("}")[0]
            assert dict(re.findall(r'(\w+): "(\w+)"', part)) == {label: words[label] for label in LABELS}


def test_the_page_asks_nothing_of_anybody_else():
    assert set(re.findall(r"(?:https?|wss?)://[^\s\"'`]+", PAGE)) == {
        "http://www.w3.org/2000/svg", "ws://${location.host}/stream?token=${encodeURIComponent(choices.get("
    }  # fmt: skip
    assert not re.search(r"innerHTML|eval\(|\bfetch\(|\ssrc=|\son\w+=", PAGE)
