"""A default training job of the running program beside scikit-learn's and XGBoost's default settings, on the same held-out rows."""
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid

import numpy as np
import pandas as pd
import xgboost
from sklearn.compose import make_column_transformer
from sklearn.ensemble import (HistGradientBoostingClassifier, HistGradientBoostingRegressor,
                              RandomForestClassifier, RandomForestRegressor)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import mean_squared_error, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

# What a default setting gives depends on the seed (early stopping draws its own rows), so each peer counts with the mean over these.
PEER_SEEDS = range(5)
seconds, folder, wanted = float(sys.argv[1]), sys.argv[2], [name for name in sys.argv[3].split(",") if name]
KEY = "bench-key-0123456789abcdef0123456789"
# name, file, target, positive class (None for numbers), columns that are no features, pairs of the held-out rows' seed and the job's
SETS = [
    ("adult", "adult.csv", "income", ">50K", [], ((1, 1), (1, 2), (1, 3), (2, 2), (3, 3))),
    ("telco_churn", "telco_churn.csv", "Churn", "Yes", ["customerID"], ((1, 1), (2, 2), (3, 3))),
    ("california_housing", "california_housing.csv", "median_house_value", None, [], ((1, 1),)),
    ("diamonds", "diamonds.csv", "price", None, [], ((1, 1),)),
    ("bike_hour", "bike_hour.csv", "cnt", None, ["instant", "dteday", "casual", "registered"], ((1, 1),)),
]


class Program:
    """The program with an empty data folder on a free port."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.data = tempfile.TemporaryDirectory(prefix="automl-")
        dll = os.path.join(os.path.dirname(__file__), "..", "..", "MlOpsDashboard", "bin", "Release", "net10.0", "MlOpsDashboard.dll")
        self.process = subprocess.Popen(
            ["dotnet", os.path.abspath(dll), f"--urls={self.address}", f"--Storage:DataDirectory={self.data.name}", f"--Auth:BootstrapApiKey={KEY}"],
            cwd=self.data.name, stdout=subprocess.DEVNULL)
        for _ in range(600):
            try:
                self.call("/health/ready")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the program did not start")

    def call(self, path, body=None, method=None, kind="application/json"):
        request = urllib.request.Request(self.address + path, data=body, method=method, headers={"X-API-Key": KEY, "Content-Type": kind})
        try:
            with urllib.request.urlopen(request) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{path}: {error.code} {error.read().decode()}") from error

    def send(self, path, csv, **fields):
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="t.csv"\r\nContent-Type: text/csv\r\n\r\n{csv}\r\n--{mark}--\r\n')
        return self.call(path, "".join(parts).encode(), "POST", f"multipart/form-data; boundary={mark}")

    def train(self, name, train, target, seed):
        self.send("/api/datasets", train.to_csv(index=False), name=name, target=target)
        order = {"model_name": name, "dataset": name, "target": target, "time_budget_seconds": seconds, "trials": 1000, "seed": seed}
        started = time.perf_counter()
        job = json.loads(self.call("/api/training/start", json.dumps(order).encode(), "POST"))["job_id"]
        while True:
            status = json.loads(self.call(f"/api/training/status/{job}"))
            if status["status"] not in ("queued", "running", "cancelling"):
                break
            time.sleep(0.05)
        if status["status"] != "succeeded":
            raise SystemExit(f"{name}: {status['error']}")
        return status, time.perf_counter() - started

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.data.cleanup()


def peers(positive, seed):
    known = dict(handle_unknown="use_encoded_value", unknown_value=-1)

    def codes(model):
        return lambda numbers, words: make_pipeline(make_column_transformer((OrdinalEncoder(**known), words), remainder="passthrough"), model)

    def filled(model):
        return lambda numbers, words: make_pipeline(
            make_column_transformer((OrdinalEncoder(**known), words), (SimpleImputer(), numbers)), model)

    def dense(model):
        return lambda numbers, words: make_pipeline(make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), words), (make_pipeline(SimpleImputer(), StandardScaler()), numbers)), model)

    if positive:
        return {"HistGradientBoosting": codes(HistGradientBoostingClassifier(random_state=seed)), "XGBoost": codes(xgboost.XGBClassifier(n_jobs=2, random_state=seed)),
                "random forest": filled(RandomForestClassifier(n_jobs=2, random_state=seed)), "logistic": dense(LogisticRegression(max_iter=1000))}
    return {"HistGradientBoosting": codes(HistGradientBoostingRegressor(random_state=seed)), "XGBoost": codes(xgboost.XGBRegressor(n_jobs=2, random_state=seed)),
            "random forest": filled(RandomForestRegressor(n_jobs=2, random_state=seed)), "linear": dense(LinearRegression())}


def score(truth, answers, positive):
    return roc_auc_score(truth == positive, answers) if positive else mean_squared_error(truth, answers) ** 0.5


def best_peer(train, test, target, positive):
    rows, held = train.drop(columns=target), test.drop(columns=target)
    words = [column for column in rows if rows[column].dtype == object]
    numbers = [column for column in rows if column not in words]
    found = {}
    for seed in PEER_SEEDS:
        for name, make in peers(positive, seed).items():
            # Words that are missing are a category of their own to the peers.
            model = make(numbers, words).fit(rows.fillna({w: "?" for w in words}), train[target] == positive if positive else train[target])
            held_out = held.fillna({w: "?" for w in words})
            answers = model.predict_proba(held_out)[:, 1] if positive else model.predict(held_out)
            found[name] = found.get(name, 0) + score(test[target], answers, positive) / len(PEER_SEEDS)
    return (max if positive else min)(found.items(), key=lambda pair: pair[1])


def run(name, file, target, positive, dropped, split, seed):
    table = pd.read_csv(os.path.join(folder, file), na_values=["?", " "]).drop(columns=dropped)
    train, test = train_test_split(table, test_size=0.2, random_state=split, stratify=table[target] if positive else None)
    program = Program()
    try:
        status, took = program.train(name, train, target, seed)
        answered = pd.read_csv(io.BytesIO(program.send(
            "/api/predict/batch", test.drop(columns=target).to_csv(index=False), model_id=status["model_id"])))
    finally:
        program.stop()
    answers = answered[f"probability_{positive}"] if positive else answered["prediction"]
    ours = score(test[target], answers.to_numpy(), positive)
    peer, theirs = best_peer(train, test, target, positive)
    met = ours >= theirs if positive else ours <= theirs
    digits = "{:.4f}" if positive else "{:,.2f}"
    print(f"| {name} | {split} | {seed} | {status['trials_done']} | {took:.1f} | {status['best']['learner']} | {digits.format(ours)} | {digits.format(theirs)} {peer} | "
          f"{'met' if met else '**missed**'} |", flush=True)


print(f"| data | split | seed | trials | took, s | winner | ours ({seconds:g} s) | best peer | at least as good |\n|---|---|---|---:|---:|---|---:|---:|---|")
for entry in SETS:
    if not wanted or entry[0] in wanted:
        for pair in entry[5]:
            run(*entry[:5], *pair)
