"""Golden values of the metrics and of the group split. Run: python test/golden/evaluate/generate.py
Made with scikit-learn 1.9.1, numpy 2.4.6, uncertainty-calibration 0.1.4 on Python 3.11. Tolerance: 1e-9 (probabilities
are float32, scored as float64).

Where scikit-learn has no value the golden one follows the docstring of the metric, and says so here.
"""
import json
import types
import warnings
from pathlib import Path

import calibration
import numpy as np
from sklearn import metrics as sk
from sklearn.metrics.cluster import contingency_matrix
from sklearn.model_selection import StratifiedGroupKFold, _split

warnings.filterwarnings("ignore")
rng = np.random.default_rng(0)
weight_rng = np.random.default_rng(1)


def one_versus_rest(score, y_true, proba, weights, classes):
    """Mean over the classes that have samples and, where `score` says undefined (NaN), without those."""
    values = [score(y_true == c, proba[:, c], sample_weight=weights) for c in classes if (y_true == c).any()]
    return float(np.nanmean(values)) if np.isfinite(values).any() else None


def roc_auc(y_true, proba, weights, n_classes):
    if set(y_true) == set(range(n_classes)) and n_classes > 2:
        return sk.roc_auc_score(y_true, proba, multi_class="ovr", sample_weight=weights)
    classes = [1] if n_classes == 2 else range(n_classes)
    mean = one_versus_rest(sk.roc_auc_score, y_true, proba, weights, classes)
    return 0.5 if mean is None else mean


def top_k(y_true, proba, weights, labels, k):
    if len(labels) <= k:
        return 1.0
    return sk.top_k_accuracy_score(y_true, proba, k=k, labels=labels, sample_weight=weights)


def ece(y_true, proba, weights):
    """Guo et al. 2017, eq. 3: confidences in ((m - 1)/15, m/15] make bin m."""
    confidence = proba.max(axis=1)
    right = proba.argmax(axis=1) == y_true
    error = 0
    for m in range(15):
        held = (confidence > m / 15) & (confidence <= (m + 1) / 15)
        if held.any():
            w = weights[held]
            gap = np.average(right[held], weights=w) - np.average(confidence[held], weights=w)
            error += w.sum() / weights.sum() * abs(gap)
    if (weights == 1).all() and proba.shape[1] > 2:
        assert abs(error - calibration.get_ece(proba, y_true, num_bins=15)) < 1e-9
    return float(error)


def purity(y_true, clusters):
    return float(contingency_matrix(y_true, clusters).max(axis=0).sum() / len(y_true))


def scores(y_true, y_pred, proba, weights, n_classes):
    """Metrics that scikit-learn has for weighted samples."""
    labels = list(range(n_classes))
    w = {"sample_weight": weights}
    kappa = sk.cohen_kappa_score(y_true, y_pred, **w)
    return {
        "accuracy": sk.accuracy_score(y_true, y_pred, **w),
        "balancedAccuracy": sk.balanced_accuracy_score(y_true, y_pred, **w),
        "meanPerClassRecall": sk.recall_score(y_true, y_pred, labels=sorted(set(y_true)), average="macro", **w),
        "macroF1": sk.f1_score(y_true, y_pred, average="macro", zero_division=0, **w),
        "weightedF1": sk.f1_score(y_true, y_pred, average="weighted", zero_division=0, **w),
        "kappa": kappa if np.isfinite(kappa) else 0.0,  # one class alone: ours is 0, as scikit-learn's MCC
        "mcc": sk.matthews_corrcoef(y_true, y_pred, **w),
        "top3Accuracy": top_k(y_true, proba, weights, labels, 3),
        "top5Accuracy": top_k(y_true, proba, weights, labels, 5),
        "rocAuc": roc_auc(y_true, proba, weights, n_classes),
        "averagePrecision": one_versus_rest(sk.average_precision_score, y_true, proba, weights, labels),
        "logLoss": sk.log_loss(y_true, proba, labels=labels, **w),
        "brier": sk.brier_score_loss(y_true, proba, labels=labels, **w),
        "ece": ece(y_true, proba, weights),
    }


def cluster_scores(y_true, clusters):
    return {
        "nmi": sk.normalized_mutual_info_score(y_true, clusters),
        "vMeasure": sk.v_measure_score(y_true, clusters),
        "purity": purity(y_true, clusters),
    }


def case(name, y_true, y_pred, clusters, n_classes, sharpness=1.0, rng=rng):
    logits = rng.normal(size=(len(y_true), n_classes)) * sharpness
    logits[np.arange(len(y_true)), y_pred] += 1
    proba = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    proba = proba.astype(np.float32)
    if name == "certain":
        proba = np.eye(n_classes, dtype=np.float32)[y_pred]
    if name.startswith("tied"):
        proba = np.round(proba * 8) + 1
        proba = (proba / proba.sum(axis=1, keepdims=True)).astype(np.float32)
    labels = list(range(n_classes))
    proba64 = proba.astype(np.float64)
    weights = weight_rng.integers(4, size=len(y_true))
    weights[0] += 1
    counted = weights > 0
    copies = np.repeat(np.arange(len(y_true)), weights)
    return {
        "name": name,
        "nClasses": n_classes,
        "yTrue": list(map(int, y_true)),
        "yPred": list(map(int, y_pred)),
        "clusters": list(map(int, clusters)),
        "proba": [[float(p) for p in row] for row in proba],
        "confusion": sk.confusion_matrix(y_true, y_pred, labels=labels).tolist(),
        "expected": {
            **scores(y_true, y_pred, proba64, np.ones(len(y_true)), n_classes),
            "ari": sk.adjusted_rand_score(y_true, clusters),
            **cluster_scores(y_true, clusters),
        },
        "weights": weights.tolist(),
        "expectedWeighted": {
            **scores(y_true[counted], y_pred[counted], proba64[counted], weights[counted].astype(float), n_classes),
            **cluster_scores(y_true[copies], clusters[copies]),
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
    y = weight_rng.integers(2, size=50)
    yield case("two classes", y, np.where(weight_rng.random(50) < 0.3, 1 - y, y), y, 2, rng=weight_rng)
    y = weight_rng.integers(7, size=70)
    yield case("tied probabilities", y, np.where(weight_rng.random(70) < 0.5, 3, y), y // 2, 7, rng=weight_rng)


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
