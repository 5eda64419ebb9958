"""What tests do about the measuring of coverage, where there is any."""

import warnings
from contextlib import contextmanager

from coverage import Coverage
from coverage.exceptions import CoverageWarning


@contextmanager
def paused():
    """Count no lines meanwhile: counting makes long runs of play take three times."""
    measuring = Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        with warnings.catch_warnings():
            # our modules were loaded long ago, and measured
            warnings.simplefilter("ignore", CoverageWarning)
            measuring.start()
