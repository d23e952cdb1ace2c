"""The demo only: the clock that moves, the mailbox, and the cast."""
