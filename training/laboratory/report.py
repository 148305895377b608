"""One self-contained page with every experiment of a run: what the documents report, what we found, how it differs."""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from fer_core.errors import DataError
from fer_core.rows.writing import write_whole
from fer_core.terminal.streams import counted
from training.laboratory.inspection import AUGMENTED, COVERED, DISTRIBUTION, NO_FACE, OVERSAMPLED, SAMPLES
from training.laboratory.notes import differences, reading_notes
from training.laboratory.overview import EXPLAINED, EXPLANATIONS, Row, overview, with_interval
from training.laboratory.provenance import describe_training, train_figures
from training.laboratory.repeats import OverSeeds, over_seeds, read_repeats
from training.laboratory.scale import Reduction
from training.laboratory.studies import STUDIES, SVM, VOTE, Study
from training.laboratory.summary import (
    best_trial,
    read_summary,
    recorded_stopped,
    say_failures,
    say_not_gathered,
    say_standing,
)
from training.measure import wilson
from training.reports.markdown import table
from training.run_folder import PREDICTIONS, rebuild, slug

FILE, TABLE = "report.html", "report.md"
"""The page, and its overview alone as Markdown."""

_METRICS = {"accuracy": "accuracy", "top-2": "top2_accuracy"}
"""Our names of what documents measured beside their figures."""

_PICTURES = ("learning_curves.png", "loss_and_accuracy.png", "confusion_matrix.png")
_SECTIONS = {
    "data": ("The data set", (DISTRIBUTION, OVERSAMPLED)),
    "evaluation": ("The ensemble on the test folder", ("confusion_matrix.png", "roc.png", "reliability.png")),
}
_DATA_FACES = (SAMPLES, AUGMENTED, NO_FACE, COVERED)
_FACES = {
    f"{EXPLANATIONS}/{study}": (
        f"What a network of {study} answers and sees", (PREDICTIONS, "feature_maps.png", "grad_cam.png")
    )
    for study in EXPLAINED
}  # fmt: skip


def write_report(out: Path, *, faces: bool = True) -> Path:
    """Write ``report.html`` of the run in ``out`` and return its path; ``report.md`` beside it has its first table.

    Pictures of the data set are in it with ``faces``. Raises DataError where no study has been run, or one is damaged.
    """
    if not out.is_dir():
        raise DataError(f"There is no folder {out}; --out names the one that the experiments were run in.")
    try:
        return _write(out, faces=faces)
    except KeyError as error:
        raise DataError(
            f"{out} has results of another version, without {error}: give their commands again. What is trained stays."
        ) from error


def _write(out: Path, *, faces: bool) -> Path:
    summaries = {each.name: summary for each in sorted(out.iterdir()) if (summary := read_summary(each)) is not None}
    if not summaries:
        left = [f" {name}: {told}" for name in (*STUDIES, SVM.name) if (told := say_not_gathered(out / name))]
        advice = "".join(left) or " Run one, such as `python -m training.run study pooling --data DIR`."
        raise DataError(f"{out} has no results of experiments yet.{advice}")
    differs = {name: differences(summary, out) for name, summary in summaries.items()}
    studied = [_row(summary, out / name, differs=differs[name]) for name, summary in summaries.items()]
    found = [*studied, *_rows_not_run(summaries, out), *overview(out, summaries, faces=faces)]
    rows = sorted(found, key=lambda row: _order(row.id))
    notes = reading_notes(summaries.values())
    sections = {**_SECTIONS, **(_FACES if faces else {})}
    data_title, data_pictures = _SECTIONS["data"]
    sections["data"] = data_title, (*data_pictures, *(_DATA_FACES if faces else ()))
    environment = Environment(
        loader=PackageLoader("training.laboratory", "."), autoescape=select_autoescape(), trim_blocks=True
    )
    page = environment.get_template("report_template.html").render(
        presets=", ".join(sorted({summary["preset"] for summary in summaries.values()})),
        split=next(iter(summaries.values()))["split"],
        rows=rows,
        notes=notes,
        studies=[
            _detail(summary, out / name, note=differs[name])
            for name, summary in sorted(summaries.items(), key=lambda item: _order(item[1]["row"]))
        ],
        sections=[
            {"name": name.replace("/", "-"), "title": title, "pictures": pictures}
            for name, (title, files) in sections.items()
            if (pictures := list(_pictures(out / name, files)))
        ],
    )
    write_whole(out / TABLE, _as_markdown(rows, notes).encode())
    write_whole(out / FILE, page.encode())
    return out / FILE


