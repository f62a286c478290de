"""Exports torchvision's VGG16 and ResNet-50 with seeded random weights, and PyTorch's features of ten photos.

For torch-parity.ts and layer-sweep.ts. Made with torch 1.13.1, torchvision 0.14.1, Pillow 9.4 and 13
(Debian: apt-get install python3-torchvision).
Run: python3 export-torchvision.py PHOTOS OUT, PHOTOS a folder with JPEG files in it or below; 1.3 GB appear in OUT:
  NAME.onnx            constants folded: BatchNorm is inside the convolutions
  NAME-unfolded.onnx   as PyTorch runs it
  NAME.json            {"photos": [path below PHOTOS], "layers": [{"name", "tensor" of the graph, "dim", "values"}]},
                       values being (photos, dim) float32, base64: maps are averaged over their positions
"""

import base64
import json
import pathlib
import sys

import torch
from PIL import Image
from torch import nn
from torchvision import models, transforms

photos, out = (pathlib.Path(argument) for argument in sys.argv[1:])
preprocess = transforms.Compose(
    [
        transforms.Resize(256),
        transforms.CenterCrop(224),
        transforms.ToTensor(),
        transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    ]
)

# Name of a layer: the module that makes it, and its tensor in the exported graph.
VGG16 = {
    **{
        f"block{block}_pool": (f"features.{i}", f"/features/features.{i}/MaxPool_output_0")
        for block, i in enumerate([4, 9, 16, 23, 30], start=1)
    },
    "fc1": ("classifier.1", "/classifier/classifier.1/Relu_output_0"),
    "fc2": ("classifier.4", "/classifier/classifier.4/Relu_output_0"),
}
RESNET50 = {
    "stem": ("maxpool", "/maxpool/MaxPool_output_0"),
    **{
        f"stage{stage}": (f"layer{stage}", f"/layer{stage}/layer{stage}.{last}/relu_2/Relu_output_0")
        for stage, last in enumerate([2, 3, 5, 2], start=1)
    },
    "pool": ("avgpool", "/avgpool/GlobalAveragePool_output_0"),
}


def batch_of(paths):
    return torch.stack([preprocess(Image.open(path).convert("RGB")) for path in paths])


@torch.no_grad()
def with_sane_activations(network, batch):
    """Weights that keep the signal's scale, and BatchNorm with statistics and scales of its own."""
    for module in network.modules():
        if isinstance(module, nn.Linear):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.6, 1.4)
            nn.init.normal_(module.bias, 0, 0.2)
            module.momentum = None
    network.train()
    for view in (batch, batch.flip(2), batch.flip(3)):
        network(view)
    return network.eval()


@torch.no_grad()
def features_of(network, layers, batch):
    modules, seen, hooks = dict(network.named_modules()), {}, []
    for name, (path, _) in layers.items():
        # A ReLU in place would change its input; what it returns is what counts.
        keep = lambda _module, _input, output, name=name: seen.__setitem__(name, output.clone())
        hooks.append(modules[path].register_forward_hook(keep))
    network(batch)
    for hook in hooks:
        hook.remove()
    return {name: value.mean((2, 3)) if value.dim() == 4 else value for name, value in seen.items()}


files = sorted(photos.rglob("*.jpg"))
chosen = files[:: len(files) // 10][:10]
others = files[1 :: len(files) // 10][:10]
for name, make, layers in (("vgg16", models.vgg16, VGG16), ("resnet50", models.resnet50, RESNET50)):
    torch.manual_seed(1)
    network = with_sane_activations(make(weights=None), batch_of(others))
    batch = batch_of(chosen)
    features = features_of(network, layers, batch)
    described = {
        "photos": [str(path.relative_to(photos)) for path in chosen],
        "layers": [
            {
                "name": layer,
                "tensor": tensor,
                "dim": features[layer].shape[1],
                "values": base64.b64encode(features[layer].numpy().astype("<f4").tobytes()).decode(),
            }
            for layer, (_, tensor) in layers.items()
        ],
    }
    (out / f"{name}.json").write_text(json.dumps(described))
    axes = {"input": {0: "batch"}, "output": {0: "batch"}}
    for suffix, folds in (("", True), ("-unfolded", False)):
        torch.onnx.export(
            network,
            batch[:2],
            out / f"{name}{suffix}.onnx",
            input_names=["input"],
            output_names=["output"],
            dynamic_axes=axes,
            opset_version=16,
            do_constant_folding=folds,
            training=torch.onnx.TrainingMode.EVAL if folds else torch.onnx.TrainingMode.PRESERVE,
        )
    print(name, {layer: f"{value.std():.3f}" for layer, value in features.items()})
