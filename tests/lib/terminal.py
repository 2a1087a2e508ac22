#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""terminal.py WIDTH[xROWS] COMMAND...: what the command writes to such a terminal.

The exit status is the command's. Line ends are those of a file. $TERMINAL_KEYS is typed, a
character whenever the command has been silent for a while; one that is silent for 20
seconds is left alone, with exit status 124.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios


def main():
    width, _, rows = sys.argv[1].partition("x")
    keys = os.environ.pop("TERMINAL_KEYS", "")
    silent = 0
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows or 1000), int(width), 0, 0))
    pid = os.fork()
    if pid == 0:
        os.close(master)
        os.login_tty(slave) if hasattr(os, "login_tty") else attach(slave)
        os.execvp(sys.argv[2], sys.argv[2:])
    os.close(slave)
    written = b""
    while True:
        if not select.select([master], [], [], 0.5)[0]:
            silent += 1
            os.write(master, keys[:1].encode())
            keys = keys[1:]
            if silent == 40:
                os.kill(pid, signal.SIGKILL)
                return 124
            continue
        silent = 0
        try:
            block = os.read(master, 65536)
        except OSError:  # EIO: the last one has closed the terminal
            break
        if not block:
            break
        written += block
    _, status = os.waitpid(pid, 0)
    sys.stdout.buffer.write(written.replace(b"\r\n", b"\n"))
    return os.waitstatus_to_exitcode(status)


def attach(slave):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in (0, 1, 2):
        os.dup2(slave, fd)


if __name__ == "__main__":
    sys.exit(main())
