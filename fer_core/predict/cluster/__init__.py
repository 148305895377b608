"""Files read on a cluster of machines, through Dask, which is an extra."""
