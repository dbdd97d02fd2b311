"""The driver of Cassandra, without a server: its threads start before it connects."""

from cassandra.cluster import Cluster as _Cluster


class Cluster:
    """A cluster that nothing has been asked of."""

    row = "cassandra.cluster.Cluster"
    deadline = 3.0

    def build(self):
        return _Cluster(["127.0.0.1"], port=9)

    def release(self, cluster):
        cluster.shutdown()
