"""Settings, paths and start-up: the roof of the house."""
