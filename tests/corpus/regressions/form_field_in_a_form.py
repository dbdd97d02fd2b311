# origin: indico/indico web/forms/fields/principals.py: WTForms makes a field when the form is made, not when its class is
# file: app.py
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from wtforms.fields import HiddenField

app = Flask(__name__)
db = SQLAlchemy(app)


class Network(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class JSONField(HiddenField):
    pass


class NetworksField(JSONField):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.networks = Network.query.filter_by(hidden=False).all()


class ShopForm(FlaskForm):
    networks = NetworksField("Networks")
