// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/beside.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/print/diag.h"

static const struct beside {
	const char *command;
	const char *program;
} besides[] = {
	{"fleet", "hwalias-fleet"},
};

#define BESIDES (sizeof(besides) / sizeof(besides[0]))

static const struct beside *find(const char *command)
{
	for (size_t i = 0; i < BESIDES; i++)
		if (strcmp(besides[i].command, command) == 0)
			return &besides[i];
	return NULL;
}

const char *hw_beside_name(size_t i)
{
	return i < BESIDES ? besides[i].command : NULL;
}

bool hw_beside_is(const char *command)
{
	return find(command) != NULL;
}

/* In the folder of this program (proc(5), /proc/pid/exe). */
static void run_neighbour(const char *program, char **words)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (n < 0)
		return;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (!slash || (size_t)(slash - path) + 2 + strlen(program) > sizeof(path))
		return;
	strcpy(slash + 1, program);
	execv(path, words);
}

void hw_beside_run(const char *command, char **argv)
{
	const struct beside *b = find(command);
	char name[64];

	if (!b)
		return;
	snprintf(name, sizeof(name), "%s", b->program);
	argv[0] = name;
	run_neighbour(b->program, argv);
	if (errno == ENOENT)
		execvp(b->program, argv);
	if (errno == ENOENT)
		hw_error("%s is not installed; the package %s has it", b->program,
			 b->program);
	else
		hw_error("%s cannot be run: %s", b->program, strerror(errno));
}
