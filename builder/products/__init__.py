"""Things to take along, made from an edition: for now the routes, as GPX."""

from builder.products.gpx import build_gpx

__all__ = ["build_gpx"]
