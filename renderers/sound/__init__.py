"""Temp sound, made by arithmetic: what places sound like, what things sound like, and a score by mood."""
