import pytest

from app.pages.live.meters import LatencyMeter, RateMeter


def test_rate_of_a_steady_count():
    meter = RateMeter()
    for index in range(100):
        meter.add(index, at_s=index / 30)
    assert meter.rate(at_s=99 / 30) == pytest.approx(30)


def test_rate_counts_what_the_reader_did_not_see():
    meter = RateMeter()
    meter.add(10, at_s=0.0)
    meter.add(40, at_s=1.0)
    assert meter.rate(at_s=1.0) == pytest.approx(30)


def test_rate_falls_to_nothing_when_nothing_comes():
    meter = RateMeter()
    for index in range(60):
        meter.add(index, at_s=index / 30)
    assert meter.rate(at_s=10) == 0


@pytest.mark.parametrize("marks", [[], [(1, 0.0)], [(1, 0.0), (2, 0.0)]])
def test_rate_without_enough_to_tell(marks):
    meter = RateMeter()
    for count, at_s in marks:
        meter.add(count, at_s=at_s)
    assert meter.rate(at_s=0.0) == 0


def test_a_count_that_starts_over_starts_the_meter_over():
    meter = RateMeter()
    meter.add(500, at_s=0.0)
    meter.add(1, at_s=0.5)
    meter.add(11, at_s=1.0)
    assert meter.rate(at_s=1.0) == pytest.approx(20)


def test_latency_quantiles_of_the_last_150():
    meter = LatencyMeter()
    assert meter.quantile_ms(0.5) is None
    for value in [1000.0] * 10 + [float(v) for v in range(150)]:
        meter.add(value)
    assert meter.quantile_ms(0.5) == pytest.approx(74.5)
    assert meter.quantile_ms(1.0) == 149
    meter.clear()
    assert meter.quantile_ms(0.5) is None
