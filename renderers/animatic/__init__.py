"""The animatic: a cut-paper theatre drawn on the CPU, so that every shot has a take from the first minute."""
