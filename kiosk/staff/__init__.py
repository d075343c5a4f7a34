"""What staff find behind the door of the kiosk: self-tests, the ruler, and starting anew."""
