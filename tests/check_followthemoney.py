"""Whether the `followthemoney` library takes the entities of a file as they are; prints their number.

Run by a Python of its own (TRICHLUC_FTM_PYTHON), since the library needs ICU and brings an LGPL dependency, which the
environment of the tests does not have.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from followthemoney import model


def main(path: str) -> None:
    count = 0
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        schema = model.get(data["schema"])
        schema.validate(data)
        assert not set(schema.required) - data["properties"].keys(), data
        proxy = model.get_proxy(data, cleaned=False)  # drops what it does not know or finds invalid
        assert proxy.id == data["id"], data
        assert proxy.caption, data
        kept = {name: len(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: len(set(values)) for name, values in data["properties"].items()}, (data, kept)
        count += 1
    print(count)


if __name__ == "__main__":
    main(sys.argv[1])
