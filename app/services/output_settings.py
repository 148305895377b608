"""The settings of what is sent to other programs."""

from typing import Final

from app.services.setting import Setting
from fer_core.output import DEFAULT_PORT

OUTPUTS_ON: Final = Setting("output/on", "")
"""The ways out to other programs that were on last, by their names, between commas."""
OUTPUT_AT_START: Final = Setting("output/at_start", False)
"""Whether they are on again as soon as the program starts."""
OUTPUT_NAMES: Final = Setting("output/names", False)
"""Whether other programs are sent what faces are called."""
OUTPUT_TOKEN: Final = Setting("output/token", "")
"""What programs must know to connect."""
OUTPUT_PORT: Final = Setting("output/port", DEFAULT_PORT, minimum=1024, maximum=65535)
OSC_PORT: Final = Setting("output/osc_port", 9000, minimum=1, maximum=65535)
