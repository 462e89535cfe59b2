from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.gathering import FollowUp, FollowUpStatus
from builder.signals.answers.answer import clean_text
from builder.signals.answers.follow_up_edits import Edit, edit_follow_ups, parse_entries
from builder.signals.register.list_spans import LayoutError
from tests.nightly import examples

BLOCK = """\
# What became of it.
follow_ups:
# the first one
- signal: brug          # over the river
  fingerprint: "3ff4bf6d77b3"
  service: groen
  status: received      # by mail
  reply:
    nl: "Oud"   # as they wrote it
  # they called

-   signal: bank
    service: jeugd
    status: new
    reason: |  # typed by hand
      Een lange
      reden.

# the end
"""
FLOW = """\
---
follow_ups: [
  {signal: brug, fingerprint: "3ff4bf6d77b3", service: groen, status: received, reply: {nl: Oud}},  # one
  {signal: bank, service: jeugd, status: new, reason: "Een lange\\nreden.",},
]
"""
NEW = FollowUp.model_validate(
    {"signal": "tunnel#licht", "service": "groen", "status": "done", "reply": {"nl": "Klaar."}}
)


def amended(entry: FollowUp, **changes: object) -> Edit:
    return Edit(before=entry, after=entry.model_copy(update=changes))


def test_only_the_values_that_change_are_other_bytes() -> None:
    brug, bank = parse_entries(BLOCK)
    edits = [
        amended(brug, status=FollowUpStatus.DONE, public=True, reply={"nl": "Nieuw: # “ja”", "fr": "Neuf"}),
        amended(bank, reason="Kort.", status=FollowUpStatus.DECLINED),
        Edit(before=None, after=NEW),
    ]
    assert (
        edit_follow_ups(BLOCK, edits)
        == """\
# What became of it.
follow_ups:
# the first one
- signal: brug          # over the river
  fingerprint: "3ff4bf6d77b3"
  service: groen
  status: done      # by mail
  reply:
    nl: "Nieuw: # “ja”"   # as they wrote it
    fr: "Neuf"
  public: true
  # they called

-   signal: bank
    service: jeugd
    status: declined
    reason: "Kort."  # typed by hand
- signal: tunnel#licht
  service: groen
  status: done
  public: false
  reply:
    nl: "Klaar."

# the end
"""
    )


def test_entries_between_braces_stay_between_braces() -> None:
    brug, bank = parse_entries(FLOW)
    edits = [
        amended(brug, status=FollowUpStatus.DONE, public=True, reply={"nl": "Nieuw", "fr": "Neuf"}),
        amended(bank, reply={"nl": "Ja"}),
        Edit(before=None, after=NEW),
    ]
    assert (
        edit_follow_ups(FLOW, edits)
        == """\
---
follow_ups: [
  {signal: brug, fingerprint: "3ff4bf6d77b3", service: groen, status: done, \
reply: {nl: "Nieuw", fr: "Neuf"}, public: true},  # one
  {signal: bank, service: jeugd, status: new, reason: "Een lange\\nreden.", reply: {nl: "Ja"},}, \
{signal: tunnel#licht, service: groen, status: done, public: false, reply: {nl: "Klaar."}},
]
"""
    )


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ("", "follow_ups:\n"),
        ("# only words", "# only words\nfollow_ups:\n"),
        ("---\n", "---\nfollow_ups:\n"),
        ("follow_ups:\n", "follow_ups:\n"),
        ("follow_ups: []  # none yet\n# end\n", "follow_ups:   # none yet\n"),
        ("follow_ups: null", "follow_ups: \n"),
        ("\ufefffollow_ups:\r\n", "\ufefffollow_ups:\r\n"),
    ],
)
def test_the_first_entry_finds_its_place(before: str, head: str) -> None:
    edited = edit_follow_ups(before, [Edit(before=None, after=NEW)])
    assert edited.startswith(head)
    assert parse_entries(edited) == (NEW,)
    assert ("\r" in edited) == ("\r" in before)
    assert "\n" not in edited.replace("\r\n", "") or "\r" not in before
    assert ("# end" in edited) == ("# end" in before)


@pytest.mark.parametrize("text", ["{}", "follow_ups: [", "follow_ups:\n- signal: a\n", "andere: x"])
def test_what_cannot_be_changed_safely_is_left_to_a_person(text: str) -> None:
    with pytest.raises(LayoutError):
        edit_follow_ups(text, [Edit(before=None, after=NEW)])


TEXTS = st.one_of(
    st.text(min_size=1, max_size=80),
    st.text(alphabet="\"'\\:#-|>{}[]&*!%@`,?\n\t é😀שלום\u202eمرحبا\u2028\x07", min_size=1, max_size=40),
    st.sampled_from(["null", "~", "true", "- a", "kind: x\npublic: true", "# x", "<<<<<<< a\n=======", "---\n..."]),
)
CODES = st.sampled_from(["nl", "fr", "ar", "en"])


@given(
    reply=st.dictionaries(CODES, TEXTS, min_size=1),
    reason=TEXTS,
    layout=st.sampled_from([BLOCK, FLOW, BLOCK.replace("\n", "\r\n"), "", "follow_ups: []\n"]),
    at=st.integers(0, 2),
)
@settings(max_examples=examples(ci=150, nightly=20_000), deadline=None)
def test_any_text_is_read_back_as_it_was(reply: dict[str, str], reason: str, layout: str, at: int) -> None:
    kept = {code: clean_text(text) for code, text in reply.items() if clean_text(text)} or {"nl": "-"}
    changes: dict[str, object] = {"reply": kept, "reason": clean_text(reason) or "-", "status": FollowUpStatus.ANSWERED}
    old = parse_entries(layout)
    before = old[at] if at < len(old) else None
    if before is not None:
        changes["reply"] = {**(before.reply or {}), **kept}
    after = (before or NEW).model_copy(update=changes)
    edited = edit_follow_ups(layout, [Edit(before=before, after=after)])
    entries = parse_entries(edited)
    assert entries == (tuple(after if each is before else each for each in old) if before else (*old, after))
    assert [line for line in layout.splitlines() if line.lstrip().startswith("#")] == [
        line for line in edited.splitlines() if line.lstrip().startswith("#")
    ]
