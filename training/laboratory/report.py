"""One self-contained page with every experiment of a run: what the documents report, what we found, how it differs."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from fer_core.errors import DataError
from fer_core.rows.writing import write_whole
from fer_core.terminal.streams import counted
from training.laboratory.laboratory import SUMMARY, best_trial
from training.laboratory.overview import EXPLAINED, EXPLANATIONS, Row, other_test, overview
from training.laboratory.scale import Reduction
from training.laboratory.studies import STUDIES, VOTE
from training.markdown import table
from training.models.pretrained import NONE
from training.run_folder import PREDICTIONS, read_json, slug

FILE, TABLE = "report.html", "report.md"
"""The page, and its overview alone as Markdown."""

_PICTURES = ("learning_curves.png", "loss_and_accuracy.png", "confusion_matrix.png")
_SECTIONS = {
    "data": ("The data set", ("class_distribution.png",)),
    "evaluation": ("The ensemble on the test folder", ("confusion_matrix.png", "roc.png", "reliability.png")),
}
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
    summaries = {path.parent.name: read_json(path) for path in sorted(out.glob(f"*/{SUMMARY}"))}
    if not summaries:
        raise DataError(
            f"{out} has no experiments yet; run one, such as `python -m training.run study pooling --data DIR`."
        )
    found = [*map(_row, summaries.values()), *overview(out, summaries, faces=faces)]
    rows = sorted(found, key=lambda row: _order(row.id))
    sections = {**_SECTIONS, **(_FACES if faces else {})}
    environment = Environment(
        loader=PackageLoader("training.laboratory", "."), autoescape=select_autoescape(), trim_blocks=True
    )
    page = environment.get_template("report_template.html").render(
        presets=", ".join(sorted({summary["preset"] for summary in summaries.values()})),
        split=next(iter(summaries.values()))["split"],
        rows=rows,
        studies=[
            _detail(summary, out / name)
            for name, summary in sorted(summaries.items(), key=lambda item: _order(item[1]["row"]))
        ],
        sections=[
            {"name": name.replace("/", "-"), "title": title, "pictures": list(_pictures(out / name, files))}
            for name, (title, files) in sections.items()
            if (out / name).is_dir()
        ],
    )
    write_whole(out / TABLE, _as_markdown(rows).encode())
    write_whole(out / FILE, page.encode())
    return out / FILE


def _as_markdown(rows: Iterable[Row]) -> str:
    header = ("row", "what", "how it differs", "reported", "ours", "run / planned")
    lines = ((row.id, row.title, row.differs, row.reported, row.ours, row.cells) for row in rows)
    return table(header, lines, words=3) + "\n"


def _order(row: str) -> tuple[str, int]:
    return row[0], int(row[1:])


def _row(summary: Mapping[str, Any]) -> Row:
    split = summary["measure"].split()[0]
    trials = summary["trials"]
    best = best_trial(trials)
    ours = f"{trials[best][split]['accuracy']:.4f} ({_named(best, trials[best])})"
    if summary["vote"]:
        ours = f"{summary['vote'][split]['accuracy']:.4f} (vote), {ours}"
    reported = STUDIES[summary["name"]].reported if summary["name"] in STUDIES else {}
    best_reported = max(reported, key=lambda name: reported[name]) if reported else None
    return Row(
        summary["row"],
        summary["title"],
        reported=f"{reported[best_reported]:.4f} ({best_reported})" if best_reported else "–",
        ours=ours,
        cells=f"{len(trials)} / {summary['planned']}",
        differs=" ".join(_differences(summary)),
        anchor=summary["name"],
    )


def _differences(summary: Mapping[str, Any]) -> Iterable[str]:
    if summary["differs"]:
        yield summary["differs"]
    if summary["measure"].startswith("test"):
        yield from filter(None, {other_test(figures["test"]["images"]) for figures in summary["trials"].values()})
    reduced = Reduction(**summary["reduction"]).sentences()
    yield from reduced
    if summary["weights"] == NONE:
        yield "From random weights, not from ImageNet's."
    is_reduced = len(summary["trials"]) < summary["planned"] or any(reduced)
    if is_reduced and (hours := summary["full_hours"]) is not None:
        time = counted(round(hours), "hour") if hours >= 1 else counted(round(hours * 60), "minute")
        yield f"In full, without early stopping, it would take {time} here."


def _detail(summary: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    best = best_trial(summary["trials"])
    shown = {**summary["trials"], VOTE: summary["vote"]} if summary["vote"] else summary["trials"]
    return {
        **{key: summary[key] for key in ("name", "row", "title")},
        "note": " ".join(_differences(summary)),
        "command": summary["command"],
        "commits": ", ".join(summary["commits"]) or "of no repository",
        "trials": [_trial_cells(name, figures, best=name == best) for name, figures in shown.items()],
        "pictures": [*_pictures(folder, ("comparison.png",)), *_pictures(folder / slug(best), _PICTURES)],
    }


def _pictures(folder: Path, names: Iterable[str]) -> Iterator[dict[str, str]]:
    for path in (folder / name for name in names):
        if path.exists():
            caption = f"{folder.name}: {path.stem.replace('_', ' ')}"
            yield {"data": base64.b64encode(path.read_bytes()).decode(), "caption": caption}


def _named(name: str, figures: Mapping[str, Any]) -> str:
    return f"{name}, diverged" if figures.get("diverged") else name


def _trial_cells(name: str, figures: Mapping[str, Any], *, best: bool) -> dict[str, Any]:
    validation, test = figures["validation"], figures["test"]
    return {
        "name": _named(name, figures),
        "best": best,
        "reported": _number(figures["reported"]),
        "validation": _number(validation["accuracy"]),
        "top2": _number(validation["top2_accuracy"]),
        "test": _number(test["accuracy"]),
        "macro_f1": _number(validation["macro_f1"]),
        "auc": _number(validation["mean_auc"]),
        "epochs": figures.get("epochs", "–"),
        "precision": figures.get("precision", "–"),
        "rate": f"{figures['images_per_second']:.0f}" if "images_per_second" in figures else "–",
    }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"
