"""The networks of the ensemble: their manifest, their answers, their calibration."""
