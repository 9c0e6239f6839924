"""The one place that opens media files: writing pictures, reading them back, sound, and joining by packets."""
