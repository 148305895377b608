"""The errors that Emolens raises on purpose: each message says what is wrong and what to do."""


class EmolensError(Exception):
    """Base of every expected failure; command lines print it and exit, the window shows it in the user's language.

    ``template`` is an English sentence with places for ``values``, as ``str.format`` fills them:
    ``DataError("{path} is a folder.", path=path)``. A template without values is a sentence as it stands. Translations
    are made from the literal templates in the source (``tools.translations``).
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values) if values else template)
        self.template = template
        self.values = values


def reason_of(error: OSError) -> str:
    """Return what the system says of a failure, without its number and the path."""
    return error.strerror or str(error)


class DataError(EmolensError):
    """A data set, folder or file is missing, empty or not what it should be."""


class ModelError(EmolensError):
    """A model or its manifest is missing, damaged or does not fit this program."""


class SourceError(EmolensError):
    """A camera, video, stream or folder of frames cannot be opened or has stopped."""


class CameraError(SourceError):
    """A camera cannot be opened or no longer delivers frames."""


class OutputError(EmolensError):
    """Other programs cannot be sent anything this way."""
