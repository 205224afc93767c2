"""check_schema.py SCHEMA FILE: holds JSON, or lines of it when FILE ends in .jsonl, against a schema. Prints what breaks it and ends with 1."""
import json
import sys

import jsonschema

schema, file = sys.argv[1:]
with open(schema, encoding="utf-8") as text:
    validator = jsonschema.Draft202012Validator(json.load(text))
with open(file, encoding="utf-8") as text:
    documents = [json.loads(line) for line in text if line.strip()] if file.endswith(".jsonl") else [json.load(text)]
faults = [f"{'/'.join(map(str, fault.path))}: {fault.message[:300]}" for document in documents for fault in validator.iter_errors(document)]
print("\n".join(faults[:10]))
sys.exit(1 if faults or not documents else 0)
