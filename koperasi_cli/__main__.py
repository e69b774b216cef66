"""``python -m koperasi_cli``."""

from koperasi_cli.cli.main import main

if __name__ == "__main__":
    main()
