"""Settings of the suite: `pytest --hypothesis-profile=thousands` asks generated properties of many more
examples."""

from hypothesis import settings

settings.register_profile("thousands", max_examples=10_000)
