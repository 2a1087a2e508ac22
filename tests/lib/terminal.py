#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""terminal.py WIDTH[xROWS] COMMAND...: what the command writes to such a terminal.
terminal.py -: the same for each line "WIDTH[xROWS] FILE COMMAND..." of standard input, whose
words are quoted as for a shell, into FILE; it ends with 0.

The exit status is the command's. Line ends are those of a file. $TERMINAL_KEYS is typed, a
character whenever the command has been silent for a while; one that is silent for 20
seconds is left alone, with exit status 124.
"""
import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import sys
import termios

END = re.compile(rb"\0end of terminal (-?\d+)\0$")


def lead(slave, held, command, environment):
    """The session's leader: writes its end mark behind all that the command has written.

    The kernel may drop what is still on its way when the last one closes the terminal or
    its leader exits, so the leader stays until the reader has the mark.
    """
    attach(slave)
    pid = os.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    for key in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(key, signal.SIG_IGN)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.write(1, b"\0end of terminal %d\0" % status)
    os.read(held, 1)
    os._exit(0)


def run(command, columns, rows=1000, environment=None, keys=""):
    """(status, bytes) of the command; status 124 when it is silent for 20 seconds."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    held, hold = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(master)
        os.close(hold)
        try:
            lead(slave, held, command, os.environ if environment is None else environment)
        finally:
            os._exit(127)
    os.close(slave)
    os.close(held)
    written = b""
    silent = 0
    status = 127
    while True:
        if not select.select([master], [], [], 0.5)[0]:
            silent += 1
            os.write(master, keys[:1].encode())
            keys = keys[1:]
            if silent == 40:
                os.killpg(pid, signal.SIGKILL)
                status = 124
                break
            continue
        silent = 0
        try:
            block = os.read(master, 65536)
        except OSError:  # EIO: the leader has gone
            break
        written += block
        end = END.search(written[-64:])
        if end:
            status = int(end.group(1))
            written = written[: written.rindex(b"\0end of terminal ")]
            break
        if not block:
            break
    os.close(hold)
    os.close(master)
    os.waitpid(pid, 0)
    return status, written


def show(size, command, keys, to):
    width, _, rows = size.partition("x")
    status, written = run(command, int(width), int(rows or 1000), keys=keys)
    if status != 124:
        to.write(written.replace(b"\r\n", b"\n"))
    return status


def main():
    keys = os.environ.pop("TERMINAL_KEYS", "")
    if sys.argv[1] != "-":
        return show(sys.argv[1], sys.argv[2:], keys, sys.stdout.buffer)
    for line in sys.stdin.read().splitlines():
        size, name, *command = shlex.split(line)
        with open(name, "wb") as to:
            show(size, command, keys, to)
    return 0


def attach(slave):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in (0, 1, 2):
        os.dup2(slave, fd)


if __name__ == "__main__":
    sys.exit(main())
