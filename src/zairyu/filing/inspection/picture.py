"""Inside the child: pictures. Reads them whole, turns them upright, crops and looks at photos."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageFilter, ImageOps, ImageStat

Image.MAX_IMAGE_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG")
_SMALL_SIDE = 1000  # below this the letters of an A4 page can hardly be read (about 120 dpi)
Answer = tuple[dict[str, Any], bytes]


def _opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data), formats=_FORMATS)
    if image.width * image.height > (Image.MAX_IMAGE_PIXELS or 0):
        raise Image.DecompressionBombError
    return image


def _upright(image: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(image).convert("RGB")


def readable(data: bytes) -> dict[str, Any]:
    """Say whether a picture of a paper can be read to its end and is large enough."""
    try:
        image = _opened(data)
        size = image.size
        # A JPEG is drawn at an eighth: every byte is read, at a fraction of the work.
        image.draft("RGB", (size[0] // 8, size[1] // 8))
        image.load()
    except Image.DecompressionBombError:
        return {"bad": "file.too-complicated"}
    except (OSError, SyntaxError, ValueError):
        return {"bad": "file.unreadable"}
    if min(size) < _SMALL_SIDE:
        return {"look": [["file.small-picture", {"width": size[0], "height": size[1]}]]}
    return {"look": []}


def shrunk(data: bytes, width: int) -> bytes:
    """Return a picture of a paper, upright, in the width that is asked."""
    image = _opened(data)
    image.draft("RGB", (width, width))
    image = _upright(image)
    image.thumbnail((width, width * 4))
    return as_webp(image)


def as_webp(image: Image.Image) -> bytes:
    """Return the bytes of a picture as the viewer shows it."""
    out = BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=75, method=2)
    return out.getvalue()


def inspect_photo(data: bytes, asked: dict[str, Any]) -> Answer:
    """Return size and type of a photo of a face, or what is wrong with the file."""
    try:
        image = _opened(data)
        kind = f"image/{(image.format or '').lower()}"
        image.draft("RGB", (800, 800))
        upright = _upright(image)
        real = _real_size(data)
    except Image.DecompressionBombError:
        return {"bad": "photo.too-large"}, b""
    except (OSError, SyntaxError, ValueError):
        return {"bad": "photo.kind"}, b""
    if real[0] < asked["min_width"] or real[1] < asked["min_height"]:
        return {"bad": "photo.too-small", "width": real[0], "height": real[1]}, b""
    looked = _looks(upright)
    return {"kind": kind, "width": real[0], "height": real[1], "look": looked}, b""


def _real_size(data: bytes) -> tuple[int, int]:
    image = _opened(data)
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else image.size


def _looks(image: Image.Image) -> list[list[Any]]:
    """Return what a person should look at again; a picture is never refused for it."""
    grey = ImageOps.grayscale(image)
    grey.thumbnail((400, 400))
    found: list[list[Any]] = []
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), offset=128))
    if ImageStat.Stat(edges).var[0] < 12:
        found.append(["photo.blurred", {}])
    # The upper corners show the wall behind: a plain one hardly varies.
    wide, high = grey.size
    corners = [(0, 0, wide // 6, high // 3), (wide - wide // 6, 0, wide, high // 3)]
    spread = max(ImageStat.Stat(grey.crop(corner)).stddev[0] for corner in corners)
    if spread > 28:
        found.append(["photo.background", {}])
    mean = ImageStat.Stat(grey).mean[0]
    if not 50 < mean < 235:
        found.append(["photo.light", {}])
    return found


def crop(data: bytes, asked: dict[str, Any]) -> Answer:
    """Return the part of a photo inside the 3:4 frame as JPEG, without anything but the picture.

    `zoom` 100 is the largest frame that fits; `x` and `y` move it from the middle, in hundredths
    of the room there is (-100 left or top edge, 100 right or bottom edge).
    """
    image = _opened(data)
    image.draft("RGB", (asked["width"] * 4, asked["height"] * 4))
    image = _upright(image)
    fits = min(image.width / 3, image.height / 4) * 100 / asked["zoom"]
    wide, high = fits * 3, fits * 4
    left = (image.width - wide) / 2 * (1 + asked["x"] / 100)
    top = (image.height - high) / 2 * (1 + asked["y"] / 100)
    size = (asked["width"], asked["height"])
    out = BytesIO()
    image.resize(size, Image.Resampling.LANCZOS, box=(left, top, left + wide, top + high)).save(
        out, "JPEG", quality=92
    )
    return {}, out.getvalue()
