"""Golden values for gaussian-mixture and agglomerative.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python generate.py
Inputs are rounded to 3 decimals and read as float32 on both sides. The mixtures are fitted to a tolerance of 1e-9, so that
they stand for the optimum; the one that stops after two iterations starts from clusters that are far apart, which both
sides find. Tolerances of the tests: weights 1e-3, means and factors 2e-3 of the greatest, log-likelihood 1e-4, BIC and
AIC 1e-4 relative; clusters equal.
"""

import json

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.mixture import GaussianMixture


def make(seed, n, d, k, distance, offset=0.0):
    rng = np.random.default_rng(seed)
    centers = rng.normal(size=(k, d)) * distance + offset
    position = rng.choice(k, size=n, p=np.arange(1, k + 1) / np.arange(1, k + 1).sum())
    shapes = rng.normal(size=(k, d, d)) * 0.4 + np.eye(d)
    X = centers[position] + np.einsum("nij,nj->ni", shapes[position], rng.normal(size=(n, d)))
    return np.round(X, 3).astype(np.float32)


def rows(values, digits=9):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def write(name, content):
    with open(f"{name}.json", "w") as file:
        json.dump(content, file)
        file.write("\n")


DATA = {
    "near": (make(1, 240, 3, 3, 3), 3),
    "far": (make(2, 150, 4, 3, 8, offset=500), 3),
    "wide": (make(3, 40, 60, 2, 4), 2),
}
write("data", {name: {"X": rows(X, 3), "k": k} for name, (X, k) in DATA.items()})

TIGHT = {"tolerance": 1e-9, "maxIterations": 2000, "nInit": 8}
KINDS = ["full", "tied", "diag", "spherical"]
CASES = [(name, {"covariance": kind, **TIGHT}) for name in ("near", "far") for kind in KINDS]
CASES += [("wide", {"covariance": kind, "regCovariance": 0.5, **TIGHT}) for kind in KINDS]
CASES += [("near", {"covariance": "full", "regCovariance": 0.3, **TIGHT})]
CASES += [("far", {"covariance": "diag", "nComponents": 1, **TIGHT})]
CASES += [("far", {"covariance": "full", "tolerance": 0, "maxIterations": 2})]
CASES += [("far", {"covariance": "full", "tolerance": 1000, "maxIterations": 50})]

mixtures = []
for name, params in CASES:
    X, k = DATA[name]
    X = X.astype(np.float64)
    model = GaussianMixture(
        params.get("nComponents", k),
        covariance_type=params["covariance"],
        tol=params["tolerance"],
        max_iter=params["maxIterations"],
        n_init=params.get("nInit", 1),
        reg_covar=params.get("regCovariance", 1e-6),
        random_state=0,
    ).fit(X)
    order = np.argsort(model.means_[:, 0])
    factors = model.precisions_cholesky_
    mixtures.append(
        {
            "data": name,
            "params": {"nComponents": k, **params},
            "weights": rows(model.weights_[order]),
            "means": rows(model.means_[order]),
            # Lower triangles, as those are the inverses of the Cholesky factors themselves.
            "factors": rows(
                factors[order].transpose(0, 2, 1)
                if params["covariance"] == "full"
                else factors.T if params["covariance"] == "tied" else factors[order]
            ),
            "logLikelihood": float(model.score(X)),
            "bic": float(model.bic(X)),
            "aic": float(model.aic(X)),
            "chances": rows(model.predict_proba(X[:20])[:, order]),
        }
    )
write("gaussian-mixture", mixtures)

clusterings = []
for name, (X, k) in DATA.items():
    for linkage in ("ward", "complete", "average", "single"):
        for count in (k, 7):
            model = AgglomerativeClustering(count, linkage=linkage).fit(X.astype(np.float64))
            clusterings.append(
                {"data": name, "params": {"k": count, "linkage": linkage}, "clusters": model.labels_.tolist()}
            )
write("agglomerative", clusterings)
