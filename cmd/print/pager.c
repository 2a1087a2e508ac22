// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/page/utf8.h"

#define ESCAPE '\033'
#define BELL   '\a'

/* What a shell exits with when it cannot run a command: POSIX.1-2017, XCU 2.8.2. */
#define CANNOT_RUN 126
#define NOT_FOUND  127

/* The terminal, while standard output is collected; -1: it is not. As standard output,
 * one for the program. */
static int terminal = -1;

/* NULL: the user has named none. */
static char *named_pager(void)
{
	char *pager = getenv("HWALIAS_PAGER");

	return pager ? pager : getenv("PAGER");
}

static bool wants_pager(void)
{
	const char *pager = named_pager();

	return !pager || (*pager && strcmp(pager, "cat") != 0);
}

void hw_pager_begin(void)
{
	const char *term = getenv("TERM");
	int memory;

	/* another user's rights are not for a program that the environment names */
	if (!isatty(STDOUT_FILENO) || !term || strcmp(term, "dumb") == 0 ||
	    !wants_pager() || geteuid() != getuid())
		return;
	memory = memfd_create("hwalias", MFD_CLOEXEC);
	if (memory < 0)
		return;
	terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (terminal >= 0 && dup2(memory, STDOUT_FILENO) < 0) {
		close(terminal);
		terminal = -1;
	}
	close(memory);
}

/* The length of the escape sequence that `t` begins with: CSI or OSC of ECMA-48; 0: none.
 */
static size_t escape_at(struct hw_text t)
{
	if (t.n < 2 || t.s[0] != ESCAPE)
		return 0;
	if (t.s[1] == '[') {
		for (size_t i = 2; i < t.n; i++)
			if (t.s[i] >= '@' && t.s[i] <= '~')
				return i + 1;
	} else if (t.s[1] == ']') {
		for (size_t i = 2; i < t.n; i++) {
			if (t.s[i] == BELL)
				return i + 1;
			if (t.s[i] == '\\' && t.s[i - 1] == ESCAPE)
				return i + 1;
		}
	}
	return 0;
}

static size_t columns_of(struct hw_text line)
{
	size_t columns = 0;

	while (line.n) {
		size_t n = escape_at(line);

		if (!n && line.s[0] == '\t') {
			columns += 8 - columns % 8;
			n = 1;
		} else if (!n) {
			n = 1;
			while (n < line.n && line.s[n] != '\t' && line.s[n] != ESCAPE)
				n++;
			columns += hw_utf8_width(hw_text_head(line, n));
		}
		line = hw_text_from(line, n);
	}
	return columns;
}

/* Whether the text and the shell's prompt fit the window; where its size is not known, it
 * does. */
static bool fits(struct hw_text text, int window)
{
	struct winsize size;
	size_t rows = 1;

	if (ioctl(window, TIOCGWINSZ, &size) < 0 || !size.ws_row || !size.ws_col)
		return true;
	while (text.n && rows <= size.ws_row) {
		const size_t columns = columns_of(hw_text_cut(&text, '\n'));

		rows += columns ? (columns - 1) / size.ws_col + 1 : 1;
	}
	return rows <= size.ws_row;
}

/* Takes hyperlinks out, in place, and returns the new length: less(1) before its version
 * 566 prints them as they are written. */
static size_t drop_links(char *s, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n;) {
		size_t escape = escape_at((struct hw_text){s + i, n - i});

		if (escape && s[i + 1] == ']') {
			i += escape;
			continue;
		}
		s[kept++] = s[i++];
	}
	return kept;
}

static int write_all(int out, const char *s, size_t n)
{
	while (n) {
		ssize_t written = write(out, s, n);

		if (written < 0 && errno != EINTR)
			return -errno;
		if (written > 0) {
			s += written;
			n -= (size_t)written;
		}
	}
	return 0;
}

/*
 * The environment of less(1) as git has it (Makefile: PAGER_ENV): it ends at once where
 * all fits, colors pass, and the text stays when it ends. Behind sudo(8) it runs no other
 * programs for the user (less(1), SECURITY; systemd does the same).
 */
static void set_environment(void)
{
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	if (getenv("SUDO_UID"))
		setenv("LESSSECURE", "1", 0);
}

/* Starts the pager with standard input from `text`. What the user has named is a command
 * of the shell, with arguments, as for git. */
static int start(int text, pid_t *ret)
{
	char less[] = "less";
	char shell[] = "sh";
	char option[] = "-c";
	char *const by_shell[] = {shell, option, named_pager(), NULL};
	char *const itself[] = {less, NULL};
	const bool is_named = named_pager();
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int r;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGQUIT);
	sigaddset(&signals, SIGPIPE);
	r = posix_spawn_file_actions_init(&files);
	if (r)
		return -r;
	r = posix_spawnattr_init(&attributes);
	if (r == 0) {
		posix_spawnattr_setsigdefault(&attributes, &signals);
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
		r = posix_spawn_file_actions_adddup2(&files, text, STDIN_FILENO);
		if (r == 0)
			r = posix_spawnp(ret, is_named ? "/bin/sh" : less, &files,
					 &attributes, is_named ? by_shell : itself,
					 environ);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&files);
	return -r;
}

/* Whether a pager has shown it. An interrupt is for the pager, as in system(3). */
static bool run_pager(int text)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction interrupt;
	struct sigaction quit;
	int status = 0;
	pid_t pid = -1;
	int r;

	set_environment();
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	lseek(text, 0, SEEK_SET);
	r = start(text, &pid);
	if (r == 0)
		while (waitpid(pid, &status, 0) < 0)
			if (errno != EINTR) {
				status = 0;
				break;
			}
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	return r == 0 && !(WIFEXITED(status) && (WEXITSTATUS(status) == NOT_FOUND ||
						 WEXITSTATUS(status) == CANNOT_RUN));
}

/* Shows the `n` bytes in the memory file `text`. */
static int show(int text, size_t n)
{
	char *s = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, text, 0);
	bool is_shown = false;
	int r = 0;

	if (s == MAP_FAILED)
		return -errno;
	if (!fits((struct hw_text){s, n}, STDOUT_FILENO)) {
		n = drop_links(s, n);
		is_shown = ftruncate(text, (off_t)n) == 0 && run_pager(text);
	}
	if (!is_shown)
		r = write_all(STDOUT_FILENO, s, n);
	munmap(s, n);
	return r;
}

int hw_pager_end(void)
{
	struct stat st;
	int memory;
	int r = 0;

	if (terminal < 0)
		return 0;
	memory = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (memory < 0 || dup2(terminal, STDOUT_FILENO) < 0)
		r = -errno;
	close(terminal);
	terminal = -1;
	if (r == 0 && fstat(memory, &st) < 0)
		r = -errno;
	if (r == 0 && st.st_size > 0)
		r = show(memory, (size_t)st.st_size);
	if (memory >= 0)
		close(memory);
	return r;
}
