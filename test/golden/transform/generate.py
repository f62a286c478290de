"""Golden values for standardize and pca.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python generate.py
Inputs are rounded to 3 decimals and read as float32 on both sides. Tolerances of the tests, relative to the greatest
value: means and scales 1e-8, variances 1e-5, components 2e-4, transformed values 1e-4 of the spread.
"""

import json

import numpy as np
from scipy.sparse import csr_array
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler


def make(seed, n, d, offset=0.0):
    rng = np.random.default_rng(seed)
    spread = np.geomspace(3, 0.3, min(n, d))
    mixing = np.linalg.qr(rng.normal(size=(d, d)))[0][: len(spread)]
    X = rng.normal(size=(n, len(spread))) * spread @ mixing + offset + rng.normal(size=d)
    return np.round(X, 3).astype(np.float32)


def rows(values, digits=9):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def write(name, content):
    with open(f"{name}.json", "w") as file:
        json.dump(content, file)
        file.write("\n")


ALL = {
    "tall": make(1, 70, 6),
    "wide": make(2, 24, 40),
    "offset": make(3, 70, 6, offset=20_000),
}
DATA = {name: (X[:-10], X[-10:]) for name, X in ALL.items()}
write("data", {name: {"X": rows(X, 3), "test": rows(test, 3)} for name, (X, test) in DATA.items()})

SETTINGS = [
    {"components": 3},
    {"components": 0.9},
    {"components": "all"},
    {"components": 4, "whiten": True},
    {"components": 3, "solver": "covariance"},
    {"components": 3, "solver": "gram"},
    {"components": 3, "solver": "randomized"},
    {"components": 3, "solver": "randomized", "seed": 7},
]
pca = []
for name, (X, test) in DATA.items():
    X, test = X.astype(np.float64), test.astype(np.float64)
    for params in SETTINGS:
        components = None if params["components"] == "all" else params["components"]
        model = PCA(components, whiten=params.get("whiten", False), svd_solver="full").fit(X)
        # After centring a sample of n has rank n - 1 at most: the last direction of a wide one is noise.
        kept = slice(0, min(model.n_components_, len(X) - 1))
        coordinates = model.transform(test)
        coordinates[:, kept.stop :] = 0
        pca.append(
            {
                "data": name,
                "params": params,
                "count": int(model.n_components_),
                "components": rows(model.components_[kept]),
                "explainedVariance": rows(model.explained_variance_[kept]),
                "explainedVarianceRatio": rows(model.explained_variance_ratio_[kept]),
                "noiseVariance": float(model.noise_variance_),
                "test": rows(coordinates[:, kept]),
                "inverse": rows(model.inverse_transform(coordinates)),
            }
        )
write("pca", pca)

rng = np.random.default_rng(4)
sparse = np.round(rng.normal(size=(30, 7)) * (rng.random((30, 7)) < 0.3), 3).astype(np.float32)
sparse[:, 5] = 0
sparse[:, 6] = 2.5
scaler = StandardScaler(with_mean=False).fit(csr_array(sparse.astype(np.float64)))
dense = {}
for name, (X, test) in DATA.items():
    full = StandardScaler().fit(X.astype(np.float64))
    dense[name] = {"mean": rows(full.mean_), "scale": rows(full.scale_), "test": rows(full.transform(test.astype(np.float64)))}
write(
    "standardize",
    {
        "dense": dense,
        "sparse": {"X": rows(sparse, 3), "scale": rows(scaler.scale_), "transformed": rows(scaler.transform(sparse.astype(np.float64)))},
    },
)
