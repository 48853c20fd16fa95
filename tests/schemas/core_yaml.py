# SPDX-License-Identifier: Apache-2.0
"""YAML as editors read it: version 1.2's core types, so that a date or a time of day stays text."""
import re

import yaml


class CoreLoader(yaml.SafeLoader):
    """Without the resolvers of version 1.1 (dates, base 60, yes and no)."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
        ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
        ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
        ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", list("-+0123456789")),
        ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$",
         list("-+0123456789."))]:
    CoreLoader.add_implicit_resolver(tag, re.compile(pattern), first)


def integer(loader, node):
    """"007" is seven; version 1.1 would read it in base eight."""
    return int(loader.construct_scalar(node))


CoreLoader.add_constructor("tag:yaml.org,2002:int", integer)


def load(path):
    """The file's value; raises yaml.YAMLError when it is no YAML."""
    with open(path, "rb") as file:
        return yaml.load(file, Loader=CoreLoader)
