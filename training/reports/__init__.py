"""What people read and look at: tables in Markdown, and plots."""
