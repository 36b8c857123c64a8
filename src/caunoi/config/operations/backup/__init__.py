"""One file each way (sao lưu, khôi phục): sealed, with a manifest of everything in it, verified before it is used."""
