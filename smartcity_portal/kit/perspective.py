"""How is a page that was photographed askew laid flat again? By points whose place is known."""

import io
from collections.abc import Sequence

from PIL import Image

Point = tuple[float, float]
LEAST_POINTS = 4


def homography(pairs: Sequence[tuple[Point, Point]]) -> tuple[float, ...] | None:
    """The eight numbers that take each first point to its second, by least squares; None if none do.

    They are in the order that PIL's Transform.PERSPECTIVE takes.
    """
    if len(pairs) < LEAST_POINTS:
        return None
    normal = [[0.0] * 9 for _row in range(8)]
    for (x, y), (u, v) in pairs:
        for row in (
            (x, y, 1, 0, 0, 0, -u * x, -u * y, u),
            (0, 0, 0, x, y, 1, -v * x, -v * y, v),
        ):
            for i in range(8):
                for j in range(9):
                    normal[i][j] += row[i] * row[j]
    return _solved(normal)


def _solved(rows: list[list[float]]) -> tuple[float, ...] | None:
    """Solve eight equations by elimination with the largest pivot."""
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        if abs(rows[pivot][column]) < 1e-12:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return tuple(rows[i][size] / rows[i][i] for i in range(size))


def applied(numbers: Sequence[float], point: Point) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f, g, h = numbers
    x, y = point
    w = g * x + h * y + 1
    return ((a * x + b * y + c) / w, (d * x + e * y + f) / w)


def flattened(
    picture: bytes, pairs: Sequence[tuple[Point, Point]], size: tuple[float, float], scale: float
) -> bytes | None:
    """Lay a picture flat and return a JPEG of `size` × `scale`; None when that cannot be done.

    `pairs` are points of the page (from its upper left corner, in the unit of `size`) and the
    same points in the picture.
    """
    small = [((x / size[0], y / size[1]), seen) for (x, y), seen in pairs]
    with Image.open(io.BytesIO(picture)) as image:
        edge = max(image.size)
        numbers = homography([(page, (u / edge, v / edge)) for page, (u, v) in small])
        if numbers is None:
            return None
        width, height = round(size[0] * scale), round(size[1] * scale)
        a, b, c, d, e, f, g, h = numbers
        in_pixels = (
            *(a * edge / width, b * edge / height, c * edge),
            *(d * edge / width, e * edge / height, f * edge),
            *(g / width, h / height),
        )
        flat = image.convert("RGB").transform(
            (width, height),
            Image.Transform.PERSPECTIVE,
            in_pixels,
            Image.Resampling.BICUBIC,
            fillcolor="white",
        )
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=84)
    return out.getvalue()
