"""Writing declarations: asked, said, sent, checked; and holding a scan while it is compared."""
