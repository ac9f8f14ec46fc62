#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""docs/api/openapi.yaml describes every route and no other, and what a request may hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/support"))
from service import run_tests  # noqa: E402

API = yaml.safe_load((ROOT / "docs/api/openapi.yaml").read_text())
METHODS = ("get", "post", "put", "delete")


def every_route_is_described_and_no_other():
    printed = subprocess.run([os.environ["ROUTES"]], capture_output=True, text=True, check=True).stdout
    routes = {tuple(line.split()) for line in printed.splitlines()}
    described = set()
    for path, item in API["paths"].items():
        for method in METHODS:
            if method in item:
                operation = item[method]
                access = "operator" if "security" not in operation else \
                    "session" if {"session": []} in operation["security"] else \
                    "link" if "token" in path else "open"
                described.add((operation["operationId"], method, re.sub(r"{\w+}", "{}", path), access))
    assert routes == described, routes ^ described


def every_variable_of_a_path_is_described():
    for path, item in API["paths"].items():
        named = set(re.findall(r"{(\w+)}", path))
        for method in METHODS:
            if method in item:
                given = item.get("parameters", []) + item[method].get("parameters", [])
                given = [API["components"]["parameters"][one["$ref"].rsplit("/", 1)[1]]
                         if "$ref" in one else one for one in given]
                assert {one["name"] for one in given if one["in"] == "path"} == named, path


def the_schema_of_an_exposure_is_that_of_the_reader():
    source = (ROOT / "service/json/exposure.c").read_text()
    known = re.search(r"known\[\] = {(.*?), NULL}", source, re.S).group(1)
    members = re.findall(r'"(\w+)"', known)
    schema = API["components"]["schemas"]["Exposure"]
    assert sorted(schema["properties"]) == sorted(members)
    jsonschema.Draft4Validator.check_schema(
        {name: value for name, value in schema.items() if name != "example"})


run_tests(every_route_is_described_and_no_other, every_variable_of_a_path_is_described,
          the_schema_of_an_exposure_is_that_of_the_reader)
