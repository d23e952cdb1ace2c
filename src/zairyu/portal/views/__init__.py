"""The applicant's pages: what each shows, and which act each button is."""
