"""One build of the marked city for all tests that only look at it."""

from __future__ import annotations

import pytest

from tests.leak.marked import Build, build, copy_marked


@pytest.fixture(scope="session")
def marked_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The marked city, built with `vertelkaart build`."""
    done = build(copy_marked(tmp_path_factory.mktemp("marked") / "city"))
    assert done.status == 0, done.stderr.decode()
    return done
