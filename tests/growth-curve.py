#!/usr/bin/env python3
"""Draws what 'bench growth' printed as an SVG: size of the database and resident memory by day, and an article's processor time.

    python3 tests/growth-curve.py GROWTH.txt > docs/growth.svg
"""
import sys

WIDTH, HEIGHT, LEFT, TOP, GAP = 720, 150, 70, 30, 55
STAGES = ["collect", "read", "group", "notify", "deliver", "retention"]


def lines(file):
    """Each printed line: day, articles, milliseconds of processor time of each stage, database, resident and heap in MB."""
    for line in open(file, encoding="utf-8"):
        fields = line.split()
        if len(fields) == 2 + 2 * len(STAGES) + 3 and fields[0].isdigit():
            used = [sum(float(part) for part in fields[2 + 2 * at].split("+")) for at in range(len(STAGES))]
            yield int(fields[0]), int(fields[1]), used, [float(value) for value in fields[-3:]]


def panel(number, title, days, curves):
    top = TOP + number * (HEIGHT + GAP)
    most = max(max(values) for _, _, values in curves) or 1
    yield f'<text x="{LEFT}" y="{top - 10}" font-weight="bold">{title}</text>'
    yield f'<path d="M{LEFT} {top}V{top + HEIGHT}H{LEFT + WIDTH}" fill="none" stroke="#888"/>'
    for y, mark in (top + 10, f"{most:,.0f}" if most >= 100 else f"{most:.3g}"), (top + HEIGHT, "0"):
        yield f'<text x="{LEFT - 6}" y="{y}" text-anchor="end">{mark}</text>'
    for place, (name, colour, values) in enumerate(curves):
        points = " ".join(f"{LEFT + WIDTH * day / days[-1]:.1f},{top + HEIGHT - HEIGHT * value / most:.1f}" for day, value in zip(days, values))
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield f'<text x="{LEFT + 10 + 130 * place}" y="{top + 12}" fill="{colour}">{name}</text>'
    yield f'<text x="{LEFT + WIDTH}" y="{top + HEIGHT + 16}" text-anchor="end">day {days[-1]}</text>'


def main():
    rows = list(lines(sys.argv[1]))
    if len(rows) < 2:
        sys.exit("fewer than two lines: nothing to draw")
    days = [row[0] for row in rows]
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {TOP + 3 * (HEIGHT + GAP)}" font-family="sans-serif" font-size="12">')
    print('<rect width="100%" height="100%" fill="#fff"/>')
    memory = [("resident", "#b5432a", [row[3][1] for row in rows]), ("heap", "#2a62b5", [row[3][2] for row in rows])]
    costs = [(stage, colour, [row[2][at] for row in rows]) for at, (stage, colour) in enumerate(zip(STAGES[:3], ["#2a62b5", "#3a8a3a", "#b5432a"]))]
    for number, (title, curves) in enumerate([
            ("Database, MB", [("", "#3a8a3a", [row[3][0] for row in rows])]),
            ("Memory, MB", memory),
            ("Processor time an article, ms (worker and server)", costs)]):
        print("\n".join(panel(number, title, days, curves)))
    print("</svg>")


if __name__ == "__main__":
    main()
