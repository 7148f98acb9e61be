#!/usr/bin/env python3
"""nested.py [--monitor BIN] [--data DIR] [--rewrites]: copies over all labelled pairs together, by nested cross-validation.

Pairs are those of pairs.gold, of the shared reports and of the read half, with --rewrites the made copies too. Pairs that share an article, or an
article made of it, stand in one fold of five. For each fold the threshold of the copy score is chosen on the other four: by their F1, among
thresholds whose precision on each of those folds taken out in turn stays at PRECISION_MIN where any does. What is printed was decided by a threshold that
never saw the pair. Below the shipped threshold (StoriesOptions.CopyScoreMin) a pair counts by its score; what the copy stage
decided by other means (headlines, rewordings, the same form about another thing) it decides at every threshold."""
import argparse, collections, hashlib, os
import score

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDS, PRECISION_MIN, SHIPPED = 5, 0.92, 0.79
THRESHOLDS = [0.70 + 0.01 * i for i in range(26)]


def base(article):
    """The article that a made copy was made of."""
    return article.split('~')[0]


def components(pairs):
    parent = {}

    def find(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        parent[find(base(a))] = find(base(b))
    return {(a, b): find(base(a)) for a, b in pairs}


def is_copy(row, threshold):
    why = row['why'][0]
    by_score = 'comes again' in why and 'reworded' not in why and 'own reporting' not in why
    return row['score'] >= threshold if by_score else row['relation'] == 'copy'


def measures(examples, threshold):
    both = sum(wanted and is_copy(row, threshold) for row, wanted, _ in examples)
    found = sum(is_copy(row, threshold) for row, _, _ in examples)
    true = sum(wanted for _, wanted, _ in examples)
    p, r = both / found if found else 1.0, both / true if true else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def chosen(examples):
    """The middle of the best thresholds for these folds."""
    folds = sorted({fold for _, _, fold in examples})

    def judged(threshold):
        inner = [measures([e for e in examples if e[2] != fold], threshold) for fold in folds]
        return min(p for p, _, _ in inner) >= PRECISION_MIN, sum(f for _, _, f in inner) / len(inner)

    told = {threshold: judged(threshold) for threshold in THRESHOLDS}
    best = max(told.values())
    among = [threshold for threshold, value in told.items() if value == best]
    return among[len(among) // 2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--monitor', default=os.path.join(HERE, '../../src/Monitor.Worker/bin/Debug/net10.0/monitor'))
    parser.add_argument('--data', default=os.path.join(HERE, '../../../shared/data'))
    parser.add_argument('--rewrites', action='store_true')
    options = parser.parse_args()
    data = options.data
    large = [f'{data}/stories/gva.articles.jsonl', f'{data}/stories/ecbplus.articles.jsonl']
    sets = {
        'read': ([f'{HERE}/pairs-read.articles.jsonl'], f'{HERE}/pairs-read.gold.jsonl'),
        'reports': ([f'{data}/reports/pairs.articles.jsonl'], f'{data}/reports/pairs.gold.jsonl'),
        'pairs.gold': (large, f'{data}/copies/pairs.gold.jsonl'),
    }
    if options.rewrites:
        sets['rewrites'] = ([f'{data}/copies/rewrites.articles.jsonl', *large], f'{data}/copies/rewrites.gold.jsonl')
    rows = []
    for name, (articles, gold_path) in sets.items():
        gold = {(r['a'], r['b']): r['relation'] == 'copy' for r in score.rows(gold_path)}
        rows += [(name, r, gold[r['a'], r['b']]) for r in score.run(options.monitor, 'stories', 'compare', *articles, gold_path)]
    group = components([(r['a'], r['b']) for _, r, _ in rows])
    fold_of = {g: int(hashlib.md5(g.encode()).hexdigest(), 16) % FOLDS for g in group.values()}
    examples = [(name, r, wanted, fold_of[group[r['a'], r['b']]]) for name, r, wanted in rows]
    decided = []
    for fold in range(FOLDS):
        threshold = chosen([e[1:] for e in examples if e[3] != fold])
        held = [e for e in examples if e[3] == fold]
        p, r, f = measures([e[1:] for e in held], threshold)
        print(f'fold {fold}: threshold {threshold:.2f}, {len(held)} pairs: P {p:.3f} R {r:.3f} F1 {f:.3f}')
        decided += [(name, wanted, is_copy(row, threshold)) for name, row, wanted, _ in held]
    by = collections.defaultdict(list)
    for name, wanted, found in decided:
        by[name].append((wanted, found))
        by['all, nested'].append((wanted, found))
    for name, told in by.items():
        both, found, true = sum(w and f for w, f in told), sum(f for _, f in told), sum(w for w, _ in told)
        print(f'{name}: {score.measures(true, found, both)} ({len(told)} pairs)')
    p, r, f = measures([e[1:] for e in examples], SHIPPED)
    print(f'all at the shipped {SHIPPED}: P {p:.3f} R {r:.3f} F1 {f:.3f}')


if __name__ == '__main__':
    main()