def _as_markdown(rows: Iterable[Row], notes: Sequence[str]) -> str:
    header = ("row", "what", "how it differs", "trained with", "reported", "ours", "run / planned", "rest, about")
    lines = (
        (row.id, row.title, row.differs, row.trained, row.reported, row.ours, ", ".join(row.cell_lines), row.rest)
        for row in rows
    )
    return "\n\n".join([table(header, lines, words=4), *notes]) + "\n"


def _order(row: str) -> tuple[str, int]:
    return row[0], int(row[1:])


def _row(summary: Mapping[str, Any], folder: Path, *, differs: str) -> Row:
    study = STUDIES.get(summary["name"])
    trials, measure = summary["trials"], summary["measure"]
    split, _, metric = measure.partition(" ")
    best = best_trial(trials, measure=measure)
    ours = f"{_figure(trials[best][split], metric)} ({_named(best, trials[best])})"
    if repeated := over_seeds(best, trials, read_repeats(folder.parent, summary["name"]), measure=measure):
        ours = f"{ours}, {repeated}"
    if study:
        ours += _ours_beside(study, trials[best], folder / slug(best))
    if vote := summary["vote"]:
        ours = f"{with_interval(vote[split])} ({_named('vote', vote)}), {ours}"
    return Row(
        summary["row"],
        summary["title"],
        reported=_reported(study) if study else "–",
        ours=f"{_short(measure)} {ours}",
        cells=f"{_run(summary)} / {_planned(summary)}",
        trained=describe_training(summary, folder),
        rest=_rest(summary),
        differs=differs,
        anchor=summary["name"],
        failures=say_failures(trials.values()),
    )


def _rows_not_run(summaries: Mapping[str, Any], out: Path) -> Iterator[Row]:
    for study in (*STUDIES.values(), SVM):
        if study.name not in summaries:
            planned = study.search.count if study.search else len(study.trials) or 1
            ours = say_not_gathered(out / study.name) or "not run yet"
            yield Row(study.row, study.title, _reported(study), ours, f"0 / {planned}", differs=study.differs)


def _planned(summary: Mapping[str, Any]) -> int:
    return max(summary["planned"], len(summary["trials"]))


def _run(summary: Mapping[str, Any]) -> int:
    """Return how many trials were run: those with figures, and draws that were stopped early."""
    return min(len(summary["trials"]) + recorded_stopped(summary), _planned(summary))


def _reported(study: Study) -> str:
    if not study.reported:
        return "–"
    best = max(study.reported, key=lambda name: study.reported[name])
    beside = "".join(f", {what} {value:.4f}" for what, value in study.beside.get(best, {}).items())
    return f"{_short(study.measure)} {study.reported[best]:.4f} ({best}){beside}"


def _short(measure: str) -> str:
    """Return a measure in the fewest words, as accuracy is meant where nothing else is said."""
    return measure.removesuffix(" accuracy")


def _ours_beside(study: Study, figures: Mapping[str, Any], folder: Path) -> str:
    """Return what the document measured beside its figures, as we did of the trial in ``folder``."""
    wanted = dict.fromkeys(what for measured in study.beside.values() for what in measured)
    found = {"train": train_figures(folder), **figures}
    ours = ((what, found[split].get(_METRICS[metric])) for what in wanted for split, _, metric in [what.partition(" ")])
    return "".join(f", {what} {value:.4f}" for what, value in ours if value is not None)


