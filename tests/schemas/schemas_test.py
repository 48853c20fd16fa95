# SPDX-License-Identifier: Apache-2.0
"""The published schemas against the files that are shipped and against the golden mistakes."""
import json
import pathlib
import sys
import unittest

import jsonschema
import yaml

import core_yaml
import kinds

ROOT = pathlib.Path(__file__).resolve().parents[2]


def validator(kind):
    schema = json.loads(kinds.schema_file(ROOT, kind).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


VALIDATORS = {kind: validator(kind) for _, kind in kinds.KINDS}


def problems(path):
    """What the file's schema says against it."""
    errors = VALIDATORS[kinds.kind_of(path.as_posix())].iter_errors(core_yaml.load(path))
    return [f"{error.json_path}: {error.message}" for error in errors]


class Schemas(unittest.TestCase):
    def test_accept_every_file_that_is_right(self):
        files = kinds.shipped(ROOT)
        self.assertGreater(len(files), 20)
        self.assertEqual({kinds.kind_of(path.as_posix()) for path in files},
                         {kind for _, kind in kinds.KINDS})
        for path in files:
            with self.subTest(path=path):
                self.assertEqual(problems(path), [])

    def test_accept_what_only_deserves_a_warning(self):
        for code, wrong, files in kinds.mistakes(ROOT):
            for path in files if not wrong else []:
                with self.subTest(code=code, path=path):
                    self.assertEqual(problems(path), [])

    def test_refuse_the_mistakes_that_a_schema_can_see(self):
        tried = set()
        for code, _, files in kinds.mistakes(ROOT):
            if code not in kinds.SEEN:
                continue
            tried.add(code)
            with self.subTest(code=code, files=files):
                try:
                    self.assertTrue(any(problems(path) for path in files))
                except yaml.YAMLError:
                    self.fail("no YAML: not a schema's business")
        self.assertEqual(tried, kinds.SEEN)

    def test_explain_every_key_in_vietnamese(self):
        for kind in VALIDATORS:
            schema = json.loads(kinds.schema_file(ROOT, kind).read_text(encoding="utf-8"))
            for name, key in schema.get("properties", {}).items():
                target = schema["$defs"].get(key.get("$ref", "").rpartition("/")[2], key)
                with self.subTest(kind=kind, key=name):
                    self.assertTrue(key.get("description") or target.get("description"))


if __name__ == "__main__":
    sys.exit(unittest.main())
