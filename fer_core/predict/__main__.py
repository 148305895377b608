"""``python -m fer_core.predict``: the same as ``emolens-predict``."""

import sys

from fer_core.predict.command import main

sys.exit(main())
