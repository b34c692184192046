"""What others publish, read into typed rows: one folder a format, each with its source.yaml and its
read.py.
"""


class FeedError(ValueError):
    """What is wrong with a file, in one plain sentence that names file, row and value where there
    is one.
    """
