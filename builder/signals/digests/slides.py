"""Slides in memory: text, numbers, outlines and native charts on a plain sheet. It knows nothing of signals.

A deck names nobody: no author, no clock, no thumbnail, no notes. Places are inches from the upper corner where reading
starts; a deck that is read from right to left is mirrored as a whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from builder.signals.digests.memory_workbook import (
    CellLook,
    CellWriter,
    build_workbook,
    settle_zip,
    write_in_memory,
)
from builder.signals.digests.signal_text import escape_for_cell

WIDTH_IN, HEIGHT_IN = 13.333, 7.5
MARGIN_IN = 0.7
PAPER, INK, GREY, ACCENT, RULE, PALE, WATER = "FFFFFF", "161311", "5B5550", "9C3A24", "B9B2AB", "F1EEEA", "9DBFD3"
TITLE_FONT, TEXT_FONT, ARABIC_FONT = "Georgia", "Calibri", "Arial"
TITLE_ONLY = 5
"""The layout of the empty deck of python-pptx that has a title and nothing else."""
Box = tuple[float, float, float, float]
"""Left, top, width, height in inches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A run of text and how it looks."""

    text: str
    size_pt: float = 16
    colour: str = INK
    is_bold: bool = False
    is_title: bool = False
    """Whether it has the type of titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One slide, mirrored when it is read from right to left."""

    slide: Slide
    is_rtl: bool

    def left(self, box: Box) -> float:
        """Where a box starts, seen from the left."""
        return WIDTH_IN - box[0] - box[2] if self.is_rtl else box[0]

    def emus(self, box: Box) -> tuple[Inches, Inches, Inches, Inches]:
        """The box as PowerPoint counts."""
        return Inches(self.left(box)), Inches(box[1]), Inches(box[2]), Inches(box[3])

    def write(self, box: Box, paragraphs: Sequence[Sequence[Words]], *, gap_pt: float = 4, name: str = "") -> None:
        """A box with paragraphs of words."""
        shape = self.slide.shapes.add_textbox(*self.emus(box))
        shape.name = name or f"Text {len(self.slide.shapes)}"
        self.fill_frame(shape.text_frame, paragraphs, gap_pt)

    def fill_frame(self, frame: Any, paragraphs: Sequence[Sequence[Words]], gap_pt: float = 4) -> None:
        """The paragraphs in a frame of text. `Any`: python-pptx types it differently for a title and a box."""
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(gap_pt)
            paragraph.alignment = PP_ALIGN.RIGHT if self.is_rtl else PP_ALIGN.LEFT
            if self.is_rtl:
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for words in runs:
                run = paragraph.add_run()
                run.text = escape_for_cell(re.sub(r"\s+", " ", words.text))
                run.font.size, run.font.bold = Pt(words.size_pt), words.is_bold
                run.font.color.rgb = RGBColor.from_string(words.colour)
                if words.is_title:
                    run.font.name = TITLE_FONT

    def title(self, text: str) -> None:
        """The title of the slide, in its own place, with a line below."""
        title = self.slide.shapes.title
        if title is None:
            raise ValueError("the layout has a title")
        title.left, title.top, title.width, title.height = self.emus((MARGIN_IN, 0.45, WIDTH_IN - 2 * MARGIN_IN, 0.75))
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self.fill_frame(title.text_frame, [[Words(text=text, size_pt=30, is_title=True)]])
        self.rule((MARGIN_IN, 1.28, WIDTH_IN - 2 * MARGIN_IN, 0.0))

    def rule(self, box: Box) -> None:
        """A thin line from side to side."""
        left, top, width, _ = self.emus(box)
        line = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, top, Emu(left + width), top)
        line.line.color.rgb = RGBColor.from_string(RULE)
        line.line.width = Pt(0.75)
        describe(line, "")
        undress(line)

    def panel(self, box: Box) -> None:
        """A pale ground."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self.emus(box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(PALE)
        shape.line.fill.background()
        describe(shape, "")
        undress(shape)

    def chart(
        self,
        box: Box,
        title: str,
        series: Sequence[tuple[str, Sequence[tuple[str, int]]]],
        day: date,
        *,
        is_bar: bool = True,
    ) -> None:
        """A native chart: horizontal bars, or columns side by side; all series have the same labels."""
        content = CategoryChartData(number_format="0")
        content.categories = [escape_for_cell(label) for label, _ in series[0][1]]
        for name, counts in series:
            content.add_series(escape_for_cell(name), [count for _, count in counts])
        kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bar else XL_CHART_TYPE.COLUMN_CLUSTERED
        frame = self.slide.shapes.add_chart(kind, *self.emus(box), content)
        chart: Chart = frame.chart
        dress_chart(chart, title, is_bar=is_bar, is_rtl=self.is_rtl)
        chart.part.chart_workbook.update_from_xlsx_blob(build_chart_sheet(series, day))
        counted = "; ".join(
            f"{name}: " + ", ".join(f"{label} {count}" for label, count in counts) for name, counts in series
        )
        frame.name = title
        describe(frame, f"{title}. {counted}")


