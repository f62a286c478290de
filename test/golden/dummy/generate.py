"""Golden values of majority and stratified, from scikit-learn's DummyClassifier.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: majority: equal; its probabilities are scikit-learn's of the strategy `prior`, 1e-6. Stratified: class shares
           1e-12; the shares of 20,000 draws within 4 standard errors of those of scikit-learn's.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.dummy import DummyClassifier

HERE = Path(__file__).parent
rng = np.random.RandomState(5)
y = rng.choice([0, 1, 3], size=90, p=[0.5, 0.3, 0.2])
weights = np.round(rng.uniform(0, 4, 90) * (1 + 2 * (y == 3)), 3)
X = np.zeros((90, 1))
DRAWS = 20_000

cases = []
for given in [None, weights]:
    prior = DummyClassifier(strategy="prior").fit(X, y, given)
    frequent = DummyClassifier(strategy="most_frequent").fit(X, y, given)
    stratified = DummyClassifier(strategy="stratified", random_state=0).fit(X, y, given)
    drawn = stratified.predict_proba(np.zeros((DRAWS, 1)))
    assert set(np.unique(drawn)) == {0.0, 1.0}
    shares = np.zeros(4)
    shares[prior.classes_] = prior.class_prior_
    drawn_shares = np.zeros(4)
    drawn_shares[prior.classes_] = drawn.mean(axis=0)
    cases.append({
        "weights": None if given is None else given.tolist(),
        "majority": int(frequent.predict(X[:1])[0]),
        "shares": shares.tolist(),
        "drawnShares": drawn_shares.tolist(),
    })
(HERE / "dummy.json").write_text(json.dumps({"y": y.tolist(), "draws": DRAWS, "cases": cases}, separators=(",", ":")) + "\n")
