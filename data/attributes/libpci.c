// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <pci/pci.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/attributes/attributes.h"
#include "data/base/memory.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"
#include "decoders/text/text.h"

struct hw_pci_address {
	unsigned domain, bus, device, function;
};

/*
 * Parses "0000:00:1f.6", a device's name in sysfs (pci_setup_device(),
 * drivers/pci/probe.c). A domain has up to 8 digits. It must fit an int, as libpci's
 * domain does.
 */
bool hw_pci_address_parse(struct hw_text name, struct hw_pci_address *ret);

/* Cuts a hexadecimal number of at most `digits` digits, ended by `end` (0: all). */
static bool cut_hex(struct hw_text *rest, char end, size_t digits, unsigned *ret)
{
	struct hw_text t = end ? hw_text_cut(rest, end) : *rest;
	uint64_t value;

	if (!hw_text_hex(t, digits, &value))
		return false;
	*ret = (unsigned)value;
	return true;
}

bool hw_pci_address_parse(struct hw_text name, struct hw_pci_address *ret)
{
	struct hw_text rest = name;
	struct hw_pci_address a;

	if (!cut_hex(&rest, ':', 8, &a.domain) || !cut_hex(&rest, ':', 2, &a.bus) ||
	    !cut_hex(&rest, '.', 2, &a.device) || !cut_hex(&rest, 0, 1, &a.function))
		return false;
	if (a.domain > 0x7fffffff)
		return false;
	*ret = a;
	return true;
}

/*
 * The configuration space of PCI devices through libpci, from <root>/sys/bus/pci.
 *
 * Its error callback must not return, so a fatal error leaves libpci by longjmp(). What
 * it was filling in may leak; the handle can still be cleaned up.
 */

#define PCI_DIR "sys/bus/pci"

struct functions {
	__typeof__(pci_alloc) *alloc;
	__typeof__(pci_cleanup) *cleanup;
	__typeof__(pci_free_dev) *free_dev;
	__typeof__(pci_get_dev) *get_dev;
	__typeof__(pci_init) *init;
	__typeof__(pci_read_block) *read_block;
	__typeof__(pci_set_param) *set_param;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "pci_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(alloc), FUNCTION(cleanup),    FUNCTION(free_dev),  FUNCTION(get_dev),
	FUNCTION(init),	 FUNCTION(read_block), FUNCTION(set_param),
};

struct source {
	void *library;
	struct functions pci;
	struct hw_root *root;
	struct hw_warnings *warnings;
	/* NULL until a device is asked for */
	struct pci_access *access;
	/* of setting it up */
	int err;
};

/* A call into libpci that may fail. */
struct guard {
	jmp_buf env;
	/* of the error, else of the first warning */
	bool has_warned;
	char message[256];
};

/* The callbacks have no argument for their context. Set only during a guarded call. */
static _Thread_local struct guard *current_guard;

__attribute__((noreturn, format(printf, 1, 2))) static void on_error(char *format, ...)
{
	va_list args;

	/* libpci is not called without a guard */
	if (!current_guard)
		abort();
	va_start(args, format);
	vsnprintf(current_guard->message, sizeof(current_guard->message), format, args);
	va_end(args);
	longjmp(current_guard->env, 1);
}

/* A file that cannot be read, for one. */
__attribute__((format(printf, 1, 2))) static void on_warning(char *format, ...)
{
	va_list args;

	if (!current_guard || current_guard->has_warned)
		return;
	current_guard->has_warned = true;
	va_start(args, format);
	vsnprintf(current_guard->message, sizeof(current_guard->message), format, args);
	va_end(args);
}

__attribute__((format(printf, 1, 2))) static void on_debug(char *format, ...)
{
	(void)format;
}

/* What is passed to libpci, and what it returns. */
struct call {
	const struct source *source;
	struct pci_dev *dev;
	struct hw_pci_address address;
	char *value;
	/* a part of the configuration space */
	u8 *to;
	int at;
	int size;
	int result;
};

/* False: libpci gave up. */
static bool enter(void (*function)(struct call *), struct call *call, struct guard *guard)
{
	current_guard = guard;
	if (setjmp(guard->env)) {
		current_guard = NULL;
		return false;
	}
	function(call);
	current_guard = NULL;
	return true;
}

/* Errors: -EIO: libpci gave up. What it says becomes a warning. */
static int guarded(void (*function)(struct call *), struct call *call)
{
	struct guard guard = {.has_warned = false};
	bool is_done = enter(function, call, &guard);

	if (!is_done || guard.has_warned)
		hw_warn(call->source->warnings, "libpci", HW_NO_TEXT, 0, "%s",
			guard.message);
	return is_done ? 0 : -EIO;
}

static void call_set_param(struct call *call)
{
	char name[] = "sysfs.path";

	call->result =
		call->source->pci.set_param(call->source->access, name, call->value);
}

static void call_init(struct call *call)
{
	call->source->pci.init(call->source->access);
}

static void call_get_dev(struct call *call)
{
	const struct hw_pci_address *a = &call->address;

	call->dev =
		call->source->pci.get_dev(call->source->access, (int)a->domain,
					  (int)a->bus, (int)a->device, (int)a->function);
}

