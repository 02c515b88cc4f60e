"""Train the reading model.

    python training/train.py --data FOLDER --out FOLDER

The folder of data holds the files that training/README.md describes.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

import corpus
import meaning
from batches import batches
from losses import WEIGHTS, losses
from network import Reader
from pourparler.evaluation.scoring import load_gold, roles, score
from pourparler.reading.attribution import find_attributions
from score import window_scores
from start import arguments, minilm


def groups(model: Reader, rate: float, decay: float, heads: float) -> list[dict]:
    """Learning rates: less for deeper layers (Howard, Ruder 2018), more for what starts from nothing."""
    by_rate: dict[tuple[float, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if name.startswith("layers."):
            own = rate * decay ** (model.shape.layers - 1 - int(name.split(".")[1]))
        elif name.startswith(("words", "positions", "norm")):
            own = rate * decay**model.shape.layers
        else:
            own = heads
        by_rate.setdefault((own, parameter.dim() > 1), []).append(parameter)
    return [
        {"params": found, "lr": own, "weight_decay": 0.01 if matrix else 0.0}
        for (own, matrix), found in by_rate.items()
    ]


def alone(
    articles: list[corpus.Article], found: list[meaning.Fragment], teacher: torch.Tensor, rng: random.Random, count: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Fragments given without their text, as a dossier's options are."""
    chosen = rng.sample(range(len(found)), count)
    pieces, mask = meaning.padded(
        [meaning.pieces_alone(articles[found[k].article], found[k].first, found[k].last)[:40] for k in chosen]
    )
    return pieces, mask, teacher[chosen]


def evaluate(model: Reader, articles: list[corpus.Article], gold: list) -> dict[str, float]:
    """F1 of every measure on the articles."""
    transitions = model.transitions.detach().numpy()
    system = {a.doc: roles(find_attributions(a.encoded, window_scores(model, a), transitions)) for a in articles}
    return {
        key: round(100 * (value.recall if key.startswith("recall") else value.f1), 1)
        for key, value in score(gold, system, draws=20).items()
    }


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--begin", type=Path, default=None, help="a checkpoint to go on from, instead of the published encoder"
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--heads", type=float, default=5e-4)
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0, help="articles, for a trial")
    options = parser.parse_args()
    start = options.minilm or minilm()
    random.seed(options.seed), np.random.seed(options.seed), torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)

    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    train, dev = (corpus.load(options.data, split, tokenizer) for split in ("train", "dev"))
    gold = load_gold(options.data / "polnear-dev.jsonl.gz")
    if options.limit:
        train = train[: options.limit]
    model = Reader.from_minilm(start / "model.safetensors")
    found = meaning.fragments(train, random.Random(0))
    kept = options.out / f"teacher-{len(found)}.pt"
    if kept.exists():
        teacher = torch.load(kept, weights_only=True)
    else:
        teacher = meaning.teach(model, train, found)
        torch.save(teacher, kept)
    print(f"{len(train)} articles, {len(found)} fragments", flush=True)
    if options.begin:
        model = Reader.restore(options.begin)

    optimiser = torch.optim.AdamW(groups(model, options.rate, options.decay, options.heads), betas=(0.9, 0.98))
    steps = options.epochs * sum(1 for _ in batches(train, [], random.Random(0), pieces=options.pieces))
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / warm) * max(0.02, 1 - s / steps))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    begun, step = time.time(), 0
    sums: dict[str, float] = {}
    for epoch in range(1, options.epochs + 1):
        model.train()
        for batch in batches(train, found, rng, pieces=options.pieces):
            batch.fragments = rng.sample(batch.fragments, min(64, len(batch.fragments)))
            each = losses(model, batch, teacher, alone(train, found, teacher, rng, 12))
            total = sum(WEIGHTS[name] * value for name, value in each.items())
            optimiser.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), schedule.step()
            if step < 200:  # the average begins once the heads have found their feet
                average.module.load_state_dict(model.state_dict())
            else:
                average.update_parameters(model)
            step += 1
            for name, value in each.items():
                sums[name] = 0.99 * sums.get(name, value.item()) + 0.01 * value.item()
            if step % 100 == 0:
                print(
                    f"{epoch} {step}/{steps} {time.time() - begun:.0f}s "
                    + " ".join(f"{n} {v:.3f}" for n, v in sums.items()),
                    flush=True,
                )
        average.module.save(options.out / "model.pt")
        if epoch % 2 == 0 or epoch == options.epochs or epoch == 1:
            result = evaluate(average.module, dev, gold)
            print(f"epoch {epoch} dev {json.dumps(result)}", flush=True)


if __name__ == "__main__":
    main()
