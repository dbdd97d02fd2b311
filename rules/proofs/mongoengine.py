"""MongoEngine, with a small server that speaks MongoDB's protocol."""

import mongoengine
from mongoengine import Document, StringField


class _Item(Document):
    id = StringField(primary_key=True)


class Connection:
    """The connection of the whole process."""

    row = "mongoengine.connection"
    service = "mongo"
    deadline = 5.0
    rounds = 20

    def build(self):
        return mongoengine.connect("shop", host=self.at.host, port=self.at.port, connect=False)

    def use(self, client):
        _Item.objects(id="first").first()

    def release(self, client):
        mongoengine.disconnect_all()

    def work(self, client, token):
        return _Item.objects(id=token).first().id
