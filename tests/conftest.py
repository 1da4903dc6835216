"""Settings of the suite: `pytest --hypothesis-profile=thousands` asks generated properties of many more
examples; with `breaks` the first failing one will do (`benchmarks.breaks` counts failures, it reads none)."""

from hypothesis import Phase, settings

settings.register_profile("thousands", max_examples=10_000)
settings.register_profile("breaks", phases=(Phase.explicit, Phase.generate), database=None)
