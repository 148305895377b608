"""The frame of a report."""

from typing import Final

PAGE: Final = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; color: #22262a; background: #fff; max-width: 1000px; margin: 2em auto;
        padding: 0 1em; }}
h1 {{ font-size: 1.6em; }} h2 {{ font-size: 1.2em; margin-top: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ text-align: left; padding: 0.25em 0.7em; border-bottom: 1px solid #dde1e4; font-weight: normal; }}
th {{ color: #59636b; }}
code {{ font-size: 0.8em; word-break: break-all; }}
figure {{ margin: 1em 0; }} figure img {{ max-width: 100%; }}
.moments {{ display: flex; flex-wrap: wrap; }} figure.moment {{ margin: 0 0.8em 0.8em 0; font-size: 0.9em; }}
figure.confusion img {{ max-width: min(100%, 640px); }}
.legend span {{ margin-right: 1em; white-space: nowrap; }}
.legend i {{ display: inline-block; width: 1.2em; height: 0.3em; margin-right: 0.4em; vertical-align: middle; }}
.summary {{ font-size: 1.15em; }}
.shares th, .shares td {{ white-space: nowrap; padding: 0.25em 0.5em; }}
.shares th:first-child {{ white-space: normal; }}
.bar {{ display: flex; width: 12em; height: 1.1em; border: 1px solid #59636b; }}
.bar i {{ display: block; height: 100%; }}
details {{ margin-top: 1em; }} summary {{ cursor: pointer; color: #59636b; }}
@media print {{
  @page {{ size: A4; margin: 15mm; }}
  body {{ margin: 0; padding: 0; max-width: none; font-size: 10pt; }}
  .bar {{ width: 8em; }}
  h2, .legend {{ break-after: avoid; }} figure, tr {{ break-inside: avoid; }}
  i {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
.notes {{ white-space: pre-wrap; }}
</style>
</head>
<body>
<h1>{title}</h1>
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
</body>
</html>
"""
