from sklearn.svm import LinearSVC

models = {"linear-svm": lambda p: LinearSVC(**p)}
