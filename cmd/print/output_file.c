// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/print/diag.h"

/* Symbolic links behind each other that are followed, as path_resolution(7) has it. */
#define LINKS_MAX 40

/* Signals that end the program and leave it time to clean up. */
static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGQUIT};

/* There is one, as there is one standard output; "" when there is none. */
static char temporary[PATH_MAX];
static char target[PATH_MAX];
/* The file that is replaced; its mode is 0: there is none. */
static struct stat replaced;

void hw_output_file_abandon(void)
{
	if (*temporary)
		unlink(temporary);
	*temporary = '\0';
}

/* Only functions that signal-safety(7) lists. */
static void clean_up(int number)
{
	hw_output_file_abandon();
	/* the disposition is the default one again, SA_RESETHAND */
	raise(number);
}

static void catch_signals(void)
{
	struct sigaction action = {.sa_flags = (int)SA_RESETHAND};
	struct sigaction old;

	action.sa_handler = clean_up;
	sigemptyset(&action.sa_mask);
	/* one that is ignored, as by nohup(1), stays so */
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &action, NULL);
}

/* Puts the link's target in place of its name. */
static bool follow_link(void)
{
	char link[PATH_MAX];
	ssize_t n = readlink(target, link, sizeof(link) - 1);
	char *name = strrchr(target, '/');
	size_t folder = n > 0 && link[0] != '/' && name ? (size_t)(name + 1 - target) : 0;

	if (n <= 0 || folder + (size_t)n >= sizeof(target))
		return false;
	memcpy(target + folder, link, (size_t)n);
	target[folder + (size_t)n] = '\0';
	return true;
}

/* Where a FILE that there is not will be: as with ">", what a symbolic link names. */
static bool find_new(const char *path)
{
	struct stat st;

	if (!*path || path[strlen(path) - 1] == '/' ||
	    (size_t)snprintf(target, sizeof(target), "%s", path) >= sizeof(target)) {
		errno = ENOENT;
		return false;
	}
	for (int i = 0; i < LINKS_MAX; i++) {
		if (lstat(target, &st) != 0)
			return errno == ENOENT && target[strlen(target) - 1] != '/';
		errno = ENOENT;
		if (!S_ISLNK(st.st_mode) || !follow_link())
			return false;
	}
	return false;
}

static void say(const char *path, const char *option, int error)
{
	if (option)
		hw_error("%s %s: %s", option, path, strerror(error));
	else
		hw_error("cannot write '%s': %s", path, strerror(error));
}

/* Where FILE is, behind symbolic links. */
static bool find_target(const char *path, const char *option)
{
	struct stat st;

	if (realpath(path, target)) {
		if (stat(target, &st) == 0 && S_ISREG(st.st_mode)) {
			replaced = st;
			return true;
		}
		hw_error("%s replaces a file as a whole, and %s is none",
			 option ? option : "that", path);
		return false;
	}
	if (errno == ENOENT && find_new(path))
		return true;
	say(path, option, errno ? errno : ENOENT);
	return false;
}

static mode_t mode_of_file(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return replaced.st_mode
		       ? replaced.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)
		       : (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) &
				 ~mask;
}

/* As the shell's ">" has it: a file keeps its owner, group and mode, and a new one has
 * what the umask leaves. Who may not give a file away keeps it, and gives at least the
 * group, by which others may read it. */
static int take_place(int fd)
{
	if (replaced.st_mode && fchown(fd, replaced.st_uid, replaced.st_gid) != 0 &&
	    fchown(fd, (uid_t)-1, replaced.st_gid) != 0 && errno != EPERM)
		return -1;
	return fchmod(fd, mode_of_file());
}

/* Makes the temporary file. A signal waits until its name is known, or it would stay. */
static int make_temporary(void)
{
	sigset_t held;
	sigset_t before;
	int fd;
	int error;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaddset(&held, signals[i]);
	sigprocmask(SIG_BLOCK, &held, &before);
	fd = mkostemp(temporary, O_CLOEXEC);
	error = errno;
	if (fd < 0)
		*temporary = '\0';
	else
		catch_signals();
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return fd;
}

bool hw_output_file_is_whole(const char *path)
{
	char folder[PATH_MAX];
	struct stat st;
	char *slash;

	if (stat(path, &st) != 0)
		return errno == ENOENT;
	/* a pipe has no name, though /dev/stdout leads to it */
	if (!S_ISREG(st.st_mode) || !realpath(path, folder))
		return false;
	slash = strrchr(folder, '/');
	if (!slash)
		return false;
	slash[slash == folder] = '\0';
	return access(folder, W_OK) == 0;
}

int hw_output_file_open(const char *path, const char *option)
{
	const char *name;
	int fd;
	int n;

	if (!find_target(path, option))
		return -1;
	name = strrchr(target, '/');
	name = name ? name + 1 : target;
	n = snprintf(temporary, sizeof(temporary), "%.*s.%s.XXXXXX", (int)(name - target),
		     target, name);
	errno = ENAMETOOLONG;
	fd = n > 0 && (size_t)n < sizeof(temporary) ? make_temporary() : -1;
	if (fd < 0) {
		*temporary = '\0';
		say(path, option, errno);
		return -1;
	}
	if (take_place(fd) == 0)
		return fd;
	say(path, option, errno);
	hw_output_file_abandon();
	close(fd);
	return -1;
}

bool hw_output_file_begin(const char *path)
{
	const char *option = "--output-file";
	int fd = hw_output_file_open(path, option);
	bool is_there;

	if (fd < 0)
		return false;
	is_there = dup2(fd, STDOUT_FILENO) >= 0;
	if (!is_there) {
		say(path, option, errno);
		hw_output_file_abandon();
	}
	close(fd);
	return is_there;
}

/* The new name is on the disk, too; what file system cannot is not asked again. */
static void sync_folder(void)
{
	char *slash = strrchr(target, '/');
	int fd;

	if (slash)
		slash[slash == target] = '\0';
	fd = open(slash ? target : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

bool hw_output_file_replace(int fd, bool is_good)
{
	if (!*temporary)
		return true;
	if (is_good && fsync(fd) == 0 && rename(temporary, target) == 0) {
		*temporary = '\0';
		sync_folder();
		return true;
	}
	if (is_good)
		hw_error("cannot write %s: %s", target, strerror(errno));
	else
		hw_error("%s is left as it was", target);
	hw_output_file_abandon();
	return false;
}

bool hw_output_file_end(bool is_good)
{
	return hw_output_file_replace(STDOUT_FILENO, is_good);
}
