"""Each promise of README names a test, and that test is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = re.search(r"^## Promises$(.*?)^## ", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
assert PAGE
PROMISES = re.split(r"^- ", PAGE[1], flags=re.M)[1:]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda text: text.split("**")[1])
def test_a_promise_is_held_by_a_test(promise: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise)
    assert named
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        tests = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        marks = [ast.unparse(mark) for mark in tests[name].decorator_list]
        assert not [mark for mark in marks if "mark.skip(" in mark or "xfail" in mark]
