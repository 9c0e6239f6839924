"""Renderers over the wire: one small adapter per protocol; what they ask for is fitted to dated capability rows."""
