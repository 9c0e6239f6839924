"""How a shot becomes sight and sound: renderers, voices, and the one place that opens media files."""
