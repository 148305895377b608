import pytest

from fer_core.passwords import without_passwords


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://me:s3/cr:et@door:554/live", "rtsp://me:***@door:554/live"),
        ("http://door/video.cgi?user=me&pwd=secret&size=2", "http://door/video.cgi?user=me&pwd=***&size=2"),
        ("http://door/?loginPass=secret", "http://door/?loginPass=***"),
        ("https://door/live?access_token=a.b-c", "https://door/live?access_token=***"),
        ("rtsp://me@home.org:secret@door/live", "rtsp://me@home.org:***@door/live"),
        ("RTMP://me:1234@door/live", "RTMP://me:***@door/live"),
        ("rtmp:/me:secret@door/live", "rtmp:/me:***@door/live"),
        ("http://door/?loginuse=me&loginpas=a'b;c", "http://door/?loginuse=me&loginpas=***"),
        ("rtsp://door/user=me_password=secret_channel=1.sdp", "rtsp://door/user=me_password=***"),
        ("http://door/?apikey=a&psw=b&PW=c&auth=d", "http://door/?apikey=***&psw=***&PW=***&auth=***"),
    ],
)
def test_passwords_in_addresses_are_masked(address, shown):
    assert without_passwords(f"The stream {address} has stopped.") == f"The stream {shown} has stopped."


@pytest.mark.parametrize(
    "address",
    [
        "rtsp://door:554/live?size=2",
        "http://192.168.0.2:8080/cam@1",
        "http://door/video.cgi?keyframes=1&author=x&user=me",
        "https://door/my_live",
    ],
)
def test_what_is_no_password_stays(address):
    assert without_passwords(f"{address} has stopped") == f"{address} has stopped"
