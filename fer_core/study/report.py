"""A report about a study: one HTML file that needs nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from fer_core.emotions import COLOURS, LABELS, Label
from fer_core.rows.writing import write_whole
from fer_core.study.bootstrap import FEW
from fer_core.study.charts import DIFFERENCES, ChartRow, draw_chart, shortened
from fer_core.study.groups import Groups, Stretch
from fer_core.study.model import Study
from fer_core.study.report_page import PAGE
from fer_core.study.report_tables import html_table, means_table, overview, people_table, timing_table
from fer_core.study.summary import SHARES, Summary

_MOST_PROBLEMS: Final = 100
_MOST_PAIRS: Final = 15
"""Those of six stimuli."""
_LETTERS: Final = 9


@dataclass(frozen=True, slots=True)
class Language:
    """How to say a sentence of the report, and what to call an emotion, in another language."""

    say: Callable[[str], str] = str
    name_of: Callable[[Label], str] = str


def write_report(
    path: Path, study: Study, groups: Groups, problems: Sequence[Summary], *, language: Language | None = None
) -> None:
    """Write the report of a study whose summaries are gathered; raises DataError."""
    language = language or Language()
    say = language.say
    wholes = [stretch for stretch in groups.stretches if not stretch[1]]
    intervals = [stretch for stretch in groups.stretches if stretch[1]]
    page = PAGE.format(
        title=escape(study.title or say("Study")),
        overview=overview(study, problems, say),
        warning=_warning(groups, say),
        charts_title=escape(say("How long each emotion was shown with each stimulus")),
        charts_note=escape(
            say(
                "Shares of the time in which the participant's face was seen. A dot is the mean over participants, "
                "the line its 95 % confidence interval."
            )
        ),
        charts=_charts(groups, wholes, language) or f"<p>{escape(say('Nobody was seen yet.'))}</p>",
        intervals=_intervals(groups, intervals, language),
        differences=_differences(groups, language),
        means_title=escape(say("Means over participants")),
        means=means_table(groups, say, language.name_of),
        people_title=escape(say("Participants")),
        people=people_table(groups, say, language.name_of),
        timing=timing_table(study, say),
        problems=_problems(problems, say),
        method_title=escape(say("Method and limits")),
        method="".join(f"<p>{escape(sentence)}</p>" for sentence in _method(say)),
    )
    write_whole(path, page.encode(errors="backslashreplace"))


def _stretch_name(stretch: Stretch) -> str:
    """Return what to call a stimulus, or an interval of it."""
    stimulus, interval = stretch
    return f"{stimulus}: {interval}" if interval else stimulus


def _shown_stretch(stretch: Stretch) -> str:
    """Return the same as short as a chart needs it."""
    return ": ".join(shortened(name, _LETTERS) for name in stretch) if stretch[1] else ""


def _warning(groups: Groups, say: Callable[[str], str]) -> str:
    few = groups.fewest
    if few is None or few >= FEW:
        return ""
    text = say(
        "Too few participants: some means here have {n}. With fewer than {few}, these intervals are much too narrow: "
        "do not conclude anything from them."
    )
    return f'<p class="warning">{escape(text.format(n=few, few=FEW))}</p>'


def _charts(groups: Groups, stretches: Sequence[Stretch], language: Language) -> str:
    means = {stretch: groups.means(stretch) for stretch in stretches}
    if not means:
        return ""
    return "".join(
        draw_chart(
            language.name_of(label),
            [
                ChartRow(_stretch_name(stretch), values[share], _shown_stretch(stretch))
                for stretch, values in means.items()
            ],
            colour=COLOURS[label],
        )
        for label, share in zip(LABELS, SHARES, strict=True)
    )


def _intervals(groups: Groups, stretches: Sequence[Stretch], language: Language) -> str:
    if not stretches:
        return ""
    say = language.say
    title = escape(say("How long each emotion was shown in each interval"))
    return f'<h2>{title}</h2><div class="charts">{_charts(groups, stretches, language)}</div>'


def _differences(groups: Groups, language: Language) -> str:
    pairs, say = groups.pairs, language.say
    if not pairs:
        return ""
    title = f"<h2>{escape(say('Differences between stimuli'))}</h2>"
    if len(pairs) > _MOST_PAIRS:
        text = say("There are {count} pairs of stimuli, whose differences are in the table of differences.")
        return f"{title}<p>{escape(text.format(count=len(pairs)))}</p>"
    note = say(
        "By how much longer the participants who saw both showed an emotion with the first than with the second: the "
        "mean of each one's difference. A line that does not touch 0 speaks for a difference."
    )
    charts = "".join(
        draw_chart(
            language.name_of(label),
            [
                ChartRow(
                    f"{first} − {other}",
                    groups.differences(first, other)[share],
                    " − ".join(shortened(name, _LETTERS) for name in (first, other)),
                )
                for first, other in pairs
            ],
            colour=COLOURS[label],
            ticks=DIFFERENCES,
        )
        for label, share in zip(LABELS, SHARES, strict=True)
    )
    return f'{title}<p>{escape(note)}</p><div class="charts">{charts}</div>'


def _problems(problems: Sequence[Summary], say: Callable[[str], str]) -> str:
    if not problems:
        return ""
    shown, rest = problems[:_MOST_PROBLEMS], len(problems) - _MOST_PROBLEMS
    head = [say("Participant"), say("Stimulus"), say("Recording"), say("What is wrong")]
    rows = [[each.participant, each.stimulus, each.recording, each.problem] for each in shown]
    more = f"<p>{escape(say('More recordings with problems: {count}.').format(count=rest))}</p>" if rest > 0 else ""
    return f"<h2>{escape(say('Problems'))}</h2>{html_table(head, rows)}{more}"


def _method(say: Callable[[str], str]) -> list[str]:
    return [
        say(
            "Of each recording the participant's face counts: the one named as the participant, else the one seen "
            "longest. Each analysed picture stands for the time until the next one of that face, for at most half a "
            "second. Several recordings of a participant with a stimulus are pooled by the seconds seen; then each "
            "participant counts once."
        ),
        say(
            "Intervals are 95 % percentile intervals of the bootstrap over participants (Efron and Tibshirani 1993, "
            "chapter 13): 10,000 draws with a fixed seed. They say how much the mean would vary with other "
            "participants like these. They do not make up for errors of the reading itself, and are not corrected for "
            "many comparisons."
        ),
        say(
            "The numbers say how an expression looks to networks that learned from other people's labels of "
            "photographs, not what a person feels. They are often wrong, more so for faces that are turned away, dark, "
            "covered or unlike those in FER2013. Don't use them to judge anybody."
        ),
    ]
