"""Modules in one file do what they do apart; what the bundler does not understand, it refuses."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.site.assets import BUNDLES, scripts
from builder.site.bundling import bundle
from tests.tools.browser_tools import node

MODULES = {
    "parts/entry.js": """
import { greet as hello, Counter } from "../lib/words.js";
import {
  shared,
} from "../lib/apart.js";
import "../lib/noisy.js";

/** @typedef {import("../lib/words.js").Counter} Counter */
const words = "a name that other modules have, too";
const counter = new Counter();
counter.add();
import("./later.js").then(async (later) => {
  console.log(hello("brug"), counter.count, shared.value, later.name, await later.count(), words.length);
});
""",
    "lib/words.js": """
const words = ["dag"];
export function greet(name) { return `${words[0]} ${name}`; }
export class Counter { count = 0; add() { this.count += 1; } }
""",
    "lib/noisy.js": 'import { greet } from "./words.js";\nconsole.log("once", greet("markt"));\n',
    "lib/apart.js": "export const shared = { value: 0 };\n",
    "parts/later.js": """
import "../lib/noisy.js";
import { shared } from "../lib/apart.js";
import { greet } from "../lib/words.js";
shared.value += 1;
console.log("later");
const name = greet("kade");
export { name };
export async function count() { return 2; }
""",
}


def lay(folder: Path, modules: Mapping[str, str]) -> Path:
    for path, text in modules.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    return folder


def run(script: Path) -> str:
    done = subprocess.run([node(), str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("apart", [(), ("lib/apart.js",)], ids=["all in one", "one apart"])
def test_one_file_says_what_the_modules_say(tmp_path: Path, apart: tuple[str, ...]) -> None:
    expected = run(lay(tmp_path / "modules", MODULES) / "parts" / "entry.js")
    assert expected.startswith("once dag markt\nlater\n")
    text, inside = bundle("parts/entry.js", MODULES.__getitem__, apart)
    assert set(inside) == MODULES.keys() - set(apart)
    kept = {path: MODULES[path] for path in apart}
    found = run(lay(tmp_path / "bundle", {**kept, "parts/entry.js": text}) / "parts" / "entry.js")
    assert found == expected


def test_modules_in_a_circle_are_refused() -> None:
    circle = {"a.js": 'import { b } from "./b.js";\nexport const a = 1;\n', "b.js": 'import { a } from "./a.js";\n'}
    with pytest.raises(ValueError, match="needs itself"):
        bundle("a.js", circle.__getitem__)


@pytest.mark.parametrize(
    "line",
    [
        "export default 3;",
        "export const [one, two] = [1, 2];",
        "export let changing = 1;",
        'export * from "./b.js";',
        'import * as all from "./b.js";',
        'import all from "./b.js";',
    ],
)
def test_a_line_that_nobody_thought_of_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js: "):
        bundle("a.js", {"a.js": f"{line}\n", "b.js": ""}.__getitem__)


def test_the_site_has_one_file_for_what_one_page_runs() -> None:
    found = scripts()
    assert BUNDLES.keys() <= found.keys()
    assert "parts/shell.js" in found, "every page has it"
    assert "lib/search-engine.js" in found, "the worker has it"
    assert not {"parts/map-layers.js", "parts/filters.js", "lib/columns.js"} & found.keys()
    assert len(found) < 40
