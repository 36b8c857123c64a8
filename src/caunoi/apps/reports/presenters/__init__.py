"""What the homes and the cross-module pages show."""
