"""The stand-alone ``emolens-predict``."""

import sys

from fer_core.predict.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
