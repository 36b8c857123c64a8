"""Read-only keys of offices (mã truy cập chỉ đọc): asked for, approved, taken once, used at the API, withdrawn."""
