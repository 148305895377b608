"""Settings of whole runs, each with its command, cost and figures."""
