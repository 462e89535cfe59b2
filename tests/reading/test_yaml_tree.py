"""YAML text into nodes: places, and everything that is refused."""

from __future__ import annotations

import pytest

from builder.reading.faultbook import FaultBook, Position
from builder.reading.yaml_tree import (
    MAX_DEPTH,
    MAX_NODES,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    parse_yaml,
)


def parse(text: str, *, first_line: int = 1, is_file: bool = True) -> tuple[MappingNode | None, list[str]]:
    book = FaultBook()
    tree = parse_yaml(text, "a.yml", book, first_line=first_line, is_file=is_file)
    return tree, [f"{fault.line}:{fault.column} {fault.code}" for fault in book.faults]


def value(tree: MappingNode | None, key: str) -> Node:
    assert tree is not None
    return tree.entries[key].node


def test_every_node_knows_its_line_and_column() -> None:
    tree, faults = parse("title: Brug\nthemes:\n- a\n- b\n", first_line=2)
    assert faults == []
    assert tree is not None
    assert tree.entries["themes"].position == Position(3, 1)
    title, themes = value(tree, "title"), value(tree, "themes")
    assert isinstance(title, ScalarNode)
    assert (title.scalar, title.position) == ("Brug", Position(2, 8))
    assert isinstance(themes, SequenceNode)
    assert [item.position for item in themes.items] == [Position(4, 3), Position(5, 3)]


@pytest.mark.parametrize("word", ["no", "on", "yes", "12:30", "01001", "1e3", "0x10", "2019-03-14", ".nan", "1_000"])
def test_words_of_old_yaml_stay_what_was_typed(word: str) -> None:
    node = value(parse(f"key: {word}\n")[0], "key")
    assert isinstance(node, ScalarNode)
    assert node.scalar == word
    assert node.scalar.is_plain


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_no_value_is_null_unless_it_is_quoted(word: str) -> None:
    plain, quoted = value(parse(f"key: {word}\n")[0], "key"), value(parse(f'key: "{word}"\n')[0], "key")
    assert isinstance(plain, ScalarNode)
    assert isinstance(quoted, ScalarNode)
    assert (plain.is_null, quoted.is_null) == (True, False)


def test_an_empty_text_is_an_empty_mapping() -> None:
    for text in ("", "# a comment\n", "---\n"):
        tree, faults = parse(text)
        assert faults == []
        assert tree is not None
        assert tree.entries == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", "1:4 yaml-special"),
        ("a: *x\n", "1:4 yaml-special"),
        ("a: !x 1\n", "1:4 yaml-special"),
        ("a: ! 1\n", "1:4 yaml-special"),
        ("<<: {a: 1}\n", "1:1 yaml-special"),
        ('"<<": {a: 1}\n', "1:1 yaml-special"),
        ("a: 1\n---\nb: 2\n", "2:1 yaml-special"),
        ("a: 1\n...\n", "2:1 yaml-special"),
        ("%YAML 1.2\n---\na: 1\n", "1:1 yaml-special"),
        ("a: b: c\n", "1:5 yaml-syntax"),
        ("a: @b\n", "1:4 yaml-syntax"),
        ("a: %b\n", "1:4 yaml-syntax"),
        ("a: [b\n", "2:1 yaml-syntax"),
        ('a: "b\nc: d\n', "1:4 yaml-syntax"),
        ("a: 1\nb\nc: 2\n", "2:1 yaml-syntax"),
        ("? [a]\n: b\n", "1:3 yaml-syntax"),
        ("a:\n\tb: 1\n", "2:1 yaml-tab"),
        ("a:\n  \tb: 1\n", "2:3 yaml-tab"),
        ("- a\n", "1:1 yaml-not-a-mapping"),
        ("text\n", "1:1 yaml-not-a-mapping"),
        ("a: 1\na: 2\n", "2:1 key-repeated"),
        ('a: 1\n"a": 2\n', "2:1 key-repeated"),
        ("{a: 1, a: 2}\n", "1:8 key-repeated"),
        ('a: "\\0"\n', "1:4 file-control-character"),
        ('a: "\\r"\n', "1:4 file-control-character"),
        ('a: "\\N"\n', "1:4 file-control-character"),
        ('"\\u202e": 1\n', "1:1 file-bidi-control"),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(text: str, expected: str) -> None:
    assert parse(text) == (None, [expected])


def test_a_repeated_key_names_the_other_line() -> None:
    book = FaultBook()
    parse_yaml("a: 1\nb: 2\na: 3\n", "a.yml", book, first_line=10)
    assert [(fault.line, fault.params) for fault in book.faults] == [(12, {"other_line": 10})]


def test_all_repeated_keys_are_found_in_one_run() -> None:
    assert parse("a: 1\na: 2\nb: {c: 1, c: 2}\n")[1] == ["2:1 key-repeated", "3:11 key-repeated"]


def test_one_line_of_hyphens_may_open_a_file_but_not_a_head() -> None:
    assert parse("---\na: 1\n")[1] == []
    assert parse("---\na: 1\n", is_file=False) == (None, ["1:1 yaml-special"])


def test_nesting_is_bounded() -> None:
    deepest = MAX_DEPTH - 1
    assert parse("a: " + "[" * deepest + "]" * deepest + "\n")[1] == []
    assert parse("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n")[1] == ["1:15 yaml-too-deep"]
    assert parse("a: " + "[" * 100_000 + "\n")[1] == ["1:15 yaml-too-deep"]
    assert parse("a: " + "{a: " * 100_000 + "\n")[1] == ["1:48 yaml-too-deep"]
    block = "".join(" " * depth + "a:\n" for depth in range(20))
    assert parse(block)[1] == ["13:13 yaml-too-deep"]


def test_the_number_of_nodes_is_bounded() -> None:
    assert parse("a: [" + "b, " * (MAX_NODES + 10) + "]\n")[1][0].endswith("yaml-too-large")


def test_an_alias_bomb_ends_at_its_first_anchor() -> None:
    levels = "".join(f"{name}: &{name} [*{below}, *{below}]\n" for name, below in zip("bcdef", "abcde", strict=True))
    assert parse(f"a: &a [x]\n{levels}") == (None, ["1:4 yaml-special"])
