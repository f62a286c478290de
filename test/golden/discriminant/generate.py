"""Golden values of the discriminant analyses and nearest-centroid, from scikit-learn.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: predictions equal, probabilities 1e-5.
Input is float32 rounded to 3 decimals, computed on in float64. Priors of class 2, which has no samples, are left out for
scikit-learn, and the others scaled to sum to 1.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.neighbors import NearestCentroid

HERE = Path(__file__).parent
CLASSES = np.array([0, 1, 3])
PRIORS = [0.5, 0.2, 0.1, 0.2]
SCALED = (np.array(PRIORS)[CLASSES] / 0.9).tolist()
rng = np.random.RandomState(5)


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def float32(values):
    return np.asarray(np.round(values, 3), dtype=np.float32).astype(np.float64)


def sample(n, mixing, means, offset=0.0):
    labels = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    latent = means[labels] + rng.normal(size=(n, means.shape[1])) * (1 + 0.5 * labels[:, None])
    return float32(latent @ mixing + 0.5 * rng.normal(size=(n, mixing.shape[1])) + offset), CLASSES[labels]


def make(n, d, offset=0.0):
    mixing, means = rng.normal(size=(4, d)), rng.normal(size=(3, 4))
    X, y = sample(n, mixing, means, offset)
    return X, y, sample(40, mixing, means, offset)[0]


tall = make(120, 6)
offset = make(120, 6, 2000.0)
wide = make(24, 40)
# two features that are combinations of others, one that is constant, one that is constant in every class
X, y, test = make(90, 4)


def dependent(X, labels):
    return np.column_stack([X, X[:, 0], float32(X[:, 1] + 2 * X[:, 2]), np.full(len(X), 3.0), labels == 1])


singular = (dependent(X, y), y, dependent(test, np.arange(40) % 2))
sets = {"tall": tall, "offset": offset, "wide": wide, "singular": singular}
write("data", {name: dict(zip(["X", "y", "test"], (a.tolist() for a in d))) for name, d in sets.items()})


def has_probabilities(make, settings):
    """With equal priors NearestCentroid's probabilities are not of what it predicts by."""
    return make is not NearestCentroid or "priors" in settings


def cases(make, names, settings):
    found = []
    for name in names:
        X, y, test = sets[name]
        for ours, theirs in settings:
            model = make(**theirs).fit(X, y)
            case = {"data": name, "params": ours, "predicted": model.predict(test).tolist()}
            if hasattr(model, "predict_proba") and has_probabilities(make, theirs):
                full = np.zeros((len(test), 4))
                full[:, CLASSES] = model.predict_proba(test)
                case["probabilities"] = np.round(full, 7).tolist()
            found.append(case)
    return found


shrunk = [
    ({"shrinkage": "auto"}, {"solver": "lsqr", "shrinkage": "auto"}),
    ({"shrinkage": 0.3}, {"solver": "lsqr", "shrinkage": 0.3}),
    ({"shrinkage": 1}, {"solver": "eigen", "shrinkage": 1.0}),
    ({"shrinkage": "auto", "priors": PRIORS}, {"solver": "lsqr", "shrinkage": "auto", "priors": SCALED}),
]
plain = [
    ({}, {}),
    ({"priors": "uniform"}, {"priors": [1 / 3] * 3}),
    ({"priors": PRIORS}, {"priors": SCALED}),
]
write(
    "linear-discriminant-analysis",
    cases(LinearDiscriminantAnalysis, ["tall", "offset", "wide", "singular"], plain)
    + cases(LinearDiscriminantAnalysis, ["tall", "offset", "wide"], shrunk),
)
eigen = {"solver": "eigen"}
write(
    "quadratic-discriminant-analysis",
    cases(QuadraticDiscriminantAnalysis, ["tall", "offset"], plain)
    + cases(QuadraticDiscriminantAnalysis, ["tall", "offset"], [
        ({"regParam": 0.2}, {"reg_param": 0.2}),
        ({"regParam": 1}, {"reg_param": 1.0}),
    ])
    + cases(QuadraticDiscriminantAnalysis, ["tall", "offset", "wide"], [
        ({"shrinkage": "auto"}, {**eigen, "shrinkage": "auto"}),
        ({"shrinkage": 0.3}, {**eigen, "shrinkage": 0.3}),
        ({"shrinkage": 0.5, "priors": PRIORS}, {**eigen, "shrinkage": 0.5, "priors": SCALED}),
    ]),
)
distances = [
    ({}, {}),
    ({"shrinkThreshold": 0.5}, {"shrink_threshold": 0.5}),
    ({"shrinkThreshold": 3}, {"shrink_threshold": 3}),
    ({"metric": "manhattan"}, {"metric": "manhattan"}),
    ({"metric": "manhattan", "shrinkThreshold": 0.5}, {"metric": "manhattan", "shrink_threshold": 0.5}),
    ({"metric": "manhattan", "priors": "empirical"}, {"metric": "manhattan", "priors": "empirical"}),
]
weighed = [
    ({"priors": "empirical"}, {"priors": "empirical"}),
    ({"priors": PRIORS}, {"priors": SCALED}),
    ({"priors": PRIORS, "shrinkThreshold": 1}, {"priors": SCALED, "shrink_threshold": 1}),
]
write("nearest-centroid", cases(NearestCentroid, ["tall", "offset", "wide", "singular"], distances + weighed))
