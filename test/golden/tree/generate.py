"""Golden values of random-forest, extra-trees and permutationImportance, from scikit-learn.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: trees: features equal, thresholds 1e-6 relative, probabilities and importances 1e-6; forests: the mean of each
           figure over seeds within the tolerance in its file, the correlation of importances at least that in the file;
           given forests: probabilities 1e-6; permutation importances within four standard errors.
Input is float32.
"""

import base64
import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.tree import DecisionTreeClassifier

HERE = Path(__file__).parent


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def rounded(values, digits=7):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def b64(values, dtype):
    return base64.b64encode(np.ascontiguousarray(values, dtype=dtype).tobytes()).decode()


# --- single trees -----------------------------------------------------------------------------------------------------
CLASSES = np.array([0, 1, 3])  # class 2 has no samples
GROWN = [
    ({"maxDepth": 1}, {"max_depth": 1}, False),
    ({"maxDepth": 3}, {"max_depth": 3}, False),
    ({"criterion": "entropy", "maxDepth": 3}, {"criterion": "entropy", "max_depth": 3}, False),
    ({"criterion": "log-loss", "maxDepth": 4, "minSamplesLeaf": 9},
     {"criterion": "log_loss", "max_depth": 4, "min_samples_leaf": 9}, True),
    ({"minSamplesLeaf": 9}, {"min_samples_leaf": 9}, False),
    ({"minSamplesLeaf": 9}, {"min_samples_leaf": 9}, True),
    ({"minSamplesSplit": 60}, {"min_samples_split": 60}, False),
    ({"maxLeafNodes": 9}, {"max_leaf_nodes": 9}, False),
    ({"maxLeafNodes": 7, "criterion": "entropy"}, {"max_leaf_nodes": 7, "criterion": "entropy"}, True),
    ({"minImpurityDecrease": 0.02}, {"min_impurity_decrease": 0.02}, False),
    ({"minImpurityDecrease": 0.03}, {"min_impurity_decrease": 0.03}, True),
    ({"minSamplesLeaf": 9, "ccpAlpha": 0.006}, {"min_samples_leaf": 9, "ccp_alpha": 0.006}, False),
    ({"minSamplesLeaf": 9, "ccpAlpha": 0.01, "criterion": "entropy"},
     {"min_samples_leaf": 9, "ccp_alpha": 0.01, "criterion": "entropy"}, True),
    ({"minSamplesLeaf": 9, "classWeight": "balanced"}, {"min_samples_leaf": 9, "class_weight": "balanced"}, False),
    ({"minSamplesLeaf": 9, "classWeight": "balanced-subsample"},
     {"min_samples_leaf": 9, "class_weight": "balanced"}, False),
    ({"minSamplesLeaf": 9, "classWeight": [1, 2.5, 7, 0.5]},
     {"min_samples_leaf": 9, "class_weight": {0: 1, 1: 2.5, 3: 0.5}}, True),
    ({"maxDepth": 4, "minSamplesLeaf": 7, "minSamplesSplit": 30},
     {"max_depth": 4, "min_samples_leaf": 7, "min_samples_split": 30}, False),
]


def with_gap(probabilities):
    full = np.zeros((len(probabilities), 4))
    full[:, CLASSES] = probabilities
    return rounded(full)


def grown_trees(seed):
    """Data and trees that look at all features: the same for every seed, save for ties, and then None."""
    rng = np.random.RandomState(seed)
    means = rng.normal(size=(3, 6))

    def sample(n):
        labels = rng.choice(3, n, p=[0.5, 0.3, 0.2])
        return (means[labels] + 1.5 * rng.normal(size=(n, 6))).astype(np.float32), CLASSES[labels]

    X, y = sample(240)
    X_test, _ = sample(60)
    weights = np.round(rng.uniform(0.2, 3, len(y)), 3)
    weights[::11] = 0
    trees = []
    for params, sk, weighted in GROWN:
        fits = [
            DecisionTreeClassifier(**sk, random_state=s).fit(X, y, weights if weighted else None) for s in range(6)
        ]
        tables = [
            sorted((int(f), float(t)) for f, t in zip(fit.tree_.feature, fit.tree_.threshold) if f >= 0)
            for fit in fits
        ]
        if any(table != tables[0] for table in tables):
            return None
        trees.append({
            "params": params,
            "weighted": weighted,
            "splits": [[f, round(t, 9)] for f, t in tables[0]],
            "probabilities": with_gap(fits[0].predict_proba(X_test)),
            "importances": rounded(fits[0].feature_importances_),
        })
    return X, y, weights, X_test, trees


X, y, weights, X_test, trees = next(found for seed in range(1000) if (found := grown_trees(seed)) is not None)
write("trees", {
    "X": b64(X, np.float32), "y": y.tolist(), "weights": weights.tolist(), "XTest": b64(X_test, np.float32),
    "cases": trees,
})


# --- forests that are given -------------------------------------------------------------------------------------------
def table(tree):
    """Nodes from the root on, the two children of a node side by side."""
    nodes, at = [0], 0
    feature, threshold, child, shares = [], [], [], []
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if tree.children_left[node] < 0:
            feature.append(-1)
            threshold.append(0)
            child.append(len(shares))
            full = np.zeros(4)
            full[CLASSES] = tree.value[node][0]
            shares.append(rounded(full, 9))
            continue
        # the greatest float32 that is not above it
        t = np.float32(tree.threshold[node])
        t = t if t <= tree.threshold[node] else np.nextafter(t, np.float32(-np.inf))
        feature.append(int(tree.feature[node]))
        threshold.append(float(t))
        child.append(len(nodes))
        nodes += [tree.children_left[node], tree.children_right[node]]
    return {"feature": feature, "threshold": threshold, "child": child, "shares": shares}


