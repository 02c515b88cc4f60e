"""Train the heads for positions together with the others, from a model that knows attribution.

    python training/train_positions.py --positions FOLDER --data FOLDER --begin CHECKPOINT --out FOLDER

The lower half of the encoder stays as attribution left it (training/prepared.py); the upper half and the heads learn from both: every
``--rehearse``-th step has a batch of the attribution corpus beside it, with its labels.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

import corpus
from losses import WEIGHTS, pointer_loss, row_loss
from network import Reader
from position_losses import POSITION_WEIGHTS, affiliation_loss, position_losses
from positions import Text, label, texts
from prepared import Row, Rows, Upper, collated, kept, labelled, row_batches, rows_of, several_cuts
from score_positions import measure, predicted
from start import minilm
from turned import short, turned


def kept_near(upper: Upper, rows: Rows, states: tuple[Tensor, Tensor]) -> dict[str, Tensor]:
    """How far tags and meanings are from what the model before says."""
    real = torch.arange(states[0].shape[1]) < rows.words[:, None]
    lower, last = (s[real] for s in states)
    now = upper.model.meaning(torch.cat([lower, last.to(lower.dtype)], -1)).float()
    said = torch.log_softmax(upper.model.tags(upper.model.dropout(last)).float(), -1)
    return {
        "tags": F.kl_div(said, rows.tags[real], reduction="batchmean", log_target=True),
        "meaning": (1 - F.cosine_similarity(now, rows.meaning[real].float(), dim=-1)).mean(),
    }


def rehearsed(upper: Upper, rows: Rows) -> dict[str, Tensor]:
    """The losses of attribution by its labels."""
    model = upper.model
    with torch.autocast("cpu", torch.bfloat16):
        states = upper(rows)
        dropped = model.dropout(states[1])
        tags, entities = model.tags(dropped), model.entities(dropped)
        pointers = {
            "links": model.pointer(dropped, model.link, model.link_distance),
            "sources": model.pointer(dropped, model.source, model.source_distance),
            "antecedents": model.pointer(dropped, model.antecedent, model.antecedent_distance),
        }
        found = kept_near(upper, rows, states)
    tags = tags.float()
    found["old"] = found.pop("tags")
    found |= {n: pointer_loss(p.float(), rows.labels[n], rows.words) for n, p in pointers.items()}
    found["tags"] = F.cross_entropy(tags.flatten(0, 1), rows.labels["tags"].flatten(), ignore_index=corpus.IGNORE)
    found["entities"] = F.cross_entropy(
        entities.float().flatten(0, 1), rows.labels["entities"].flatten(), ignore_index=corpus.IGNORE
    )
    found["row"] = row_loss(tags, rows.labels["tags"], model.transitions, rows.words)
    return found


def endless(rows: Sequence[Row], rng: random.Random, pieces: int) -> Iterator[list[Row]]:
    """Batches without end."""
    while True:
        yield from row_batches(rows, rng, pieces)


def rates(model: Reader, rate: float, heads: float) -> list[dict]:
    """Less for deeper layers, more for the heads that start from nothing."""
    found = []
    for name, p in model.named_parameters():
        if not p.requires_grad or name.startswith("parts"):
            continue
        own = heads if name.startswith(("position.", "holder", "affiliation", "entities")) else rate
        if name.startswith("layers."):
            own = rate * 0.9 ** (model.shape.layers - 1 - int(name.split(".")[1]))
        found.append({"params": [p], "lr": own, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    return found


def train(model: Reader, given: list[Row], old: list[Row], options: argparse.Namespace) -> Reader:
    """The average of the weights over the later steps."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    upper = Upper(model, options.frozen)
    optimiser = torch.optim.AdamW(rates(model, options.rate, options.heads), betas=(0.9, 0.98))
    steps = int(options.epochs * sum(1 for _ in row_batches(given, random.Random(0), options.pieces)) / options.cuts)
    warm = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / warm) * max(0.05, 1 - s / steps))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.985))
    rehearsals = endless(old, rng, options.pieces) if old else None
    begun, used, sums = time.time(), time.process_time(), {}
    model.train()
    for step, chosen in zip(range(steps), endless(given, rng, options.pieces), strict=False):
        rows = collated(chosen)
        with torch.autocast("cpu", torch.bfloat16):
            states = upper(rows)
            each = position_losses(model, rows, states[1]) | kept_near(upper, rows, states)
        total = sum(options.weigh.get(n, POSITION_WEIGHTS[n]) * v for n, v in each.items())
        optimiser.zero_grad()
        total.backward()
        if rehearsals is not None and step % options.rehearse == 0:
            again = rehearsed(upper, collated(next(rehearsals)))
            sum(options.old * WEIGHTS.get(n, 0.5) * v for n, v in again.items()).backward()
            each |= {f"old_{n}": v for n, v in again.items()}
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 1.0)
        optimiser.step(), schedule.step()
        if step < steps // 6:
            average.module.load_state_dict(model.state_dict())
        else:
            average.update_parameters(model)
        for n, v in each.items():
            sums[n] = 0.95 * sums.get(n, v.item()) + 0.05 * v.item()
        if (step + 1) % 40 == 0:
            print(
                f"{step + 1}/{steps} {time.time() - begun:.0f}s ({time.process_time() - used:.0f} of a core) "
                + " ".join(f"{n} {v:.3f}" for n, v in sums.items()),
                flush=True,
            )
    return average.module


