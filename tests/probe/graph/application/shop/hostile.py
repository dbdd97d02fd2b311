# mypy: ignore-errors
"""Objects that raise at the lightest touch, and that tell of each touch."""

import socket

TOUCHED: "list[str]" = []


def refuse(name):
    def touch(*args, **kwargs):
        TOUCHED.append(name)
        raise SystemExit(name)

    return touch


class Meta(type):
    __eq__ = refuse("Meta.__eq__")
    __hash__ = refuse("Meta.__hash__")
    __getattribute__ = refuse("Meta.__getattribute__")
    __instancecheck__ = refuse("Meta.__instancecheck__")
    __subclasscheck__ = refuse("Meta.__subclasscheck__")
    __iter__ = refuse("Meta.__iter__")
    __repr__ = refuse("Meta.__repr__")


class Odd(metaclass=Meta):
    at = socket.socket()
    __class__ = property(refuse("__class__"))
    __getattr__ = refuse("__getattr__")
    __getattribute__ = refuse("__getattribute__")
    __eq__ = refuse("__eq__")
    __hash__ = refuse("__hash__")
    __iter__ = refuse("__iter__")
    __len__ = refuse("__len__")
    __bool__ = refuse("__bool__")
    __repr__ = refuse("__repr__")
    __str__ = refuse("__str__")
    __reduce_ex__ = refuse("__reduce_ex__")
    fileno = refuse("fileno")
    _checkpid = refuse("_checkpid")


odd = object.__new__(Odd)
object.__setattr__(odd, "sock", socket.socket())


class NoDictionary:
    """Hides its dictionary behind a property."""

    __dict__ = property(refuse("__dict__"))


hidden = NoDictionary()
object.__setattr__(hidden, "sock", socket.socket())


class OddDict(dict):
    items = values = keys = __iter__ = __getitem__ = __len__ = __contains__ = get = refuse("dict")


odd_dict = OddDict(key=socket.socket())


class OddList(list):
    __iter__ = __getitem__ = __len__ = __contains__ = refuse("list")


odd_list = OddList([socket.socket()])


class OddSocket(socket.socket):
    fileno = refuse("OddSocket.fileno")


odd_socket = OddSocket()


class OddText(str):
    __str__ = __format__ = __hash__ = __eq__ = refuse("text")


OddText.__hash__ = str.__hash__
odd_keys = {OddText("key"): socket.socket()}
