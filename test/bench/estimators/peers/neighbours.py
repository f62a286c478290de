from sklearn.neighbors import KNeighborsClassifier

models = {"knn": lambda p: KNeighborsClassifier(**p)}