def settle_heads(model: Reader, given: list[Row], old: list[Row], options: argparse.Namespace) -> Reader:
    """Train the heads that tell who is who, for names and whom people act for, on an encoder that stays as it is: both begin with nothing, and what
    moves below them while it learns to find positions costs them."""
    own = [p for name, p in model.named_parameters() if name.startswith(("entities", "affiliation"))]
    upper = Upper(model, options.frozen)
    optimiser = torch.optim.AdamW(own, lr=1e-3, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: 1 - s / options.settle)
    rng = random.Random(options.seed)
    pointing = endless([r for r in given if r.affiliations], rng, options.pieces)
    names = endless(old, rng, options.pieces)
    model.eval()
    for step in range(options.settle):
        people, words = collated(next(pointing)), collated(next(names))
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states, others = upper(people)[1].float(), upper(words)[1].float()
        entities = F.cross_entropy(
            model.entities(others).flatten(0, 1), words.labels["entities"].flatten(), ignore_index=corpus.IGNORE
        )
        affiliations = affiliation_loss(model, states, people)
        optimiser.zero_grad()
        (entities + affiliations).backward()
        optimiser.step(), schedule.step()
        if (step + 1) % 40 == 0:
            print(f"heads {step + 1}/{options.settle} names {entities:.3f} affiliations {affiliations:.3f}", flush=True)
    return model


def prepared_rows(
    model: Reader, given: Sequence[Text | corpus.Article], times: int, options: argparse.Namespace, name: str
) -> list[Row]:
    """Windows of texts, each cut in ``times`` ways; kept under the name."""
    path = options.prepared / f"rows-{name}.pt"
    return labelled(kept(path, lambda: rows_of(model, given, several_cuts(given, 0, times), options.frozen)), given)


def attribution_rows(model: Reader, tokenizer: Tokenizer, options: argparse.Namespace) -> list[Row]:
    """Windows of some articles of the attribution corpus with their labels."""
    articles = corpus.load(options.data, "train", tokenizer)
    random.Random(0).shuffle(articles)
    articles = articles[: options.articles]
    return labelled(rows_of(model, articles, several_cuts(articles, 0, 1), options.frozen), articles)


def weight(told: str) -> tuple[str, float]:
    """``name=1.5``."""
    name, value = told.split("=")
    if name not in POSITION_WEIGHTS:
        raise argparse.ArgumentTypeError(f"no loss is called {name!r}; there are {', '.join(POSITION_WEIGHTS)}")
    return name, float(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument(
        "--data", type=Path, default=None, help="folder of the attribution corpus; without it nothing is rehearsed"
    )
    parser.add_argument("--begin", type=Path, required=True)
    parser.add_argument(
        "--prepared", type=Path, required=True, help="folder for what the lower layers say, kept between runs"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], help="authors kept out, and measured")
    parser.add_argument(
        "--fold", type=int, default=-1, help="which of --folds parts of the cases is kept out, and measured"
    )
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--cuts", type=int, default=2, help="ways in which each text is cut into windows")
    parser.add_argument("--articles", type=int, default=300, help="of the attribution corpus")
    parser.add_argument(
        "--turned", type=int, default=200, help="documents of invented sentences whose direction a word turns"
    )
    parser.add_argument("--short", type=int, default=0, help="documents of one to three such sentences")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--heads", type=float, default=8e-4)
    parser.add_argument("--pieces", type=int, default=1536)
    parser.add_argument("--frozen", type=int, default=3)
    parser.add_argument("--rehearse", type=int, default=4)
    parser.add_argument(
        "--weigh", type=weight, nargs="*", default=[], help="losses that weigh otherwise, as direction=1.5"
    )
    parser.add_argument("--settle", type=int, default=240, help="steps for the heads of names at the end")
    parser.add_argument("--old", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.weigh = dict(options.weigh)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    every = texts(options.positions / "train", tokenizer)
    cases = sorted({t.told.case for t in every})
    part = {case: k % options.folds for k, case in enumerate(cases)}
    model = Reader.restore(options.begin)
    rows = prepared_rows(model, every, options.cuts, options, "positions")
    for make, many in ((turned, options.turned), (short, options.short)):
        invented = [label(make.__name__, told, tokenizer) for told in make(random.Random(0), many)] if many else []
        if invented:
            rows += prepared_rows(model, invented, 1, options, f"{make.__name__}-{many}") * options.cuts
        part |= {t.told.case: -2 for t in invented}
    old: list[Row] = []
    if options.data:
        path = options.prepared / f"rows-attribution-{options.articles}.pt"
        old = kept(path, lambda: attribution_rows(model, tokenizer, options))
    kept_out = lambda author, case: author in options.without or part[case] == options.fold  # noqa: E731
    given = [r for r in rows if not kept_out(r.owner, r.case)]
    if options.epochs:
        model = train(model, given, old, options)
    if old and options.settle:
        model = settle_heads(model, given, old, options)
    model.save(options.out / "model.pt")
    out: list[Text] = [t for t in every if kept_out(t.author, t.told.case)]
    dev = texts(options.positions / "dev", tokenizer)
    groups = {a: [t for t in out if t.author == a] for a in sorted({t.author for t in out})}
    groups |= {f"dev-{a}": [t for t in dev if t.author == a] for a in sorted({t.author for t in dev})}
    held = {name: [(t.told.case, t.told.name) for t in group] for name, group in groups.items()}
    (options.out / "held.json").write_text(json.dumps(held))
    for name, group in groups.items():
        print(name, json.dumps(measure(group, predicted(model, group, options.out / f"found-{name}.json"))), flush=True)


if __name__ == "__main__":
    main()