def describe(shape: Any, text: str) -> None:
    """Say what a shape shows, for who does not see it; an empty text for what only adorns.

    `Any`: python-pptx has no common type with this element.
    """
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", escape_for_cell(text))


def undress(shape: Any) -> None:  # Any: as above
    """Take the style of the theme away, with its shadow."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def dress_chart(chart: Chart, title: str, *, is_bar: bool, is_rtl: bool) -> None:
    """Quiet: no grid, no axis of numbers, the number at each bar."""
    chart.has_title = True
    chart.chart_title.text_frame.text = escape_for_cell(title)
    heading = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    heading.size, heading.bold = Pt(16), True
    heading.color.rgb = RGBColor.from_string(INK)
    chart.font.size, chart.font.name = Pt(13), TEXT_FONT
    chart.font.color.rgb = RGBColor.from_string(INK)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(RULE)
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.reverse_order = is_bar or is_rtl
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    plot.has_data_labels = True
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(13), True
    plot.data_labels.show_value = True
    colours = [INK] if is_bar else [ACCENT, RULE]
    for one, colour in zip(plot.series, colours, strict=False):
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = RGBColor.from_string(colour)
        one.invert_if_negative = False
    chart.has_legend = len(colours) > 1
    if chart.legend is not None:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def build_chart_sheet(series: Sequence[tuple[str, Sequence[tuple[str, int]]]], day: date) -> bytes:
    """The numbers behind a chart, where PowerPoint looks for them; the library's own sheet tells the time."""
    book = build_workbook(day)
    book.worksheets[0].title = "Sheet1"
    writer = CellWriter.on(book.worksheets[0])
    writer.write_row(1, ["", *(name for name, _ in series)], CellLook())
    for row, (label, _) in enumerate(series[0][1], start=2):
        writer.write_row(row, [label, *(counts[row - 2][1] for _, counts in series)], CellLook())
    return write_in_memory(book)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideDeck:
    """A deck to which sheets are added."""

    deck: Deck
    is_rtl: bool

    def add(self, title: str) -> Sheet:
        """A new slide with this title."""
        sheet = Sheet(slide=self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY]), is_rtl=self.is_rtl)
        sheet.title(title)
        return sheet

    def content(self) -> bytes:
        """The deck as bytes, with the same day on every part."""
        buffer = io.BytesIO()
        self.deck.save(buffer)
        return settle_zip(buffer.getvalue())


def build_deck(day: date, language: str, *, is_rtl: bool) -> SlideDeck:
    """An empty deck, wide, in our type and colours, that names nobody."""
    deck = Presentation()
    scale = Inches(WIDTH_IN) / (deck.slide_width or 1)
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            shape.left, shape.width = Emu(int(shape.left * scale)), Emu(int(shape.width * scale))
    core = deck.core_properties
    core.author = core.last_modified_by = core.title = core.keywords = core.comments = core.subject = ""
    core.created = core.modified = datetime(day.year, day.month, day.day)
    core.revision, core.language = 1, language
    drop_part(deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    drop_part(deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    dress_theme(deck)
    return SlideDeck(deck=deck, is_rtl=is_rtl)


def drop_part(owner: Any, kind: str) -> None:  # Any: a part or the package; the library has no common type
    """Take away what the empty deck brought along: a picture of it, and the printer of who made it."""
    for relation in [key for key, one in owner._rels.items() if one.reltype == kind]:
        owner._rels.pop(relation)


def dress_theme(deck: Deck) -> None:
    """Our type and colours in the theme, so that what an official adds looks the same."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    for name, font in (("majorFont", TITLE_FONT), ("minorFont", TEXT_FONT)):
        fonts = f'<a:{name}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface="{ARABIC_FONT}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", fonts, text, flags=re.DOTALL)
    for number, colour in enumerate((ACCENT, INK, GREY, WATER, RULE, PALE), start=1):
        name = f"accent{number}"
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    theme._blob = text.encode("utf-8")
