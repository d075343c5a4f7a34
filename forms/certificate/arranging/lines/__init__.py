"""Values within lines of text: joined by strokes, listed, said in sentences."""
