"""The papers: what a visit consists of, how it is read, fused, checked and printed. No Qt, database or device."""
