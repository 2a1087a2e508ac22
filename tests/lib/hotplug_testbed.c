// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Runs a command on a machine whose devices come and go.
 *
 *     umockdev-wrapper hotplug-testbed DESCRIPTION COMMAND...
 *
 * DESCRIPTION is one of umockdev's, of the devices that are there before. The directory
 * of the machine is $UMOCKDEV_DIR of COMMAND, where its files may be changed. Standard
 * input has lines
 *
 *     add FILE			devices of a description, each with an event "add"
 *     uevent SYSPATH ACTION	an event, with the properties that the device's uevent has
 *     burst SYSPATH ACTION N	N of them
 *     remove SYSPATH		an event, then the device is gone
 *     signal NUMBER		to COMMAND
 *
 * each answered by "ok" on standard error when it is done. At its end the program waits
 * for COMMAND.
 */
#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>

/*
 * How often the next message is sent. umockdev takes longer to compose an event than
 * hwalias does to read it, and those of a burst are alike but for SEQNUM, which hwalias
 * ignores.
 */
static long times = 1;

/*
 * In place of libc's for umockdev, whose socket holds net.unix.max_dgram_qlen messages,
 * 10 say, where the kernel's holds megabytes: waits until there is room.
 */
ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	ssize_t n = 0;

	for (long i = 0; i < times && n >= 0; i++)
		while ((n = syscall(SYS_sendmsg, fd, message, flags)) < 0 &&
		       errno == EAGAIN)
			g_usleep(100);
	return n;
}

static gboolean step(UMockdevTestbed *testbed, GPid child, char **words, guint count)
{
	if (count == 2 && !strcmp(words[0], "add")) {
		GError *error = NULL;
		gboolean is_added =
			umockdev_testbed_add_from_file(testbed, words[1], &error);

		if (error)
			fprintf(stderr, "%s\n", error->message);
		g_clear_error(&error);
		return is_added;
	}
	if (count == 3 && !strcmp(words[0], "uevent")) {
		umockdev_testbed_uevent(testbed, words[1], words[2]);
		return TRUE;
	}
	if (count == 4 && !strcmp(words[0], "burst")) {
		times = strtol(words[3], NULL, 10);
		umockdev_testbed_uevent(testbed, words[1], words[2]);
		times = 1;
		return TRUE;
	}
	if (count == 2 && !strcmp(words[0], "remove")) {
		umockdev_testbed_uevent(testbed, words[1], "remove");
		umockdev_testbed_remove_device(testbed, words[1]);
		return TRUE;
	}
	if (count == 2 && !strcmp(words[0], "signal"))
		return kill(child, atoi(words[1])) == 0;
	return FALSE;
}

int main(int argc, char **argv)
{
	UMockdevTestbed *testbed;
	GPid child;
	char line[4096];
	int status;

	if (argc < 3)
		return 125;
	testbed = umockdev_testbed_new();
	if (!umockdev_testbed_add_from_file(testbed, argv[1], NULL) ||
	    !g_spawn_async(NULL, argv + 2, NULL,
			   G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
			   &child, NULL))
		return 125;
	while (fgets(line, sizeof(line), stdin)) {
		char **words = g_strsplit(g_strchomp(line), " ", -1);
		gboolean is_done = step(testbed, child, words, g_strv_length(words));

		fprintf(stderr, "%s %s\n", is_done ? "ok" : "failed:", line);
		g_strfreev(words);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	g_object_unref(testbed);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 124;
}
