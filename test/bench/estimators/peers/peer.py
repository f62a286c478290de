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
from scipy.sparse import csr_matrix

import bayes
import boosting
import cluster
import discriminant
import linear
import margin
import mixture
import neighbours
import regression
import svm
import transform
import tree

warnings.filterwarnings("ignore")
modules = [bayes, boosting, cluster, discriminant, linear, margin, mixture, neighbours, regression, svm, transform, tree]
models = {name: make for module in modules for name, make in module.models.items()}
data = {}


def features(files, n_features):
    if isinstance(files, str):
        return np.fromfile(files, np.float32).reshape(-1, n_features)
    indptr, indices = (np.fromfile(files[name], np.int32) for name in ["indptr", "indices"])
    return csr_matrix((np.fromfile(files["values"], np.float32), indices, indptr), (len(indptr) - 1, n_features))


def load(spec):
    X, test_X = (features(spec[name], spec["nFeatures"]) for name in ["X", "testX"])
    data[spec["id"]] = (X, np.fromfile(spec["y"], np.int32), test_X, np.fromfile(spec["testY"], np.int32))
    return {}


def repeated(work, X, repeats=7, enough=0.1):
    """The median time of what may take only milliseconds, as on the other side."""
    seconds = []
    while True:
        start = time.perf_counter()
        result = work(X)
        seconds.append(time.perf_counter() - start)
        if len(seconds) == repeats or sum(seconds[:-1]) > enough:
            return sorted(seconds)[len(seconds) // 2], result


def run(spec):
    """Times fit and predict (or transform); quality is the accuracy unless the model has a method `quality`, or
    `quality_of` what it predicted."""
    X, y, test_X, test_y = data[spec["data"]]
    model = models[spec["model"]](dict(spec["params"]))
    start = time.perf_counter()
    model.fit(X, y)
    fit_seconds = time.perf_counter() - start
    predict_seconds, predicted = repeated(model.predict if hasattr(model, "predict") else model.transform, test_X)
    if hasattr(model, "quality_of"):
        quality = model.quality_of(predicted, test_y)
    else:
        quality = model.quality() if hasattr(model, "quality") else np.mean(predicted == test_y)
    return {"fitSeconds": fit_seconds, "predictSeconds": predict_seconds, "quality": float(quality)}


print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(load(request) if request["op"] == "load" else run(request)), flush=True)
