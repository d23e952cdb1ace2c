"""A day at the office, and the days after it: the four journeys, played through the acts."""
