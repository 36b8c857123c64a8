"""What is remembered (nhật ký): one append-only, hash-chained record of every write."""
