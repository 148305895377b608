"""Names beside the lines of a chart."""

from fer_core.study.bootstrap import MeanInterval
from fer_core.study.charts import ChartRow, draw_chart, shortened


def test_a_name_loses_its_middle_until_it_fits_and_wide_letters_count_twice():
    assert shortened("short", 9) == "short"
    assert shortened("condition-12", 9) == "cond…n-12"
    assert shortened("가나다라마바사", 9) == "가나…바사"


def test_a_chart_shows_the_short_name_only_where_the_whole_one_is_too_long():
    value = MeanInterval(0.5, 0.25, 0.75, 8)
    fits = draw_chart("happy", [ChartRow("a − b", value, "x")], colour="#000")
    assert ">a − b</text>" in fits
    longer = draw_chart("happy", [ChartRow("first <film> − second film", value, "f − s")], colour="#000")
    assert ">f − s</text>" in longer
    assert "<title>first &lt;film&gt; − second film: 50" in longer
