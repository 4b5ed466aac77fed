"""What is checked in a plan's text and records? One small module per check, its docstring is the rule.

A check module has TITLE, SAYS (sentences by case, with the finding's parameters), SEVERITY, and
`in_section(section, plan)`, `in_records(plan)`, or both; catalogue.py lists the modules.
"""
