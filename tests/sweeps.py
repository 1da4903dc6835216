"""How much a test tries: a little at each run of the suite, all of it where that is asked for
(`pytest --hypothesis-profile=thousands`)."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

ALL = settings.get_current_profile_name() == "thousands"


def few(examples: int) -> settings:
    """Return settings for so many examples, or for as many as the profile asks of every sweep."""
    asked = settings().max_examples if ALL else examples
    return settings(max_examples=asked, deadline=None, suppress_health_check=list(HealthCheck))
