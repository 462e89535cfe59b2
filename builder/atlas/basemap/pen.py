"""A pen for SVG path data: relative commands, one decimal, as few bytes as the grammar allows."""

from collections.abc import Sequence

from builder.atlas.basemap.sheet import XY


def number(value: float) -> str:
    """A number with at most one decimal, without a leading zero."""
    return _tenths_text(round(value * 10))


def _tenths_text(tenths: int) -> str:
    """Text of a whole number of tenths: 5 is `.5`, -120 is `-12`."""
    sign = "-" if tenths < 0 else ""
    whole, rest = divmod(abs(tenths), 10)
    if rest == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


def _packed(numbers: Sequence[int]) -> str:
    """Numbers in tenths, set side by side with a space only where the grammar needs one."""
    parts: list[str] = []
    for tenths in numbers:
        text = _tenths_text(tenths)
        glued = text[0] == "-" or (text[0] == "." and "." in parts[-1]) if parts else True
        parts.append(text if glued else f" {text}")
    return "".join(parts)


class Pen:
    """Collects path data; positions are absolute and in sheet units, what comes out is relative."""

    def __init__(self) -> None:
        """An empty path with the pen in the corner."""
        self._commands: list[str] = []
        self._here = (0, 0)
        self._start = (0, 0)
        self._last = ""

    def _emit(self, letter: str, numbers: Sequence[int]) -> None:
        text = _packed(numbers)
        # a repeated command letter may be left out, except after m (which would then mean l)
        if letter == self._last and letter != "m":
            joined = text if text[0] == "-" else f" {text}"
            self._commands.append(joined)
        else:
            self._commands.append(letter + text)
        self._last = letter

    def _step(self, *spots: XY) -> list[int]:
        """Offsets in tenths from the present position; the pen ends at the last spot."""
        numbers: list[int] = []
        base_x, base_y = self._here
        for x, y in spots:
            end = (round(x * 10), round(y * 10))
            numbers += [end[0] - base_x, end[1] - base_y]
            self._here = end
        return numbers

    def move(self, spot: XY) -> None:
        """Lift the pen and put it down at a spot."""
        self._emit("m", self._step(spot))
        self._start = self._here

    def line(self, spot: XY) -> None:
        """A straight stroke."""
        dx, dy = self._step(spot)
        if dy == 0:
            self._emit("h", [dx])
        elif dx == 0:
            self._emit("v", [dy])
        else:
            self._emit("l", [dx, dy])

    def bow(self, control: XY, spot: XY) -> None:
        """A quadratic curve."""
        self._emit("q", self._step(control, spot))

    def curve(self, first: XY, second: XY, spot: XY) -> None:
        """A cubic curve."""
        self._emit("c", self._step(first, second, spot))

    def close(self) -> None:
        """Back to where the stroke began."""
        self._commands.append("z")
        self._last = "z"
        self._here = self._start

    def polygon(self, spots: Sequence[XY]) -> None:
        """A closed shape with straight sides."""
        self.move(spots[0])
        for spot in spots[1:]:
            self.line(spot)
        self.close()

    def strokes(self, spots: Sequence[XY]) -> None:
        """An open line with straight pieces."""
        self.move(spots[0])
        for spot in spots[1:]:
            self.line(spot)

    @property
    def path(self) -> str:
        """The path data so far; empty when nothing was drawn."""
        return "".join(self._commands)
