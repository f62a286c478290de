"""Golden values of the naive Bayes models, from scikit-learn.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: predictions equal, probabilities 1e-5.
Input is float32 rounded to 3 decimals, computed on in float64. Priors of class 2, which has no samples, are left out for
scikit-learn, and the others scaled to sum to 1.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.naive_bayes import BernoulliNB, ComplementNB, GaussianNB, MultinomialNB

HERE = Path(__file__).parent
CLASSES = np.array([0, 1, 3])
rng = np.random.RandomState(11)


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def outcome(model, X, test):
    full = np.zeros((len(test), 4))
    full[:, CLASSES] = model.predict_proba(test)
    return {"predicted": model.predict(test).tolist(), "probabilities": np.round(full, 7).tolist()}


def cases(make, X, y, weights, test, settings):
    """settings: pairs of our parameters and scikit-learn's; each with and without sample weights."""
    return [
        {"params": ours, "weighted": weighted, **outcome(
            make(**theirs).fit(X, y, sample_weight=weights if weighted else None), X, test
        )}
        for ours, theirs in settings
        for weighted in [False, True]
    ]


def data(X, y, test):
    weights = np.round(rng.uniform(0, 3, len(y)), 3)
    weights[::7] = 0
    X, test = (np.asarray(np.round(A, 3), dtype=np.float32).astype(np.float64) for A in (X, test))
    return X, y, weights, test


def record(X, y, weights, test):
    return {"X": X.tolist(), "y": y.tolist(), "weights": weights.tolist(), "test": test.tolist()}


PRIORS = [0.5, 0.2, 0.1, 0.2]
SCALED = (np.array(PRIORS)[CLASSES] / 0.9).tolist()

# Gaussian: features of different sizes, one far from zero
means, scales = rng.normal(size=(3, 5)), rng.uniform(0.5, 2, size=(3, 5))
OFFSET = np.array([0, 0, 1000, 0, -50])


def normal(n):
    labels = rng.randint(0, 3, n)
    return means[labels] + scales[labels] * rng.normal(size=(n, 5)) + OFFSET, CLASSES[labels]


X, y = normal(90)
near = data(X, y, normal(40)[0])
# the same, so far away that float32 products would lose everything
far = (near[0] + 60000, near[1], near[2], near[3] + 60000)
far = tuple(np.asarray(A, dtype=np.float32).astype(np.float64) if A.ndim == 2 else A for A in far)
write("gaussian", {
    name: {
        **record(*d),
        "cases": cases(GaussianNB, *d[:3], d[3], [
            ({}, {}),
            ({"varSmoothing": 1e-6}, {"var_smoothing": 1e-6}),
            ({"priors": PRIORS}, {"priors": SCALED}),
            ({"priors": "uniform"}, {"priors": [1 / 3] * 3}),
        ]),
    }
    for name, d in [("near", near), ("far", far)]
})

# counts: mostly zero, features with a topic per class
topics = rng.dirichlet(np.full(12, 0.4), 3)


def counts(n):
    labels = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    X = np.stack([rng.multinomial(rng.randint(1, 9), topics[label]) for label in labels])
    X = X * np.where(rng.uniform(size=X.shape) < 0.3, 0.37, 1)  # as of tf-idf
    return X, CLASSES[labels]


X, y = counts(80)
d = data(X, y, counts(40)[0])
ALPHAS = np.round(rng.uniform(0.01, 2, 12), 3).tolist()
common = [
    ({}, {}),
    ({"alpha": 0.01}, {"alpha": 0.01}),
    ({"alpha": ALPHAS}, {"alpha": ALPHAS}),
    ({"alpha": 0}, {"alpha": 0, "force_alpha": False}),
]
priors = [
    ({"priors": "uniform"}, {"fit_prior": False}),
    ({"priors": PRIORS}, {"class_prior": SCALED}),
]
write("discrete", {
    **record(*d),
    "cases": {
        "multinomial-naive-bayes": cases(MultinomialNB, *d[:3], d[3], common + priors),
        "bernoulli-naive-bayes": cases(
            # scikit-learn's BernoulliNB fails on a list of alphas unless there are as many classes as features
            BernoulliNB, *d[:3], d[3], common[:2] + common[3:] + priors + [({"binarize": 0.5}, {"binarize": 0.5})]
        ),
        "complement-naive-bayes": cases(
            ComplementNB, *d[:3], d[3], common + [({"norm": True}, {"norm": True})]
        ),
    },
})
