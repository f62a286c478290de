"""Golden values for Platt scaling and isotonic regression on fixed scores.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python generate.py
Scores are rounded, so that some are equal, and read as float32 on both sides. Tolerances of the tests:
1e-5 for Platt (scikit-learn stops at a gradient of 1e-6), 1e-6 for isotonic.
"""

import json

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression


class Scores(ClassifierMixin, BaseEstimator):
    """A classifier whose scores are the features."""

    def __init__(self, k):
        self.k = k
        self.classes_ = np.arange(k)

    def fit(self, X, y, sample_weight=None):
        return self

    def predict(self, X):
        return self.classes_[np.zeros(len(X), dtype=int)]

    def decision_function(self, X):
        return X[:, 0] if self.k == 2 else X


def make(k, n, scale, seed):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % k
    width = 1 if k == 2 else k
    truth = y[:, None] == (np.array([1]) if k == 2 else np.arange(k))
    draw = lambda truth: np.round(scale * (truth - 0.5 + rng.normal(size=truth.shape)), 2 if scale < 10 else 1)
    scores = draw(truth)
    asked = np.concatenate([draw(truth[:20]), np.full((1, width), 9.0 * scale), np.full((1, width), -9.0 * scale)])
    return np.float32(scores).astype(np.float64), y, np.float32(asked).astype(np.float64)


def rows(values):
    return np.round(np.asarray(values, dtype=np.float64), 9).tolist()


cases = []
for k, n, scale in [(2, 60, 1), (2, 40, 100), (4, 80, 1), (3, 30, 0.01)]:
    scores, y, asked = make(k, n, scale, k * n)
    for weighted in (False, True):
        weights = np.array([[1, 2, 0, 0.5][i % 4] for i in range(n)], dtype=float) if weighted else None
        for method in ("sigmoid", "isotonic"):
            model = CalibratedClassifierCV(FrozenEstimator(Scores(k)), method=method)
            model.fit(scores, y, sample_weight=weights)
            calibrators = model.calibrated_classifiers_[0].calibrators
            cases.append(
                {
                    "method": method,
                    "k": k,
                    "scores": rows(scores),
                    "y": y.tolist(),
                    **({"weights": weights.tolist()} if weighted else {}),
                    "asked": rows(asked),
                    "probabilities": rows(model.predict_proba(asked)),
                    **(
                        {"curves": [[float(c.a_), float(c.b_)] for c in calibrators]}
                        if method == "sigmoid"
                        else {"curves": [[rows(c.X_thresholds_), rows(c.y_thresholds_)] for c in calibrators]}
                    ),
                }
            )

rng = np.random.default_rng(3)
x, targets, weights = np.round(rng.normal(size=50), 1), np.round(rng.normal(size=50), 3), rng.integers(0, 4, size=50)
at = np.round(np.linspace(-4, 4, 41), 4)
regression = IsotonicRegression(out_of_bounds="clip").fit(x, targets, sample_weight=weights)

with open("calibration.json", "w") as file:
    json.dump(
        {
            "classifiers": cases,
            "regression": {
                "x": x.tolist(),
                "targets": targets.tolist(),
                "weights": weights.tolist(),
                "at": at.tolist(),
                "values": rows(regression.predict(at)),
            },
        },
        file,
    )
    file.write("\n")
