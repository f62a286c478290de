"""Golden values for one-vs-rest over several classifiers, with sample weights, and labels on no or every sample, one, two,
and all but one.

Versions: scikit-learn 1.9.1, numpy 2.4.6, Python 3. Run in this folder: python one_vs_rest.py
X is rounded to float32 on both sides; the peers are fitted in float64. Tolerance of the tests: scores 1e-4, label sets
equal.
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import GaussianNB

sklearn.set_config(enable_metadata_routing=True)
# of labels on no or every sample
warnings.filterwarnings("ignore", message="Label .* is present in all training examples")
warnings.filterwarnings("ignore", message="Label not .* is present in all training examples")

rng = np.random.default_rng(5)
n, d, n_labels = 50, 5, 4
X = np.round(rng.normal(size=(n + 20, d)), 3)
scores = X @ rng.normal(size=(d, n_labels)) + rng.normal(size=(n + 20, n_labels)) - [0, 0.5, 1, -1]
Y = (scores > 0).astype(int)[:n]
awkward = np.insert(Y, [1, 3], [[0, 1]] * n, axis=1)
rare = np.column_stack([np.eye(n)[7], np.eye(n)[[7, 30]].sum(0), 1 - np.eye(n)[7]]).astype(int)
DATA = {"plain": Y.tolist(), "awkward": awkward.tolist(), "rare": rare.tolist()}

CLASSIFIERS = {
    "logistic-regression": lambda: LogisticRegression(tol=1e-10, max_iter=10_000),
    "linear-discriminant-analysis": LinearDiscriminantAnalysis,
    "gaussian-naive-bayes": GaussianNB,
}

train = X[:n].astype(np.float32).astype(np.float64)
test = X[n:].astype(np.float32).astype(np.float64)
cases = []
for name, labels in DATA.items():
    for classifier, create in CLASSIFIERS.items():
        for weighted in [False, True]:
            if weighted and classifier == "linear-discriminant-analysis":
                continue
            inner = create()
            fit_params = {}
            if weighted:
                inner.set_fit_request(sample_weight=True)
                fit_params["sample_weight"] = np.resize([1.0, 2.0, 0.5, 1.0, 0.7, 3.0], n)
            model = OneVsRestClassifier(inner).fit(train, np.asarray(labels), **fit_params)
            cases.append(
                {
                    "data": name,
                    "classifier": classifier,
                    "weighted": weighted,
                    "scores": np.round(model.predict_proba(test), 8).tolist(),
                    "predictions": model.predict(test).tolist(),
                }
            )

with open("one-vs-rest.json", "w") as file:
    json.dump({"X": X[:n].tolist(), "test": X[n:].tolist(), "labels": DATA, "cases": cases}, file)
    file.write("\n")
