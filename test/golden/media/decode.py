"""Golden values for src/media/decode.ts: writes decode.json beside itself.

Made with Python 3.11, Pillow 13.0.0 (libjpeg-turbo, libwebp, libavif), NumPy.
Each case is a tiny file and its pixels after ImageOps.exif_transpose, flattening on white, convert("RGB"), all base64.
Tolerance: none, but for AVIF: mean 0.5, greatest 4 grey levels (chroma is interpolated and rounded otherwise).
16-bit files are expected as the upper 8 bits: Pillow does this for colour, and clips 16-bit grey at 255 instead.
Run: python decode.py
"""

import base64
import io
import json
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

W, H = 13, 9
rng = np.random.default_rng(7)
y, x = np.mgrid[0:H, 0:W]
noise = Image.fromarray(rng.integers(0, 256, (H, W, 3), dtype="uint8"))
alpha = Image.fromarray(rng.integers(0, 256, (H, W), dtype="uint8"))
smooth = np.stack([40 + x * 15, 250 - y * 20, 128 + 60 * np.sin(x / 5 + y / 4)], -1).clip(0, 255)
photo = Image.fromarray(smooth.astype("uint8"))
palette = photo.quantize(16)
grey = noise.convert("L")
rgba = noise.copy()
rgba.putalpha(alpha)
grey_alpha = grey.convert("LA")
grey_alpha.putalpha(alpha)
grey16 = rng.integers(0, 65536, (H, W)).astype("uint16")


def saved(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags


def png16(colour_type, values):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    header = struct.pack(">IIBBBBB", W, H, 16, colour_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def flattened(data):
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


cmyk_jpeg = saved(photo.convert("CMYK"), format="JPEG", quality=90)
# Pillow writes CMYK with an Adobe marker; its last byte 2 makes the same data YCCK, and without the marker it is plain.
adobe = cmyk_jpeg.index(b"Adobe") - 4
ycck_jpeg = cmyk_jpeg[: adobe + 15] + b"\2" + cmyk_jpeg[adobe + 16 :]
plain_cmyk_jpeg = cmyk_jpeg[:adobe] + cmyk_jpeg[adobe + 16 :]

files = {
    "rgb.jpg": saved(photo, format="JPEG", quality=90, subsampling=0),
    "rgb-420.jpg": saved(photo, format="JPEG", quality=75, subsampling=2),
    "rgb-progressive.jpg": saved(photo, format="JPEG", quality=85, progressive=True),
    "grey.jpg": saved(photo.convert("L"), format="JPEG", quality=90),
    "cmyk-adobe.jpg": cmyk_jpeg,
    "cmyk-ycck.jpg": ycck_jpeg,
    "cmyk-plain.jpg": plain_cmyk_jpeg,
    **{f"exif-{o}.jpg": saved(photo, format="JPEG", quality=90, exif=exif(o)) for o in range(1, 9)},
    "rgb.png": saved(noise, format="PNG"),
    "grey.png": saved(grey, format="PNG"),
    "grey-alpha.png": saved(grey_alpha, format="PNG"),
    "rgba.png": saved(rgba, format="PNG"),
    "palette.png": saved(palette, format="PNG"),
    "palette-transparent.png": saved(palette, format="PNG", transparency=3),
    "palette-alpha.png": saved(palette, format="PNG", transparency=bytes(range(0, 256, 17))),
    "rgb-transparent.png": saved(noise, format="PNG", transparency=noise.getpixel((4, 3))),
    "bilevel.png": saved(noise.convert("1"), format="PNG"),
    "exif-6.png": saved(noise, format="PNG", exif=exif(6)),
    "rgb-16.png": png16(2, rng.integers(0, 65536, (H, W, 3)).reshape(H, -1)),
    "rgba-16.png": png16(6, rng.integers(0, 65536, (H, W, 4)).reshape(H, -1)),
    "rgb.webp": saved(noise, format="WebP", lossless=True),
    "rgba.webp": saved(rgba, format="WebP", lossless=True, exact=True),
    "lossy.webp": saved(photo, format="WebP", quality=80),
    "exif-6.webp": saved(noise, format="WebP", lossless=True, exif=exif(6)),
    **{
        f"orientation-{o}.avif": saved(photo, format="AVIF", quality=95, subsampling="4:4:4", exif=exif(o))
        for o in range(1, 9)
    },
    "rgb-420.avif": saved(photo.resize((32, 24)), format="AVIF", quality=90),
    "palette.gif": saved(palette, format="GIF"),
    "palette-transparent.gif": saved(palette, format="GIF", transparency=3),
    "animated.gif": saved(palette, format="GIF", save_all=True, append_images=[noise.quantize(16)]),
    "rgb.tif": saved(noise, format="TIFF"),
    "rgb-lzw.tif": saved(noise, format="TIFF", compression="tiff_lzw"),
    "rgba.tif": saved(rgba, format="TIFF"),
    "grey-alpha.tif": saved(grey_alpha, format="TIFF"),
    "palette.tif": saved(palette, format="TIFF"),
    "bilevel.tif": saved(noise.convert("1"), format="TIFF", compression="group4"),
    "cmyk.tif": saved(photo.convert("CMYK"), format="TIFF"),
    "exif-6.tif": saved(noise, format="TIFF", exif=exif(6)),
    "rgb.bmp": saved(noise, format="BMP"),
    "palette.bmp": saved(palette, format="BMP"),
    "grey.bmp": saved(grey, format="BMP"),
    "bilevel.bmp": saved(noise.convert("1"), format="BMP"),
}
cases = [(name, data, flattened(data)) for name, data in files.items()]
upper = Image.fromarray((grey16 >> 8).astype("uint8")).convert("RGB")
cases.append(("grey-16.png", saved(Image.fromarray(grey16), format="PNG"), upper))
cases.append(("grey-16.tif", saved(Image.fromarray(grey16), format="TIFF"), upper))

golden = [
    {
        "name": name,
        "file": base64.b64encode(data).decode(),
        "width": image.width,
        "height": image.height,
        "data": base64.b64encode(image.tobytes()).decode(),
    }
    for name, data, image in cases
]
pathlib.Path(__file__).with_name("decode.json").write_text(json.dumps(golden, indent=0) + "\n")
