from sklearn.ensemble import HistGradientBoostingClassifier

models = {"gradient-boosted-trees": lambda p: HistGradientBoostingClassifier(**p)}
