"""What each event does, one file a stage of the visit; :mod:`kiosk.journey` puts them together."""
