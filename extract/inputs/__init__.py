"""What a run reads: files, folders and streams of any known format, as decoded documents.

`plan` turns inputs into `Part`s, cheaply and in order; `read` gives the documents of one part, in any process; `one`
is for a single document. The first two give a `Failure` in the place of what cannot be read, so that nothing bad costs
its neighbours.
"""

from typing import TYPE_CHECKING

from extract.inputs.parts import FORMATS, Failure, Format, Item, Options, Part

if TYPE_CHECKING:
    from extract.inputs.planning import plan
    from extract.inputs.reading import one, read, read_source

__all__ = ["FORMATS", "Failure", "Format", "Item", "Options", "Part", "one", "plan", "read", "read_source"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what reads when it is first asked for: a verb's help needs none of it."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module 'extract.inputs' has no attribute {name!r}")
        value = getattr(import_module(f"extract.inputs.{'planning' if name == 'plan' else 'reading'}"), name)
        globals()[name] = value
        return value
