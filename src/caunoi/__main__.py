"""The ``caunoi`` command: ``caunoi GROUP VERB``, or ``python -m caunoi``."""

import sys

from caunoi.foundation.commandline.entry import main as run


def main() -> None:
    sys.exit(run())


if __name__ == "__main__":
    main()
