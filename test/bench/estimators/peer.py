"""scikit-learn's side of the estimator bench: reads one JSON request a line, answers one JSON line each.

Started by bench.ts with the interpreter of STRATA_SKLEARN_PYTHON; needs scikit-learn and numpy.
"""
import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.svm import SVC, LinearSVC

warnings.filterwarnings("ignore")
data = {}


def load(spec):
    X = np.fromfile(spec["X"], np.float32).reshape(-1, spec["nFeatures"])
    test_X = np.fromfile(spec["testX"], np.float32).reshape(-1, spec["nFeatures"])
    data[spec["id"]] = (X, np.fromfile(spec["y"], np.int32), test_X, np.fromfile(spec["testY"], np.int32))
    return {}


def sweep(Cs, **params):
    """The models of a path over C, each started from the one before it; the last answers."""

    class Sweep:
        def fit(self, X, y):
            model = LogisticRegression(warm_start=True, **params)
            for C in Cs:
                model.set_params(C=C).fit(X, y)
            self.predict = model.predict
            return self

    return Sweep()


def grid(estimator, values, folds):
    return GridSearchCV(estimator, values, cv=StratifiedKFold(folds), n_jobs=None)


models = {
    "logistic-regression": lambda p: LogisticRegression(**p),
    "logistic-regression-sweep": lambda p: sweep(**p),
    "logistic-regression-cv": lambda p: grid(LogisticRegression(max_iter=p["max_iter"]), {"C": p["Cs"]}, p["folds"]),
    "linear-svm": lambda p: LinearSVC(**p),
    "svm": lambda p: SVC(**p),
    "svm-grid": lambda p: grid(SVC(), {"C": p["C"], "gamma": p["gamma"]}, p["folds"]),
    "random-forest": lambda p: RandomForestClassifier(n_jobs=p.pop("threads"), **p),
    "knn": lambda p: KNeighborsClassifier(**p),
    "gaussian-naive-bayes": lambda p: GaussianNB(),
    "nearest-centroid": lambda p: NearestCentroid(),
    "k-means": lambda p: KMeans(**p),
    "pca": lambda p: PCA(**p),
}


def run(spec):
    X, y, test_X, test_y = data[spec["data"]]
    model = models[spec["model"]](dict(spec["params"]))
    start = time.perf_counter()
    model.fit(X, y)
    fit_seconds = time.perf_counter() - start
    start = time.perf_counter()
    predicted = model.transform(test_X) if spec["model"] == "pca" else model.predict(test_X)
    predict_seconds = time.perf_counter() - start
    if spec["model"] == "k-means":
        quality = -float(model.inertia_)
    elif spec["model"] == "pca":
        quality = float(model.explained_variance_ratio_.sum())
    else:
        quality = float(np.mean(predicted == test_y))
    return {"fitSeconds": fit_seconds, "predictSeconds": predict_seconds, "quality": quality}


print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(load(request) if request["op"] == "load" else run(request)), flush=True)
