"""scikit-learn's side of the estimator bench: reads one JSON request a line, answers one JSON line each.

Started by peer.ts with the interpreter of STRATA_SKLEARN_PYTHON; needs scikit-learn and numpy. The models stand in the
modules beside it: each has `models`, a function from the row's parameters to an estimator by the row's name.
"""
import json
import sys
import time
import warnings

import numpy as np
import sklearn

import bayes
import cluster
import linear
import margin
import neighbours
import svm
import transform
import tree

warnings.filterwarnings("ignore")
modules = [bayes, cluster, linear, margin, neighbours, svm, transform, tree]
models = {name: make for module in modules for name, make in module.models.items()}
data = {}


def load(spec):
    X = np.fromfile(spec["X"], np.float32).reshape(-1, spec["nFeatures"])
    test_X = np.fromfile(spec["testX"], np.float32).reshape(-1, spec["nFeatures"])
    data[spec["id"]] = (X, np.fromfile(spec["y"], np.int32), test_X, np.fromfile(spec["testY"], np.int32))
    return {}


def run(spec):
    """Times fit and predict (or transform); quality is the accuracy unless the model has a method `quality`."""
    X, y, test_X, test_y = data[spec["data"]]
    model = models[spec["model"]](dict(spec["params"]))
    start = time.perf_counter()
    model.fit(X, y)
    fit_seconds = time.perf_counter() - start
    start = time.perf_counter()
    predicted = (model.predict if hasattr(model, "predict") else model.transform)(test_X)
    predict_seconds = time.perf_counter() - start
    quality = model.quality() if hasattr(model, "quality") else np.mean(predicted == test_y)
    return {"fitSeconds": fit_seconds, "predictSeconds": predict_seconds, "quality": float(quality)}


print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(load(request) if request["op"] == "load" else run(request)), flush=True)
