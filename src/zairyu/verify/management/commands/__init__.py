"""Commands of the public counter."""
