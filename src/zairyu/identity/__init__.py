"""Proves who someone is: addresses and second factors now, cards and certificates later."""
