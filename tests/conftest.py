"""Settings of the suite.

`pytest -n auto` takes a worker more than there are cores, for some tests wait for a server or the disk.
`pytest --hypothesis-profile=thousands` asks generated properties of many more examples; with `breaks` the
first failing one will do (`benchmarks.breaks` counts failures, it reads none).
"""

import gc
import os

from hypothesis import Phase, settings

settings.register_profile("thousands", max_examples=10_000)
settings.register_profile("breaks", phases=(Phase.explicit, Phase.generate), database=None)


def pytest_xdist_auto_num_workers() -> int:
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays: all modules and all collected tests."""
    gc.collect()
    gc.freeze()
