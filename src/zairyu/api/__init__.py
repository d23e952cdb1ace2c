"""The same acts for machines."""
