"""Network streams that misbehave: they end with a sentence, and neither lead elsewhere nor fill the memory."""

import subprocess
import sys

import pytest

from fer_core.errors import SourceError
from fer_core.sources import open_source
from tests.fer_core.sources import servers
from tests.fer_core.sources.servers import serving
from tests.films import numbered_pictures, write_film
from tests.systems import linux_only

_MOST_MB = 1000

_READ = """
import sys
from fer_core.errors import SourceError
from fer_core.sources import open_source
read = 0
try:
    with open_source(sys.argv[1]) as stream:
        while stream.read() is not None:
            read += 1
except SourceError as error:
    print(error)
status = open("/proc/self/status").read()
print(read, int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def frames_until_it_stops(stream):
    frames = []
    with pytest.raises(SourceError, match="has stopped"):
        frames.extend(iter(stream.read, None))
    return frames


@pytest.mark.parametrize(("answer", "pictures"), [(servers.stalling, 20), (servers.dropping, 5), (servers.noise, 3)])
def test_a_stream_that_breaks_off_has_stopped(answer, pictures):
    with serving(answer) as server, open_source(f"{server.address}/video") as stream:
        assert len(frames_until_it_stops(stream)) == pictures


@linux_only
@pytest.mark.slow
@pytest.mark.parametrize("answer", [servers.lying, servers.vast, servers.noise, servers.endless_head])
def test_what_a_stream_claims_does_not_fill_the_memory(answer):
    with serving(answer) as server:
        command = [sys.executable, "-c", _READ, f"{server.address}/video"]
        output = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    sentence, figures = output.splitlines()
    assert "has stopped" in sentence or "does not answer" in sentence
    assert int(figures.split()[1]) < _MOST_MB


def test_a_redirection_within_http_is_followed():
    with serving(servers.good) as camera, serving(servers.redirecting(f"{camera.address}/new")) as server:
        with open_source(f"{server.address}/old") as stream:
            assert stream.read() is not None
        assert b"GET /new" in camera.calls[0]


@pytest.mark.parametrize("target", ["file://{path}", "{path}", "tcp://127.0.0.1:{port}", "rtsp://127.0.0.1:{port}/x",
                                    "udp://127.0.0.1:{port}", "ftp://127.0.0.1:{port}/x", "concat:{path}"])  # fmt: skip
def test_a_redirection_elsewhere_is_not_followed(tmp_path, target):
    film = write_film(tmp_path / "private.mp4", numbered_pictures(5))
    with serving(servers.good) as elsewhere:
        where = target.format(path=film, port=elsewhere.port)
        with serving(servers.redirecting(where)) as server, pytest.raises(SourceError, match="does not answer"):
            open_source(f"{server.address}/video")
        assert elsewhere.calls == []


PLAYLISTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{target}\n#EXT-X-ENDLIST\n",
    "ffconcat": "ffconcat version 1.0\nfile '{target}'\n",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\n"
    "a=rtpmap:96 H264/90000\n",
    "mpd": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT9S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" '
    'bandwidth="1"><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>',
    "asx": '<asx version="3.0"><entry><ref href="{target}"/></entry></asx>',
    "ram": "{target}\n",
}


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_from_the_network_opens_nothing(tmp_path, kind):
    film = write_film(tmp_path / "private.ts", numbered_pictures(5))
    with serving(servers.sending(film.read_bytes(), "video/mp2t")) as elsewhere:
        for target in (f"file://{film}", f"{elsewhere.address}/film.ts"):
            text = PLAYLISTS[kind].format(target=target, port=elsewhere.port)
            answer = servers.sending(text.encode(), "application/octet-stream")
            with serving(answer) as server, pytest.raises(SourceError, match="does not answer"):
                open_source(f"{server.address}/list.{kind}")
        assert elsewhere.calls == []


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts", None])
@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_among_files_opens_nothing(tmp_path, kind, suffix):
    film = write_film(tmp_path / "private.ts", numbered_pictures(5))
    with serving(servers.sending(film.read_bytes(), "video/mp2t")) as elsewhere:
        for target in (film.name, film, f"file:{film}", f"{elsewhere.address}/film.ts"):
            playlist = tmp_path / f"list.{suffix or kind}"
            playlist.write_text(PLAYLISTS[kind].format(target=target, port=elsewhere.port))
            with pytest.raises(SourceError, match="not a video"):
                open_source(str(playlist))
        assert elsewhere.calls == []


@linux_only
@pytest.mark.parametrize("scheme", ["tcp", "http", "https", "rtsp", "udp", "rtmp", "ftp", "tls"])
def test_a_file_called_like_an_address_is_a_file(tmp_path, monkeypatch, scheme):
    film = write_film(tmp_path / "film.mp4", numbered_pictures(5))
    with serving(servers.sending(film.read_bytes(), "video/mp4")) as server:
        monkeypatch.chdir(tmp_path)
        name = f"{scheme}:127.0.0.1:{server.port}?x.mp4"
        film.rename(name)
        with open_source(name) as source:
            assert len(list(iter(source.read, None))) == 5
        (tmp_path / name).write_bytes(b"no film")
        with pytest.raises(SourceError, match="not a video"):
            open_source(name)
        assert server.calls == []
