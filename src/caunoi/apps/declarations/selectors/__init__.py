"""Reading declarations and the queue of scans."""
