import pytest

from fer_core.passwords import without_passwords


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://me:s3/cr:et@door:554/live", "rtsp://me:***@door:554/live"),
        ("http://door/video.cgi?user=me&pwd=secret&size=2", "http://door/video.cgi?user=me&pwd=***&size=2"),
        ("http://door/?loginPass=secret", "http://door/?loginPass=***"),
        ("https://door/live?access_token=a.b-c", "https://door/live?access_token=***"),
        ("rtsp://door:554/live?size=2", "rtsp://door:554/live?size=2"),
    ],
)
def test_passwords_in_addresses_are_masked_and_nothing_else(address, shown):
    assert without_passwords(f"The stream {address} has stopped.") == f"The stream {shown} has stopped."
