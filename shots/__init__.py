"""What to shoot: exact time, shots and their slates, who speaks in which, and the recipe a take is made from."""
