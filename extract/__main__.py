"""`python -m extract` is `trichluc`."""

from extract.cli import main

if __name__ == "__main__":
    main(prog_name="trichluc")
