"""What we hold of a person: who looked at it, where they are signed in, a copy, and leaving."""
