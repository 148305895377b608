"""What works and what does not with this computer's cameras, found out without ever waiting for a driver."""
