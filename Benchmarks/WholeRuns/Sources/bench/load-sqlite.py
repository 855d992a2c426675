"""Loads the keys of message logs into an SQLite database: what a careful script of one's own would do.

usage: load-sqlite.py DATABASE FILE...

A row for each message-ID and each queue file's base name in each line: key, file, offset and length of the line.
"""

import re
import sqlite3
import sys

KEYS = re.compile(rb"<([^<>\s]+@[^<>\s]+)>|/[Z-][0-9A-Za-z]([^/\s.]+)\.\d\d\b|/[A-Z][0-9A-Z]([^/\s.]+)\.(?:\d\d|HELD)\b")


def rows(number, path):
    offset = 0
    with open(path, "rb", buffering=1 << 20) as log:
        for line in log:
            for match in KEYS.finditer(line):
                key = match.group(match.lastindex)
                yield key.decode("utf-8", "surrogateescape"), number, offset, len(line)
            offset += len(line)


def main():
    database = sqlite3.connect(sys.argv[1])
    database.executescript(
        """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA cache_size = -400000;
        CREATE TABLE archive (number INTEGER PRIMARY KEY, path TEXT);
        CREATE TABLE posting (key TEXT, archive INTEGER, offset INTEGER, length INTEGER);
        """
    )
    for number, path in enumerate(sys.argv[2:]):
        database.execute("INSERT INTO archive VALUES (?, ?)", (number, path))
        database.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", rows(number, path))
    database.execute("CREATE INDEX posting_key ON posting (key)")
    database.commit()


main()
