"""Golden values of gaussian-naive-bayes and nearest-centroid, from scikit-learn.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: predictions equal, probabilities 1e-5.
Input is float32 rounded to 3 decimals, computed on in float64.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import NearestCentroid

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
