"""Golden values of the metrics of numbers and of sets of labels. Run: python test/golden/evaluate/target_metrics.py
Made with scikit-learn 1.9.1, numpy 2.4.6 on Python 3.11. Tolerance: 1e-9, relative where values are large.

Scores are multiples of 1/64, so that they are the same in float32, and some of them are equal. Labels that do not count
by the docstring of a metric (none had, none had or predicted) are left out before scikit-learn sees them. R2 of one
sample, which scikit-learn does not define, follows the docstring.
"""
import json
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics as sk

warnings.filterwarnings("ignore")
rng = np.random.default_rng(0)


def of_numbers(y_true, y_pred, weights):
    return {
        "r2": sk.r2_score(y_true, y_pred, sample_weight=weights) if len(y_true) > 1 else 0.0,
        "mae": sk.mean_absolute_error(y_true, y_pred, sample_weight=weights),
        "rmse": sk.root_mean_squared_error(y_true, y_pred, sample_weight=weights),
    }


def regression(name, y_true, y_pred):
    weights = rng.integers(0, 4, size=len(y_true)).astype(float)
    weights[0] += 1
    return {
        "name": name,
        "yTrue": y_true.tolist(),
        "yPred": y_pred.tolist(),
        "weights": weights.tolist(),
        "expected": of_numbers(y_true, y_pred, np.ones(len(y_true))),
        "expectedWeighted": of_numbers(y_true, y_pred, weights),
    }


def of_labels(y_true, y_pred, scores, weights):
    drawn = weights > 0
    had = y_true[drawn].any(axis=0)
    counted = had | y_pred[drawn].any(axis=0)
    return {
        "labelAveragePrecision": sk.average_precision_score(
            y_true[:, had], scores[:, had], average="macro", sample_weight=weights
        )
        if had.any()
        else 0.0,
        "labelMicroF1": sk.f1_score(y_true, y_pred, average="micro", sample_weight=weights),
        "labelMacroF1": sk.f1_score(y_true[:, counted], y_pred[:, counted], average="macro", sample_weight=weights)
        if counted.any()
        else 0.0,
        "subsetAccuracy": sk.accuracy_score(y_true, y_pred, sample_weight=weights),
        "hammingLoss": sk.hamming_loss(y_true, y_pred, sample_weight=weights),
    }


def multi_label(name, y_true, scores, threshold=0.5):
    y_pred = (scores > threshold).astype(int)
    weights = rng.integers(0, 4, size=len(y_true)).astype(float)
    weights[0] += 1
    return {
        "name": name,
        "yTrue": y_true.tolist(),
        "yPred": y_pred.tolist(),
        "scores": scores.tolist(),
        "weights": weights.tolist(),
        "expected": of_labels(y_true, y_pred, scores, np.ones(len(y_true))),
        "expectedWeighted": of_labels(y_true, y_pred, scores, weights),
        "perLabel": [
            {
                "support": int(t.sum()),
                "predicted": int(p.sum()),
                "precision": sk.precision_score(t, p) if p.any() else None,
                "recall": sk.recall_score(t, p) if t.any() else None,
                "f1": sk.f1_score(t, p) if t.any() or p.any() else None,
                "averagePrecision": sk.average_precision_score(t, s) if t.any() else None,
            }
            for t, p, s in zip(y_true.T, y_pred.T, scores.T)
        ],
    }


def noisy(y_true, spread):
    return np.clip(np.round((y_true * 0.5 + 0.25 + rng.normal(size=y_true.shape) * spread) * 64) / 64, 0, 1)


def cases():
    y = rng.normal(size=40) * 3 + 10
    shares = rng.random((60, 5)) < [0.5, 0.3, 0.2, 0.1, 0.05]
    few = (rng.random((12, 4)) < 0.3).astype(int)
    few[:, 2] = 0
    few[:, 3] = 1
    return {
        "regression": [
            regression("related", y, y + rng.normal(size=40)),
            regression("worse than the mean", y, 25 - y),
            regression("large numbers", 1e9 + y, 1e9 + y + rng.normal(size=40)),
            regression("all equal", np.full(6, 0.5), np.full(6, 0.5) + rng.normal(size=6)),
            regression("all equal, exact", np.full(6, 0.5), np.full(6, 0.5)),
            regression("one sample", np.array([2.0]), np.array([3.0])),
        ],
        "multiLabel": [
            multi_label("five labels", shares.astype(int), noisy(shares, 0.2)),
            multi_label("noise", shares.astype(int), noisy(np.zeros_like(shares, float), 0.3)),
            multi_label("a label that none has, one that all have", few, noisy(few, 0.25)),
            multi_label("never predicted", few, noisy(few, 0.1), threshold=1),
            multi_label("no label anywhere", np.zeros((4, 3), int), np.zeros((4, 3))),
        ],
    }


path = Path(__file__).with_name("target-metrics.json")
path.write_text(json.dumps(cases()) + "\n")
