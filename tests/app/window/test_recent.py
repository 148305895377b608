"""What was opened last, and what is dropped onto the window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from app.services.settings import Settings
from app.services.window_settings import RECENT
from app.widgets.page import Page
from app.window.pages import PAGES, PageEntry
from app.window.recent import MOST, RecentSources, exists, short_name
from app.window.recent_menu import RecentMenu
from tests.app.fakes import FakeSource, Opener
from tests.fer_core.recording.recordings import record


@pytest.fixture
def recent(qapp, tmp_path):
    return RecentSources(Settings(tmp_path / "emolens.ini"))


@pytest.fixture
def menu(qtbot, recent):
    widget = RecentMenu(recent)
    qtbot.addWidget(widget)
    yield widget
    widget.shut()


class Album(Page):
    """A page that takes any number of pictures."""

    def __init__(self):
        super().__init__()
        self.taken = []

    def accepts_drop(self, paths):
        return all(path.suffix == ".jpg" for path in paths)

    def open_paths(self, paths):
        self.taken = list(paths)


def drop(window, *paths, mime=None):
    """Drag paths into the window and let go; tell whether the window took them."""
    data = mime or QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(9, 9), *what)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(9, 9), *what))
    return enter.isAccepted()


def test_the_newest_come_first_and_nothing_twice(recent, tmp_path):
    for name in ("a.mp4", "b.mp4", "a.mp4"):
        recent.add(str(tmp_path / name))
    assert recent.specs == (str(tmp_path / "a.mp4"), str(tmp_path / "b.mp4"))


def test_eight_are_kept_from_one_start_to_the_next(qapp, tmp_path):
    settings = Settings(tmp_path / "emolens.ini")
    recent = RecentSources(settings)
    for number in range(12):
        recent.add(f"/films/{number}, part.mp4")
    settings.save()
    kept = RecentSources(Settings(tmp_path / "emolens.ini")).specs
    assert len(kept) == MOST
    assert kept[0] == "/films/11, part.mp4"


@pytest.mark.parametrize(
    "spec", ["", "auto", "demo", "camera:1", "rtsp://me:secret@door/live", "http://door/v.cgi?user=me&pwd=secret"]
)
def test_cameras_the_demo_and_passwords_are_not_remembered(recent, spec):
    recent.add(spec)
    assert recent.specs == ()


def test_paths_are_kept_from_the_root_on_and_addresses_as_they_are(recent, tmp_path):
    recent.add("film.mp4")
    recent.add("rtsp://door/live")
    assert recent.specs == ("rtsp://door/live", str(tmp_path / "film.mp4"))
    assert [short_name(spec) for spec in recent.specs] == ["rtsp://door/live", "film.mp4"]


@pytest.mark.parametrize("nonsense", ["{", "7", '{"a": 1}', "[1, null]"])
def test_a_damaged_list_is_empty(recent, nonsense):
    recent._settings.set(RECENT, nonsense)
    assert recent.specs == ()


def test_what_is_there(tmp_path):
    (tmp_path / "film.mp4").touch()
    found = {spec: exists(str(tmp_path / spec)) for spec in ("film.mp4", "img_%03d.png", "gone.mp4", "gone/i_%d.png")}
    assert list(found.values()) == [True, True, False, False]
    assert exists("rtsp://door/live")


def test_the_menu_greys_out_what_is_gone(menu, recent, tmp_path, qtbot):
    (tmp_path / "here & now.mp4").touch()
    recent.add(str(tmp_path / "gone.mp4"))
    recent.add(str(tmp_path / "here & now.mp4"))
    menu.aboutToShow.emit()
    here, gone = menu.actions()[:2]
    qtbot.waitUntil(lambda: not gone.isEnabled())
    assert here.isEnabled()
    assert here.text().partition("\t")[0] == "here && now.mp4"
    assert "no longer there" in gone.toolTip()
    with qtbot.waitSignal(menu.chosen) as chosen:
        here.trigger()
    assert chosen.args == [str(tmp_path / "here & now.mp4")]


def test_the_menu_can_be_emptied_again_and_again(menu, recent):
    for _ in range(2):
        recent.add("film.mp4")
        menu.aboutToShow.emit()
        menu.actions()[-1].trigger()
        assert recent.specs == ()
        menu.aboutToShow.emit()
        assert [action.isEnabled() for action in menu.actions()] == [False]


def test_what_plays_is_remembered_and_opens_again(make_window, qtbot, tmp_path):
    film = tmp_path / "film.mp4"
    film.touch()
    opener = Opener(lambda: FakeSource(is_live=False, name="film.mp4"))
    window = make_window(opener, source=str(film))
    qtbot.waitUntil(lambda: window.recent.specs == (str(film),))
    window.show_page(window.help)
    window.open_spec(str(film))
    assert window.page is window.live
    qtbot.waitUntil(lambda: len(opener.specs) == 2)


def test_a_dropped_video_or_folder_plays(make_window, qtbot, tmp_path):
    opener = Opener(lambda: FakeSource(is_live=False))
    window = make_window(opener)
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    window.show_page(window.help)
    assert drop(window, tmp_path / "FILM.MP4")
    assert window.page is window.live
    qtbot.waitUntil(lambda: opener.specs[-1] == str(tmp_path / "FILM.MP4"))
    assert drop(window, tmp_path)
    qtbot.waitUntil(lambda: opener.specs[-1] == str(tmp_path))


def test_what_no_page_takes_cannot_be_dropped(make_window, tmp_path):
    window = make_window(Opener(FakeSource()))
    text = QMimeData()
    text.setText("film.mp4")
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/film.mp4")])
    assert not drop(window, tmp_path / "notes.txt")
    assert not drop(window, tmp_path / "a.mp4", tmp_path / "b.txt")
    assert not drop(window, mime=text)
    assert not drop(window, mime=link)


def test_the_page_in_front_comes_first(make_window, tmp_path, monkeypatch):
    album = Album()
    entry = PageEntry("album", "Album", lambda painter: None, lambda context: album)
    monkeypatch.setattr("app.window.window.PAGES", (*PAGES, entry))
    window = make_window(Opener(FakeSource()))
    pictures = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    window.show_page(album)
    assert drop(window, *pictures)
    assert window.page is album
    assert album.taken == pictures
    album.opened.emit(str(pictures[0]))
    assert window.recent.specs[0] == str(pictures[0])


def test_the_menu_says_what_each_is(menu, recent, qtbot, tmp_path):
    video, folder = tmp_path / "two.mp4", tmp_path / "album"
    video.write_bytes(b"")
    folder.mkdir()
    for spec in (
        str(record(tmp_path / "one", 5)),
        str(video),
        str(folder),
        "rtsp://host/a",
        str(tmp_path / "gone.mp4"),
    ):
        recent.add(spec)
    menu.on_about_to_show()
    qtbot.waitUntil(lambda: "\t" in menu.actions()[1].text())
    said = [action.text().partition("\t")[::2] for action in menu.actions()[:5]]
    assert said == [
        ("gone.mp4", ""),
        ("rtsp://host/a", "stream"),
        ("album", "pictures"),
        ("two.mp4", "video"),
        ("one", "recording"),
    ]
    assert [action.isEnabled() for action in menu.actions()[:5]] == [False, True, True, True, True]
    assert all(not action.icon().isNull() for action in menu.actions()[1:5])


def test_the_window_shows_that_something_can_be_dropped(make_window, tmp_path):
    window = make_window(Opener(FakeSource()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for leave in (
        lambda: window.dragLeaveEvent(QDragLeaveEvent()),
        lambda: window.dropEvent(QDropEvent(QPointF(9, 9), *what)),
    ):
        window.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), *what))
        assert window._frame.property("dropping") is True
        leave()
        assert window._frame.property("dropping") is False
