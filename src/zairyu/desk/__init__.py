"""The door of the officer and of the supervisor."""
