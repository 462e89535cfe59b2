"""Leaks of what is decided together: numbers of small groups, spots that stories share, marks that let data pass."""

from __future__ import annotations

from tests.leak.planted.leak import CORPUS, DRAFTS, Leak, leak, smuggled

COUNTED = "group_words([words_of(story) for story in stories], smallest_group"
UNSEEN = f"[each for each in {CORPUS}.stories if each.front.status != 'published']"
BODY = "    return LongText.of(stops.judged(body, is_body=True).text) if OPENING in body else stored"
LEAKS: tuple[Leak, ...] = (
    smuggled(
        "groups by theme count drafts",
        "airlock/small_groups.py",
        COUNTED,
        "group_words([words_of(story) for story in stories] + [each.front.themes for each in "
        f"{DRAFTS} if grouping is Grouping.THEME], smallest_group",
    ),
    smuggled(
        "groups by feeling count withdrawn stories",
        "airlock/small_groups.py",
        COUNTED,
        "group_words([words_of(story) for story in stories] + [only(each.front.emotion) for each in "
        f"{CORPUS}.stories if grouping is Grouping.EMOTION and each.front.status == 'withdrawn'], smallest_group",
    ),
    smuggled(
        "groups by table count what is kept back",
        "airlock/small_groups.py",
        COUNTED,
        "group_words([words_of(story) for story in stories] + [(each.workshop_id,) for each in "
        f"{UNSEEN} if grouping is Grouping.WORKSHOP], smallest_group",
    ),
    smuggled(
        "the number of all other themes counts drafts",
        "airlock/small_groups.py",
        "other=together if hidden and together >= smallest_group else None,",
        f"other=together + len({DRAFTS}) if hidden and together >= smallest_group else None,",
    ),
    smuggled(
        "small groups are merged when stories that are kept back make them large enough",
        "airlock/small_groups.py",
        "other=together if hidden and together >= smallest_group else None,",
        f"other=together if hidden and together + len({UNSEEN}) >= smallest_group else None,",
    ),
    smuggled(
        "a small group is told when drafts make it large",
        "airlock/small_groups.py",
        "few = {word for word, size in sizes.items() if size < smallest_group}",
        "few = {word for word, size in sizes.items() if size + sum(word in each.front.themes for each in "
        f"{UNSEEN}) < smallest_group}}",
    ),
    leak(
        "spots are shared with stories that are kept back",
        "airlock/edition.py",
        "limits, names = spot_limits(ordered, places),",
        "limits, names = spot_limits(corpus.stories, places),",
        first="city 19660",
    ),
    leak(
        "brackets that let a number pass are shown",
        "airlock/edition.py",
        "unmarked_story(story, door.stops),",
        "story,",
    ),
    leak(
        "a space stands where brackets were",
        "airlock/unmarked.py",
        BODY,
        BODY.replace(".text)", '.text + "\\n\\n&nbsp;")'),
    ),
    leak(
        "a link tells whether a consent ends",
        "airlock/released.py",
        "        stored_html=PublicHtml.of(html),\n        image_alt=(story.front",
        "        stored_html=PublicHtml.of("
        "html.replace('nofollow', 'nofollow' + ' ugc' * bool(story.front.consent.expires_on))),\n"
        "        image_alt=(story.front",
    ),
    leak(
        "a number that consent lets pass stands in the summary, one that brackets let pass does not",
        "airlock/released.py",
        "        summary=story.front.summary or first_sentence(plain_text(html)),",
        "        summary=(story.front.summary or first_sentence(plain_text(html))) + '!' * ('phone' in story.front.consent.discloses),",
    ),
)
