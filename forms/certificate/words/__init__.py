"""The words of certificates, out of ``labels.toml``."""
