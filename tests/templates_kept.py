"""Compiled templates that the apps of one test process share."""

from jinja2 import BytecodeCache


class Kept(BytecodeCache):
    """Keeps what a template was compiled to for as long as its text is the same.

    Every test has an app of its own; without this each would compile every template
    it shows anew, which took half of the time of the tests of pages.
    """

    def __init__(self):
        self.codes = {}

    def load_bytecode(self, bucket):
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self.codes[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = Kept()
