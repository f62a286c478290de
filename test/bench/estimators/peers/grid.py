"""A search over settings by cross-validation, refitted on the best."""
from sklearn.model_selection import GridSearchCV, StratifiedKFold


def grid(estimator, values, folds):
    return GridSearchCV(estimator, values, cv=StratifiedKFold(folds), n_jobs=None)
