from sklearn.ensemble import RandomForestClassifier

models = {"random-forest": lambda p: RandomForestClassifier(**p)}
