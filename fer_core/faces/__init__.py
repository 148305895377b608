"""From a picture to the faces in it: search, crop, following, smoothing, and the pipeline that does them in turn."""
