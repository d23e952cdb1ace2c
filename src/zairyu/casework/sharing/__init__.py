"""Sharing a proof: who may, the photo of the application, and the letters about it."""
