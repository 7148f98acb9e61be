#!/usr/bin/env python3
"""weigh.py MONITOR [--write FILE] ITEMS.jsonl ... [--silent ARTICLES.jsonl ...]

Learns how much each feature of a pair ("may A accuse B?") counts, from labelled items: a linear model whose pairs of an article are joined by
noisy-or, fitted by gradient ascent with a quadratic penalty. Prints precision and recall of five-fold cross-validation by item over thresholds;
with --write the weights of all items go to a file. Frozen files are never given to it."""
import argparse, collections, hashlib, json, math, random, subprocess, sys
import score


def candidates(monitor, path):
    out = subprocess.run([monitor, 'attributions', 'explain', path, '--pairs'], capture_output=True, text=True, check=True).stdout
    pairs = collections.defaultdict(list)
    for line in out.splitlines():
        pair = json.loads(line)
        pairs[pair['article']].append(pair)
    return pairs


def load(monitor, path, silent=False):
    """Items as lists of bags: (feature lists, wanted?) per accuser > accused; and how many wanted pairs have no bag."""
    pairs, items = candidates(monitor, path), []
    for line in open(path):
        item = json.loads(line)
        gold = [] if silent else [(score.wanted_keys(a), score.wanted_keys(s['accused']), s.get('optional', False)) for s in item['statements']
                                  if s['polarity'] in ('asserted', 'dismissed', 'negated') and s['accused'] for a in s['accusers']]
        bags, met = {}, set()
        for pair in pairs[item['id']]:
            for accuser in pair['accusers']:
                a = score.found_keys(accuser['id'], accuser['country'])
                b = score.found_keys(pair['accused']['id'], pair['accused']['country'])
                hits = [i for i, (ga, gb, _) in enumerate(gold) if score.same(ga, a) and score.same(gb, b)]
                must = [i for i in hits if not gold[i][2]]
                if hits and not must:
                    continue
                key = ('gold', must[0]) if must else (min(a), min(b))
                met.update(must)
                bags.setdefault(key, ([], bool(must)))[0].append(pair['features'])
        missed = sum(1 for i, g in enumerate(gold) if not g[2] and i not in met)
        items.append((item['id'], list(bags.values()), missed))
    return items


def bag_score(weights, bag):
    best, rest = 0.0, 1.0
    for features in bag:
        z = sum(weights.get(f, 0.0) for f in features)
        rest *= 1 - 1 / (1 + math.exp(-max(-30, min(30, z))))
    return 1 - rest


def fit(items, epochs=60, rate=0.15, penalty=0.003):
    weights, squares = collections.defaultdict(float), collections.defaultdict(lambda: 1e-6)
    bags = [bag for _, found, _ in items for bag in found]
    rng = random.Random(7)
    for epoch in range(epochs):
        rng.shuffle(bags)
        for features_of, wanted in bags:
            ps = []
            for features in features_of:
                z = sum(weights[f] for f in features)
                ps.append(1 / (1 + math.exp(-max(-30, min(30, z)))))
            rest = 1.0
            for p in ps:
                rest *= 1 - p
            total = min(1 - 1e-9, max(1e-9, 1 - rest))
            for p, features in zip(ps, features_of):
                # d log-likelihood / dz of noisy-or.
                gradient = p * (1 - total) / total if wanted else -p
                for f in features:
                    g = gradient - penalty * weights[f]
                    squares[f] += g * g
                    weights[f] += rate * g / math.sqrt(squares[f])
    return weights


def fold(item_id, count):
    return hashlib.sha256(item_id.encode()).digest()[1] % count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('monitor'); parser.add_argument('items', nargs='+'); parser.add_argument('--silent', nargs='*', default=[])
    parser.add_argument('--write'); parser.add_argument('--epochs', type=int, default=40)
    options = parser.parse_args()
    groups = {path: load(options.monitor, path) for path in options.items}
    silent = [item for path in options.silent for item in load(options.monitor, path, True)]
    for path, items in groups.items():
        wanted = sum(w for _, bags, _ in items for _, w in bags)
        print(f'{path}: {len(items)} items, wanted pairs with candidates {wanted}, without {sum(m for _, _, m in items)}, '
              f'other pairs {sum(not w for _, bags, _ in items for _, w in bags)}')
    everything = [item for items in groups.values() for item in items]
    results = collections.defaultdict(list)
    for k in range(5):
        weights = fit([i for i in everything + silent if fold(i[0], 5) != k], options.epochs)
        for path, items in list(groups.items()) + [('silent', silent)]:
            for item_id, bags, missed in items:
                if fold(item_id, 5) == k:
                    results[path].extend((bag_score(weights, bag), wanted) for bag, wanted in bags)
                    results[path].extend((0.0, True) for _ in range(missed))
    for path, scored in results.items():
        total = sum(w for _, w in scored)
        print(path, 'pairs wanted', total)
        for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            found = [w for s, w in scored if s >= threshold]
            right = sum(found)
            print(f'   {threshold:.1f}: P={right / max(1, len(found)):.3f} R={right / max(1, total):.3f} ({right} of {len(found)})')
    if options.write:
        weights = fit(everything + silent, options.epochs)
        with open(options.write, 'w') as file:
            for name, weight in sorted(weights.items()):
                if abs(weight) >= 0.05:
                    file.write(f'{name}\t{weight:.2f}\n')


if __name__ == '__main__':
    main()
