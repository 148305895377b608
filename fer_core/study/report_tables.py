"""The tables of a study's report, and the sentence that it begins with."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import islice
from typing import Final

from fer_core.captions import percent
from fer_core.emotions import LABELS, Label
from fer_core.study.charts import interval_text
from fer_core.study.groups import Groups
from fer_core.study.model import Study
from fer_core.study.summary import SHARES, Summary

_MOST_ROWS: Final = 200

Say = Callable[[str], str]
NameOf = Callable[[Label], str]


def html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose cells are text."""
    first = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{first}</tr>{body}</table></div>'


def overview(study: Study, problems: Sequence[Summary], say: Say) -> str:
    """Say how much there is, and how much is missing."""
    text = say(
        "Participants: {participants}. Stimuli: {stimuli}. Recordings: {recordings}. Not recorded yet: {missing}. "
        "Recordings with problems: {problems}."
    )
    counts = {
        "participants": len(study.participants),
        "stimuli": len(study.stimuli),
        "recordings": len(study.recordings),
        "missing": sum(1 for _ in study.missing()),
        "problems": len(problems),
    }
    return f"<p>{escape(text.format(**counts))}</p>"


def means_table(groups: Groups, say: Say, name_of: NameOf) -> str:
    """Return the numbers of the charts: a row for each stimulus and each interval."""
    head = [say("Stimulus"), say("Interval"), say("Participants"), *map(name_of, LABELS)]
    rows = []
    for stretch in groups.stretches:
        means = groups.means(stretch)
        n = str(groups.participants(stretch))
        rows.append([*stretch, n, *(interval_text(means[share]) for share in SHARES)])
    return html_table(head, rows)


def people_table(groups: Groups, say: Say, name_of: NameOf) -> str:
    """Return what each participant showed with each stimulus, and how many more there are than are shown."""
    head = [say("Participant"), say("Stimulus"), say("Interval"), say("Seen"), *map(name_of, LABELS)]
    all_rows = groups.participant_rows()
    rows = [
        [
            str(row["participant"]), str(row["stimulus"]), str(row["interval"]), f"{row['seen_s']:.1f} s",
            *(percent(float(row[share] or 0)) for share in SHARES),
        ]
        for row in islice(all_rows, _MOST_ROWS)
    ]  # fmt: skip
    rest = sum(1 for _ in all_rows)
    more = say("More rows, which are in the tables: {count}.").format(count=rest)
    return html_table(head, rows) + (f"<p>{escape(more)}</p>" if rest else "")


def timing_table(study: Study, say: Say) -> str:
    """Return how stimuli kept step with their recordings, nothing where none was shown."""
    shown = [(each, each.presentation) for each in study.recordings if each.presentation is not None]
    if not shown:
        return ""
    head = [
        say("Participant"), say("Stimulus"), say("Began at"), say("Late, median"), say("Late, most"),
        say("Pictures"), say("Skipped"),
    ]  # fmt: skip
    rows = [
        [
            each.participant, each.stimulus, f"{measured.offset_s:.3f} s", f"{measured.median_late_s * 1000:.1f} ms",
            f"{measured.most_late_s * 1000:.1f} ms", str(measured.pictures), str(measured.skipped),
        ]
        for each, measured in shown[:_MOST_ROWS]
    ]  # fmt: skip
    return f"<h2>{escape(say('Stimuli on the screen'))}</h2>{html_table(head, rows)}"
