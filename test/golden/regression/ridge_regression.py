"""Golden values for ridge-regression: every hyper-parameter, sample weights, and awkward data.

By default alpha is that of RidgeCV over powers of ten from 0.001 to 1,000,000, and what is predicted for is clamped first,
to the range of each feature in training, 0 included, and as much again on either side.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python ridge_regression.py
X is rounded to float32 on both sides; the peer is fitted in float64. Tolerances of the tests:
weights 1e-5 of the greatest, predictions 1e-5 of the spread of the targets (sparse: 1e-4).
"""

import json

import numpy as np
from sklearn.linear_model import Ridge, RidgeCV

rng = np.random.default_rng(11)


def weights_of(n):
    """0, 1, 2, 0.5, 1, 0.7, 3 in turn."""
    return np.resize([0.0, 1.0, 2.0, 0.5, 1.0, 0.7, 3.0], n)


def data(n, d, noise=0.5, offset=0.0, target=0.0, scale=1.0):
    X = np.round(rng.normal(size=(n + 10, d)) + offset, 3)
    w = rng.normal(size=d)
    y = np.round(target + scale * ((X - offset) @ w / np.sqrt(d) + noise * rng.normal(size=n + 10)), 9)
    return {"X": X[:n].tolist(), "y": y[:n].tolist(), "test": X[n:].tolist()}


DATA = {
    "tall": data(40, 6),
    "wide": data(15, 40),
    "single feature": data(20, 1),
    "one sample": data(1, 3, target=5),
    "far from 0": data(40, 4, offset=50, target=2000),
    "great targets": data(30, 5, target=3e45, scale=1e45),
    "small targets": data(30, 5, scale=1e-3),
}
some_constant = data(25, 4)
for row in some_constant["X"] + some_constant["test"]:
    row[1] = 3.0
    row[2] = 0.0
DATA["constant features"] = some_constant
mostly_zero = data(30, 12)
mostly_zero["X"] = (np.asarray(mostly_zero["X"]) * (rng.random((30, 12)) < 0.25)).tolist()
DATA["mostly zero"] = mostly_zero

histograms = rng.dirichlet(np.full(60, 0.03), size=70).round(5)
mass = np.round(histograms @ rng.normal(size=60) + 0.1 * rng.normal(size=70), 6)
DATA["histograms"] = {"X": histograms[:50].tolist(), "y": mass[:50].tolist(), "test": histograms[50:].tolist()}
standardized = ((histograms - histograms[:50].mean(0)) / np.where(histograms[:50].std(0) > 0, histograms[:50].std(0), 1)).round(5)
DATA["standardized histograms"] = {"X": standardized[:50].tolist(), "y": mass[:50].tolist(), "test": standardized[50:].tolist()}

SETTINGS = [
    {},
    {"clamp": False},
    {"alpha": 1},
    {"alpha": 0.01},
    {"alpha": 100},
    {"fitIntercept": False},
    {"alpha": 1, "fitIntercept": False},
    {"weighted": True},
    {"alpha": 1, "weighted": True},
    {"alpha": 3, "fitIntercept": False, "weighted": True},
]


def clamped(X, test):
    lower, upper = np.minimum(X.min(0), 0), np.maximum(X.max(0), 0)
    return test.clip(2 * lower - upper, 2 * upper - lower)


def create(n, alpha="auto", fitIntercept=True, **_):
    if alpha != "auto":
        return Ridge(alpha=alpha, fit_intercept=fitIntercept, solver="cholesky")
    if n == 1:  # nothing is left when it is left out
        return Ridge(alpha=1, fit_intercept=fitIntercept, solver="cholesky")
    return RidgeCV(np.logspace(-3, 6, 10), fit_intercept=fitIntercept)


cases = []
for name, values in DATA.items():
    X = np.asarray(values["X"], np.float32).astype(np.float64)
    test = np.asarray(values["test"], np.float32).astype(np.float64)
    y = np.asarray(values["y"])
    for params in SETTINGS:
        if params.get("weighted") and len(y) == 1:
            continue
        # so ill-conditioned that float32 gets three digits right, here as in the peer
        if name == "far from 0" and not params.get("fitIntercept", True):
            continue
        sample_weight = weights_of(len(y)) if params.get("weighted") else None
        model = create(len(y), **params).fit(X, y, sample_weight=sample_weight)
        counted = X if sample_weight is None else X[sample_weight > 0]
        at = clamped(counted, test) if params.get("clamp", True) else test
        cases.append(
            {
                "data": name,
                "params": params,
                "alpha": float(model.alpha_ if isinstance(model, RidgeCV) else model.alpha),
                "weights": [float(f"{value:.9g}") for value in model.coef_],
                "intercept": float(f"{model.intercept_:.9g}"),
                "predictions": [float(f"{value:.12g}") for value in model.predict(at)],
            }
        )

with open("ridge-regression.json", "w") as file:
    json.dump({"data": DATA, "cases": cases}, file)
    file.write("\n")
