"""How many examples a generated test draws: a few at each run of the suite, thousands where they are asked
for (`pytest --hypothesis-profile=thousands`)."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def few(examples: int) -> settings:
    """Return settings for so many examples, or for as many as the profile asks of every sweep."""
    asked = settings().max_examples if settings.get_current_profile_name() == "thousands" else examples
    return settings(max_examples=asked, deadline=None, suppress_health_check=list(HealthCheck))
