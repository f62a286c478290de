"""Pillow's side of pixels-against-pillow.ts, which starts it; NumPy is not needed, Pillow 13 is.

Reads one JSON object from standard input: {"photos": [path], "kernels": [name], "resizeTo": 256, "size": 224}.
Writes one line of JSON per photo: its width and height; behind each line the bytes it announces: the decoded pixels,
then for each kernel the crop, all RGB, row-major.
"""

import json
import sys

from PIL import Image, ImageOps


def crop_of(image, kernel, short, size):
    """torchvision's Resize(short) and CenterCrop(size)."""
    w, h = image.size
    scaled = (short, int(short * h / w)) if w <= h else (int(short * w / h), short)
    image = image.resize(scaled, Image.Resampling[kernel.upper()])
    top = int(round((scaled[1] - size) / 2.0))
    left = int(round((scaled[0] - size) / 2.0))
    return image.crop((left, top, left + size, top + size))


task = json.load(sys.stdin)
out = sys.stdout.buffer
for path in task["photos"]:
    photo = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    out.write(json.dumps({"width": photo.width, "height": photo.height}).encode() + b"\n")
    out.write(photo.tobytes())
    for kernel in task["kernels"]:
        out.write(crop_of(photo, kernel, task["resizeTo"], task["size"]).tobytes())
