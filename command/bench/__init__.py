"""Figures beside their peers, from one run: what ``kakanai bench`` prints."""
