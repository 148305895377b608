"""The frame of a study's report."""

from typing import Final

PAGE: Final = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; color: #22262a; background: #fff; max-width: 1000px; margin: 2em auto;
        padding: 0 1em; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.6em; }} h2 {{ font-size: 1.2em; margin-top: 2em; }}
.charts {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 1.2em 2em; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 0.9em; }}
th, td {{ text-align: left; padding: 0.25em 0.7em; border-bottom: 1px solid #dde1e4; font-weight: normal;
          overflow-wrap: normal; }}
th {{ color: #59636b; vertical-align: bottom; }}
.warning {{ border-left: 4px solid #d55e00; padding: 0.4em 0.9em; background: #fdf3ec; }}
@media print {{
  body {{ margin: 0; max-width: none; font-size: 11pt; }}
  h2, svg {{ break-after: avoid; break-inside: avoid; }} tr {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
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
</body>
</html>
"""
