"""The door of the applicant and of the agent."""
