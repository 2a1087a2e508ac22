#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""terminal.py WIDTH COMMAND...: what the command writes to a terminal of this width.

The exit status is the command's. Line ends are those of a file.
"""
import fcntl
import os
import pty
import struct
import sys
import termios


def main():
    width = int(sys.argv[1])
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 1000, width, 0, 0))
    pid = os.fork()
    if pid == 0:
        os.close(master)
        os.login_tty(slave) if hasattr(os, "login_tty") else attach(slave)
        os.execvp(sys.argv[2], sys.argv[2:])
    os.close(slave)
    written = b""
    while True:
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
