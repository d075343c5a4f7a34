"""The screens, one file each. They show the journey and hand it events; they decide nothing."""
