import os
import subprocess
import sys


def test_onnxruntime_keeps_no_telemetry_files(tmp_path):
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path)}
    environment = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"} | home
    code = "from fer_core.networks.ensemble import load_ensemble; import numpy as np;"
    code += "load_ensemble().vote(np.zeros((1, 48, 48), np.uint8))"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
