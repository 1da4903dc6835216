"""The JSON Schema of a brief.yaml, for editors that complete and check while one types.

Here belongs making the schema from the model; `briefs/brief.schema.json` keeps what it returns.
"""

from __future__ import annotations

import json

from pipeline.briefs.model import Brief
from pipeline.briefs.vocabulary import events


def brief_schema() -> str:
    """Return the JSON Schema of a brief.yaml as text: the model without the id."""
    schema = Brief.model_json_schema()
    schema["properties"].pop("id")
    schema["required"].remove("id")
    word = {"enum": sorted(events())}
    schema["$defs"]["Question"]["properties"]["event"] = {
        "anyOf": [word, {"type": "array", "items": word, "minItems": 1}],
        "description": schema["$defs"]["Question"]["properties"]["event"]["description"],
    }
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"
