#!/usr/bin/env python3
"""score.py [--monitor BIN] [--wrong] [--data DIR] [SET ...]: copies and stories over everything that may be read.

Sets: pairs reports ninety rewrites stories second third rstories ecbplus gva (default: all but gva). Prints copy precision, recall and F1,
same-story precision, recall and F1, verdicts right; BCubed and pairwise of clusters; with --wrong each wrong pair or cluster
with what decided. DIR is the folder of public data (default ../shared/data beside the clone); sets that are absent are skipped.
The frozen halves are no set of it: they are read once, when a change is finished."""
import argparse, collections, itertools, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def rows(path):
    return [json.loads(line) for line in open(path, encoding='utf-8')]


CONFIG = os.path.join(HERE, '..', '..', 'config')


def run(monitor, *args):
    done = subprocess.run([monitor, *args, '--json', '--config', CONFIG], stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')]


def measures(true, found, both):
    p, r = both / found if found else 1.0, both / true if true else 1.0
    return f'P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f}'


def of(gold, got, is_true, is_found):
    found = sum(is_found(r) for r in got)
    true = sum(is_true(gold[r['a'], r['b']]) for r in got)
    return measures(true, found, sum(is_true(gold[r['a'], r['b']]) and is_found(r) for r in got))


def score_pairs(name, monitor, articles, gold_path, wrong):
    gold = {(r['a'], r['b']): r for r in rows(gold_path)}
    got = run(monitor, 'stories', 'compare', *articles, gold_path)
    print(f'{name}: copies {of(gold, got, lambda g: g["relation"] == "copy", lambda r: r["relation"] == "copy")}', end='')
    has_story = all('sameStory' in g for g in gold.values())
    if has_story:
        print(f', same story {of(gold, got, lambda g: g["sameStory"], lambda r: r["sameStory"])}', end='')
    bad = [r for r in got if r['relation'] != gold[r['a'], r['b']]['relation']
           or (has_story and r['sameStory'] != gold[r['a'], r['b']]['sameStory'])]
    right = sum(r['relation'] == gold[r['a'], r['b']]['relation'] for r in got)
    print(f', verdicts {right} of {len(got)}, wrong pairs {len(bad)}')
    if any('level' in g for g in gold.values()):
        levels = collections.defaultdict(list)
        for r in got:
            levels[gold[r['a'], r['b']]['level']].append(r['relation'] == 'copy')
        print('  recall ' + ', '.join(f'{level} {sum(found) / len(found):.3f}' for level, found in levels.items()))
    for r in bad if wrong else []:
        g = gold[r['a'], r['b']]
        told = f'  {r["a"]} {r["b"]} [{g.get("kind", g.get("level", ""))}] wanted {g["relation"]}'
        told += f', same {g["sameStory"]}' if has_story else ''
        print(f'{told}; got {r["relation"]}{"?" if r["undecided"] else ""} {r["score"]:.2f}, same {r["sameStory"]} {r["storyScore"]:.2f}')
        print('      ' + ' | '.join(r['why']) + (f'  ({g["why"]})' if 'why' in g else ''))


def score_stories(name, monitor, articles, gold_path, wrong):
    gold = {r['id']: r['story'] for r in rows(gold_path)}
    grouped = run(monitor, 'stories', 'group', *articles)
    got = {r['id']: r['story'] for r in grouped}
    whys = {r['id']: r['why'] for r in grouped}
    titles = {r['id']: r.get('title', '') for r in grouped}
    of_gold, of_got = collections.defaultdict(set), collections.defaultdict(set)
    for i in gold:
        of_gold[gold[i]].add(i)
        of_got[got[i]].add(i)
    p = sum(len(of_gold[gold[i]] & of_got[got[i]]) / len(of_got[got[i]]) for i in gold) / len(gold)
    r = sum(len(of_gold[gold[i]] & of_got[got[i]]) / len(of_gold[gold[i]]) for i in gold) / len(gold)
    def twos(groups):
        return sum(len(g) * (len(g) - 1) // 2 for g in groups.values())
    crossed = collections.Counter((gold[i], got[i]) for i in gold)
    both = sum(n * (n - 1) // 2 for n in crossed.values())
    print(f'{name}: BCubed P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}, pairwise {measures(twos(of_gold), twos(of_got), both)}')
    if not wrong:
        return
    for members in of_got.values():
        if len({gold[i] for i in members}) > 1:
            print('  JOINED ' + ' '.join(f'{i}({gold[i]})' for i in sorted(members)))
            for i in sorted(members):
                print(f'      {i} {titles[i]}: ' + ' | '.join(whys[i][:2])[:400])
    for story, members in of_gold.items():
        if len({got[i] for i in members}) > 1:
            print(f'  SPLIT {story}: ' + ' / '.join(' '.join(sorted(x for x in members if got[x] == g)) for g in sorted({got[i] for i in members})))
            for i in sorted(members):
                print(f'      {i} {titles[i]}: ' + ' | '.join(whys[i][:2])[:400])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('sets', nargs='*')
    parser.add_argument('--monitor', default=os.path.join(HERE, '../../src/Monitor.Worker/bin/Debug/net10.0/monitor'))
    parser.add_argument('--data', default=os.path.join(HERE, '../../../shared/data'))
    parser.add_argument('--config', default=CONFIG)
    parser.add_argument('--wrong', action='store_true')
    options = parser.parse_args()
    data = options.data
    globals()['CONFIG'] = options.config
    pairs = {
        'pairs': ([f'{HERE}/pairs-read.articles.jsonl'], f'{HERE}/pairs-read.gold.jsonl'),
        'reports': ([f'{data}/reports/pairs.articles.jsonl'], f'{data}/reports/pairs.gold.jsonl'),
        'ninety': ([f'{data}/stories/gva.articles.jsonl', f'{data}/stories/ecbplus.articles.jsonl'], f'{data}/copies/pairs.gold.jsonl'),
        'rewrites': ([f'{data}/copies/rewrites.articles.jsonl', f'{data}/stories/ecbplus.articles.jsonl',
                      f'{data}/stories/gva.articles.jsonl'], f'{data}/copies/rewrites.gold.jsonl'),
    }
    stories = {
        'stories': ([f'{HERE}/stories-read.articles.jsonl'], f'{HERE}/stories-read.gold.jsonl'),
        'second': ([f'{HERE}/second-read.articles.jsonl'], f'{HERE}/second-read.gold.jsonl'),
        'third': ([f'{HERE}/third-read.articles.jsonl'], f'{HERE}/third-read.gold.jsonl'),
        'rstories': ([f'{data}/reports/stories.articles.jsonl'], f'{data}/reports/stories.gold.jsonl'),
        'ecbplus': ([f'{data}/stories/ecbplus.articles.jsonl'], f'{data}/stories/ecbplus.gold.jsonl'),
        'gva': ([f'{data}/stories/gva.articles.jsonl'], f'{data}/stories/gva.gold.jsonl'),
    }
    for name in options.sets or [*pairs, 'stories', 'second', 'third', 'rstories', 'ecbplus']:
        articles, gold = (pairs | stories)[name]
        if not os.path.exists(gold):
            print(f'{name}: absent')
            continue
        (score_pairs if name in pairs else score_stories)(name, options.monitor, [os.path.abspath(a) for a in articles],
                                                          os.path.abspath(gold), options.wrong)
        sys.stdout.flush()


if __name__ == '__main__':
    main()
