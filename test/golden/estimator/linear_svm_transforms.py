"""Golden values for linear-svm, standardize, l2 and pca.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python linear_svm_transforms.py
Inputs are rounded to 4 decimals and read as float32 on both sides. The peers are fitted to tol 1e-10, so
that they stand for the optimum. Tolerances of the tests: objectives 1e-6 relative, probabilities
5e-4, coefficients 1e-3, predictions equal, means and scales
1e-8, transformed values 1e-5 (pca 1e-4).
"""

import json

import numpy as np
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler, normalize
from sklearn.svm import LinearSVC


def make(seed, n, d, classes):
    rng = np.random.default_rng(seed)
    centers = rng.normal(size=(len(classes), d)) * 0.8
    position = np.arange(n) % len(classes)
    X = centers[position] + rng.normal(size=(n, d)) * np.linspace(0.5, 2, d)
    return np.round(X, 4).astype(np.float32), np.asarray(classes)[position]


def rows(values, digits=9):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def write(name, content):
    with open(f"{name}.json", "w") as file:
        json.dump(content, file)
        file.write("\n")


DATA = {
    "binary": (make(1, 60, 4, [0, 1]), make(2, 20, 4, [0, 1])[0]),
    "multiclass": (make(3, 88, 5, [0, 1, 2, 3]), make(4, 20, 5, [0, 1, 2, 3])[0]),
    "gapped": (make(5, 45, 3, [0, 2, 5]), make(6, 15, 3, [0, 2, 5])[0]),
    "wide": (make(7, 24, 40, [0, 1, 2]), make(8, 12, 40, [0, 1, 2])[0]),
}


def cases(settings, expected):
    out = []
    for name, ((X, y), test) in DATA.items():
        for params in settings:
            out.append({"data": name, "params": params, **expected(X.astype(np.float64), y, test.astype(np.float64), params)})
    return out


def linear_svm(X, y, test, params):
    model = LinearSVC(
        C=params.get("C", 1), fit_intercept=params.get("fitIntercept", True), dual=False, tol=1e-10, max_iter=100_000
    ).fit(X, y)
    return {
        "coef": rows(model.coef_),
        "intercept": rows(np.broadcast_to(model.intercept_, model.coef_.shape[0])),
        "predictions": model.predict(test).tolist(),
    }


write(
    "data",
    {
        name: {"X": rows(X, 4), "y": y.tolist(), "test": rows(test, 4)}
        for name, ((X, y), test) in DATA.items()
    },
)
write("linear-svm", cases([{}, {"C": 0.01}, {"C": 10}, {"C": 1, "fitIntercept": False}], linear_svm))
transforms = {}
for name, ((X, _), test) in DATA.items():
    X, test = X.astype(np.float64), test.astype(np.float64)
    scaler = StandardScaler().fit(X)
    pca = PCA(3, svd_solver="full").fit(X)
    transforms[name] = {
        "standardize": {"mean": rows(scaler.mean_), "scale": rows(scaler.scale_), "test": rows(scaler.transform(test))},
        "l2": rows(normalize(test)),
        "pca": {
            "components": rows(pca.components_),
            "explainedVarianceRatio": rows(pca.explained_variance_ratio_),
            "test": rows(pca.transform(test)),
            "countFor90Percent": int(PCA(0.9, svd_solver="full").fit(X).n_components_),
        },
    }
write("transforms", transforms)
