"""Golden values of the transferability scores, the rank correlations and linear CKA; writes transferability.json and
../similarity/similarity.json.

Versions: numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, scikit-dimension 0.5.0, Python 3.11. Tolerance: 1e-6.

LogME is written out from the papers (You et al., ICML 2021; JMLR 2022, algorithm 3) with the stopping rule and the
constants of the authors' code, github.com/thuml/LogME. On features of full column rank it gives what
that code gives, to 1e-12; on others that code leaves the zero eigenvalues out of the determinant. CKA is Kornblith's definition on whole n x n matrices; the debiased one is Song's estimator as written.

Run: python generate.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau, spearmanr
from skdim.id import TwoNN
from sklearn.covariance import LedoitWolf
from sklearn.metrics import calinski_harabasz_score
from sklearn.neighbors import KNeighborsClassifier

HERE = Path(__file__).parent


def logme(F, y):
    n, d = F.shape
    u, s, _ = np.linalg.svd(F, full_matrices=True)
    sigma = np.zeros(d)
    sigma[: len(s)] = s**2
    k = len(s)
    evidences = []
    for c in np.unique(y):
        t = (y == c).astype(float)
        z = np.zeros(d)
        z[:k] = (u[:, :k].T @ t) ** 2
        outside = t @ t - z.sum()
        alpha = beta = 1.0
        for _ in range(11):
            lam = alpha / beta
            gamma = (sigma / (sigma + lam)).sum()
            m2 = (sigma * z / (lam + sigma) ** 2).sum()
            r2 = (z / (1 + sigma / lam) ** 2).sum() + outside
            alpha = gamma / (m2 + 1e-5)
            beta = (n - gamma) / (r2 + 1e-5)
            if abs(alpha / beta - lam) / lam <= 1e-3:
                break
        evidences.append(
            (
                d / 2 * np.log(alpha)
                + n / 2 * np.log(beta)
                - 0.5 * np.log(alpha + beta * sigma).sum()
                - beta / 2 * r2
                - alpha / 2 * m2
                - n / 2 * np.log(2 * np.pi)
            )
            / n
        )
    return float(np.mean(evidences))


def h_score(F, y):
    shrunk = LedoitWolf().fit(F)
    means = np.stack([F[y == c].mean(0) for c in y])
    between = np.cov(means, rowvar=False, bias=True).reshape(F.shape[1], -1)
    return float(np.trace(np.linalg.solve(shrunk.covariance_, (1 - shrunk.shrinkage_) * between)))


def leep(P, y):
    classes = np.unique(y)
    joint = np.stack([P[y == c].sum(0) for c in classes]) / len(y)
    conditional = joint / joint.sum(0)
    likelihood = P @ conditional.T
    return float(np.log(likelihood[np.arange(len(y)), np.searchsorted(classes, y)]).mean())


def knn(F, y):
    """scikit-learn leaves a sample out of its own neighbours where it is not given the samples again."""
    classifier = KNeighborsClassifier(5, metric="cosine").fit(F, y)
    neighbours = classifier.kneighbors(return_distance=False)
    votes = np.stack([np.bincount(row, minlength=y.max() + 1) for row in y[neighbours]])
    return float((votes.argmax(1) == y).mean())


def fisher(F, y):
    k = len(np.unique(y))
    return float(calinski_harabasz_score(F, y) * (k - 1) / (len(y) - k))


def cka(X, Y):
    n = len(X)
    H = np.eye(n) - 1 / n
    K, L = H @ X @ X.T @ H, H @ Y @ Y.T @ H
    hsic = lambda A, B: (A * B).sum()
    return float(hsic(K, L) / np.sqrt(hsic(K, K) * hsic(L, L)))


def debiased_cka(X, Y):
    n = len(X)

    def hsic(A, B):
        A, B = A - np.diag(np.diag(A)), B - np.diag(np.diag(B))
        one = np.ones(n)
        return (
            np.trace(A @ B)
            + (one @ A @ one) * (one @ B @ one) / ((n - 1) * (n - 2))
            - 2 / (n - 2) * (one @ A @ B @ one)
        ) / (n * (n - 3))

    K, L = X @ X.T, Y @ Y.T
    return float(hsic(K, L) / np.sqrt(hsic(K, K) * hsic(L, L)))


def space(rng, n, d, classes, noise, offset, rank=None):
    y = rng.integers(0, classes, n)
    centers = rng.normal(size=(classes, d))
    F = centers[y] + noise * rng.normal(size=(n, d)) + offset
    if rank is not None:
        F = F[:, :rank] @ rng.normal(size=(rank, d))
        # the rounding to float32 must not give it a higher rank
        F[:, rank:] = 0
    return np.round(F, 3).astype(np.float32), y


def main():
    rng = np.random.default_rng(5)
    cases = []
    for name, arguments in {
        "tall": dict(n=60, d=7, classes=3, noise=1.5, offset=2),
        "wide": dict(n=24, d=40, classes=3, noise=2, offset=1),
        "square": dict(n=20, d=20, classes=2, noise=2, offset=0),
        "far from the origin": dict(n=50, d=12, classes=4, noise=1, offset=100),
        "features that are 0": dict(n=40, d=10, classes=3, noise=2, offset=1, rank=6),
    }.items():
        F32, y = space(rng, **arguments)
        F = F32.astype(float)
        cases.append(
            {
                "name": name,
                "X": [[float(str(v)) for v in row] for row in F32],
                "y": y.tolist(),
                "scores": {
                    "logme": logme(F, y),
                    "h-score": h_score(F, y),
                    "knn-accuracy": knn(F, y),
                    "fisher-ratio": fisher(F, y),
                    "intrinsic-dimension": float(TwoNN().fit(F).dimension_),
                },
            }
        )

    y = rng.integers(0, 3, 30)
    logits32 = np.round(rng.normal(size=(30, 6)) + 2 * np.eye(6)[y], 3).astype(np.float32)
    logits = logits32.astype(float)
    P = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    head = {"logits": [[float(str(v)) for v in row] for row in logits32], "y": y.tolist(), "leep": leep(P, y)}

    correlations = []
    for a in (rng.normal(size=12), rng.integers(0, 4, 12), np.arange(12)):
        b = np.round(a + rng.normal(size=12), 1)
        correlations.append(
            {
                "a": a.tolist(),
                "b": b.tolist(),
                "kendall": float(kendalltau(a, b).statistic),
                "spearman": float(spearmanr(a, b).statistic),
            }
        )
    write("transferability.json", {"cases": cases, "head": head, "correlations": correlations})

    n = 25
    first = rng.normal(size=(n, 6)) + 3
    spaces = [first, first @ rng.normal(size=(6, 40)), rng.normal(size=(n, 9)), rng.normal(size=(n, 60))]
    spaces = [np.round(X, 3).astype(np.float32) for X in spaces]
    wide = [X.astype(float) for X in spaces]
    write(
        "../similarity/similarity.json",
        {
            "spaces": [[[float(str(v)) for v in row] for row in X] for X in spaces],
            "cka": [[cka(X, Y) for Y in wide] for X in wide],
            "debiased": [[debiased_cka(X, Y) for Y in wide] for X in wide],
        },
    )


def write(name, value):
    (HERE / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
