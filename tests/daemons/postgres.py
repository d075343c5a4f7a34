"""A PostgreSQL of the test run's own; it lives in tools, because the bench starts one, too."""

from tools.postgres import Cluster, running_postgres

__all__ = ["Cluster", "running_postgres"]
