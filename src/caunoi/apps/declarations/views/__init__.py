"""Pages of declarations and of the queue of scans."""
