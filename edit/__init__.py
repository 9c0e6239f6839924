"""How takes become a film: sequence, sound, captions, timeline and master."""
