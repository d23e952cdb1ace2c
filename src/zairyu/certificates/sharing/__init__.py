"""Showing a proof to one reader by a code of its own, and telling that reader when it changes."""
