"""Golden values for the probabilities of svm where classes have fewer samples than the cross-validation has folds.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python rare_classes.py
The peer's CalibratedClassifierCV refuses such classes, so its parts are put together here: StratifiedKFold without the
samples that are the only one of their class, which every fold trains on, the scores of SVC, and sigmoids on these and on
the score that the model of all samples gives the only ones. Tolerance of the tests: 2e-3, predictions equal.
"""

import json
import warnings

import numpy as np
from sklearn.calibration import _SigmoidCalibration
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

# of classes with fewer samples than folds
warnings.filterwarnings("ignore", message="The least populated class in y has only")

with open("../estimator/data.json") as file:
    DATA = {
        name: tuple(np.float32(d[key]).astype(np.float64) if key != "y" else np.array(d[key]) for key in ("X", "y", "test"))
        for name, d in json.load(file).items()
    }


def scores(X, y, at):
    return SVC(C=0.5, gamma=0.1, tol=1e-6).fit(X, y).decision_function(at)


def curves(found, y):
    """The sigmoid of each class; of two classes, that of the second."""
    classes = np.unique(y)
    if found.ndim == 1:
        return dict.fromkeys(classes, _SigmoidCalibration().fit(found, y == classes[1]))
    return {c: _SigmoidCalibration().fit(found[:, k], y == c) for k, c in enumerate(classes)}


def calibrated(name, kept):
    """Keep as many samples of each class as `kept` says."""
    X, y, test = DATA[name]
    rows = np.sort(np.concatenate([np.flatnonzero(y == c)[:count] for c, count in kept.items()]))
    X, y = X[rows], y[rows]
    is_single = np.array([np.sum(y == c) == 1 for c in y])
    several = np.flatnonzero(~is_single)
    whole = scores(X, y, X)
    found = whole.copy()
    for _, part in StratifiedKFold(5).split(X[several], y[several]):
        tested = several[part]
        train = np.setdiff1d(np.arange(len(y)), tested)
        found[tested] = scores(X[train], y[train], X[tested])
    for c, curve in curves(found, y).items():
        if np.sum(y == c) < 5 and curve.a_ > 0:
            found[y == c] = whole[y == c]
            print(name, kept, "class", c, "fell")
    at = scores(X, y, test)
    fitted = curves(found, y)
    if found.ndim == 1:
        p = fitted[max(kept)].predict(at)
        probabilities = np.column_stack([1 - p, p])
    else:
        probabilities = np.column_stack([curve.predict(at[:, k]) for k, curve in enumerate(fitted.values())])
        probabilities /= probabilities.sum(axis=1, keepdims=True)
    return {
        "data": name,
        "rows": rows.tolist(),
        "probabilities": [[float(f"{value:.6g}") for value in row] for row in probabilities],
        "predictions": np.array(sorted(kept))[probabilities.argmax(axis=1)].tolist(),
    }


CASES = [
    calibrated("binary", {0: 30, 1: 1}),
    calibrated("binary", {0: 1, 1: 30}),
    calibrated("binary", {0: 30, 1: 2}),
    calibrated("binary", {0: 4, 1: 30}),
    calibrated("wide", {0: 8, 1: 2, 2: 8}),
    calibrated("wide", {0: 8, 1: 8, 2: 3}),
    calibrated("gapped", {0: 15, 2: 2}),
    calibrated("multiclass", {0: 22, 1: 22, 2: 1, 3: 3}),
    calibrated("multiclass", {0: 22, 1: 1, 2: 22, 3: 1}),
]

with open("rare-classes.json", "w") as file:
    json.dump(CASES, file)
    file.write("\n")
