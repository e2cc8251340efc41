"""Make a tiny language model of random weights, as a GGUF file that llama.cpp loads.

    python tests/servers/tiny_model.py tiny.gguf

It has learnt nothing: under a grammar it writes noise that fits the grammar. One constant component of its state lets
each token have a weight of its own, so that texts end after a few letters and lists after a few items. The same seed
makes the same file. Needs the packages gguf and numpy; runs in the environment of the servers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

LAYERS, WIDTH, HEADS, INNER, CONTEXT = 1, 64, 4, 128, 16_384
SEED = 20_260_101
# Logits over those of a letter, before the model's own noise.
ENDING = {
    **{'"': 2.2, "}": -2.0, "{": 0.5, "]": 0.5, "[": -2.0, ",": 0.0, ".": 1.5, " ": 0.5},
    **{"\n": -6.0, "\t": -6.0, "\\": -6.0, "</s>": 2.0},
}
LETTERS, OTHERS = "etaoinshrdlucmfwypvbgk", -4.0
OFTEN = {"a": 3.0, "e": 2.5}  # so that some of the noise stands in an article that has many of these
TEMPLATE = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"


def make_vocabulary() -> tuple[list[bytes], list[float], list[int]]:
    """Control tokens, the 256 bytes, and printable ASCII, as SentencePiece has them: texts, scores and types."""
    control, byte, normal = 3, 6, 1
    texts = [b"<unk>", b"<s>", b"</s>"]
    types = [2, control, control]
    texts += [f"<0x{value:02X}>".encode() for value in range(256)]
    types += [byte] * 256
    printable = ["\u2581", *(chr(code) for code in range(0x21, 0x7F))]
    texts += [text.encode() for text in printable]
    types += [normal] * len(printable)
    return texts, [0.0] * 259 + [-float(rank) for rank in range(len(printable))], types


def weigh(text: bytes) -> float:
    """How likely a token is to begin with."""
    piece = text.decode().replace("\u2581", " ")
    if piece.startswith("<0x"):
        character = chr(int(piece[3:5], 16))
        return ENDING.get(character, OTHERS * 2) if character in "\n\t" else OTHERS * 2
    if piece in ENDING:
        return ENDING[piece]
    if piece in OFTEN:
        return OFTEN[piece]
    return 0.0 if piece in LETTERS or piece.isdigit() else OTHERS


def write_model(path: Path, seed: int = SEED) -> None:
    """Write the model.

    Args:
        path: the GGUF file.
        seed: of its weights.
    """
    import gguf
    import numpy

    texts, scores, types = make_vocabulary()
    random = numpy.random.default_rng(seed)

    def noise(*shape: int, scale: float = 0.02) -> Any:
        return random.normal(0.0, scale, shape).astype(numpy.float32)

    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(texts))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(texts)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(TEMPLATE)

    embedding = noise(len(texts), WIDTH, scale=0.3)
    embedding[:, 0] = 4.0  # the constant component: about 4 / sqrt(mean square) = 6.9 of the state after its norm
    output = noise(len(texts), WIDTH, scale=0.15)
    output[:, 0] = numpy.array([weigh(text) for text in texts], dtype=numpy.float32) / 6.9
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", numpy.ones(WIDTH, dtype=numpy.float32))
    writer.add_tensor("output.weight", output)
    for layer in range(LAYERS):
        name = f"blk.{layer}."
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{name}{norm}.weight", numpy.ones(WIDTH, dtype=numpy.float32))
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"{name}{part}.weight", noise(WIDTH, WIDTH))
        writer.add_tensor(f"{name}ffn_gate.weight", noise(INNER, WIDTH))
        writer.add_tensor(f"{name}ffn_up.weight", noise(INNER, WIDTH))
        writer.add_tensor(f"{name}ffn_down.weight", noise(WIDTH, INNER))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write_model(Path(sys.argv[1]))
