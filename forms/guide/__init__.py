"""The procedures guide (手続きガイド): questions that end in the list of procedures, as data per municipality."""
