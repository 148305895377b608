"""What people see in the faces of a recording, written down by interval, and how far they agree."""
