"""Proves who someone is: addresses, second factors, My Number cards and their certificates."""
