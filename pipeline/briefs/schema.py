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
    question = schema["$defs"]["Question"]["properties"]
    for key in ("category", "status"):
        for option in question[key]["anyOf"]:
            if option["type"] == "array":
                option["minItems"] = 1
    word = {"enum": sorted(events())}
    question["event"] = {
        "anyOf": [word, {"type": "array", "items": word, "minItems": 1}],
        "description": question["event"]["description"],
    }
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"
