import threading

import pytest

from app.pages.live.analysis import AnalysisWorker
from app.pages.live.messages import Inbox, Networks, Shot
from app.services.mailbox import Doorbell, Mailbox
from fer_core.errors import ModelError
from fer_core.faces.options import AnalysisOptions
from tests.app.fakes import FakeAnalyzer, make_face, make_frame


@pytest.fixture
def inbox():
    return Inbox()


def make_worker(inbox, load, jobs=None):
    return AnalysisWorker(load=load, jobs=jobs or Mailbox(), inbox=inbox, doorbell=Doorbell(lambda: None))


def shot(stream_id, index):
    return Shot(stream_id, index + 1, make_frame(index, time_s=index / 10, captured_at=5.0 + index, size_wh=(32, 24)))


def test_an_analysis_says_which_frame_it_belongs_to(inbox):
    face = make_face()
    worker = make_worker(inbox, None)
    worker.analyze(FakeAnalyzer([face]), shot(4, 2))
    analysis = inbox.analyses.poll()
    assert (analysis.stream_id, analysis.count, analysis.captured_at, analysis.size_wh) == (4, 1, 7.0, (32, 24))
    assert analysis.result.faces == (face,)


def test_another_stream_starts_without_known_faces(inbox):
    analyzer = FakeAnalyzer()
    worker = make_worker(inbox, None)
    for stream_id, index in ((1, 0), (1, 1), (2, 0), (2, 1)):
        worker.analyze(analyzer, shot(stream_id, index))
    assert analyzer.resets == 2
    assert analyzer.times == [0.0, 0.1, 0.0, 0.1]
    assert inbox.analyses.poll().count == 4


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            ModelError("The models are damaged. Install Emolens again."),
            "The models are damaged. Install Emolens again.",
        ),
        (RuntimeError("bad"), "The analysis stopped unexpectedly (bad). Start Emolens again to go on."),
    ],
)
def test_models_that_do_not_load_are_reported(inbox, error, sentence):
    def load():
        raise error

    make_worker(inbox, load).run()
    assert inbox.problems.poll() == sentence


def test_a_failing_analysis_is_reported(inbox):
    jobs = Mailbox()
    jobs.put(shot(1, 0))
    make_worker(inbox, lambda: FakeAnalyzer(error=ValueError("odd frame")), jobs).run()
    assert "odd frame" in inbox.problems.poll()


def test_run_ends_when_the_jobs_are_closed(inbox):
    jobs = Mailbox()
    jobs.close()
    make_worker(inbox, FakeAnalyzer, jobs).run()
    assert inbox.problems.poll() is None


def test_who_votes_is_told_once_the_models_are_there(inbox):
    jobs = Mailbox()
    jobs.close()
    make_worker(inbox, FakeAnalyzer, jobs).run()
    assert inbox.networks.poll() == Networks(("compact_vgg", "compact_resnet", "other"), can_explain=True)


def test_options_count_from_the_next_frame_on(inbox):
    analyzer = FakeAnalyzer()
    worker = make_worker(inbox, None)
    worker.options = AnalysisOptions(smoothing_s=1.0)
    worker.analyze(analyzer, shot(1, 0))
    assert analyzer.options is worker.options


def test_frames_beyond_the_rate_are_left_out(inbox):
    shots = [shot(1, index) for index in range(10)]

    class Jobs(Mailbox):
        def take(self, *, timeout_s=None):
            if not shots:
                self.close()
            return shots.pop(0) if shots else None

    analyzer = FakeAnalyzer()
    worker = make_worker(inbox, lambda: analyzer, Jobs())
    worker.options = AnalysisOptions(analyses_per_s=0.5)
    worker.run()
    assert analyzer.times == pytest.approx([0.0, 0.2, 0.4, 0.6, 0.8])


def test_the_last_picture_before_a_pause_is_analysed_however_few_a_second_are_wanted(inbox):
    jobs = Mailbox()
    worker = make_worker(inbox, FakeAnalyzer, jobs)
    worker.options = AnalysisOptions(analyses_per_s=0.1)
    thread = threading.Thread(target=worker.run, name="analysis")
    thread.start()
    jobs.put(shot(1, 0))
    assert inbox.analyses.take(timeout_s=10).captured_at == 5.0
    jobs.put(shot(1, 1))
    assert inbox.analyses.take(timeout_s=10).captured_at == 6.0
    jobs.put(shot(2, 2))
    assert inbox.analyses.take(timeout_s=10).stream_id == 2
    jobs.close()
    thread.join(10)
    assert inbox.analyses.poll() is None
