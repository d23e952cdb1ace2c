"""Who signs in, for whom, and in which role."""
