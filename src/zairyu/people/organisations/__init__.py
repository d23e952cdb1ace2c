"""Organisations: their notification of use, their members, pledges, and the periodic report."""
