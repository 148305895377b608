"""The frame of a report."""

from typing import Final

from fer_core.report_frame import report_template

_STYLE: Final = """\
code { font-size: 0.8em; word-break: break-all; }
figure { margin: 1em 0; } figure img { max-width: 100%; }
.moments { display: flex; flex-wrap: wrap; } figure.moment { margin: 0 0.8em 0.8em 0; font-size: 0.9em; }
figure.confusion img { max-width: min(100%, 640px); }
.legend span { margin-right: 1em; white-space: nowrap; }
.legend i { display: inline-block; width: 1.2em; height: 0.3em; margin-right: 0.4em; vertical-align: middle; }
.shares th, .shares td { white-space: nowrap; padding: 0.25em 0.5em; }
.shares th:first-child { white-space: normal; }
.bar { display: flex; width: 12em; height: 1.1em; border: 1px solid #59636b; }
.bar i { display: block; height: 100%; }
.notes { white-space: pre-wrap; }
details { margin-top: 1em; } summary { cursor: pointer; color: #59636b; }
@media print { .bar { width: 8em; } .legend { break-after: avoid; } }
"""

PAGE: Final = report_template(
    """\
{author}
{summary}
<table>{facts}</table>
{notes}
<h2>{shares_title}</h2>
<table class="shares">{shares}</table>
<h2>{lines_title}</h2>
<p class="legend">{legend}</p>
{lines}
<h2>{moments_title}</h2>
<div class="moments">{moments}</div>
{markers}
{agreement}
<h2>{method_title}</h2>
{method}
<details><summary>{details_title}</summary><table>{details}</table></details>
""",
    style=_STYLE,
)
