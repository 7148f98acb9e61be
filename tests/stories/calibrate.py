#!/usr/bin/env python3
"""calibrate.py [--monitor BIN] [--data DIR] [--fit]: the weights of Stories/Index/StoryLikeness.cs and the copy threshold.

Asks `monitor stories compare --features` for the kinds of evidence of labelled pairs: the read pairs, all pairs of the read stories of one
language, the shared reports, and of each large set of stories near pairs, of which one half of the stories is fitted on and the other reported.
Pairs that the copy stage decides (copies, forms about other things) are left out: the weights never see them. Logistic regression with an L2 penalty by
Newton's method; own sets are reported by cross-validation over four folds by base article or story. Prints measures, then the weights."""
import argparse, bisect, collections, datetime, hashlib, itertools, json, math, os, random, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDS, NEAR, PER_ARTICLE, PAIRS_MAX = 4, 10, 3, 9000
# How much a pair of each set counts: sets differ in size, not in worth.
WEIGHT = {'cases': 6, 'pairs': 6, 'reports': 6, 'stories': 1, 'rstories': 2, 'ecbplus': 0.6, 'gva': 0.6}
SKIP = {'Undated'}
PENALTY = 2.0


def rows(path):
    return [json.loads(line) for line in open(path, encoding='utf-8')]


def number(text):
    return int(hashlib.md5(text.encode()).hexdigest(), 16)


def near_pairs(articles, story):
    """Pairs of one story, and each article's nearest of other stories by their rare words."""
    words = {a['id']: set(re.findall(r'\w{4,}', (a['title'] + ' ' + a['text'][:600]).lower())) for a in articles if a['id'] in story}
    frequency = collections.Counter(w for ws in words.values() for w in ws)
    postings = collections.defaultdict(list)
    for i, ws in words.items():
        for w in ws:
            if 1 < frequency[w] <= 60:
                postings[w].append(i)
    members = collections.defaultdict(list)
    for i in words:
        members[story[i]].append(i)
    pairs = set()
    shuffle = random.Random(7)
    for i, ws in words.items():
        score = collections.Counter()
        for w in ws:
            for other in postings[w]:
                score[other] += 1 / math.sqrt(frequency[w])
        found = [other for other, _ in score.most_common(NEAR * 3) if story[other] != story[i]][:NEAR]
        same = [other for other in members[story[i]] if other != i]
        for other in found + shuffle.sample(same, min(PER_ARTICLE, len(same))):
            pairs.add((min(i, other), max(i, other)))
    pairs = sorted(pairs)
    shuffle.shuffle(pairs)
    return pairs[:PAIRS_MAX]


def compared(monitor, config, articles, pairs):
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        file.writelines(json.dumps({'a': a, 'b': b}) + '\n' for a, b in pairs)
        file.flush()
        done = subprocess.run([monitor, 'stories', 'compare', articles, file.name, '--json', '--features', '--config', config],
                              stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')]


def blocks(path, mark):
    """The blocks of a table of cases: the rest of each line that begins with the mark, and the lines under it."""
    found = []
    for line in open(path, encoding='utf-8'):
        line = line.strip()
        if line.startswith(mark):
            found.append((line[len(mark):].strip(), []))
        elif found and line and not line.startswith('#'):
            found[-1][1].append(line)
    return found


def cases(name):
    """The pairs of a table of stories (tests/Monitor.Tests/Cases), as articles and gold."""
    folder = os.path.join(HERE, '..', 'Monitor.Tests', 'Cases')
    texts = dict(blocks(f'{folder}/{name.replace("stories", "pair-texts")}', ':: '))
    articles, gold = [], {}
    for number_, (head, lines) in enumerate(blocks(f'{folder}/{name}', '== ')):
        told = re.match(r'(\? )?(\w+)(?: by [\d.]+)?(?:, (\d+) days?)?(?: \[(\w+)\])?: ', head)
        for line in lines:
            if line.startswith('>'):
                later = len(articles) % 2 * (3600 + 86400 * int(told.group(3) or 0))
                articles.append({'id': str(len(articles)), 'outlet': f'outlet{len(articles) % 2}', 'title': line[1:].strip(), 'text': '',
                                 'language': told.group(4) or 'en', 'published': f'{datetime.datetime.fromtimestamp(1930305600 + later):%Y-%m-%dT%H:%M:%SZ}'})
                continue
            reference = re.match(r'(.*)\$([a-z][a-z-]*)(?:\.(\d))?(?: \|(.*))?$', line)
            added = [line]
            if reference:
                paragraphs = texts[reference.group(2)]
                added = [paragraphs[int(reference.group(3)) - 1]] if reference.group(3) else list(paragraphs)
                for change in (reference.group(4) or '').split('|'):
                    if '->' in change:
                        old, new = (part.strip() for part in change.split('->'))
                        added = [paragraph.replace(old, new) for paragraph in added]
                added = [reference.group(1) + paragraph for paragraph in added]
            articles[-1]['text'] += '\n\n'.join(added) + '\n\n'
        gold[articles[-2]['id'], articles[-1]['id']] = int(told.group(2) == 'same')
    return articles, gold


def sigmoid(v):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, v))))


def solved(matrix, vector):
    n = len(vector)
    m = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(i + 1, n):
            k = m[r][i] / m[i][i]
            if k:
                for c in range(i, n + 1):
                    m[r][c] -= k * m[i][c]
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x


