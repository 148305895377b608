"""The frame of every report: one HTML file that loads nothing and looks alike on the screen and on paper."""

from typing import Final

_STYLE: Final = """\
body { font: 16px/1.5 system-ui, sans-serif; color: #22262a; background: #fff; max-width: 1000px; margin: 2em auto;
       padding: 0 1em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.25em 0.7em; border-bottom: 1px solid #dde1e4; font-weight: normal; }
th { color: #59636b; }
.summary { font-size: 1.15em; }
@media print {
  @page { size: A4; margin: 15mm; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  h2 { break-after: avoid; } img, svg, figure, tr { break-inside: avoid; }
  i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

_HEAD: Final = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
"""

_BODY: Final = """\
</style>
</head>
<body>
<h1>{title}</h1>
"""


def report_template(body: str, *, style: str = "") -> str:
    """Return a page for ``str.format``, which wants ``title`` and what ``body`` names, all of it HTML.

    ``style`` is CSS beside that of every report.
    """
    rules = (_STYLE + style).replace("{", "{{").replace("}", "}}")
    return f"{_HEAD}{rules}{_BODY}{body}</body>\n</html>\n"
