"""Golden values of isolation-forest, from scikit-learn.

Command:   python isolation_forest.py      (writes isolation-forest.json beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: scores of the given trees 1e-6; grown forests: ROC AUC within the tolerance in the file, the mean scores of the
           samples with a correlation of at least 0.97.
Input is float32.
"""

import base64
import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

HERE = Path(__file__).parent
OURS, SEEDS = 6, 12


def b64(values, dtype):
    return base64.b64encode(np.ascontiguousarray(values, dtype=dtype).tobytes()).decode()


def table(tree):
    """Nodes from the root on, the two children of a node side by side; with the samples of each."""
    nodes, at = [0], 0
    feature, threshold, child = [], [], []
    while at < len(nodes):
        node = nodes[at]
        at += 1
        is_leaf = tree.children_left[node] < 0
        # the greatest float32 that is not above it
        t = np.float32(0 if is_leaf else tree.threshold[node])
        t = t if is_leaf or t <= tree.threshold[node] else np.nextafter(t, np.float32(-np.inf))
        feature.append(-1 if is_leaf else int(tree.feature[node]))
        threshold.append(float(t))
        child.append(0 if is_leaf else len(nodes))
        if not is_leaf:
            nodes += [tree.children_left[node], tree.children_right[node]]
    return {
        "feature": feature,
        "threshold": threshold,
        "child": child,
        "nSamples": tree.n_node_samples[nodes].tolist(),
    }


rng = np.random.RandomState(0)
usual = rng.normal(size=(460, 8)) @ rng.normal(size=(8, 8))
unusual = rng.uniform(-7, 7, size=(40, 8))
X = np.concatenate([usual, unusual]).astype(np.float32)
X[100:110] = X[100]
is_unusual = np.arange(len(X)) >= len(usual)

given = IsolationForest(n_estimators=10, max_samples=64, random_state=1).fit(X)
cases = []
for params, sk in [
    ({}, {}),
    ({"nEstimators": 20}, {"n_estimators": 20}),
    ({"maxSamples": 32}, {"max_samples": 32}),
    ({"maxSamples": 0.9}, {"max_samples": 0.9}),
    ({"maxFeatures": 3}, {"max_features": 3}),
    ({"maxFeatures": 0.5}, {"max_features": 0.5}),
    ({"bootstrap": True}, {"bootstrap": True}),
]:
    scores = np.array([-IsolationForest(**sk, random_state=s).fit(X).score_samples(X) for s in range(SEEDS)])
    aucs = [roc_auc_score(is_unusual, s) for s in scores]
    cases.append({
        "params": params,
        # four standard errors of the difference of the two means
        "auc": {"mean": np.mean(aucs), "tolerance": 4 * np.std(aucs, ddof=1) * np.sqrt(1 / OURS + 1 / SEEDS)},
        "meanScore": {
            "mean": scores.mean(),
            "tolerance": 4 * np.std(scores.mean(axis=1), ddof=1) * np.sqrt(1 / OURS + 1 / SEEDS),
        },
        "scores": np.round(scores.mean(axis=0), 5).tolist(),
    })
value = {
    "X": b64(X, np.float32),
    "nUsual": len(usual),
    "seeds": OURS,
    "given": {"trees": [table(t.tree_) for t in given.estimators_], "scores": (-given.score_samples(X)).tolist()},
    "cases": cases,
}
(HERE / "isolation-forest.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")
