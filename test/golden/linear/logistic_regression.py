"""Golden values for logistic-regression: every hyper-parameter, and sample weights.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python logistic_regression.py
Data: ../estimator/data.json, read as float32 on both sides. The peers are fitted in float64 to tol 1e-10 (saga 1e-9), so
that they stand for the optimum. Tolerances of the tests: objectives 1e-7 relative (1e-6 where saga is the peer),
coefficients 1e-4 of the greatest (saga 1e-3), probabilities 1e-4, predictions equal.
"""

import json
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

warnings.simplefilter("error", ConvergenceWarning)

with open("../estimator/data.json") as file:
    DATA = {
        name: (
            np.asarray(values["X"], np.float32).astype(np.float64),
            np.asarray(values["y"]),
            np.asarray(values["test"], np.float32).astype(np.float64),
        )
        for name, values in json.load(file).items()
    }


def rows(values, digits=9):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def weights_of(n):
    """0, 1, 2, 0.5, 1, 0.7, 3 in turn."""
    return np.resize([0.0, 1.0, 2.0, 0.5, 1.0, 0.7, 3.0], n)


def create(params, classes):
    penalty = params.get("penalty", "l2")
    weight = params.get("classWeight", "none")
    if isinstance(weight, list):
        weight = {c: weight[c] for c in classes}
    smooth = penalty in ("l2", "none")
    return LogisticRegression(
        C=np.inf if penalty == "none" else params.get("C", 1),
        l1_ratio={"l1": 1, "elastic-net": params.get("l1Ratio", 0.5)}.get(penalty, 0),
        class_weight=None if weight == "none" else weight,
        fit_intercept=params.get("fitIntercept", True),
        solver="lbfgs" if smooth else "saga",
        tol=1e-10 if smooth else 1e-9,
        max_iter=10_000_000,
        random_state=0,
    )


def expected(X, y, test, params, weighted):
    sample_weight = weights_of(len(y)) if weighted else None
    classes = np.unique(y)
    model = create(params, classes)
    if params.get("multiclass") == "one-vs-rest" and len(classes) > 2:
        model = OneVsRestClassifier(model).fit(X, y)
        coef = np.concatenate([each.coef_ for each in model.estimators_])
        intercept = np.concatenate([np.broadcast_to(each.intercept_, 1) for each in model.estimators_])
    else:
        model = model.fit(X, y, sample_weight=sample_weight)
        coef, intercept = model.coef_, np.broadcast_to(model.intercept_, model.coef_.shape[0])
    return {
        "coef": rows(coef),
        "intercept": rows(intercept),
        "probabilities": rows(model.predict_proba(test)),
        "predictions": model.predict(test).tolist(),
    }


SETTINGS = [
    {},
    {"C": 0.01},
    {"C": 100},
    {"fitIntercept": False},
    {"penalty": "none"},
    {"penalty": "l1"},
    {"penalty": "l1", "C": 0.1, "fitIntercept": False},
    {"penalty": "elastic-net"},
    {"penalty": "elastic-net", "l1Ratio": 0.2, "C": 0.3},
    {"multiclass": "one-vs-rest"},
    {"multiclass": "one-vs-rest", "penalty": "l1", "C": 0.5},
    {"classWeight": "balanced"},
    {"classWeight": [0.5, 2, 1, 3, 1, 0.2]},
]

cases = []
for name, (X, y, test) in DATA.items():
    for params in SETTINGS:
        # Separable classes have no minimum without a penalty.
        if params.get("penalty") == "none" and name in ("wide", "multiclass"):
            continue
        weight = params.get("classWeight")
        if isinstance(weight, list):
            params = {**params, "classWeight": weight[: y.max() + 1]}
        cases.append({"data": name, "params": params, "weighted": False, **expected(X, y, test, params, False)})
    for params in [{}, {"penalty": "l1"}, {"classWeight": "balanced"}]:
        cases.append({"data": name, "params": params, "weighted": True, **expected(X, y, test, params, True)})

with open("logistic-regression.json", "w") as file:
    json.dump(cases, file)
    file.write("\n")
