#!/usr/bin/env python3
"""frequencies.py ARTICLES.jsonl… : in how many articles each word stands, as config/languages/LANG/frequencies.tsv.

Reads the project's own texts (tests/stories/*-read.*) and the articles given (of sets with a .gold.jsonl beside them only the half of the
stories that weights are fitted on). A word that stands in fewer than five articles is not told; the texts are not kept. Words are folded as the
program does it: small letters, no accents. Run from the root of the clone; writes files of at most 2 MB together."""
import collections, hashlib, json, os, re, sys, unicodedata

COUNT_MIN, DOCUMENTS_MIN = 5, 200
HERE = os.path.dirname(os.path.abspath(__file__))


def fold(text):
    return ''.join(c for c in unicodedata.normalize('NFKD', text.lower()) if not unicodedata.combining(c))


def is_fitted(story):
    return int(hashlib.md5(story.encode()).hexdigest(), 16) % 2 == 0


def main():
    counts, documents = collections.defaultdict(collections.Counter), collections.Counter()
    own = [f'{HERE}/{name}-read.articles.jsonl' for name in ('pairs', 'stories')]
    for path in own + sys.argv[1:]:
        gold = path.replace('.articles.', '.gold.')
        fitted = None
        if path not in own and os.path.exists(gold):
            fitted = {r['id'] for r in map(json.loads, open(gold, encoding='utf-8')) if is_fitted(r['story'])}
        for article in map(json.loads, open(path, encoding='utf-8')):
            if fitted is not None and article['id'] not in fitted:
                continue
            language = article.get('language', 'en')
            documents[language] += 1
            counts[language].update(set(re.findall(r"[^\W\d_]{2,}", fold(f"{article['title']} {article['text']}"))))
    for language, number in documents.items():
        if number < DOCUMENTS_MIN:
            continue
        folder = os.path.join(HERE, '..', '..', 'config', 'languages', language)
        with open(os.path.join(folder, 'frequencies.tsv'), 'w', encoding='utf-8') as file:
            file.write(f'# documents\t{number}\n')
            file.writelines(f'{word}\t{count}\n' for word, count in sorted(counts[language].items()) if count >= COUNT_MIN)
        print(language, number, sum(count >= COUNT_MIN for count in counts[language].values()))


if __name__ == '__main__':
    main()
