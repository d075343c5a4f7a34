"""Sheets drawn in millimetres, as municipal systems print values onto their own forms; no browser is asked."""
