"""Inspectors: looks at finished takes, all on one decode, so that what nobody wants is noticed before it counts."""
