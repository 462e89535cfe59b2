"""The illustrated base map: lines and outlines in, one SVG drawing out.

Pure: no file is opened, no clock is read, and the same input gives the same bytes.
"""

from builder.atlas.basemap.labels import MapLabel
from builder.atlas.basemap.sheet import Sheet
from builder.atlas.basemap.sheet_drawing import build_basemap

__all__ = ["MapLabel", "Sheet", "build_basemap"]
