"""Golden values of knn and knn-distance, from scikit-learn.

Command:   python generate.py      (writes the JSON files beside it)
Versions:  Python 3.11, scikit-learn 1.9.1, numpy 2.4.6
Tolerance: predictions equal; probabilities and distances 1e-5.
Input is float32 rounded to 3 decimals, computed on in float64.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

HERE = Path(__file__).parent


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def rounded(values):
    return np.round(np.asarray(values, dtype=np.float64), 7).tolist()


rng = np.random.RandomState(3)
CLASSES = np.array([0, 2, 3])  # class 1 has no samples
means = rng.normal(size=(3, 5))


def sample(n):
    labels = rng.randint(0, 3, n)
    return np.round(means[labels] + rng.normal(size=(n, 5)) + 1, 3), CLASSES[labels]


X, y = sample(90)
test, _ = sample(40)
test[:5] = X[:5]  # neighbours at distance 0
write("data", {"X": X.tolist(), "y": y.tolist(), "test": test.tolist()})
X, test = (a.astype(np.float32).astype(np.float64) for a in (X, test))


def softmax_of(metric, temperature):
    """Weights of neighbours by exp(similarity / temperature): the cosine, or -distance^2 / 2."""

    def weigh(distances):
        similarity = -(distances**2) / 2 if metric == "euclidean" else 1 - distances
        similarity = similarity / temperature
        return np.exp(similarity - similarity.max(axis=1, keepdims=True))

    return weigh


cases = []
for metric in ["euclidean", "cosine"]:
    for k in [1, 2, 4, 13, 90]:
        for weights, temperature in [("uniform", 1), ("distance", 1), ("temperature", 0.07), ("temperature", 1.5)]:
            own = softmax_of(metric, temperature) if weights == "temperature" else weights
            model = KNeighborsClassifier(k, metric=metric, weights=own, algorithm="brute").fit(X, y)
            probabilities = np.zeros((len(test), 4))
            probabilities[:, CLASSES] = model.predict_proba(test)
            cases.append({
                "params": {"k": k, "metric": metric, "weights": weights, "temperature": temperature},
                # scikit-learn's cosine distance of a sample to itself is rounding noise, and so is 1 / distance:
                # compare the samples from this one on
                "from": 5 if (metric, weights) == ("cosine", "distance") else 0,
                "predicted": model.predict(test).tolist(),
                "probabilities": rounded(probabilities),
            })
write("knn", cases)

cases = []
for metric in ["euclidean", "cosine"]:
    for k in [1, 3, 20]:
        model = NearestNeighbors(n_neighbors=k, metric=metric, algorithm="brute").fit(X)
        for score, of in [("kth", lambda d: d[:, -1]), ("mean", lambda d: d.mean(axis=1))]:
            cases.append({
                "params": {"k": k, "metric": metric, "score": score},
                "scores": rounded(of(model.kneighbors(test)[0])),
                "trainingScores": rounded(of(model.kneighbors()[0])),
            })
write("knn-distance", cases)
