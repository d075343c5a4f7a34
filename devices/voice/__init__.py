"""The voice: fixed sentences rendered to sound beside the window, kept, and played."""
