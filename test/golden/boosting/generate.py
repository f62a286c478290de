"""Golden values of gradient-boosted-trees, from scikit-learn's HistGradientBoostingClassifier.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: bin thresholds 1e-12; decision functions, losses and importances 1e-5, numbers of nodes and rounds equal; what
           is drawn at random: means over seeds, each within the tolerance in its file.
Input is float32; its decimals are exact.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.ensemble._hist_gradient_boosting.binning import _find_binning_thresholds
from sklearn.metrics import log_loss

HERE = Path(__file__).parent
rng = np.random.RandomState(3)


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def quarters(values, steps):
    """Rounded to what float32 and decimals hold exactly."""
    return np.round(np.asarray(values) * steps) / steps


def data(n, n_test, d, classes, steps):
    centres = rng.normal(size=(len(classes), d)) * 0.8
    y = rng.randint(0, len(classes), n + n_test)
    X = centres[y] + rng.normal(size=(n + n_test, d))
    X[:, 1] *= X[:, 0]
    X = quarters(X, steps)
    X[:, -1] = 1  # constant
    weights = quarters(rng.uniform(0.25, 3, n), 64)
    return {
        "X": X[:n], "y": np.asarray(classes)[y[:n]], "test": X[n:], "testY": np.asarray(classes)[y[n:]],
        "weights": weights,
    }


SETS = {
    "binary": data(240, 40, 6, [0, 1], 256),
    "gapped": data(260, 40, 6, [0, 1, 3], 8),
    "many values": data(510, 40, 4, [0, 1, 2, 3], 2**14),
}
write("data", {name: {key: value.tolist() for key, value in s.items()} for name, s in SETS.items()})

thresholds = []
for n, max_bins, steps in [(510, 255, 2**14), (509, 255, 2**14), (700, 255, 128), (300, 255, 4), (60, 7, 2**10), (70, 7, 4), (50, 2, 64)]:
    values = quarters(rng.normal(size=n), steps)
    weights = quarters(rng.uniform(0.1, 2, n), 32)
    thresholds.append({
        "values": values.tolist(), "weights": weights.tolist(), "maxBins": max_bins,
        "thresholds": _find_binning_thresholds(values.copy(), max_bins).tolist(),
        "weighted": _find_binning_thresholds(values.copy(), max_bins, weights.copy()).tolist(),
        "ones": _find_binning_thresholds(values.copy(), max_bins, np.ones(n)).tolist(),
    })
write("thresholds", thresholds)

NAMES = {
    "learningRate": "learning_rate", "maxIterations": "max_iter", "maxLeafNodes": "max_leaf_nodes", "maxDepth": "max_depth",
    "minSamplesLeaf": "min_samples_leaf", "l2Regularization": "l2_regularization", "maxFeatures": "max_features",
    "maxBins": "max_bins", "validationFraction": "validation_fraction", "nIterNoChange": "n_iter_no_change",
    "tolerance": "tol",
}
STOPPING = {"auto": "auto", "on": True, "off": False}


def fit(s, params, weighted=False, seed=0):
    settings = {"max_iter": 100, **{NAMES[k]: v for k, v in params.items() if k in NAMES}}
    settings["early_stopping"] = STOPPING[params.get("earlyStopping", "auto")]
    weight = params.get("classWeight", "none")
    present = np.unique(s["y"])
    settings["class_weight"] = (
        None if weight == "none"
        else weight if weight == "balanced"
        # scikit-learn asks for the weights by the position of the class among those present
        else {k: weight[c] for k, c in enumerate(present)}
    )
    model = HistGradientBoostingClassifier(random_state=seed, **settings)
    return model.fit(s["X"], s["y"], sample_weight=s["weights"] if weighted else None)


def importances(model, d):
    gains = np.zeros(d)
    for trees in model._predictors:
        for tree in trees:
            splits = tree.nodes[tree.nodes["is_leaf"] == 0]
            np.add.at(gains, splits["feature_idx"], splits["gain"])
    return gains / max(gains.sum(), 1e-300)


cases = []
for params, weighted in [
    ({}, False),
    ({}, True),
    ({"learningRate": 0.4}, False),
    ({"maxLeafNodes": 4}, False),
    ({"maxLeafNodes": None}, False),
    ({"maxDepth": 1}, False),
    ({"maxDepth": 3, "maxLeafNodes": 6}, False),
    ({"minSamplesLeaf": 3}, False),
    ({"minSamplesLeaf": 60}, True),
    ({"minSamplesLeaf": 200}, False),
    ({"l2Regularization": 5}, False),
    ({"maxBins": 5}, False),
    ({"maxBins": 40}, True),
    ({"classWeight": "balanced"}, False),
    ({"classWeight": [1, 3, 0.5, 2]}, True),
    ({"earlyStopping": "on", "validationFraction": None, "maxIterations": 60, "nIterNoChange": 3, "tolerance": 0.01}, False),
    ({"earlyStopping": "on", "validationFraction": None, "maxIterations": 60, "nIterNoChange": 1, "tolerance": 0.03}, True),
    ({"earlyStopping": "on", "validationFraction": None, "maxIterations": 12}, False),
]:
    params = {"maxIterations": 15, **params}
    for name, s in SETS.items():
        given = params
        if isinstance(params.get("classWeight"), list):
            given = {**params, "classWeight": params["classWeight"][: s["y"].max() + 1]}
        model = fit(s, given, weighted)
        decision = model.decision_function(s["test"])
        cases.append({
            "set": name, "params": given, "weighted": weighted,
            "decision": np.round(decision, 7).tolist(),
            "predicted": model.predict(s["test"]).tolist(),
            "nNodes": int(sum(len(t.nodes) for trees in model._predictors for t in trees)),
            "nIterations": int(model.n_iter_),
            "losses": np.round(-model.train_score_, 7).tolist(),
            "importances": np.round(importances(model, s["X"].shape[1]), 7).tolist(),
        })
write("gradient-boosted-trees", cases)

# what is drawn: features per node, and the samples that watch the loss
drawn = []
SEEDS = 24
for params in [
    {"maxFeatures": 0.3, "maxIterations": 20},
    {"maxFeatures": 0.01, "maxIterations": 20},
    {"earlyStopping": "on", "validationFraction": 0.3, "nIterNoChange": 2, "maxIterations": 100},
    {"earlyStopping": "on", "validationFraction": 60, "nIterNoChange": 2, "learningRate": 0.4, "maxIterations": 100},
]:
    s = SETS["gapped"]
    runs = []
    for seed in range(SEEDS):
        model = fit(s, params, seed=seed)
        proba = model.predict_proba(s["test"])
        runs.append([log_loss(s["testY"], proba), model.n_iter_])
    mean, spread = np.mean(runs, axis=0), np.std(runs, axis=0)
    # ours is the mean of 8 seeds: 4 standard errors of the difference
    tolerance = 4 * spread * np.sqrt(1 / 8 + 1 / SEEDS)
    drawn.append({
        "params": params, "seeds": 8,
        "logLoss": {"mean": round(mean[0], 5), "tolerance": round(tolerance[0], 5)},
        "nIterations": {"mean": round(mean[1], 5), "tolerance": round(tolerance[1], 5)},
    })
write("drawn", drawn)
