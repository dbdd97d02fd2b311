"""Asks two questions at once."""

import gevent


def answer(number):
    gevent.sleep(0.01)
    return number * 2


def answers():
    asked = [gevent.spawn(answer, number) for number in (1, 2)]
    gevent.joinall(asked)
    return [one.value for one in asked]
