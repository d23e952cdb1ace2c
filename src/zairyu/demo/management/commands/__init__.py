"""What the demo can be asked at a terminal: seed, day."""
