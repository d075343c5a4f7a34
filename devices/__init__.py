"""What plugs in: card reader, scanner, camera, printer; their virtual ones; their self-tests."""
