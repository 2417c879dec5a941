#!/usr/bin/env python3
"""Makes world.tsv, the shapes of the world map, from the npm package world-atlas 2.0.2 (Natural Earth, public domain).

Usage: make.py countries-110m.json > world.tsv

A line for each place of the country list: code, x and y of its dot, and its shape as an SVG path (empty where the
data of this scale have none or only a speck: most of these are small islands). Equal Earth projection (Šavrič, Patterson,
Jenny 2018), so that no part of the world is made larger than it is; cut at 180° so that no stripe crosses the map;
without Antarctica; whole units of a picture that is 800 wide. Standard library only.
"""

import csv
import json
import math
import sys
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE / "../../../domain/data"
WIDTH, NORTH = 800, 84.0
SCALE = WIDTH / 5.41326
# Shapes of places whose M49 code is not in the list, or that have none.
PART_OF = {"N. Cyprus": "CY", "Somaliland": "SO", "Kosovo": "XK", "Taiwan": "TW"}
# Square units: smaller islands and smaller bends of a coast are left out; a smaller country is only a dot.
SMALLEST, FINEST, SPECK = 4.0, 1.5, 7.0


def equal_earth(longitude, latitude):
    """Where a point lies, in units of the globe's radius, north up."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = theta**2, theta**6
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta)
    x /= 3 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2))
    return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


TOP = equal_earth(0, NORTH)[1]


def place(longitude, latitude):
    """Where a point lies in the picture."""
    x, y = equal_earth(longitude, latitude)
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE


def decoded(topology):
    """The arcs as lists of degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def simplified(arc):
    """An arc without its least points (Visvalingam): borders stay shared, because arcs are."""
    points = list(arc)
    while len(points) > (4 if arc[0] == arc[-1] else 2):
        flat = [place(*point) for point in points]
        sizes = [area(flat[index - 1 : index + 2]) for index in range(1, len(points) - 1)]
        least = min(sizes)
        if least >= FINEST:
            break
        del points[1 + sizes.index(least)]
    return points


def ring_of(arcs, indices):
    points = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def clipped(points, keep, edge):
    """The part of a ring on one side of a meridian."""
    result = []
    for before, here in zip(points[-1:] + points[:-1], points):
        if keep(before[0]) != keep(here[0]):
            share = (edge - before[0]) / (here[0] - before[0])
            result.append((edge, before[1] + share * (here[1] - before[1])))
        if keep(here[0]):
            result.append(here)
    return result


def cut(points):
    """The parts of a ring that crosses 180°, each on its own side."""
    unrolled, turn = [points[0]], 0
    for before, here in zip(points, points[1:]):
        turn += -360 if here[0] - before[0] > 180 else 360 if here[0] - before[0] < -180 else 0
        unrolled.append((here[0] + turn, here[1]))
    for shift in (-360, 0, 360):
        part = [(x + shift, y) for x, y in unrolled]
        part = clipped(part, lambda x: x >= -180, -180)
        part = clipped(part, lambda x: x <= 180, 180) if part else []
        if len(part) > 2:
            yield part


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def rounded(points):
    """Whole units, without points that lie on the line between their neighbours."""
    whole = []
    for x, y in points:
        point = (round(x), round(y))
        if not whole or whole[-1] != point:
            whole.append(point)
    if len(whole) > 1 and whole[0] == whole[-1]:
        whole.pop()
    kept = []
    for index, (x, y) in enumerate(whole):
        (ax, ay), (bx, by) = whole[index - 1], whole[(index + 1) % len(whole)]
        if (x - ax) * (by - y) != (y - ay) * (bx - x):
            kept.append((x, y))
    return kept


def path(rings):
    """A path with relative steps, without needless separators."""
    text, start = "", (0, 0)
    for ring in rings:
        at, numbers = start, []
        for x, y in ring:
            numbers += [x - at[0], y - at[1]]
            at = (x, y)
        start = ring[0]
        text += "m" + "".join(
            (" " if index and number >= 0 else "") + str(number) for index, number in enumerate(numbers)
        ) + "z"
    return text


def rows(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main():
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [simplified(arc) for arc in decoded(topology)]
    places = [row for name in ("un_members", "other_places") for row in rows(DATA / f"{name}.csv")]
    codes = {row["m49"]: row["iso2"] for row in places if row["m49"]}
    rings = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(geometry.get("id", "")) or PART_OF[geometry["properties"]["name"]]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        if code != "AQ":
            for polygon in polygons:
                for indices in polygon:
                    for part in cut(ring_of(arcs, indices)):
                        rings.setdefault(code, []).append([place(*point) for point in part])
    dots = {row["iso2"]: (float(row["lon"]), float(row["lat"])) for row in rows(HERE / "centroids.csv")}
    dots |= {row["iso2"]: (float(row["lon"]), float(row["lat"])) for row in rows(DATA / "map_points.csv")}
    for code in sorted(row["iso2"] for row in places):
        if code == "AQ":
            continue
        own = sorted(rings.get(code, []), key=area, reverse=True)
        shown = [rounded(ring) for index, ring in enumerate(own) if index == 0 or area(ring) >= SMALLEST]
        x, y = place(*dots[code])
        if sum(map(area, own)) < SPECK:
            shown = []
        print(f"{code}\t{round(x)}\t{round(y)}\t{path(ring for ring in shown if len(ring) > 2)}")


main()
