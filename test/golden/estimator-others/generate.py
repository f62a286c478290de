"""Golden values of knn, gaussian-naive-bayes, nearest-centroid, k-means and random-forest, from scikit-learn.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: predictions equal, probabilities 1e-5; k-means inertia at most 1 % above the best of 10 restarts; forest:
           mean accuracy and log loss over seeds, each within the tolerance in its file; single trees without bootstrap:
           probabilities equal to 1e-6.
Input is float32 rounded to 3 decimals, computed on in float64.
"""

import base64
import json
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.tree import DecisionTreeClassifier

HERE = Path(__file__).parent


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def rounded(values, digits=7):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def float32(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


rng = np.random.RandomState(7)
CLASSES = np.array([0, 1, 3])  # class 2 has no samples
means = rng.normal(size=(3, 6)) * 1.2
scales = rng.uniform(0.5, 2, size=(3, 6))


def sample(n):
    labels = rng.randint(0, 3, n)
    X = np.round(means[labels] + scales[labels] * rng.normal(size=(n, 6)) + 5, 3)
    return X, CLASSES[labels]


X_train, y_train = sample(120)
X_test, y_test = sample(60)
X_test[:5] = X_train[:5]  # neighbours at distance 0
write("data", {"XTrain": X_train.tolist(), "yTrain": y_train.tolist(), "XTest": X_test.tolist()})
X_train, X_test = float32(X_train), float32(X_test)


def with_gap(probabilities):
    """Columns for the classes 0…3."""
    full = np.zeros((len(probabilities), 4))
    full[:, CLASSES] = probabilities
    return rounded(full)


def outcome(model):
    return {
        "predicted": model.predict(X_test).tolist(),
        "probabilities": with_gap(model.predict_proba(X_test)),
    }


write(
    "gaussian-naive-bayes",
    [
        {"params": {"varSmoothing": v}, **outcome(GaussianNB(var_smoothing=v).fit(X_train, y_train))}
        for v in [1e-9, 1e-2, 1.0]
    ],
)

write(
    "knn",
    [
        {
            "params": {"k": k, "metric": metric, "weights": weights},
            # scikit-learn's cosine distance of a sample to itself is rounding noise, and so is 1 / distance:
            # compare the samples from this one on
            "from": 5 if (metric, weights) == ("cosine", "distance") else 0,
            **outcome(
                KNeighborsClassifier(k, metric=metric, weights=weights, algorithm="brute").fit(X_train, y_train)
            ),
        }
        for k in [1, 5, 16]
        for metric in ["euclidean", "cosine"]
        for weights in ["uniform", "distance"]
    ],
)

centroids = np.stack([X_train[y_train == c].mean(axis=0) for c in CLASSES])
unit = lambda A: A / np.linalg.norm(A, axis=1, keepdims=True)
write(
    "nearest-centroid",
    [
        {
            "params": {"metric": "euclidean"},
            "predicted": NearestCentroid().fit(X_train, y_train).predict(X_test).tolist(),
        },
        {
            # scikit-learn has no cosine here: by its definition
            "params": {"metric": "cosine"},
            "predicted": CLASSES[np.argmax(unit(X_test) @ unit(centroids).T, axis=1)].tolist(),
        },
    ],
)

write(
    "k-means",
    [
        {"k": k, "inertia": KMeans(k, n_init=10, random_state=0).fit(X_train).inertia_}
        for k in [1, 2, 3, 8, 20, 120]
    ],
)

# Trees without bootstrap that look at all features are the same for every seed, save for ties between features.
trees = []
for params, sk in [
    ({"maxDepth": 1}, {"max_depth": 1}),
    ({"maxDepth": 3}, {"max_depth": 3}),
    ({"minSamplesLeaf": 9}, {"min_samples_leaf": 9}),
    ({"minSamplesSplit": 40}, {"min_samples_split": 40}),
    ({"maxDepth": 4, "minSamplesLeaf": 7, "minSamplesSplit": 30},
     {"max_depth": 4, "min_samples_leaf": 7, "min_samples_split": 30}),
]:
    fits = [
        DecisionTreeClassifier(**sk, random_state=s).fit(X_train, y_train).predict_proba(X_test) for s in range(10)
    ]
    assert all(np.array_equal(fit, fits[0]) for fit in fits), params
    trees.append({"params": params, "probabilities": with_gap(fits[0])})
write("tree", trees)

digits = load_digits()
order = np.random.RandomState(0).permutation(len(digits.target))
train, test = order[:400], order[400:1000]
DX, dy = digits.data, digits.target
b64 = lambda a: base64.b64encode(np.asarray(a, dtype=np.uint8).tobytes()).decode()
SEEDS = 12
cases = []
for params, sk in [
    ({}, {}),
    ({"maxFeatures": "log2"}, {"max_features": "log2"}),
    ({"maxFeatures": "all"}, {"max_features": None}),
    ({"maxFeatures": 0.05}, {"max_features": 0.05}),
    ({"maxFeatures": 1}, {"max_features": 1}),
    ({"maxDepth": 3}, {"max_depth": 3}),
    ({"minSamplesLeaf": 8}, {"min_samples_leaf": 8}),
    ({"minSamplesSplit": 60}, {"min_samples_split": 60}),
    ({"bootstrap": False}, {"bootstrap": False}),
]:
    runs = []
    for seed in range(SEEDS):
        oob = params.get("bootstrap", True)
        model = RandomForestClassifier(50, random_state=seed, oob_score=oob, n_jobs=2, **sk).fit(DX[train], dy[train])
        p = model.predict_proba(DX[test])
        nodes = np.mean([tree.tree_.node_count for tree in model.estimators_])
        runs.append([
            model.score(DX[test], dy[test]),
            -np.mean(np.log(np.maximum(p[np.arange(len(test)), dy[test]], 1e-3))),
            nodes,
            model.oob_score_ if oob else np.nan,
        ])
    mean, spread = np.mean(runs, axis=0), np.std(runs, axis=0)
    case = {"params": params}
    for at, name in enumerate(["accuracy", "logLoss", "nodes", "oobScore"]):
        if np.isnan(mean[at]):
            continue
        # ours is the mean of 4 seeds: 4 standard errors of the difference
        case[name] = {
            "mean": round(mean[at], 5),
            "tolerance": round(4 * spread[at] * np.sqrt(1 / 4 + 1 / SEEDS), 5),
        }
    cases.append(case)
write(
    "random-forest",
    {
        "nEstimators": 50,
        "seeds": 4,
        "XTrain": b64(DX[train]),
        "yTrain": b64(dy[train]),
        "XTest": b64(DX[test]),
        "yTest": b64(dy[test]),
        "cases": cases,
    },
)
