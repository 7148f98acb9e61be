#!/usr/bin/env python3
"""score.py ITEMS.jsonl MONITOR [--misses] [--by genre|field|language]

Runs MONITOR attributions find over labelled items and prints how many accuser > accused pairs are right, wrong and missed, of the right
ones in how many strength, polarity and time are right, and the denials. An agency, ministry, embassy, official or hacker of a state counts
as the state; another party by its name. `optional` statements count neither as missed nor as wrong; found past or negated pairs count
like others. With --misses each error is shown: never for items that are kept unread."""
import argparse, collections, json, os, re, subprocess, tempfile, unicodedata


def slug(name):
    plain = unicodedata.normalize('NFD', name.casefold())
    return re.sub(r'[^\w]+', '-', ''.join(c for c in plain if not unicodedata.combining(c))).strip('-')


def book_names():
    """The names of the bodies whose ids are no names: org:HRW is Human Rights Watch."""
    with open(os.path.join(os.path.dirname(__file__), '..', '..', 'config', 'actors.yaml'), encoding='utf-8') as book:
        return {found[1].upper(): slug(found[2]) for found in re.finditer(r'- id: ((?:org|company):\S+)\n +name: (.+)', book.read())}


BOOK = book_names()


def wanted_keys(party):
    """All the ways in which a labelled party may be found."""
    party, _, country = party.partition('@')
    kind, colon, name = party.partition(':')
    if not colon:
        return {party.upper()}
    if kind == 'unnamed':
        return {'unnamed'} | ({country.upper()} if country else set())
    return {slug(name)} | ({country.upper()} if country else set())


def found_keys(actor, country):
    kind, _, name = (actor or '').partition(':')
    keys = {country.upper()} if country else set()
    if kind in ('country', 'gov', 'hackers', 'nationals', 'embassy'):
        keys.add(name.split(':')[0].upper())
    elif kind in ('igo', 'alliance'):
        keys.add(name.upper())
    elif kind in ('agency', 'person') and re.match(r'[A-Z]{2}-', name):
        keys.add(name[:2])
    elif kind == 'unnamed':
        keys |= {'unnamed'} | {part.upper() for part in name.split(':') if re.fullmatch('[A-Za-z]{2}', part)}
    if name:
        keys.add(slug(name))
    if (actor or '').upper() in BOOK:
        keys.add(BOOK[actor.upper()])
    return keys


def same(wanted, found):
    """Names count as one where one is the beginning or the end of the other: "eset" and "eset-research"."""
    return any(a == b or (len(a) > 3 and len(b) > 3 and (b.startswith(a + '-') or b.endswith('-' + a) or a.startswith(b + '-') or a.endswith('-' + b)))
               for a in wanted for b in found)


def run(monitor, items):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'items.jsonl')
        with open(path, 'w', encoding='utf-8') as out:
            for item in items:
                line = {key: item[key] for key in ('id', 'outlet', 'title', 'text', 'published', 'language')}
                if item.get('speaksFor'):
                    line['speaksFor'] = item['speaksFor']
                out.write(json.dumps(line, ensure_ascii=False) + '\n')
        said = subprocess.run([monitor, 'attributions', 'find', path, '--json'], capture_output=True, text=True, check=True).stdout
    found = collections.defaultdict(list)
    for line in said.splitlines():
        statement = json.loads(line)
        found[statement['article']].append(statement)
    return found


def score(item, found):
    want, want_denials, got, got_denials = [], [], [], []
    for s in item['statements']:
        for accuser in s['accusers']:
            if s['polarity'] == 'denied':
                want_denials.append((wanted_keys(accuser), s))
            elif s['accused']:
                want.append((wanted_keys(accuser), wanted_keys(s['accused']), s))
    for s in found:
        for accuser in s['accusers']:
            keys = found_keys(accuser, s.get('accuserCountry'))
            if s['polarity'] == 'denied':
                got_denials.append((keys, s))
            elif s.get('accused') or s.get('accusedCountry'):
                got.append((keys, found_keys(s.get('accused'), s.get('accusedCountry')), s))
    sums, errors = collections.Counter(), []
    used = set()
    # A pair said twice, now and of the past, is two: the one that is alike in time and polarity is its partner.
    for accuser, accused, s in sorted(want, key=lambda w: w[2]['past']):
        partners = [i for i, g in enumerate(got) if same(accuser, g[0]) and same(accused, g[1])]
        if not partners:
            if not s['optional']:
                sums['missed'] += 1
                errors.append(('missed', s))
            continue
        alike = sorted(partners, key=lambda i: ((got[i][2].get('past', False) != s['past']) + (got[i][2]['polarity'] != s['polarity']), i in used))
        best = got[alike[0]][2]
        used.update(partners)
        if s['optional']:
            continue
        sums['right'] += 1
        sums['asked'] += 3
        for part in ('strength', 'polarity', 'past'):
            sums[part] += best.get(part, False) == s[part]
            if best.get(part, False) != s[part]:
                errors.append((f'{part} is {best.get(part)}', s))
    wrong = {(tuple(sorted(g[0])), tuple(sorted(g[1]))): g[2] for i, g in enumerate(got) if i not in used}
    sums['wrong'] += len(wrong)
    errors += [('wrong', s) for s in wrong.values()]
    met = set()
    for keys, s in want_denials:
        partners = [i for i, g in enumerate(got_denials) if same(keys, g[0])]
        met.update(partners)
        if not s['optional']:
            sums['denials right' if partners else 'denials missed'] += 1
            if not partners:
                errors.append(('denial missed', s))
    extra = {tuple(sorted(g[0])): g[1] for i, g in enumerate(got_denials) if i not in met}
    sums['denials wrong'] += len(extra)
    errors += [('denial wrong', s) for s in extra.values()]
    sums['silent'] += not item['statements']
    sums['silent broken'] += not item['statements'] and bool(got)
    return sums, errors


def show(name, s):
    right, wrong, missed = s['right'], s['wrong'], s['missed']
    share = lambda a, b: a / b if b else float('nan')
    print(f"{name}: P={share(right, right + wrong):.3f} R={share(right, right + missed):.3f} (right {right}, wrong {wrong}, missed {missed}); "
          f"strength {share(s['strength'], right):.3f}, polarity {share(s['polarity'], right):.3f}, past {share(s['past'], right):.3f}; "
          f"denials right {s['denials right']}, wrong {s['denials wrong']}, missed {s['denials missed']}; "
          f"nothing to find: {s['silent broken']} of {s['silent']} fire")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('items'), options.add_argument('monitor')
    options.add_argument('--misses', action='store_true'), options.add_argument('--by', choices=['genre', 'field', 'language'])
    options = options.parse_args()
    with open(options.items, encoding='utf-8') as lines:
        items = [json.loads(line) for line in lines]
    found, total, parts = run(options.monitor, items), collections.Counter(), collections.defaultdict(collections.Counter)
    for item in items:
        sums, errors = score(item, found[item['id']])
        total.update(sums)
        if options.by:
            parts[item[options.by]].update(sums)
        if options.misses and errors:
            print(f"\n{item['id']} [{item['genre']}, {item['field']}] {item['title']} || {item['text']}")
            for kind, s in errors:
                print(f"   {kind}: {','.join(s['accusers'])} > {s.get('accused')} {s['strength']} {s['polarity']}"
                      + (' past' if s.get('past') else '') + (f" [{s['rule']}] {s['evidence']['text'][:120]!r}" if 'rule' in s else ''))
    for name, sums in sorted(parts.items()):
        show(name, sums)
    show('all', total)


if __name__ == '__main__':
    main()
