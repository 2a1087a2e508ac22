// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * To be preloaded: recvmsg(2) of a monitor as it is when the kernel's buffer was full.
 * While the file $HWALIAS_DROP exists, messages are read and dropped; the first call
 * after that, if there were any, fails with ENOBUFS, as netlink_overrun() of net/netlink
 * has it.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

typedef ssize_t receive_fn(int fd, struct msghdr *message, int flags);

static bool has_dropped;

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
	receive_fn *next = (receive_fn *)dlsym(RTLD_NEXT, "recvmsg");
	const char *file = getenv("HWALIAS_DROP");
	ssize_t n;

	/* libudev asks for the size first */
	if (flags & MSG_PEEK || !file)
		return next(fd, message, flags);
	if (access(file, F_OK) == 0) {
		n = next(fd, message, flags);
		has_dropped = has_dropped || n >= 0;
		errno = EAGAIN;
		return -1;
	}
	if (has_dropped) {
		has_dropped = false;
		errno = ENOBUFS;
		return -1;
	}
	return next(fd, message, flags);
}
