"""The officer's pages, one module per thing that an officer does."""
