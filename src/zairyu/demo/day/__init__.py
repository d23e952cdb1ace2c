"""A day at the office, and the days after it: the journeys, played through the acts."""
