"""The camera that looks at QR codes: one interface, OpenCV behind it, and a virtual lens for the demo."""
