"""Our own folium elements: the drawn base, the areas, the stories, and buttons in the language of the page.

Each is one call of a function of `parts/map-layers.js`, which comes into the composed script as `vk`.
"""

from __future__ import annotations

from collections.abc import Mapping

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

Options = Mapping[str, object]


class CityMap(folium.Map):
    """Folium's map with the scripts and styles of our own site in place of its own."""

    default_js = [("leaflet", "leaflet/leaflet.js")]  # noqa: RUF012  # as in folium
    default_css = [("leaflet_css", "leaflet/leaflet.css")]  # noqa: RUF012  # as in folium


class DrawnBase(Layer):
    """The illustrated base map: an SVG over the bounds of the city, put into the page so that CSS reaches it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = vk.drawnBase({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, name: str, options: Options) -> None:
        super().__init__(name=name, overlay=False, control=False)
        self._name = "DrawnBase"
        self.options = dict(options)


class VectorBase(JSCSSMixin, Layer):
    """Vector tiles from one file, asked for piece by piece, in the colours of the page."""

    default_js = [("protomaps-leaflet", "protomaps-leaflet/protomaps-leaflet.js")]  # noqa: RUF012  # as in folium
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = vk.vectorBase({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, name: str, options: Options) -> None:
        super().__init__(name=name, overlay=False, control=False)
        self._name = "VectorBase"
        self.options = dict(options)


class AreasLayer(Layer):
    """The neighbourhoods with their names and numbers of stories; off until somebody asks for it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = vk.areasLayer({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, name: str, options: Options) -> None:
        super().__init__(name=name, overlay=True, control=True, show=False)
        self._name = "AreasLayer"
        self.options = dict(options)


class RoutesLayer(Layer):
    """The routes of the city with their stops; off until somebody asks for them."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = vk.routesLayer({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, name: str, options: Options) -> None:
        super().__init__(name=name, overlay=True, control=True, show=False)
        self._name = "RoutesLayer"
        self.options = dict(options)


class StoriesLayer(Layer):
    """The stories as faces and fans of faces, from the compact file of columns instead of markers in the page."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = vk.storiesLayer({{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, name: str, options: Options) -> None:
        super().__init__(name=name, overlay=True, control=False)
        self._name = "StoriesLayer"
        self.options = dict(options)


class ZoomButtons(MacroElement):
    """Leaflet's zoom buttons with titles in the language of the page."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            L.control.zoom({{ this.options|tojavascript }}).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, options: Options) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca
        self._name = "ZoomButtons"
        self.options = dict(options)
