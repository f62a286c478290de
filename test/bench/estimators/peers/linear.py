import numpy as np
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.multiclass import OneVsRestClassifier

from grid import grid


class Measured(LogisticRegression):
    """Its quality is what it minimises, in float64."""

    def fit(self, X, y):
        self.data = (X, y)
        return super().fit(X, y)

    def quality(self):
        X, y = self.data
        coef = self.coef_.astype(np.float64)
        logits = X.astype(np.float64) @ coef.T + self.intercept_
        loss = (logsumexp(logits, axis=1) - logits[np.arange(len(y)), y]).sum()
        ratio = self.l1_ratio or 0
        return loss + (ratio * np.abs(coef).sum() + (1 - ratio) * (coef**2).sum() / 2) / self.C


class Sweep:
    """The models of a path over C, each started from the one before it; the last answers."""

    def __init__(self, Cs, **params):
        self.Cs = Cs
        self.model = LogisticRegression(warm_start=True, **params)

    def fit(self, X, y):
        for C in self.Cs:
            self.model.set_params(C=C).fit(X, y)

    def predict(self, X):
        return self.model.predict(X)


models = {
    "logistic-regression": lambda p: LogisticRegression(**p),
    "logistic-regression-C0.01": lambda p: Measured(**p),
    "logistic-regression-C1": lambda p: Measured(**p),
    "logistic-regression-C100": lambda p: Measured(**p),
    "logistic-regression-one-vs-rest": lambda p: OneVsRestClassifier(LogisticRegression(**p)),
    "logistic-regression-l1": lambda p: Measured(l1_ratio=1, solver="saga", **p),
    "logistic-regression-sweep": lambda p: Sweep(**p),
    "logistic-regression-cv": lambda p: grid(LogisticRegression(max_iter=p["max_iter"]), {"C": p["Cs"]}, p["folds"]),
    "logistic-regression-search": lambda p: LogisticRegressionCV(
        Cs=p["Cs"], cv=p["folds"], max_iter=p["max_iter"], l1_ratios=(0,), use_legacy_attributes=False, scoring="accuracy"
    ),
}
