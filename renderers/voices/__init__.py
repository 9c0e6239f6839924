"""Voice engines: how a line becomes a recording with the times of its words and phones."""
