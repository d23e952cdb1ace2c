"""Who signs in, for whom, in which role."""
