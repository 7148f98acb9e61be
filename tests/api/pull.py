"""Pulls every TAXII collection of a worker in pages and holds it against the export: pull.py ADDRESS TOKEN [LIMIT] [MEANWHILE ...].

MEANWHILE is a command that adds events while the first collection is pulled; it runs once, after the tenth page. Prints figures; exit 1 where a pull
is not the export. The standard library only.
"""
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request

ADDRESS, TOKEN = sys.argv[1:3]
LIMIT = int(sys.argv[3]) if len(sys.argv) > 3 else 10
MEANWHILE = sys.argv[4:]


def get(path):
    """The answer as JSON, with its headers; waits where the server asks for it."""
    while True:
        request = urllib.request.Request(ADDRESS + path, headers={
            "Authorization": f"Bearer {TOKEN}",
            "Accept": "application/json" if path.startswith("/api") else "application/taxii+json;version=2.1",
        })
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer), answer.headers
        except urllib.error.HTTPError as refusal:
            if refusal.code != 429:
                raise
            time.sleep(int(refusal.headers["Retry-After"]))


def pull(collection, between=None):
    """All objects of a collection in the order of the pages, and how many pages these were."""
    objects, query, pages = [], f"?limit={LIMIT}", 0
    while True:
        envelope, _ = get(f"/taxii2/monitor/collections/{collection}/objects/{query}")
        objects += envelope.get("objects", [])
        pages += 1
        if not envelope["more"]:
            return objects, pages
        query = f"?limit={LIMIT}&next={envelope['next']}"
        if between and pages == 10:
            between()


def newest(objects):
    """The last version of each object as it was pulled."""
    return {one["id"]: one for one in objects}


def main():
    wrong = 0
    for number, collection in enumerate(get("/taxii2/monitor/collections/")[0]["collections"]):
        before, _ = get("/api/v1/attributions.stix.json")
        between = (lambda: subprocess.run(MEANWHILE, check=True, stdout=subprocess.DEVNULL)) if MEANWHILE and number == 0 else None
        began = time.time()
        objects, pages = pull(collection["id"], between)
        seconds = time.time() - began
        after = newest(get("/api/v1/attributions.stix.json")[0].get("objects", []))
        versions = [(one["id"], one["modified"]) for one in objects]
        twice = len(versions) - len(set(versions))
        pulled = newest(objects)
        # The collection of all is the export; that of a search is a part of it.
        differ = sum(1 for id, one in pulled.items() if after.get(id) != one) + (len(after.keys() - pulled.keys()) if number == 0 else 0)
        added = len(after) - len(before.get("objects", []))
        print(f"{collection['title']}: {len(objects)} objects in {pages} pages of {LIMIT}, {seconds:.1f} s; the export has {len(after)}, "
              f"{added} of them added meanwhile; {twice} twice, {differ} other than in the export")
        wrong += twice + differ
    return 1 if wrong else 0


sys.exit(main())
