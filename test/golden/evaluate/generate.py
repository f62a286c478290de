"""Golden values of the metrics and of the group split. Run: python test/golden/evaluate/generate.py
Made with scikit-learn 1.9.1, numpy 2.4.6 on Python 3.11. Tolerance: 1e-9 (probabilities are float32, scored as float64).
"""
import json
import types
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics as sk
from sklearn.model_selection import StratifiedGroupKFold, _split

warnings.filterwarnings("ignore")
rng = np.random.default_rng(0)


def case(name, y_true, y_pred, clusters, n_classes, sharpness=1.0):
    logits = rng.normal(size=(len(y_true), n_classes)) * sharpness
    logits[np.arange(len(y_true)), y_pred] += 1
    proba = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    proba = proba.astype(np.float32)
    if name == "certain":
        proba = np.eye(n_classes, dtype=np.float32)[y_pred]
    labels = list(range(n_classes))
    return {
        "name": name,
        "nClasses": n_classes,
        "yTrue": list(map(int, y_true)),
        "yPred": list(map(int, y_pred)),
        "clusters": list(map(int, clusters)),
        "proba": [[float(p) for p in row] for row in proba],
        "confusion": sk.confusion_matrix(y_true, y_pred, labels=labels).tolist(),
        "expected": {
            "accuracy": sk.accuracy_score(y_true, y_pred),
            "balancedAccuracy": sk.balanced_accuracy_score(y_true, y_pred),
            "macroF1": sk.f1_score(y_true, y_pred, average="macro", zero_division=0),
            "logLoss": sk.log_loss(y_true, proba.astype(np.float64), labels=labels),
            "ari": sk.adjusted_rand_score(y_true, clusters),
            "nmi": sk.normalized_mutual_info_score(y_true, clusters),
        },
    }


def noisy(y_true, n_classes, share):
    return np.where(rng.random(len(y_true)) < share, rng.integers(n_classes, size=len(y_true)), y_true)


def cases():
    y = rng.integers(4, size=60)
    yield case("balanced", y, noisy(y, 4, 0.3), noisy(y, 4, 0.4), 4)
    y = rng.choice(5, size=80, p=[0.6, 0.2, 0.1, 0.05, 0.05])
    yield case("unbalanced, more clusters than classes", y, noisy(y, 5, 0.5), rng.integers(9, size=80), 5, 3)
    y = rng.choice([0, 2, 5], size=40)
    yield case("class 1, 3 absent from both, 4 from y_true", y, np.where(y == 5, 4, y), y, 6)
    y = rng.integers(3, size=30)
    yield case("class 2 never predicted", y, np.minimum(y, 1), np.minimum(y, 1), 3)
    yield case("all right", y, y, y + 7, 3)
    yield case("certain", y, noisy(y, 3, 0.4), np.zeros(30, int), 3)
    yield case("one class, one cluster", np.full(6, 1), np.full(6, 1), np.full(6, 3), 2)
    yield case("one sample", np.array([1]), np.array([0]), np.array([2]), 2)


# Groups and folds that are equally good must tie, which the last bits of np.std would decide otherwise.
_split.np = types.SimpleNamespace(**vars(np))
_split.np.std = lambda *args, **kwargs: np.round(np.std(*args, **kwargs), 11)


def group_case(n_groups, n_classes, folds, per_group):
    groups = np.repeat(np.arange(n_groups), rng.integers(1, per_group + 1, size=n_groups))
    own = rng.integers(n_classes, size=n_groups)
    y = np.where(rng.random(len(groups)) < 0.3, rng.integers(n_classes, size=len(groups)), own[groups])
    split = StratifiedGroupKFold(folds).split(np.zeros((len(y), 1)), y, groups)
    fold_of = np.zeros(len(y), int)
    for fold, (_, test) in enumerate(split):
        fold_of[test] = fold
    return {
        "nClasses": n_classes,
        "folds": folds,
        "y": y.tolist(),
        "groups": groups.tolist(),
        "foldOf": fold_of.tolist(),
    }


here = Path(__file__).parent
golden = {
    "metrics": list(cases()),
    "group-folds": [group_case(40, 3, 5, 4), group_case(25, 2, 3, 7), group_case(60, 5, 4, 3)],
}
for name, values in golden.items():
    (here / f"{name}.json").write_text(json.dumps(values) + "\n")
