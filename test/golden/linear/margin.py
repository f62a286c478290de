"""Golden values for linear-svm and ridge-classifier.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python margin.py
The data are those of ../estimator/data.json, read as float32; sample weights are (i % 5) / 2 for sample i, so that
some are 0, or (i % 5 + 1) / 2 beside class weights. LinearSVC is fitted to tol 1e-10, so that it stands for the optimum. Tolerances of the tests: linear-svm
coefficients 2e-3, ridge-classifier coefficients 1e-4, leave-one-out errors 1e-5 relative, predictions and the chosen
alpha equal.
"""

import json
import warnings

import numpy as np
from sklearn.linear_model import RidgeClassifier, RidgeClassifierCV
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")


def rows(values, digits=9):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def write(name, content):
    with open(f"{name}.json", "w") as file:
        json.dump(content, file)
        file.write("\n")


with open("../estimator/data.json") as file:
    DATA = {
        name: (
            np.asarray(each["X"], np.float32).astype(np.float64),
            np.asarray(each["y"]),
            np.asarray(each["test"], np.float32).astype(np.float64),
        )
        for name, each in json.load(file).items()
    }

LOSSES = {"squared-hinge": "squared_hinge", "hinge": "hinge"}


def class_weights(params, classes):
    given = params.get("classWeight")
    return {int(c): given[int(c)] for c in classes} if isinstance(given, list) else given


def weights_of(params, y):
    """Some are 0, but for balanced classes: RidgeClassifier counts samples of weight 0 there, and Strata leaves them out."""
    least = 1 if "classWeight" in params else 0
    return (np.arange(len(y)) % 5 + least) / 2 if params.get("weighted") else None


def linear_svm(X, y, test, params):
    loss = params.get("loss", "squared-hinge")
    crammer = params.get("multiclass") == "crammer-singer"
    model = LinearSVC(
        C=params.get("C", 1),
        loss=LOSSES[loss],
        multi_class="crammer_singer" if crammer else "ovr",
        fit_intercept=params.get("fitIntercept", True),
        intercept_scaling=params.get("interceptScaling", 1),
        class_weight=class_weights(params, np.unique(y)),
        dual=crammer or loss == "hinge",
        tol=1e-10,
        max_iter=1_000_000,
    ).fit(X, y, sample_weight=weights_of(params, y))
    return {
        "coef": rows(model.coef_),
        "intercept": rows(np.broadcast_to(model.intercept_, model.coef_.shape[0])),
        "predictions": model.predict(test).tolist(),
    }


def ridge(X, y, test, params):
    alpha = params.get("alpha", 1)
    settings = {
        "fit_intercept": params.get("fitIntercept", True),
        "class_weight": class_weights(params, np.unique(y)),
    }
    if isinstance(alpha, list):
        model = RidgeClassifierCV(alphas=alpha, store_cv_results=True, **settings)
    else:
        model = RidgeClassifier(alpha=alpha, **settings)
    model.fit(X, y, sample_weight=weights_of(params, y))
    found = {"alpha": float(model.alpha_)} if isinstance(alpha, list) else {}
    if isinstance(alpha, list):
        found["errors"] = rows(model.cv_results_.reshape(-1, len(alpha)).mean(axis=0))
    coef = np.atleast_2d(model.coef_)
    return {
        "coef": rows(coef),
        "intercept": rows(np.broadcast_to(model.intercept_, coef.shape[0])),
        "predictions": model.predict(test).tolist(),
        **found,
    }


def cases(settings, expected):
    return [
        {"data": name, "params": params, **expected(X, y, test, params)}
        for name, (X, y, test) in DATA.items()
        for params in settings
    ]


LISTED = [1, 3, 0.5, 2, 1, 0.25]
write(
    "linear-svm",
    cases(
        [
            {},
            {"C": 0.01},
            {"C": 10},
            {"fitIntercept": False},
            {"interceptScaling": 5},
            {"classWeight": "balanced"},
            {"weighted": True},
            {"weighted": True, "classWeight": "balanced"},
            {"loss": "hinge"},
            {"loss": "hinge", "C": 0.05, "interceptScaling": 3},
            {"loss": "hinge", "fitIntercept": False, "weighted": True},
            {"loss": "hinge", "classWeight": "balanced"},
            {"multiclass": "crammer-singer"},
            {"multiclass": "crammer-singer", "C": 0.05, "interceptScaling": 2},
            {"multiclass": "crammer-singer", "fitIntercept": False, "weighted": True},
            {"multiclass": "crammer-singer", "classWeight": "balanced"},
        ],
        linear_svm,
    )
    + [
        {"data": name, "params": params, **linear_svm(*DATA[name], params)}
        for name, n in (("binary", 2), ("multiclass", 4), ("gapped", 6), ("wide", 3))
        for params in (
            {"classWeight": LISTED[:n]},
            {"classWeight": LISTED[:n], "loss": "hinge"},
            {"classWeight": LISTED[:n], "multiclass": "crammer-singer"},
        )
    ],
)
write(
    "ridge-classifier",
    cases(
        [
            {},
            {"alpha": 0.01},
            {"alpha": 100},
            {"fitIntercept": False},
            {"classWeight": "balanced"},
            {"weighted": True},
            {"weighted": True, "classWeight": "balanced", "alpha": 3},
            {"alpha": [0.01, 0.1, 1, 10, 100]},
            {"alpha": [0.01, 0.1, 1, 10, 100], "fitIntercept": False},
            {"alpha": [0.1, 1, 10], "classWeight": "balanced"},
            {"alpha": [0.1, 1, 10], "weighted": True},
        ],
        ridge,
    )
    + [
        {"data": name, "params": params, **ridge(*DATA[name], params)}
        for name, n in (("binary", 2), ("multiclass", 4), ("gapped", 6), ("wide", 3))
        for params in (
            {"classWeight": LISTED[:n]},
            {"classWeight": LISTED[:n], "alpha": [0.1, 1, 10]},
        )
    ],
)
