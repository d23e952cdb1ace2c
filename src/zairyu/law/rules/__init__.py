"""The law in questions and answers: a rule, its inputs, and what follows from them."""

from zairyu.law.rules.asking import ask, rule_ids

__all__ = ["ask", "rule_ids"]
