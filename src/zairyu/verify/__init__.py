"""The public counter: anyone checks a certificate."""