def _figure(found: Mapping[str, Any], metric: str) -> str:
    """Return an accuracy with its interval, or another figure, which is no share of images, without."""
    return with_interval(found) if metric == "accuracy" else f"{found[metric.replace(' ', '_')]:.4f}"


def _rest(summary: Mapping[str, Any]) -> str:
    """Return how long what has not been run in full would take, each trial as fast as those that have been."""
    planned, run = _planned(summary), _run(summary)
    is_reduced = any(rebuild(Reduction, summary["reduction"]).sentences())
    left = planned if is_reduced else planned - run
    if not left:
        return "–"
    if summary["full_hours"] is None:
        return "unknown"
    hours = summary["full_hours"] * left / planned
    return counted(round(hours), "hour") if hours >= 1 else counted(max(1, round(hours * 60)), "minute")


def _detail(summary: Mapping[str, Any], folder: Path, *, note: str) -> dict[str, Any]:
    best = best_trial(summary["trials"], measure=summary["measure"])
    repeats = read_repeats(folder.parent, summary["name"])
    shown = {**summary["trials"], VOTE: summary["vote"]} if summary["vote"] else summary["trials"]
    study = STUDIES.get(summary["name"])
    beside = study.beside if study else {}
    return {
        **{key: summary[key] for key in ("name", "row", "title")},
        "note": note,
        "command": summary["command"],
        "commits": ", ".join(summary["commits"]) or "of no repository",
        "trained": describe_training(summary, folder),
        "trials": [
            {
                **_trial_cells(name, figures, best=name == best),
                "seeds": _over_seeds(over_seeds(name, shown, repeats, measure="validation accuracy")),
                "beside": ", ".join(f"{what} {value:.4f}" for what, value in beside.get(name, {}).items()),
                **{f"train_{key}": _number(value) for key, value in _train(folder / slug(name)).items()},
            }
            for name, figures in shown.items()
        ],
        "pictures": [*_pictures(folder, ("comparison.png",)), *_pictures(folder / slug(best), _PICTURES)],
    }


def _train(folder: Path) -> dict[str, float | None]:
    return {"accuracy": None, "top2_accuracy": None, **train_figures(folder)}


def _pictures(folder: Path, names: Iterable[str]) -> Iterator[dict[str, str]]:
    for path in (folder / name for name in names):
        if path.exists():
            caption = f"{folder.name}: {path.stem.replace('_', ' ')}"
            yield {"data": base64.b64encode(path.read_bytes()).decode(), "caption": caption}


def _named(name: str, figures: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (name, say_standing(figures))))


def _trial_cells(name: str, figures: Mapping[str, Any], *, best: bool) -> dict[str, Any]:
    validation, test = figures["validation"], figures["test"]
    return {
        "name": _named(name, figures),
        "best": best,
        "reported": _number(figures["reported"]),
        "validation": _number(validation["accuracy"]),
        "validation_interval": _interval(validation),
        "top2": _number(validation["top2_accuracy"]),
        "test": _number(test["accuracy"]),
        "test_interval": _interval(test),
        "macro_recall": _number(validation["macro_recall"]),
        "macro_f1": _number(validation["macro_f1"]),
        "auc": _number(validation["mean_auc"]),
        "parameters": f"{figures['parameters']:,}" if "parameters" in figures else "–",
        "epochs": figures.get("epochs", "–"),
        "precision": figures.get("precision", "–"),
        "rate": f"{figures['images_per_second']:.0f}" if "images_per_second" in figures else "–",
    }


def _interval(found: Mapping[str, Any]) -> str:
    return "–".join(f"{end:.3f}" for end in wilson(found["accuracy"], found["images"]))


def _over_seeds(found: OverSeeds | None) -> list[str]:
    """Return the lines of a cell: the mean, its interval, and over how many seeds."""
    return [f"{found.mean:.4f}", f"±{found.half:.4f}", f"{found.count} seeds"] if found else []


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"
