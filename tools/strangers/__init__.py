"""Sheets of strangers: certificates drawn by somebody who knows neither the reader's rules nor its training sheets."""
