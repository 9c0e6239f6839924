"""What must stay true from shot to shot: the script as written, and the characters and places taken from it."""
