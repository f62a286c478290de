"""Golden values for src/media/resize.ts and preprocess.ts: writes resize.json beside itself.

Made with Python 3.11, Pillow 13.0.0, NumPy. Tolerance: none, every pixel must be equal.
Pixels are RGB, row-major, base64. "crops" follow the formulas of torchvision's Resize(int)
and CenterCrop, spelled out below; torchvision itself is not needed.
Run: python resize.py
"""

import base64
import json
import pathlib

import numpy as np
from PIL import Image, ImageOps

KERNELS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}


def pixels(image):
    return {
        "width": image.width,
        "height": image.height,
        "data": base64.b64encode(image.tobytes()).decode(),
    }


def noise(width, height, seed):
    # Half of the values are at the ends of the range, so that kernels with negative lobes overshoot it.
    rng = np.random.default_rng(seed)
    values = rng.integers(-256, 512, (height, width, 3)).clip(0, 255)
    return Image.fromarray(values.astype("uint8"))


def resize_and_crop(image, short, size, kernel):
    w, h = image.size
    if w <= h:
        scaled = (short, int(short * h / w))
    else:
        scaled = (int(short * w / h), short)
    image = image.resize(scaled, kernel)
    top = int(round((scaled[1] - size[0]) / 2.0))
    left = int(round((scaled[0] - size[1]) / 2.0))
    return image.crop((left, top, left + size[1], top + size[0]))


images = {"37x23": noise(37, 23, 0), "64x64": noise(64, 64, 1)}
images["23x37"] = images["37x23"].transpose(Image.Transpose.TRANSPOSE)

SIZES = {
    "37x23": [(16, 11), (45, 29), (37, 30), (10, 23), (1, 1), (90, 3)],
    "64x64": [(24, 20), (7, 64)],
}
BOXES = [("37x23", (12, 9), (3, 2, 30, 20)), ("37x23", (20, 23), (0.5, 0, 36.25, 22.75))]
CROPS = [
    # short side, (height, width): 25 - 12 leaves an offset of 6.5, 25 - 10 one of 7.5
    ("37x23", 16, (12, 12)),
    ("37x23", 16, (10, 10)),
    ("23x37", 16, (12, 12)),
    ("23x37", 16, (10, 14)),
    ("64x64", 24, (21, 21)),
    ("37x23", 23, (23, 23)),
]
PADS = [("37x23", (20, 20)), ("23x37", (21, 21)), ("37x23", (16, 24)), ("37x23", (23, 37)), ("64x64", (15, 12))]

golden = {
    "images": {name: pixels(image) for name, image in images.items()},
    "resizes": [
        {"image": name, "kernel": kernel, "result": pixels(images[name].resize(size, value))}
        for name, sizes in SIZES.items()
        for size in sizes
        for kernel, value in KERNELS.items()
    ]
    + [
        {"image": name, "kernel": kernel, "box": box, "result": pixels(images[name].resize(size, value, box))}
        for name, size, box in BOXES
        for kernel, value in KERNELS.items()
    ],
    "crops": [
        {
            "image": name,
            "kernel": kernel,
            "resizeTo": short,
            "result": pixels(resize_and_crop(images[name], short, size, KERNELS[kernel])),
        }
        for name, short, size in CROPS
        for kernel in ("bilinear", "bicubic")
    ],
    "pads": [
        {
            "image": name,
            "kernel": "bicubic",
            "padColour": [124, 116, 104],
            "result": pixels(
                ImageOps.pad(images[name], (size[1], size[0]), Image.Resampling.BICUBIC, (124, 116, 104))
            ),
        }
        for name, size in PADS
    ],
}
out = pathlib.Path(__file__).with_name("resize.json")
out.write_text(json.dumps(golden, indent=0) + "\n")