forest = RandomForestClassifier(8, max_depth=5, random_state=3).fit(X, y)
permuted = permutation_importance(forest, X, y, n_repeats=100, random_state=0)
write("given-forest", {
    "trees": [table(estimator.tree_) for estimator in forest.estimators_],
    "probabilities": with_gap(forest.predict_proba(X_test)),
    "importances": [
        {"mean": round(m, 6), "deviation": round(s, 6)}
        for m, s in zip(permuted.importances_mean, permuted.importances_std)
    ],
    "repeats": 100,
})


def count_nodes(tree):
    """Without the splits of pure nodes, which scikit-learn makes where rounding leaves an impurity of 1e-16."""
    nodes = [0]
    for node in nodes:
        if tree.children_left[node] >= 0 and tree.value[node].max() < 1 - 1e-9:
            nodes += [tree.children_left[node], tree.children_right[node]]
    return len(nodes)


# --- forests, by the mean of their figures over seeds -----------------------------------------------------------------
digits = load_digits()
order = np.random.RandomState(0).permutation(len(digits.target))
train, test = order[:400], order[400:1000]
DX, dy = digits.data.astype(np.float32), digits.target
ESTIMATORS, SEEDS, OURS = 30, 12, 4
rare = [0.3 if c in (3, 8) else 2 if c == 5 else 1 for c in range(10)]
common = [
    ({}, {}),
    ({"criterion": "entropy"}, {"criterion": "entropy"}),
    ({"maxFeatures": "log2"}, {"max_features": "log2"}),
    ({"maxFeatures": "all"}, {"max_features": None}),
    ({"maxFeatures": 0.05}, {"max_features": 0.05}),
    ({"maxFeatures": 1}, {"max_features": 1}),
    ({"maxDepth": 3}, {"max_depth": 3}),
    ({"minSamplesLeaf": 8}, {"min_samples_leaf": 8}),
    ({"minSamplesSplit": 60}, {"min_samples_split": 60}),
    ({"maxLeafNodes": 20}, {"max_leaf_nodes": 20}),
    ({"minImpurityDecrease": 0.01}, {"min_impurity_decrease": 0.01}),
    ({"ccpAlpha": 0.01}, {"ccp_alpha": 0.01}),
    ({"classWeight": rare}, {"class_weight": dict(enumerate(rare))}),
    ({"bootstrap": True, "maxSamples": 0.3}, {"bootstrap": True, "max_samples": 0.3}),
    ({"bootstrap": True, "maxSamples": 80}, {"bootstrap": True, "max_samples": 80}),
    ({"bootstrap": True, "classWeight": "balanced-subsample", "minSamplesLeaf": 3},
     {"bootstrap": True, "class_weight": "balanced_subsample", "min_samples_leaf": 3}),
    ({"bootstrap": True, "classWeight": "balanced"}, {"bootstrap": True, "class_weight": "balanced"}),
    ({"bootstrap": False}, {"bootstrap": False}),
]
cases = []
for estimator, model in [("random-forest", RandomForestClassifier), ("extra-trees", ExtraTreesClassifier)]:
    for params, sk in common:
        oob = sk.get("bootstrap", estimator == "random-forest")
        runs, importances = [], []
        for seed in range(SEEDS):
            fit = model(ESTIMATORS, random_state=seed, oob_score=oob, **sk).fit(DX[train], dy[train])
            p = fit.predict_proba(DX[test])
            importances.append(fit.feature_importances_)
            runs.append([
                fit.score(DX[test], dy[test]),
                -np.mean(np.log(np.maximum(p[np.arange(len(test)), dy[test]], 1e-3))),
                np.mean([count_nodes(tree.tree_) for tree in fit.estimators_]),
                fit.oob_score_ if oob else np.nan,
            ])
        mean, spread = np.mean(runs, axis=0), np.std(runs, axis=0, ddof=1)
        # as close as scikit-learn comes to itself, three times as far from 1
        own = np.corrcoef(np.mean(importances[:OURS], axis=0), np.mean(importances[OURS:], axis=0))[0, 1]
        case = {
            "estimator": estimator,
            "params": params,
            "importances": rounded(np.mean(importances, axis=0), 5),
            "correlation": round(1 - 3 * (1 - own), 5),
        }
        for at, name in enumerate(["accuracy", "logLoss", "nodes", "oobScore"]):
            if not np.isnan(mean[at]):
                # four standard errors of the difference of the two means
                tolerance = 4 * spread[at] * np.sqrt(1 / OURS + 1 / SEEDS)
                case[name] = {"mean": round(mean[at], 5), "tolerance": round(tolerance, 5)}
        cases.append(case)
write("forests", {
    "nEstimators": ESTIMATORS,
    "seeds": OURS,
    "XTrain": b64(DX[train], np.uint8),
    "yTrain": b64(dy[train], np.uint8),
    "XTest": b64(DX[test], np.uint8),
    "yTest": b64(dy[test], np.uint8),
    "cases": cases,
})
