// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/watch/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/line/typed_ids.h"
#include "cmd/print/diag.h"
#include "cmd/session/excluded.h"
#include "cmd/session/kind.h"
#include "cmd/session/session.h"
#include "report/class_word.h"
#include "report/verdict/shell_quote.h"

/* A device that has not settled is told all the same after this many settling times. */
#define PATIENCE 10

#define NO_RECORDING ": nothing comes or goes in a recording; hwalias diff compares two"

struct watching {
	const struct hw_options *options;
	struct hw_monitor *monitor;
	const struct hw_hotplug_writer *writer;
	void *self;
	struct hw_watch watch;
	/* SIGINT and SIGTERM, signalfd(2) */
	int signals;
	/* the last batch: each opens the machine anew, as log and modules have changed */
	struct hw_session session;
	bool has_warned;
	bool has_head;
	/* what is read of events before they are pending */
	struct hw_arena arena;
};

/* ms of a clock. */
static int64_t ms_of(clockid_t clock)
{
	struct timespec t = {0};

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t now_ms(void)
{
	return ms_of(CLOCK_MONOTONIC);
}

static enum hw_exit open_session(struct watching *w)
{
	return hw_session_open(w->options, NULL, &w->session);
}

static enum hw_exit close_session(struct watching *w, enum hw_exit status)
{
	w->session.is_repeated = w->has_warned;
	w->has_warned = true;
	return hw_session_close(&w->session, status);
}

static int print_event(void *arg, const struct hw_hotplug *hotplug)
{
	struct watching *w = arg;
	int r = 0;

	/* most batches are of devices that nobody asked for */
	if (!w->has_head) {
		hw_session_head(&w->session);
		w->has_head = true;
		r = w->writer->begin(w->self, w->session.out, &w->session.head);
	}
	return r == 0 ? w->writer->print(w->self, hotplug) : r;
}

/* Tells what has become of the devices that have settled. */
static enum hw_exit settle(struct watching *w, bool is_end)
{
	int64_t now = now_ms();
	enum hw_exit status = open_session(w);
	int r = 0;

	w->has_head = false;
	if (status == HW_EXIT_OK)
		r = hw_watch_settle(&w->watch, &w->session.machine,
				    &w->options->selection, now,
				    ms_of(CLOCK_REALTIME) - now, is_end, print_event, w,
				    &w->session.tail);
	if (status == HW_EXIT_OK && w->has_head && r == 0)
		r = w->writer->end(w->self);
	if (status == HW_EXIT_OK)
		status = hw_session_check(&w->session, r);
	return close_session(w, status);
}

/* What becomes of a device that comes is of the kernel that runs: other tables list
 * modules, and do not tell that one has failed. */
static void tell_kernel(const struct hw_machine *m)
{
	const struct hw_text *tables = &m->kernel.release;
	const struct hw_text *runs = &m->host.kernel_release;

	if (m->kernel.aliases && tables->n && runs->n && !hw_text_eq(*tables, *runs))
		hw_error("the tables are of kernel %.*s, and %.*s runs: which device "
			 "fails is not told; hwalias check -S %.*s tells what becomes "
			 "of each under that one",
			 HW_TEXT_ARG(*tables), HW_TEXT_ARG(*runs), HW_TEXT_ARG(*tables));
}

/* Of an -s that is hardly the name of a device, which would be waited for in vain. */
static const char *other_option(const char *address)
{
	if (hw_kind_is(hw_text_of(address)) || hw_bus_find(hw_text_of(address)))
		return " (-b takes buses and kinds)";
	return hw_typed_is_device_ids(address) ? " (-d takes ids)" : "";
}

/* Says which devices of -s are waited for: those that are not there, and those that
 * another option leaves out. */
static void tell_absent(struct hw_machine *machine, const struct hw_selection *s)
{
	struct hw_arena arena = {0};
	const char *address;
	size_t at = 0;

	while ((address = hw_excluded_next_address(machine, s, &at))) {
		struct hw_text excluded =
			hw_excluded_address(machine, s, address, &arena);

		if (excluded.n)
			hw_error("%.*s; waiting for another in its place",
				 HW_TEXT_ARG(excluded));
		else
			hw_error("no device '%s' is there now; waiting for it%s", address,
				 other_option(address));
	}
	hw_arena_done(&arena);
}

/* The devices before the first event. */
static enum hw_exit begin(struct watching *w)
{
	enum hw_exit status = open_session(w);

	if (status == HW_EXIT_OK)
		tell_kernel(&w->session.machine);
	if (status == HW_EXIT_OK)
		status = hw_session_check(&w->session,
					  hw_watch_begin(&w->watch, &w->session.machine,
							 &w->options->selection));
	if (status == HW_EXIT_OK && !hw_session_knows_buses(&w->session, NULL))
		status = HW_EXIT_NOT_FOUND;
	else if (status == HW_EXIT_OK)
		tell_absent(&w->session.machine, &w->options->selection);
	return close_session(w, status);
}

/* Reads all events that there are. */
static enum hw_exit receive(struct watching *w)
{
	struct hw_uevent uevent;
	int r;

	for (;;) {
		hw_arena_reset(&w->arena);
		r = hw_monitor_receive(w->monitor, &w->arena, &uevent);
		if (r == 0)
			return HW_EXIT_OK;
		if (r == -ENOBUFS) {
			hw_error("the kernel has dropped events, as they came faster "
				 "than they were read; all devices are compared");
			w->watch.has_lost = true;
			continue;
		}
		/* one that libudev does not understand, sd_device_monitor_receive(3) */
		if (r == -EINVAL) {
			hw_error("an event is not understood and left out");
			continue;
		}
		if (r > 0)
			r = hw_pending_add(&w->watch.pending, &uevent, now_ms());
		if (r < 0) {
			hw_error("events cannot be read: %s", strerror(-r));
			return HW_EXIT_FAILED;
		}
	}
}

static enum hw_exit loop(struct watching *w)
{
	enum hw_exit status = HW_EXIT_OK;
	enum { EVENTS, SIGNALS, OUTPUT, COUNT };
	struct pollfd fds[COUNT] = {
		[EVENTS] = {.fd = hw_monitor_descriptor(w->monitor), .events = POLLIN},
		[SIGNALS] = {.fd = w->signals, .events = POLLIN},
		/* a reader that has gone: POLLERR */
		[OUTPUT] = {.fd = STDOUT_FILENO},
	};

	while (status == HW_EXIT_OK) {
		int64_t wait = hw_pending_wait(&w->watch.pending, now_ms());
		int n = poll(fds, COUNT, w->watch.has_lost ? 0 : (int)wait);

		if (n < 0 && errno != EINTR) {
			hw_error("poll: %s", strerror(errno));
			return HW_EXIT_FAILED;
		}
		if (fds[OUTPUT].revents & (POLLERR | POLLNVAL))
			return HW_EXIT_OK;
		if (fds[EVENTS].revents)
			status = receive(w);
		if (status == HW_EXIT_OK && fds[SIGNALS].revents)
			return w->watch.pending.n ? settle(w, true) : HW_EXIT_OK;
		if (status == HW_EXIT_OK &&
		    (w->watch.has_lost ||
		     hw_pending_wait(&w->watch.pending, now_ms()) == 0))
			status = settle(w, false);
	}
	return status;
}

/* Ends the program by a return, so that what has settled is told. */
static int take_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return -errno;
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static enum hw_exit watch(struct watching *w)
{
	enum hw_exit status;
	int r;

	/* the first device may come late */
	if (!hw_stdout_is_open())
		return HW_EXIT_FAILED;
	w->signals = take_signals();
	if (w->signals < 0) {
		hw_error("signals: %s", strerror(errno));
		return HW_EXIT_FAILED;
	}
	/* what comes while the devices are listed is not lost */
	r = hw_monitor_open(&w->monitor);
	if (r < 0) {
		hw_error("watch needs libudev: %s", r == -ENOTSUP
							    ? "it is not installed, or "
							      "not in this build"
							    : strerror(-r));
		return HW_EXIT_FAILED;
	}
	if (!hw_monitor_is_udevd(w->monitor))
		hw_error("no udevd runs here, which would load modules for new devices; "
			 "these are the kernel's own events");
	status = begin(w);
	if (status == HW_EXIT_OK && isatty(STDOUT_FILENO) && isatty(STDERR_FILENO))
		hw_error("waiting for devices that come or go; Ctrl-C ends");
	return status == HW_EXIT_OK ? loop(w) : status;
}

/* Whether it is an address: "01:00" may be ids, too, and "::02" a class of PCI. */
static bool is_address(const char *word)
{
	struct hw_filter filter = {0};

	hw_filter_by_address(word, &filter);
	return (filter.pci.valid && filter.pci.bus >= 0) || filter.usb.valid ||
	       *filter.name;
}

/* "-d 8086:", the options that choose the devices that the word may mean. */
static struct hw_text options_of(const char *typed, struct hw_arena *arena)
{
	const struct hw_text word = hw_shell_word(hw_text_of(typed), arena);
	struct hw_filter ids[HW_TYPED_IDS_MAX] = {0};

	if (strlen(typed) == 4 && hw_kind_is_class(hw_text_of(typed)))
		return hw_arena_printf(arena, "the vendor, -d %s:, or the class, -d ::%s",
				       typed, typed);
	if (!hw_typed_ids(typed, ids, HW_TYPED_IDS_MAX))
		return hw_arena_printf(arena, "-s %.*s", HW_TEXT_ARG(word));
	if (!is_address(typed))
		return hw_arena_printf(arena, "-d %.*s", HW_TEXT_ARG(word));
	return hw_arena_printf(arena, "the address, -s %.*s, or the ids, -d %.*s",
			       HW_TEXT_ARG(word), HW_TEXT_ARG(word));
}

/* Of an operand that is no bus and no kind. */
static enum hw_exit say_operand(const struct hw_options *options, char **argv)
{
	enum hw_exit status = hw_kind_say_mistyped(options, "watch", argv);
	struct hw_arena arena = {0};
	struct hw_text meant;

	if (status != HW_EXIT_OK)
		return status;
	meant = options_of(argv[0], &arena);
	if (!*argv[0])
		hw_error("an operand of watch is empty, and names no bus and no kind");
	else if (hw_hint_is_file(argv[0]))
		hw_error("watch takes no operand like '%s', which is a file" NO_RECORDING,
			 argv[0]);
	else
		hw_error("watch takes no operand like '%s': did you mean %.*s?", argv[0],
			 HW_TEXT_ARG(meant));
	hw_arena_done(&arena);
	return HW_EXIT_USAGE;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options options = *given;
	struct watching w = {
		.options = &options,
		.writer = given->format->events,
		.signals = -1,
		.watch.pending = {.settle = given->settle,
				  .patience = given->settle * PATIENCE},
	};
	enum hw_exit status;

	if (argc)
		return say_operand(given, argv);
	if (options.machine.sysroot || options.machine.from_count) {
		hw_error("watch does nothing with %s" NO_RECORDING,
			 options.machine.sysroot ? "--sysroot" : "--from (-F)");
		return HW_EXIT_USAGE;
	}
	/* an address may name a device that comes later, on any bus */
	if (options.selection.filter.address)
		options.selection.depth = HW_SCAN_EVERYTHING;
	options.machine.ask_modules = true;
	w.self = w.writer->open(&options.write);
	if (!w.self) {
		if (!hw_say_missing_library())
			hw_error("out of memory");
		return HW_EXIT_FAILED;
	}
	status = watch(&w);
	hw_watch_done(&w.watch);
	w.writer->close(w.self);
	hw_monitor_close(w.monitor);
	hw_arena_done(&w.arena);
	if (w.signals >= 0)
		close(w.signals);
	return status;
}

const struct hw_command hw_command_watch = {
	.name = "watch",
	.operands = "",
	.help = "devices that come, go, get a driver or lose it, as it happens: a line a "
		"device, when it has settled",
	.examples =
		"hwalias watch	plug something in: what it is, its driver, or why it has "
		"none\n"
		"hwalias watch usb	those of a bus or kind alone\n"
		"hwalias watch -a --ndjson | jq -r .event,.id	every "
		"bus, for a program\n",
	.is_endless = true,
	.content = HW_CONTENT_EVENTS,
	.run = run,
};
