"""How numbers are written everywhere in the window."""


def percent(share: float) -> str:
    """Write a share from 0 to 1 as whole percent, such as ``87 %``."""
    return f"{share * 100:.0f} %"
