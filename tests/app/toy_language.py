"""``python -m tests.app.toy_language FOLDER``: the window with one language more, whose words lie in FOLDER.

It is started twice; each time what it says is noted, and the new language chosen. Prints what was noted, as JSON.
"""

import json
import sys
from pathlib import Path

from app import i18n

CODE, NAME = "eo", "Esperanto"


def main(folder):
    # What reads the registry may only be imported with the new line in it.
    i18n.LANGUAGES[CODE] = NAME
    i18n._FOLDER = folder

    from app.look.words import word_for
    from app.pages.live.view_model import LiveViewModel
    from app.services.window_settings import LANGUAGE
    from app.window import desktop
    from tests.app.fakes import FakeSource, Opener, threads_maker

    noted = []

    class Window(desktop.MainWindow):
        def __init__(self, source, **options):
            model = LiveViewModel(make_threads=threads_maker(Opener(FakeSource())))
            super().__init__(source, view_model=model, **options)

        def on_shown(self):
            super().on_shown()
            page = self.page_named("settings")
            self.show_page(page)
            box = page.fields[LANGUAGE.key].widget
            offered = [box.itemText(index) for index in range(box.count())]
            noted.append({"offered": offered, "title": page.windowTitle(), "happy": word_for("happy")})
            box.setCurrentIndex(offered.index(NAME))
            self.close()

    desktop.MainWindow = Window
    for _ in range(2):
        desktop.run_window("demo")
    print(json.dumps(noted))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
