"""The map of a digest on a slide: outlines, water, rails and numbered dots as shapes, sharp at any size."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from builder.signals.digests.digest_map import Dot, MapView, Name
from builder.signals.digests.signal_text import escape_for_cell
from builder.signals.digests.slides import ACCENT, GREY, PALE, PAPER, RULE, WATER, Box, Sheet, describe, undress

DOT_HEIGHT = 17.0
"""In the units of the map."""


def draw_map(sheet: Sheet, map_view: MapView, box: Box, words: str) -> None:
    """The map in a box of the same shape; `words` say what it shows. A map is never mirrored."""
    unit = Inches(box[2]) / map_view.width
    group = sheet.slide.shapes.add_group_shape()
    group.name = words
    left, top = Inches(sheet.left(box)), Inches(box[1])
    for path in map_view.outlines:
        draw_path(group, path, unit, left, top, fill=PALE, line=RULE, width_pt=0.75)
    for path in map_view.waters:
        draw_path(group, path, unit, left, top, fill=None, line=WATER, width_pt=2.5)
    for path in map_view.rails:
        draw_path(group, path, unit, left, top, fill=None, line=RULE, width_pt=1.25)
    for name in map_view.names:
        draw_name(group, name, unit, left, top)
    for dot in map_view.dots:
        draw_dot(group, dot, unit, left, top)
    describe(group, f"{words}: " + "; ".join(dot.label for dot in map_view.dots))


def draw_path(
    group: Any, path: str, unit: float, left: int, top: int, *, fill: str | None, line: str, width_pt: float
) -> None:  # Any: python-pptx does not export the type of the shapes of a group
    """One outline or line of the map, given as `M… L…` with an optional `Z`."""
    is_closed = path.endswith("Z")
    corners = [tuple(map(float, pair.split())) for pair in path.strip("MZ").split("L")]
    if len(corners) < 2:
        return
    spots = [(left + x * unit, top + y * unit) for x, y in corners]
    builder = group.shapes.build_freeform(int(spots[0][0]), int(spots[0][1]))
    builder.add_line_segments([(int(x), int(y)) for x, y in spots[1:]], close=is_closed)
    shape = builder.convert_to_shape()
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(fill)
    else:
        shape.fill.background()
    shape.line.color.rgb, shape.line.width = RGBColor.from_string(line), Pt(width_pt)
    undress(shape)


def draw_name(group: Any, name: Name, unit: float, left: int, top: int) -> None:  # Any: as above
    """The name of an area, around its middle."""
    width, height = Inches(2.4), Pt(14)
    middle, baseline = int(left + name.x * unit), int(top + name.y * unit)
    shape = group.shapes.add_textbox(Emu(middle - width // 2), Emu(baseline - height), width, height)
    label(shape, name.text, GREY, 10, is_bold=False)


def draw_dot(group: Any, dot: Dot, unit: float, left: int, top: int) -> None:  # Any: as above
    """The numbers of the signals of one spot, in a pill."""
    shape = group.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE,
        Emu(int(left + dot.left * unit)),
        Emu(int(top + dot.top * unit)),
        Emu(int(dot.width * unit)),
        Emu(int(DOT_HEIGHT * unit)),
    )
    shape.adjustments[0] = 0.5
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(ACCENT)
    shape.line.color.rgb, shape.line.width = RGBColor.from_string(PAPER), Pt(1)
    undress(shape)
    label(shape, dot.label, PAPER, 13, is_bold=True)


def label(shape: Any, text: str, colour: str, size_pt: float, *, is_bold: bool) -> None:  # Any: as above
    """A few words in the middle of a shape."""
    frame = shape.text_frame
    frame.word_wrap = False
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = escape_for_cell(text)
    run.font.size, run.font.bold = Pt(size_pt), is_bold
    run.font.color.rgb = RGBColor.from_string(colour)
