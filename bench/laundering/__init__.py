"""Rewrites a Python module step by step, as somebody who wants to hide where it came from would."""
