"""zeep, with a web server that has a service of one operation."""

import json
from urllib.request import Request, urlopen

import zeep

_WSDL = """<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:shop" targetNamespace="urn:shop">
<types><x:schema targetNamespace="urn:shop">
<x:element name="ask" type="x:string"/><x:element name="answer" type="x:string"/>
</x:schema></types>
<message name="in"><part name="body" element="t:ask"/></message>
<message name="out"><part name="body" element="t:answer"/></message>
<portType name="port"><operation name="ask"><input message="t:in"/><output message="t:out"/></operation></portType>
<binding name="binding" type="t:port"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<operation name="ask"><s:operation soapAction="ask"/>
<input><s:body use="literal"/></input><output><s:body use="literal"/></output></operation></binding>
<service name="shop"><port name="port" binding="t:binding"><s:address location="ADDRESS"/></port></service>
</definitions>"""
_ANSWER = """<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
<answer xmlns="urn:shop">%TOKEN%</answer></e:Body></e:Envelope>"""


class Client:
    """A client that has read its service's description from a web server."""

    row = "zeep.Client"
    state = "live"
    service = "web"
    deadline = 6.0
    rounds = 20

    def prepare(self):
        self.url = f"http://{self.at.host}:{self.at.port}"
        self._teach("wsdl", _WSDL.replace("ADDRESS", f"{self.url}/soap"))
        self._teach("soap", _ANSWER)

    def _teach(self, path, body):
        data = json.dumps({"body": body, "headers": {"Content-Type": "text/xml"}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/{path}", data, method="PUT")).close()

    def build(self):
        self.own = zeep.Client(f"{self.url}/wsdl", transport=zeep.Transport(timeout=2, operation_timeout=2))
        return self.own

    def release(self, client):
        client.transport.session.close()

    def work(self, _client, token):
        return self.own.service.ask(token)

    def repair_in_worker_new(self, _client):
        """create the client in the worker"""
        self.build()

    def repair_in_master_close(self, client):
        """close its `transport.session` at the end of loading"""
        client.transport.session.close()
