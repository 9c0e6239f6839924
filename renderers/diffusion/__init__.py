"""Takes and keyframes by a video model on this machine, through diffusers."""
