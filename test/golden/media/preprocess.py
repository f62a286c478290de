"""Golden values for src/media/preprocess.ts: writes preprocess.json beside itself.

Made with Python 3.11, torchvision 0.14.1, Pillow 13.0.0, NumPy. torchvision's Resize, CenterCrop, ToTensor and
Normalize are the definition; "caffe" and "tf" are keras.applications.imagenet_utils.preprocess_input.
Every recipe is made for every image: the SHA-256 of the 8-bit crop (RGB, row-major), and of the float32 tensor the mean
and the standard deviation of each channel and the values at the recipe's positions.
Tolerance: none for the crop; for floats 1e-6, relative to the greater of 1 and the value, and the rounding of the mean
to float32 (caffe: 4e-6).
One more recipe: one line of RECIPES, with the fields of ImagePreprocessing.
Run: python preprocess.py
"""

import hashlib
import json
import pathlib

import numpy as np
from PIL import Image, ImageOps
from torchvision.transforms import CenterCrop, InterpolationMode, Normalize, Resize, ToTensor

IMAGES = {"landscape": (500, 375), "portrait": (331, 499), "small": (97, 61), "wide": (640, 202)}
N_POSITIONS = 64

IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
CLIP = {"mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711]}
VIT = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}


def recipe(style, size=224, resize="short-side", kernel="bilinear", **others):
    numbers = {
        "torch": {"channels": "rgb", "scale": 1 / 255, **IMAGENET, "layout": "nchw"},
        "tf": {"channels": "rgb", "scale": 1 / 127.5, "mean": [1, 1, 1], "std": [1, 1, 1], "layout": "nhwc"},
        "caffe": {"channels": "bgr", "scale": 1, "mean": [103.939, 116.779, 123.68], "std": [1, 1, 1], "layout": "nhwc"},
        "plain": {"channels": "rgb", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1], "layout": "nhwc"},
    }[style]
    return style, {"size": [size, size], "resize": resize, "kernel": kernel, **numbers, **others}


RECIPES = {
    "torch": recipe("torch", resizeTo=256),
    "torch-bicubic": recipe("torch", kernel="bicubic", resizeTo=256),
    "torch-lanczos": recipe("torch", kernel="lanczos", resizeTo=235),
    "vit": recipe("torch", resize="squash", **VIT),
    "clip": recipe("torch", kernel="bicubic", resizeTo=224, **CLIP),
    "tf": recipe("tf", resizeTo=256),
    "tf-squash": recipe("tf", resize="squash", kernel="nearest"),
    "tf-nchw": recipe("tf", resizeTo=224, layout="nchw"),
    "caffe": recipe("caffe", resizeTo=256),
    "plain-squash-nchw": recipe("plain", resize="squash", layout="nchw"),
    "plain-squash-192": recipe("plain", size=192, resize="squash", layout="nchw"),
    "plain-pad": recipe("plain", size=192, resize="pad", padColour=[0, 0, 0]),
}


def chirp(width, height):
    """Waves that shorten towards the right and the bottom, with hard edges."""
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return Image.fromarray(((x * x + 2 * y * y + x * y * c + 400 * c) // 16 % 256).astype("uint8"))


def cropped(image, fields):
    height, width = fields["size"]
    if fields["resize"] == "pad":
        colour = tuple(fields["padColour"])
        return ImageOps.pad(image, (width, height), Image.Resampling[fields["kernel"].upper()], colour)
    kernel = InterpolationMode(fields["kernel"])
    if fields["resize"] == "squash":
        return Resize((height, width), kernel)(image)
    return CenterCrop((height, width))(Resize(fields["resizeTo"], kernel)(image))


def tensor_of(image, style, fields):
    """float32 (height, width, channel) by the definition of each style."""
    x = np.asarray(image).astype("float32")
    if style == "torch":
        return Normalize(fields["mean"], fields["std"])(ToTensor()(image)).numpy().transpose(1, 2, 0)
    if style == "tf":
        x /= 127.5
        x -= 1.0
    if style == "caffe":
        x = x[..., ::-1] - np.array([103.939, 116.779, 123.68], "float32")
    return x


def measured(name, style, fields, positions):
    image = cropped(chirp(*IMAGES[name]), fields)
    tensor = tensor_of(image, style, fields)
    channels = tensor.reshape(-1, 3).astype("float64")
    laid_out = tensor if fields["layout"] == "nhwc" else tensor.transpose(2, 0, 1)
    return {
        "image": name,
        "sha256": hashlib.sha256(image.tobytes()).hexdigest(),
        "mean": channels.mean(0).round(7).tolist(),
        "std": channels.std(0).round(7).tolist(),
        "values": [float(str(value)) for value in laid_out.ravel()[positions]],
    }


def golden_of(name, style, fields):
    length = 3 * fields["size"][0] * fields["size"][1]
    positions = np.sort(np.random.default_rng(len(name)).choice(length, N_POSITIONS, replace=False))
    return {
        "name": name,
        "recipe": fields,
        "positions": positions.tolist(),
        "cases": [measured(image, style, fields, positions) for image in IMAGES],
    }


golden = {
    "images": [{"name": name, "width": w, "height": h} for name, (w, h) in IMAGES.items()],
    "recipes": [golden_of(name, *made) for name, made in RECIPES.items()],
}
out = pathlib.Path(__file__).with_name("preprocess.json")
out.write_text(json.dumps(golden, indent=0) + "\n")
