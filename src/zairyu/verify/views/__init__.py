"""The pages of the public counter."""
