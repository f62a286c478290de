from sklearn.linear_model import RidgeClassifier, RidgeClassifierCV
from sklearn.svm import LinearSVC

from grid import grid

models = {
    "linear-svm": lambda p: LinearSVC(**p),
    "linear-svm-hinge": lambda p: LinearSVC(**p),
    "linear-svm-crammer-singer": lambda p: LinearSVC(**p),
    "linear-svm-cv": lambda p: grid(LinearSVC(), {"C": p["Cs"]}, p["folds"]),
    "ridge-classifier": lambda p: RidgeClassifier(**p),
    "ridge-classifier-cv": lambda p: RidgeClassifierCV(**p),
}
