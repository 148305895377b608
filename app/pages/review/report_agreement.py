"""How far people and the model agree, as a section of the report."""

import base64
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_for
from app.pages.review.confusion_plot import draw_confusion
from fer_core.coding.agreement import Comparison, confusion, measure_agreement
from fer_core.coding.codes import Codes
from fer_core.coding.grid import STEP_S, Rater, raters_of
from fer_core.coding.store import read_codes
from fer_core.errors import DataError
from fer_core.recording.face_table import FaceTable
from fer_core.recording.reader import Recording

translate = QCoreApplication.translate


def agreement_section(recording: Recording, table: FaceTable, span_s: tuple[float, float]) -> str:
    """Return what people have coded compared with each other and with ``table``, nothing where nobody has.

    ``table`` has merged faces under one number. Raises DataError where the picture cannot be made.
    """
    coded = [codes for codes in read_codes(recording.folder)[0] if codes.codes]
    if not coded:
        return ""
    model = translate("Report", "model")
    raters = raters_of(coded, table, recording.info.edits, span_s=span_s, model=model)
    title = escape(translate("Report", "Agreement"))
    return f"<h2>{title}</h2><p>{escape(_method(coded))}</p>{_figures(raters)}{_picture(raters)}"


def _method(coded: Sequence[Codes]) -> str:
    coders = ", ".join(f"{codes.coder} ({len(codes.codes)})" for codes in coded)
    text = translate(
        "Report",
        "People have coded what they see in these faces: {coders}; in brackets how many codes each has. Codes and the "
        "model's readings are compared every {step} s, where both name an emotion. Moments in which a person is unsure "
        "or the model uncertain are left out, and those of which only one says anything. One moment is much like the "
        "next, so no interval of confidence is given.",
    )
    return text.format(coders=coders, step=f"{STEP_S:g}")


def _figures(raters: Sequence[Rater]) -> str:
    """Return the table of kappa and alpha, or why there is none."""
    try:
        found = measure_agreement(raters)
    except DataError as error:
        return f"<p>{escape(sentence_for(error))}</p>"
    measures = (
        (translate("Report", "Cohen's kappa"), (*found.among_people, *found.with_model)),
        (translate("Report", "Fleiss' kappa"), found.fleiss),
        (translate("Report", "Krippendorff's alpha"), found.alpha),
    )
    heads = (
        "",
        translate("Report", "Who"),
        translate("Report", "Agreement"),
        translate("Report", "Moments compared"),
        translate("Report", "Left out: unsure"),
        translate("Report", "Left out: said by too few"),
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    rows = "".join(_row(measure, one) for measure, comparisons in measures for one in comparisons)
    undefined = ""
    if any(one.value is None for _, comparisons in measures for one in comparisons):
        text = translate("Report", "— : not defined, as no moment can be compared, or all that is said is one emotion.")
        undefined = f"<p>{escape(text)}</p>"
    return f"<table><tr>{head}</tr>{rows}</table>{undefined}"


def _row(measure: str, one: Comparison) -> str:
    value = "—" if one.value is None else f"{one.value:.2f}"
    cells = (", ".join(one.names), value, str(one.compared), str(one.unsure), str(one.alone))
    return f"<tr><th>{escape(measure)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _picture(raters: Sequence[Rater]) -> str:
    """Return what people said by what the model read, nothing where both never named an emotion."""
    counts = confusion(raters)
    if not counts.any():
        return ""
    picture = draw_confusion(counts, rows=translate("Report", "people"), columns=translate("Report", "model"))
    text = escape(
        translate("Report", "What all people said together, by what the model read: moments, and shares of each row.")
    )
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    return f'<figure class="confusion"><figcaption>{text}</figcaption><img alt="{text}" src="{source}"></figure>'
