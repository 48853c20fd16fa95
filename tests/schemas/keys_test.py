# SPDX-License-Identifier: Apache-2.0
"""The published schemas and the decoder know the same keys: every mapping of the offices below gets
one key more that nobody knows, and what `dondoc check` then offers instead is held against the
schema's properties at that place."""
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

import core_yaml
import kinds

ROOT = pathlib.Path(__file__).resolve().parents[2]
DONDOC = sys.argv[1]
# The shipped office, and one that is written to have a mapping of every kind.
OFFICES = ("config", "tests/schemas/office")
UNKNOWN = "zzzzzzzz%04d"


class Places:
    """The mappings of one file, each with the schema's object that describes it."""

    def __init__(self, schema):
        self.schema = schema
        self.found = []  # (node, name of the schema's object, its properties)
        self.met = set()  # ids of the schema's objects

    def resolved(self, part, name):
        """What stands behind a $ref, and under which name its findings are gathered."""
        while "$ref" in part:
            name = part["$ref"]
            target = self.schema
            for step in name.removeprefix("#/").split("/"):
                target = target[step]
            part = target
        return part, name

    def branches(self, part, name):
        """The alternatives that describe mappings with named keys."""
        part, name = self.resolved(part, name)
        if "properties" in part or isinstance(part.get("additionalProperties"), dict):
            return [(part, name)]
        return [branch for word in ("anyOf", "oneOf") for alternative in part.get(word, ())
                for branch in self.branches(alternative, name)]

    def chosen(self, node, part, name):
        """The alternative that the mapping's own keys point to; alternatives share one name."""
        keys = {key.value for key, _ in node.value}
        for condition in self.resolved(part, name)[0].get("allOf", ()):
            wanted = condition["if"]["properties"]["kind"]["const"]
            if any(key.value == "kind" and value.value == wanted for key, value in node.value):
                return self.resolved(condition["then"], name)
        fitting = [(branch, called) for branch, called in self.branches(part, name)
                   if keys <= set(branch.get("properties", keys))
                   and keys >= set(branch.get("required", ()))]
        return fitting[0] if fitting else (None, name)

    def walk(self, node, part, name):
        if isinstance(node, yaml.SequenceNode):
            part, name = self.resolved(part, name)
            lists = [part] + [self.resolved(one, name)[0] for word in ("anyOf", "oneOf")
                              for one in part.get(word, ())]
            for items in (one["items"] for one in lists if isinstance(one.get("items"), dict)):
                for item in node.value:
                    self.walk(item, items, name + "[]")
                break
        elif isinstance(node, yaml.MappingNode):
            branch, name = self.chosen(node, part, name)
            if branch is None:
                raise ValueError(f"{name}: no alternative at line {node.start_mark.line + 1}")
            properties = branch.get("properties", {})
            if properties and branch.get("additionalProperties") is False:
                self.found.append((node, name, set(properties)))
                self.met.add(id(branch))
            for key, value in node.value:
                below = properties.get(key.value, branch.get("additionalProperties"))
                if isinstance(below, dict):
                    self.walk(value, below, f"{name}/{key.value}")


def with_key(text, node, key):
    """The text with one key more at the mapping's start."""
    at = node.start_mark.index
    if node.flow_style:
        at += 1
        return text[:at] + f" {key}: 1" + ("," if node.value else "") + text[at:]
    return text[:at] + f"{key}: 1\n" + " " * node.start_mark.column + text[at:]


def told(folder):
    run = subprocess.run([DONDOC, "check", "--json", folder], capture_output=True, text=True,
                         check=False, timeout=60)
    return json.loads(run.stdout)["diagnostics"]


def objects(part, name):
    """Every object of a schema whose keys are named, with where it stands."""
    if isinstance(part, dict):
        if part.get("properties") and part.get("additionalProperties") is False:
            yield part, name
        for key, below in part.items():
            yield from objects(below, f"{name}/{key}")
    elif isinstance(part, list):
        for nth, below in enumerate(part):
            yield from objects(below, f"{name}/{nth}")


def keys_offered(office, path, schema, known):
    """Adds to `known` what schema and decoder know of each mapping of one file; gives the ids of
    the schema's objects that the file has."""
    text = path.read_text("utf-8")
    places = Places(schema)
    places.walk(yaml.compose(text, Loader=core_yaml.CoreLoader), schema, schema["$id"])
    changed = text
    for nth, (node, _, _) in sorted(enumerate(places.found),
                                    key=lambda found: -found[1][0].start_mark.index):
        changed = with_key(changed, node, UNKNOWN % nth)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "office")
        shutil.copytree(office, copy)
        pathlib.Path(copy, path.relative_to(office)).write_text(changed, "utf-8")
        offered = {}
        for diagnostic in told(str(copy)):
            key = re.search(r"`zzzzzzzz([0-9]{4})`", diagnostic["message"])
            if diagnostic["code"] == "unknown-key" and key:
                offered[int(key.group(1))] = set(re.findall(r"`([^`]+)`", diagnostic["hint"]))
    for nth, (_, name, properties) in enumerate(places.found):
        known[name].append((properties, offered.get(nth)))
    return places.met


def main():
    schemas = {kind: json.loads(kinds.schema_file(ROOT, kind).read_text("utf-8"))
               for _, kind in kinds.KINDS}
    known = collections.defaultdict(list)
    met = set()
    for office in OFFICES:
        for path in sorted((ROOT / office).rglob("*.yaml")):
            schema = schemas[kinds.kind_of(path.as_posix())]
            met |= keys_offered(ROOT / office, path, schema, known)
    wrong = 0
    for kind, schema in schemas.items():
        for part, name in objects(schema, kind):
            if id(part) not in met:
                wrong += 1
                print(f"{name}: no office has such a mapping")
    for name, pairs in sorted(known.items()):
        properties = set().union(*(one for one, _ in pairs))
        asked = set().union(*(one for _, one in pairs if one is not None))
        unheard = sum(one is None for _, one in pairs)
        if properties != asked or unheard:
            wrong += 1
            print(f"{name}: only the schema knows {sorted(properties - asked)}, only the decoder "
                  f"{sorted(asked - properties)}; {unheard} of {len(pairs)} not told")
    print(f"{len(known)} kinds of mappings, {wrong} known differently")
    return 1 if wrong or not known else 0


if __name__ == "__main__":
    sys.exit(main())
