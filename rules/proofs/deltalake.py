"""deltalake, whose runtime has threads."""

import json
from pathlib import Path

import deltalake


class Tables:
    """A table is opened in the master, and in each worker."""

    row = "deltalake.tokio_runtime"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        column = {"name": "a", "type": "long", "nullable": True, "metadata": {}}
        schema = json.dumps({"type": "struct", "fields": [column]})
        what = {"id": "00000000-0000-0000-0000-000000000000", "format": {"provider": "parquet", "options": {}},
                "schemaString": schema, "partitionColumns": [], "configuration": {}, "createdTime": 0}  # fmt: skip
        lines = [{"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}}, {"metaData": what}]
        Path("table/_delta_log").mkdir(parents=True)
        text = "\n".join(map(json.dumps, lines))
        Path("table/_delta_log/00000000000000000000.json").write_text(text)

    def build(self):
        return deltalake

    def use(self, library):
        library.DeltaTable("table")

    def work(self, library, token):
        return token if library.DeltaTable("table").version() == 0 else "another version"

    def repair_build_in_the_worker(self):
        """open tables in the worker only"""
        self.use = lambda library: None
        return deltalake
