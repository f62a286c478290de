from sklearn.linear_model import LogisticRegression

from grid import grid


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
    "logistic-regression-sweep": lambda p: Sweep(**p),
    "logistic-regression-cv": lambda p: grid(LogisticRegression(max_iter=p["max_iter"]), {"C": p["Cs"]}, p["folds"]),
}