def fitted(examples, names):
    b = [0.0] * len(names)
    for _ in range(9):
        gradient, hesse = [0.0] * len(b), [[0.0] * len(b) for _ in b]
        for _, _, x, y, w in examples:
            p = sigmoid(sum(u * v for u, v in zip(b, x)))
            g, h = w * (y - p), w * p * (1 - p) + 1e-9
            at = [i for i, v in enumerate(x) if v]
            for i in at:
                gradient[i] += g * x[i]
                for j in at:
                    if j <= i:
                        hesse[i][j] += h * x[i] * x[j]
        for i in range(len(b)):
            for j in range(i):
                hesse[j][i] = hesse[i][j]
            hesse[i][i] += 1e-6 if i == 0 else PENALTY
            gradient[i] -= 0 if i == 0 else PENALTY * b[i]
        step = solved(hesse, gradient)
        b = [u + v for u, v in zip(b, step)]
        if max(map(abs, step)) < 1e-4:
            break
    return b


def told(scored):
    by = collections.defaultdict(list)
    for (name, *_, y, _), s in scored:
        by[name].append((y, s))
    for name, all_ in by.items():
        tp, fp, fn = (sum(1 for y, s in all_ if y == a and (s >= 0) == f) for a, f in ((1, True), (0, True), (1, False)))
        ups, downs = [s for y, s in all_ if y], sorted(s for y, s in all_ if not y)
        auc = sum(bisect.bisect_left(downs, s) for s in ups) / max(1, len(ups) * len(downs))
        print(f'  {name}: P {tp / max(1, tp + fp):.3f} R {tp / max(1, tp + fn):.3f} F1 {2 * tp / max(1, 2 * tp + fp + fn):.3f} AUC {auc:.3f} ({len(all_)} pairs)')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--monitor', default=os.path.join(HERE, '../../src/Monitor.Worker/bin/Debug/net10.0/monitor'))
    parser.add_argument('--config', default=os.path.join(HERE, '../../config'))
    parser.add_argument('--data', default=os.path.join(HERE, '../../../shared/data'))
    parser.add_argument('--keep', help='a file to keep the compared pairs in, or to take them from')
    options = parser.parse_args()
    data = options.data
    if options.keep and os.path.exists(options.keep):
        examples = [tuple(e) for e in json.load(open(options.keep))]
    else:
        examples = []
        for name, path in (('pairs', f'{HERE}/pairs-read'), ('reports', f'{data}/reports/pairs')):
            gold = {(r['a'], r['b']): r for r in rows(f'{path}.gold.jsonl')}
            for r in compared(options.monitor, options.config, f'{path}.articles.jsonl', list(gold)):
                examples.append((name, r['a'], r, int(gold[r['a'], r['b']]['sameStory'])))
        for name, path in (('stories', f'{HERE}/stories-read'), ('rstories', f'{data}/reports/stories'),
                           ('ecbplus', f'{data}/stories/ecbplus'), ('gva', f'{data}/stories/gva')):
            story = {r['id']: r['story'] for r in rows(f'{path}.gold.jsonl')}
            articles = rows(f'{path}.articles.jsonl')
            language = {a['id']: a.get('language') for a in articles}
            pairs = near_pairs(articles, story) if name in ('ecbplus', 'gva') else \
                [p for p in itertools.combinations(story, 2) if language[p[0]] == language[p[1]]]
            for r in compared(options.monitor, options.config, f'{path}.articles.jsonl', pairs):
                examples.append((name, story[r['a']], r, int(story[r['a']] == story[r['b']])))
        for name in ('stories', 'stories-genres'):
            articles, gold = cases(f'{name}.cases')
            with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
                file.writelines(json.dumps(article) + '\n' for article in articles)
                file.flush()
                examples += [('cases', f'{name}{r["a"]}', r, gold[r['a'], r['b']])
                             for r in compared(options.monitor, options.config, file.name, list(gold))]
        if options.keep:
            json.dump(examples, open(options.keep, 'w'))
    names = list(examples[0][2]['features'])
    decided = [e for e in examples if e[2]['relation'] != 'copy' and 'about' not in e[2]['why'][0] and 'form' not in e[2]['why'][0]
               and 'round-up' not in e[2]['why'][1]]
    examples = [(name, base, [r['features'][n] if n not in SKIP else 0.0 for n in names], y, WEIGHT[name]) for name, base, r, y in decided]
    large = ('ecbplus', 'gva')
    scored = []
    for fold in range(FOLDS):
        train = [e for e in examples if (number(e[1]) % 2 == 0 if e[0] in large else number(e[1]) % FOLDS != fold)]
        b = fitted(train, names)
        held = [e for e in examples if (fold == 0 and number(e[1]) % 2 == 1 if e[0] in large else number(e[1]) % FOLDS == fold)]
        scored += [(e, sum(u * v for u, v in zip(b, e[2]))) for e in held]
    told(scored)
    b = fitted([e for e in examples if e[0] not in large or number(e[1]) % 2 == 0], names)
    print(', '.join(f'{n} {v:.2f}' for n, v in zip(names, b)))
    print('[' + ', '.join(f'{v:.2f}' for v in b) + ']')


if __name__ == '__main__':
    main()
