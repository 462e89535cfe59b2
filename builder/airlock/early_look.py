"""What stops the texts of stories, told while files beside them cannot be read yet; nothing is let through here.

Names of tellers are not looked for: who agreed to be named may have done so in a story that is not read.
"""

from __future__ import annotations

import hashlib
from datetime import date

from builder.airlock.city_names import CityNames
from builder.airlock.edition import is_open, text_faults
from builder.airlock.kept_releases import digest_around
from builder.airlock.personal_data import region_of
from builder.airlock.private_names import PrivateNames
from builder.airlock.stops import Stops
from builder.cache import Store
from builder.errors import Fault
from builder.model.corpus import Corpus

KIND = "early looks"


def find_early_faults(corpus: Corpus, today: date, store: Store) -> tuple[Fault, ...]:
    """The faults of open stories; those of which nothing changed since they had none are not judged anew."""
    names = PrivateNames.of(())
    stops = Stops(names=names, region=region_of(corpus.city.timezone), city=CityNames.of(corpus.gazetteer))
    around = digest_around(corpus, names)
    stories = [story for story in corpus.stories if is_open(story, today)]
    keys = [hashlib.blake2b(around + story.id.encode(), key=story.files_key).digest() for story in stories]
    clean = dict.fromkeys(store.get_many(KIND, keys), b"")
    found: list[Fault] = []
    for key, story in zip(keys, stories, strict=True):
        faults = [] if key in clean else list(text_faults(stops, story))
        found += faults
        if not faults and story.files_key:
            clean[key] = b""
    store.put_many(KIND, clean)
    store.forget(KIND, clean)
    return tuple(found)
