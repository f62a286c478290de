from sklearn.svm import SVC

from grid import grid

models = {
    "svm": lambda p: SVC(**p),
    "svm-grid": lambda p: grid(SVC(), {"C": p["C"], "gamma": p["gamma"]}, p["folds"]),
}
