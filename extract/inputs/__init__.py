"""What a run reads: files, folders and streams of any known format, as decoded documents.

`plan` turns inputs into `Part`s, cheaply and in order; `read` gives the documents of one part, in any process. Both
give a `Failure` in the place of what cannot be read, so that nothing bad costs its neighbours.
"""

from extract.inputs.parts import FORMATS, Failure, Format, Item, Options, Part
from extract.inputs.planning import plan
from extract.inputs.reading import read

__all__ = ["FORMATS", "Failure", "Format", "Item", "Options", "Part", "plan", "read"]
