"""Pictures: decoded, made flat and upright, cleared of stamps; and the cells that their ruled lines enclose."""