static void call_read(struct call *call)
{
	call->result =
		call->source->pci.read_block(call->dev, call->at, call->to, call->size);
}

/*
 * libpci does not know the root: an absolute link in a recorded tree would lead it to
 * devices of this machine. Links of sysfs are relative.
 */
static bool stays_below(struct hw_root *root, struct hw_arena *arena, const char *path)
{
	struct hw_text target;
	int r = hw_root_readlink(root, path, arena, &target);

	return r == -EINVAL || (r == 0 && target.n && target.s[0] != '/');
}

static void pci_close(void *data)
{
	struct source *self = data;

	if (!self)
		return;
	if (self->access)
		self->pci.cleanup(self->access);
	hw_library_close(self->library);
	free(self);
}

static int set_up(struct source *self, struct hw_arena *arena)
{
	struct call call = {.source = self};
	struct hw_text path =
		hw_arena_printf(arena, "%s/" PCI_DIR, hw_root_path(self->root));
	char *value = HW_ARENA_NEW(arena, char, path.n + 1);
	int r;

	if (!path.s || !value)
		return -ENOMEM;
	memcpy(value, path.s, path.n);
	/* there is no callback yet: without memory libpci prints so, and calls exit() */
	hw_sources_may_exit(true);
	self->access = self->pci.alloc();
	hw_sources_may_exit(false);
	self->access->method = PCI_ACCESS_SYS_BUS_PCI;
	self->access->error = on_error;
	self->access->warning = on_warning;
	self->access->debug = on_debug;
	call.value = value;
	r = guarded(call_set_param, &call);
	/* pci_cleanup() would free the old value, which is a literal: better a leak */
	if (r < 0)
		self->access = NULL;
	if (r == 0 && call.result < 0)
		return -ENOTSUP;
	return r < 0 ? r : guarded(call_init, &call);
}

static int pci_open(struct hw_root *root, struct hw_warnings *warnings, void **ret_self)
{
	struct source *self;

	if (hw_root_kind(root) == HW_ROOT_SNAPSHOT || !hw_root_exists(root, PCI_DIR))
		return -ENOTSUP;
	self = hw_calloc(1, sizeof(*self));
	if (!self)
		return -ENOMEM;
	self->root = root;
	self->warnings = warnings;
	*ret_self = self;
	return 0;
}

/* Most runs ask for no configuration space, and do without the library. */
static int need_library(struct source *self)
{
	struct hw_arena arena = {0};

	if (self->library || self->err)
		return self->err;
	self->err = hw_library_open(HW_SONAME_LIBPCI, functions, HW_ARRAY_SIZE(functions),
				    &self->pci, &self->library);
	if (self->err == 0)
		self->err = set_up(self, &arena);
	if (self->err < 0)
		hw_warn(self->warnings, "source-missing", HW_NO_TEXT, 0,
			"libpci cannot be used: %s", strerror(-self->err));
	hw_arena_done(&arena);
	return self->err;
}

/* Below the root, and with a name that libpci understands. */
static bool is_sound(struct source *self, struct hw_text name, struct hw_pci_address *ret)
{
	struct hw_arena arena = {0};
	struct hw_text path =
		hw_arena_printf(&arena, PCI_DIR "/devices/%.*s", HW_TEXT_ARG(name));
	bool is = path.s && hw_pci_address_parse(name, ret) &&
		  stays_below(self->root, &arena, path.s);

	hw_arena_done(&arena);
	return is;
}

/*
 * Reads what there is: without root the kernel shows 64 bytes (128 of a CardBus bridge),
 * and a device without PCI Express has 256. libpci reads a block as a whole or not at
 * all, and warns only of a file that cannot be opened.
 */
static int read_blocks(struct call *call)
{
	static const int ends[] = {64, 128, 256, 4096};
	int n = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++) {
		u8 *start = call->to;
		int r;

		call->at = n;
		call->size = ends[i] - n;
		call->to = start + n;
		r = guarded(call_read, call);
		call->to = start;
		if (r < 0)
			return r;
		if (!call->result)
			break;
		n = ends[i];
	}
	return n;
}

static int pci_read_config(void *data, const struct hw_device *device,
			   struct hw_arena *arena, struct hw_text *ret)
{
	struct source *self = data;
	struct call call = {.source = self};
	int n;

	if (!is_sound(self, device->name, &call.address))
		return -ENOENT;
	n = need_library(self);
	if (n < 0)
		return n;
	call.to = HW_ARENA_NEW(arena, u8, 4096);
	if (!call.to)
		return -ENOMEM;
	/* without a scan of the bus, which fails at the first malformed name */
	if (guarded(call_get_dev, &call) < 0)
		return -EIO;
	n = read_blocks(&call);
	self->pci.free_dev(call.dev);
	if (n <= 0)
		return n < 0 ? n : -EACCES;
	*ret = (struct hw_text){(const char *)call.to, (size_t)n};
	return 0;
}

const struct hw_source hw_source_pci = {
	.name = "libpci",
	.subsystem = "pci",
	.open = pci_open,
	.close = pci_close,
	.read_config = pci_read_config,
};
