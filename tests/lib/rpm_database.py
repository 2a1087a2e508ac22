#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""rpm_database.py sqlite|ndb FILE NAME[=[EPOCH:]VERSION-RELEASE]...: a database as RPM
makes it, of packages that have no more than that (lib/backend/sqlite.c and
lib/backend/ndb/rpmpkg.c of rpm)."""
import sqlite3
import struct
import sys
import zlib


def header(package):
    """Entries and data of RPM, big-endian."""
    name, _, evr = package.partition("=")
    epoch, _, rest = evr.rpartition(":")
    version, _, release = (rest or "1-1").partition("-")
    tags = [(1001, version), (1000, name), (1002, release)]
    if epoch:
        tags.append((1003, int(epoch)))
    entries, data = b"", b""
    for tag, value in sorted(tags):
        if isinstance(value, int):
            data += bytes(-len(data) % 4)
            entries += struct.pack(">IIII", tag, 4, len(data), 1)
            data += struct.pack(">I", value)
        else:
            entries += struct.pack(">IIII", tag, 6, len(data), 1)
            data += value.encode() + b"\0"
    return struct.pack(">II", len(tags), len(data)) + entries + data


def make_sqlite(path, names):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,"
               "blob BLOB NOT NULL)")
    db.execute("CREATE TABLE 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL,"
               " idx INTEGER NOT NULL, FOREIGN KEY (hnum) REFERENCES 'Packages'(hnum))")
    db.execute("CREATE INDEX 'Name_key_idx' ON 'Name'(key ASC)")
    for name in names:
        row = db.execute("INSERT INTO Packages (blob) VALUES (?)", (header(name),))
        db.execute("INSERT INTO Name VALUES (?, ?, 0)",
                   (name.partition("=")[0], row.lastrowid))
    db.close()


def make_ndb(path, names):
    slots, blobs = b"", b""
    for index, name in enumerate(names, 1):
        blob = header(name)
        head = struct.pack("<4sIII", b"BlbS", index, 1, len(blob)) + blob
        blocks = (len(head) + 12 + 15) // 16
        head += bytes(blocks * 16 - 12 - len(head))
        head += struct.pack("<II4s", zlib.adler32(head), len(blob), b"BlbE")
        slots += struct.pack("<4sIII", b"Slot", index, 256 + len(blobs) // 16, blocks)
        # of a package that was removed
        slots += struct.pack("<4sIII", b"Slot", 0, 0, 0)
        blobs += head
    slots += struct.pack("<4sIII", b"Slot", 0, 0, 0) * ((4096 - 32 - len(slots)) // 16)
    with open(path, "wb") as out:
        out.write(struct.pack("<4sIIII", b"RpmP", 0, 1, 1, len(names) + 1) + bytes(12))
        out.write(slots + blobs)


{"sqlite": make_sqlite, "ndb": make_ndb}[sys.argv[1]](sys.argv[2], sys.argv[3:])
