"""The guide: a few questions, asked of anybody, that end in one answer: may this be filed here.

Nothing in it decides a case. It asks the law the same things that filing asks, and its answers
begin the draft, so that nothing is asked twice.
"""
