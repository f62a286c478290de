"""Golden values for random-forest-regression: single trees exactly, forests by the mean of their figures over seeds.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python random_forest_regression.py
Input is float32. Tolerances of the tests: trees: features equal, thresholds 1e-6 relative, predictions 1e-6 of the spread
of the targets, importances 1e-6; forests: the mean of each figure over seeds within the tolerance in the file (three
standard errors of the difference), the correlation of importances at least that in the file.
"""

import base64
import json

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import r2_score
from sklearn.tree import DecisionTreeRegressor


def rounded(values, digits=7):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def b64(values):
    return base64.b64encode(np.ascontiguousarray(values, dtype=np.float32).tobytes()).decode()


# --- single trees -----------------------------------------------------------------------------------------------------
GROWN = [
    ({"maxDepth": 1}, {"max_depth": 1}, False),
    ({"maxDepth": 3}, {"max_depth": 3}, False),
    ({"minSamplesLeaf": 9}, {"min_samples_leaf": 9}, False),
    ({"minSamplesLeaf": 9}, {"min_samples_leaf": 9}, True),
    ({"minSamplesSplit": 60}, {"min_samples_split": 60}, False),
    ({"maxLeafNodes": 9}, {"max_leaf_nodes": 9}, False),
    ({"maxLeafNodes": 7}, {"max_leaf_nodes": 7}, True),
    ({"minImpurityDecrease": 0.4}, {"min_impurity_decrease": 0.4}, False),
    ({"minImpurityDecrease": 0.6}, {"min_impurity_decrease": 0.6}, True),
    ({"minSamplesLeaf": 9, "ccpAlpha": 0.2}, {"min_samples_leaf": 9, "ccp_alpha": 0.2}, False),
    ({"minSamplesLeaf": 9, "ccpAlpha": 0.3}, {"min_samples_leaf": 9, "ccp_alpha": 0.3}, True),
    ({"maxDepth": 4, "minSamplesLeaf": 7, "minSamplesSplit": 30},
     {"max_depth": 4, "min_samples_leaf": 7, "min_samples_split": 30}, False),
]


def friedman(n, rng):
    """Friedman's first function of five of six features."""
    X = rng.uniform(size=(n, 6)).astype(np.float32)
    wave = 10 * np.sin(np.pi * X[:, 0] * X[:, 1])
    y = wave + 20 * (X[:, 2] - 0.5) ** 2 + 10 * X[:, 3] + 5 * X[:, 4] + rng.normal(size=n)
    return X, np.round(y + 100, 6)


def grown_trees(seed):
    """Data and trees that look at all features: the same for every seed, save for ties, and then None."""
    rng = np.random.RandomState(seed)
    X, y = friedman(240, rng)
    X_test, _ = friedman(60, rng)
    weights = np.round(rng.uniform(0.2, 3, len(y)), 3)
    weights[::11] = 0
    trees = []
    for params, sk, weighted in GROWN:
        fits = [
            DecisionTreeRegressor(**sk, random_state=s).fit(X, y, weights if weighted else None) for s in range(6)
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
            "predictions": rounded(fits[0].predict(X_test)),
            "importances": rounded(fits[0].feature_importances_),
        })
    return X, y, weights, X_test, trees


X, y, weights, X_test, trees = next(found for seed in range(1000) if (found := grown_trees(seed)) is not None)
grown = {
    "X": b64(X), "y": y.tolist(), "weights": weights.tolist(), "XTest": b64(X_test), "cases": trees,
}

# --- forests, by the mean of their figures over seeds -----------------------------------------------------------------
diabetes = load_diabetes()
order = np.random.RandomState(0).permutation(len(diabetes.target))
train, test = order[:300], order[300:]
DX, dy = diabetes.data.astype(np.float32), diabetes.target
ESTIMATORS, SEEDS, OURS = 30, 16, 6
SETTINGS = [
    ({}, {"max_features": 1 / 3}),
    ({"maxFeatures": "all"}, {"max_features": 1.0}),
    ({"maxFeatures": "sqrt"}, {"max_features": "sqrt"}),
    ({"maxFeatures": "log2", "maxDepth": 5}, {"max_features": "log2", "max_depth": 5}),
    ({"maxFeatures": 0.5, "minSamplesLeaf": 5}, {"max_features": 0.5, "min_samples_leaf": 5}),
    ({"maxFeatures": 2, "minSamplesSplit": 20}, {"max_features": 2, "min_samples_split": 20}),
    ({"maxLeafNodes": 15}, {"max_features": 1 / 3, "max_leaf_nodes": 15}),
    ({"minImpurityDecrease": 40}, {"max_features": 1 / 3, "min_impurity_decrease": 40}),
    ({"ccpAlpha": 30}, {"max_features": 1 / 3, "ccp_alpha": 30}),
    ({"maxSamples": 0.4}, {"max_features": 1 / 3, "max_samples": 0.4}),
    ({"maxSamples": 80}, {"max_features": 1 / 3, "max_samples": 80}),
    ({"bootstrap": False}, {"max_features": 1 / 3, "bootstrap": False}),
]
forests = []
for params, sk in SETTINGS:
    oob = sk.get("bootstrap", True)
    runs, importances = [], []
    for seed in range(SEEDS):
        fit = RandomForestRegressor(ESTIMATORS, random_state=seed, oob_score=oob, **sk).fit(DX[train], dy[train])
        importances.append(fit.feature_importances_)
        runs.append([
            r2_score(dy[test], fit.predict(DX[test])),
            np.mean([tree.tree_.node_count for tree in fit.estimators_]),
            fit.oob_score_ if oob else np.nan,
        ])
    mean, spread = np.mean(runs, axis=0), np.std(runs, axis=0, ddof=1)
    # as close as scikit-learn comes to itself, three times as far from 1
    own = np.corrcoef(np.mean(importances[:OURS], axis=0), np.mean(importances[OURS:], axis=0))[0, 1]
    case = {
        "params": params,
        "importances": rounded(np.mean(importances, axis=0), 5),
        "correlation": round(1 - 3 * (1 - own), 5),
    }
    for at, name in enumerate(["r2", "nodes", "oobScore"]):
        if not np.isnan(mean[at]):
            tolerance = 3 * spread[at] * np.sqrt(1 / OURS + 1 / SEEDS)
            case[name] = {"mean": round(mean[at], 5), "tolerance": round(tolerance, 5)}
    forests.append(case)

with open("random-forest-regression.json", "w") as file:
    json.dump({
        "grown": grown,
        "nEstimators": ESTIMATORS,
        "seeds": OURS,
        "XTrain": b64(DX[train]),
        "yTrain": dy[train].tolist(),
        "XTest": b64(DX[test]),
        "yTest": dy[test].tolist(),
        "forests": forests,
    }, file)
    file.write("\n")
