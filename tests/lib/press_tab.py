#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""press_tab.py SHELL SCRIPT LINE [END]: what the line becomes when tab is pressed behind it.

Waits for END to appear, some seconds at most.

The shell is interactive, on a terminal, with the completion script alone. Exit status 77
when the shell is not installed.
"""
import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import struct
import sys
import termios
import time


def read_until_quiet(fd, seconds):
    text = b""
    while select.select([fd], [], [], seconds)[0]:
        try:
            block = os.read(fd, 65536)
        except OSError:
            break
        if not block:
            break
        text += block
    return text.decode("utf-8", "replace")


def read_until(fd, mark, seconds):
    """Also what follows at once: the prompt."""
    text = ""
    end = time.monotonic() + seconds
    while mark not in text and time.monotonic() < end:
        text += read_until_quiet(fd, 0.2)
    return text


def plain(text):
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x07|\x08.", "", text)


def main():
    shell, script, line = sys.argv[1:4]
    wanted = sys.argv[4] if len(sys.argv) > 4 else "\0"
    if not shutil.which(shell):
        return 77
    arguments = {
        "bash": ["bash", "--norc", "--noprofile", "-i"],
        "zsh": ["zsh", "-f", "-i"],
        "fish": ["fish", "--no-config", "-i"],
    }[shell]
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(PS1="> ", ZDOTDIR="/nonexistent", TERM="xterm", INPUTRC="/dev/null",
                          HOME=os.path.dirname(os.path.abspath(script)))
        os.execvp(arguments[0], arguments)
    # no line is wrapped, however long the names of temporary directories are
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 400, 0, 0))
    read_until_quiet(fd, 0.3)
    # the mark is not in what is typed
    # zsh keeps what it finds in its thousand functions beside the script, for the next shell
    dump = shlex.quote(os.path.join(os.path.dirname(os.path.abspath(script)), "zcompdump"))
    prepare = f"autoload -Uz compinit; compinit -u -C -d {dump}; " if shell == "zsh" else ""
    os.write(fd, f"{prepare}source {script}; echo RE''ADY\r".encode())
    read_until(fd, "READY", 30)
    read_until_quiet(fd, 0.2)
    os.write(fd, line.encode() + b"\t")
    echo = ""
    end = time.monotonic() + 5
    while wanted not in plain(echo) and time.monotonic() < end:
        echo += read_until_quiet(fd, 0.2)
    os.write(fd, b"\x15\x04")
    os.close(fd)
    os.waitpid(pid, 0)
    sys.stdout.write(plain(echo))
    return 0


if __name__ == "__main__":
    sys.exit(main())
