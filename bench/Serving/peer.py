"""The usual way to serve such a model in Python: FastAPI, a pydantic body, one row through the model, JSON back.

PEER is sklearn or xgboost; ADULT is the CSV file. uvicorn imports this once per worker, so each trains its own copy.
"""
import asyncio.base_events
import os
import socket
from typing import Optional

import numpy as np
import pandas as pd
from fastapi import FastAPI
from pydantic import BaseModel

NUMBERS = ["age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week"]
WORDS = ["workclass", "education", "marital_status", "occupation", "relationship", "race", "sex", "native_country"]
NAMES = NUMBERS + WORDS

frame = pd.read_csv(os.environ["ADULT"], na_values="?", skipinitialspace=True)
target = (frame["income"] == ">50K").astype(int)
codes = {name: {word: code for code, word in enumerate(sorted(frame[name].dropna().unique()))} for name in WORDS}


class Request(BaseModel):
    model_name: str
    features: dict




def send_at_once(connection):
    """What asyncio does for its own sockets; those that uvicorn hands to its workers it does not recognise as TCP."""
    if connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


asyncio.base_events._set_nodelay = send_at_once
app = FastAPI()

rows = np.column_stack([frame[name].to_numpy(float) for name in NUMBERS]
                       + [frame[name].map(codes[name]).to_numpy(float) for name in WORDS])


def encode(features):
    """One row by hand: a data frame and a column transformer for it would take most of the time."""
    row = [features.get(name) for name in NUMBERS] + [codes[name].get(features.get(name)) for name in WORDS]
    return np.array([row], dtype=float)


if os.environ["PEER"] == "sklearn":
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=200, max_leaf_nodes=31, learning_rate=0.1, early_stopping=False, random_state=42)
    model.fit(rows, target)

    def probability(features):
        return float(model.predict_proba(encode(features))[0, 1])
else:
    import xgboost

    model = xgboost.train(
        {"objective": "binary:logistic", "tree_method": "hist", "max_leaves": 31, "max_depth": 0,
         "grow_policy": "lossguide", "eta": 0.1, "seed": 42, "nthread": 1},
        xgboost.DMatrix(rows, target), num_boost_round=200)

    def probability(features):
        return float(model.inplace_predict(encode(features))[0])


@app.post("/api/predict")
async def predict(request: Request):
    p = probability(request.features)
    return {"prediction": ">50K" if p >= 0.5 else "<=50K", "confidence": max(p, 1 - p),
            "probabilities": {"<=50K": 1 - p, ">50K": p}, "model_name": request.model_name}


@app.get("/health/live")
async def live():
    return {"status": "healthy", "worker": os.getpid()}
