"""No password and no token gets into a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklint.report.redact import redact, redacted, secrets_in


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('create_engine("postgresql://shop:hunter2@db/shop")', 'create_engine("postgresql://shop:***@db/shop")'),
        ("redis://:hunter2@cache:6379/0", "redis://:***@cache:6379/0"),
        ("amqp+ssl://u:p%40ss@h", "amqp+ssl://u:***@h"),
        ('PooledDB(pymysql, password="hunter2", host="db")', 'PooledDB(pymysql, password="***", host="db")'),
        ("connect(passwd='hunter2')", "connect(passwd='***')"),
        ('DB_PASSWORD = "hunter2"', 'DB_PASSWORD = "***"'),
        ('API_KEY: str = "abc"', 'API_KEY: str = "***"'),
        ('{"token": "abc", "host": "db"}', '{"token": "***", "host": "db"}'),
        ('settings["secret_key"] = b"abc"', 'settings["secret_key"] = b"***"'),
        ('client_secret=f"abc{x}"', 'client_secret=f"***"'),
        ("token='''abc'''", "token='''***'''"),
        ('Client(key="abc")', 'Client(key="***")'),
        ('os.environ.get("DB_PASSWORD", "hunter2")', 'os.environ.get("DB_PASSWORD", "***")'),
        ('connect("dbname=shop password=hunter2 host=db")', 'connect("dbname=shop password=*** host=db")'),
        ("'password=a;token=b'", "'password=***;token=***'"),
        ('get("https://api.example/?api_key=abc&page=1")', 'get("https://api.example/?api_key=***&page=1")'),
        ('headers={"X": "Bearer abcdefghij"}', 'headers={"X": "Bearer ***"}'),
        ('{"Authorization": "Token abc"}', '{"Authorization": "***"}'),
        (r'password="a\"b", n=1', 'password="***", n=1'),
        ('password="never closed', 'password="***'),
        ('password="a", secret="b"', 'password="***", secret="***"'),
    ],
)
def test_hides(text: str, clean: str) -> None:
    assert redact(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "password=password",
        "token=get_token()",
        "password=os.environ['DB_PASSWORD']",
        'password=""',
        "connect(host='db', user='shop')",
        "https://example.com/a:b",
        'tokenizer = "gpt2"',
        "def login(password: str, token: str) -> None:",
        "pool = PooledDB(pymysql, mincached=2)",
    ],
)
def test_keeps(text: str) -> None:
    assert redact(text) == text


def test_columns_move_with_the_text() -> None:
    line = 'pool = Pool(password="hunter2", host="db")'
    clean = redacted(line)
    assert clean.text[clean.column(line.index("host")) :] == 'host="db")'
    assert clean.column(line.index("Pool")) == line.index("Pool")
    assert clean.column(line.index("unter2")) == line.index("hunter2")


@given(st.text(alphabet="abp:/@=\"' \\passwordtoken", max_size=60))
def test_redacting_twice_changes_nothing(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@given(st.text(max_size=80), st.integers(0, 80))
def test_every_column_stays_in_the_line(text: str, column: int) -> None:
    clean = redacted(text)
    assert 0 <= clean.column(min(column, len(text))) <= len(clean.text)


def test_secrets_of_the_environment_are_found_by_their_names() -> None:
    environment = {
        "SHOP_DB_PASSWORD": "correct horse",
        "AWS_SECRET_ACCESS_KEY": "correct horse battery",
        "API_TOKEN": "short",
        "HOME": "/home/somebody",
        "PWD": "/home/somebody/shop",
    }
    assert secrets_in(environment) == ("correct horse battery", "correct horse")


def test_what_is_known_to_be_secret_is_masked_wherever_it_stands() -> None:
    assert redact("sent correct horse to x", ["correct horse"]) == "sent *** to x"
    assert redact("mysql://u:correct horse@db", ["correct horse"]) == "mysql://u:***@db"
