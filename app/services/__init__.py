"""What pages work with and what shows nothing: settings, threads, mailboxes, the pace of pictures."""
