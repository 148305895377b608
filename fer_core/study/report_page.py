"""The frame of a study's report."""

from typing import Final

from fer_core.report_frame import report_template

_STYLE: Final = """\
body { overflow-wrap: anywhere; }
table { font-size: 0.9em; }
th, td { overflow-wrap: normal; } th { vertical-align: bottom; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 1.2em 2em; }
.scroll { overflow-x: auto; }
.warning { border-left: 4px solid #d55e00; padding: 0.4em 0.9em; background: #fdf3ec; }
"""

PAGE: Final = report_template(
    """\
{overview}
{warning}
<h2>{charts_title}</h2>
<p>{charts_note}</p>
<div class="charts">{charts}</div>
{differences}
{intervals}
<h2>{means_title}</h2>
{means}
<h2>{people_title}</h2>
{people}
{timing}
{problems}
<h2>{method_title}</h2>
{method}
""",
    style=_STYLE,
)
