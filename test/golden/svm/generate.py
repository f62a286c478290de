"""Golden values for svm and nu-svm.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python generate.py
The data are those of ../estimator/data.json, read as float32 on both sides. The peers are fitted to tol 1e-6, so that
they stand for the optimum. Tolerances of the tests: dual objectives 1e-4 relative (at our default tolerance), decision
values 1e-3 (of the greatest, where it is above 1), class scores 1e-3, probabilities by Platt 2e-3, predictions and
support vectors equal.
nu-svm's class weights are compared with sample weights, as LIBSVM's nu-SVC does not count its own.
"""

import json

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.svm import SVC, NuSVC

with open("../estimator/data.json") as file:
    DATA = {
        name: tuple(np.float32(d[key]).astype(np.float64) if key != "y" else np.array(d[key]) for key in ("X", "y", "test"))
        for name, d in json.load(file).items()
    }

NAMES = {
    "coef0": "coef0",
    "degree": "degree",
    "gamma": "gamma",
    "shrinking": "shrinking",
    "breakTies": "break_ties",
    "C": "C",
    "nu": "nu",
}


def rows(values, digits=9):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def kernel_values(A, B):
    """What the precomputed kernel is given."""
    return np.float32(0.1 * A @ B.T + 1).astype(np.float64)


def weights_of(y):
    """Unequal, some of them 0."""
    return np.array([[1, 0.5, 2, 0, 1.5][i % 5] for i in range(len(y))])


def make(kind, params):
    kernel = params.get("kernel", "rbf")
    known = {NAMES[key]: value for key, value in params.items() if key in NAMES}
    return kind(
        kernel={"polynomial": "poly", "cosine": cosine_similarity}.get(kernel, kernel),
        tol=1e-6,
        decision_function_shape="ovo",
        **{**known, "break_ties": False},
    )


def class_weights(params, y):
    chosen = params.get("classWeight", "none")
    if chosen == "none":
        return np.ones(len(y))
    classes, counts = np.unique(y, return_counts=True)
    if chosen == "balanced":
        return (len(y) / (len(classes) * counts))[np.searchsorted(classes, y)]
    return np.asarray(chosen)[y]


def case(kind, name, params):
    X, y, test = DATA[name]
    if params.get("classWeight") == "list":
        params = {**params, "classWeight": [1 + c % 3 / 2 for c in range(y.max() + 1)]}
    weights = weights_of(y) if params.get("sampleWeight") else np.ones(len(y))
    keep = weights > 0
    model = make(kind, params)
    if kind is SVC and "classWeight" in params:
        chosen = params["classWeight"]
        model.set_params(class_weight=chosen if chosen == "balanced" else dict(enumerate(chosen)))
        fit_weights = weights
    else:
        fit_weights = weights * class_weights(params, y)
    precomputed = params.get("kernel") == "precomputed"
    train = kernel_values(X, X) if precomputed else X
    asked = kernel_values(test, X) if precomputed else test
    if "sampleWeight" in params:
        # A sample of weight 0 is as one that is not there, for gamma too.
        assert "gamma" in params
    model.fit(train, y, sample_weight=fit_weights)
    decisions = model.decision_function(asked)
    # scikit-learn turns the sign of a single pair; here above 0 always speaks for the first class of the pair.
    if decisions.ndim == 1:
        decisions = -decisions[:, None]
    model.set_params(decision_function_shape="ovr")
    scores = model.decision_function(asked)
    if len(model.classes_) > 2:
        model.set_params(break_ties=params.get("breakTies", False))
    expected = {
        "data": name,
        "params": {key: value for key, value in params.items() if key != "sampleWeight"},
        **({"sampleWeight": weights.tolist()} if "sampleWeight" in params else {}),
        "decisions": rows(decisions),
        "classScores": rows(scores if scores.ndim == 2 else scores[:, None]),
        "predictions": model.predict(asked).tolist(),
        # scikit-learn numbers the samples that are left.
        "support": sorted(np.flatnonzero(keep)[model.support_].tolist()),
        "nSupport": model.n_support_.tolist(),
        # max Σ|β| − ½ βᵀKβ of the first two classes alone.
        **({"dualObjective": dual_objective(X, y, params)} if kind is SVC and is_plain(params) else {}),
    }
    return expected, np.abs(model._dual_coef_).max()


def is_plain(params):
    return not {"classWeight", "sampleWeight", "breakTies"} & params.keys() and params.get("kernel") != "precomputed"


def dual_objective(X, y, params):
    keep = np.isin(y, np.unique(y)[:2])
    model = make(SVC, params).fit(X[keep], y[keep])
    S = X[keep][model.support_]
    dots, gamma = S @ S.T, model._gamma
    norms = np.diag(dots)
    K = {
        "linear": lambda: dots,
        "cosine": lambda: dots / np.sqrt(np.outer(norms, norms)),
        "polynomial": lambda: (gamma * dots + model.coef0) ** model.degree,
        "sigmoid": lambda: np.tanh(gamma * dots + model.coef0),
        "rbf": lambda: np.exp(-gamma * (norms[:, None] + norms[None, :] - 2 * dots)),
    }[params.get("kernel", "rbf")]()
    beta = model._dual_coef_
    return float(np.abs(beta).sum() - 0.5 * (beta @ K @ beta.T).item())


KERNELS = [
    {},
    {"gamma": "auto"},
    {"kernel": "linear"},
    {"kernel": "polynomial", "degree": 2, "coef0": 1},
    {"kernel": "polynomial", "gamma": 0.1},
    {"kernel": "sigmoid", "gamma": 0.02, "coef0": 0.1},
    {"kernel": "cosine"},
    {"kernel": "precomputed"},
    {"shrinking": False},
    {"breakTies": True},
    {"classWeight": "balanced"},
    {"classWeight": "list"},
    {"gamma": 0.1, "sampleWeight": True},
    {"gamma": 0.1, "sampleWeight": True, "classWeight": "list"},
]


def write(name, content):
    with open(name, "w") as file:
        json.dump(content, file)
        file.write("\n")


def calibrated(name, method):
    X, y, test = DATA[name]
    base = SVC(C=0.5, gamma=0.1, tol=1e-6)
    model = CalibratedClassifierCV(base, method=method, ensemble=False, cv=5).fit(X, y)
    probabilities = model.predict_proba(test)
    return {"data": name, "method": method, "probabilities": rows(probabilities), "predictions": model.predict(test).tolist()}


write(
    "svm.json",
    [
        case(SVC, name, params)[0]
        for name in DATA
        for params in [*KERNELS, {"C": 100, "gamma": 0.05}, {"C": 0.1, "gamma": "auto"}, {"kernel": "linear", "C": 0.5}]
    ],
)
def is_certain(name, params):
    """The sigmoid kernel is indefinite: on the binary data solvers end in different optima."""
    return params.get("kernel") != "sigmoid" or name != "binary"


def nu_case(name, params):
    """With the least nu whose margin is no rounding: below, the classes overlap so much that the optimum is no function."""
    for nu in (0.3, 0.45, 0.6, 0.75, 0.9, 0.95):
        try:
            found, scale = case(NuSVC, name, {**params, "nu": nu})
        except ValueError:  # the coefficients are not finite
            continue
        if scale < 50:
            return found
    raise ValueError(f"no nu for {params} on {name}")


write("nu-svm.json", [nu_case(name, params) for name in DATA for params in KERNELS if is_certain(name, params)] + [case(NuSVC, name, {})[0] for name in ("binary", "wide")])
write("probabilities.json", [calibrated(name, "sigmoid") for name in ("binary", "multiclass", "gapped")])
