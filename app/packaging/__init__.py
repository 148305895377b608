"""How the stand-alone folder is built and tried (``make bundle``)."""
