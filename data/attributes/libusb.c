// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a USB device of the live machine answers itself, through libusb-1.0. libusb cannot
 * read another root.
 *
 * libusb's Linux back end builds its device list from sysfs files (busnum, devnum, speed,
 * descriptors), which the kernel answers from memory. Only libusb_open() opens a device
 * node, and that resumes the device: usbdev_open(), drivers/usb/core/devio.c, so this is
 * not done before it is asked for. Requests to endpoint 0 need no interface to be claimed
 * and disturb no driver: check_ctrlrecip(), there.
 *
 * A device is found by bus number and device address, BUSNUM and DEVNUM of its uevent.
 */
#include "data/attributes/attributes.h"

#include <errno.h>
#include <libusb.h>
#include <stdlib.h>
#include <time.h>

#include "data/base/memory.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"
#include "decoders/text/ascii.h"

/* A device has a second in all: this long for answers, then for requests to be taken
 * back. */
#define ANSWERS_MS 900
#define CANCEL_MS  100

/* MAX_CTRL_BUFFER_LENGTH of libusb/os/linux_usbfs.h: what it asks for at once. */
#define BYTES_MAX 4096

/* Requests, of USB 2.0 tables 9-4 and 11-16. */
#define GET_STATUS     0
#define GET_DESCRIPTOR 6
#define TO_DEVICE      (LIBUSB_ENDPOINT_IN | LIBUSB_REQUEST_TYPE_STANDARD)
#define TO_HUB	       (LIBUSB_ENDPOINT_IN | LIBUSB_REQUEST_TYPE_CLASS)
#define TO_PORT	       (TO_HUB | LIBUSB_RECIPIENT_OTHER)
#define BOS_HEAD_BYTES 5
#define STRING_BYTES   255
#define STATUS_BYTES   4

struct functions {
	__typeof__(libusb_alloc_transfer) *alloc_transfer;
	__typeof__(libusb_cancel_transfer) *cancel_transfer;
	__typeof__(libusb_close) *close;
	__typeof__(libusb_exit) *exit;
	__typeof__(libusb_free_device_list) *free_device_list;
	__typeof__(libusb_free_transfer) *free_transfer;
	__typeof__(libusb_get_bus_number) *get_bus_number;
	__typeof__(libusb_get_device_address) *get_device_address;
	__typeof__(libusb_get_device_list) *get_device_list;
	__typeof__(libusb_handle_events_timeout_completed)
		*handle_events_timeout_completed;
	__typeof__(libusb_init) *init;
	__typeof__(libusb_open) *open;
	__typeof__(libusb_set_option) *set_option;
	__typeof__(libusb_submit_transfer) *submit_transfer;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "libusb_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(alloc_transfer),
	FUNCTION(cancel_transfer),
	FUNCTION(close),
	FUNCTION(exit),
	FUNCTION(free_device_list),
	FUNCTION(free_transfer),
	FUNCTION(get_bus_number),
	FUNCTION(get_device_address),
	FUNCTION(get_device_list),
	FUNCTION(handle_events_timeout_completed),
	FUNCTION(init),
	FUNCTION(open),
	FUNCTION(set_option),
	FUNCTION(submit_transfer),
};

struct source {
	struct hw_warnings *warnings;
	void *library;
	struct functions usb;
	/* NULL until a device is asked */
	libusb_context *context;
	libusb_device **devices;
	size_t count;
	/* of setting it up */
	int err;
};

/* A device that is being asked. */
struct exchange {
	struct source *source;
	libusb_device_handle *handle;
	const struct hw_usb_questions *questions;
	struct hw_arena *arena;
	struct hw_usb_answers *answers;
	/* milliseconds of the monotonic clock */
	int64_t end;
};

/* A request on its way. On the heap: libusb may hold it longer than we wait. */
struct request {
	int is_done;
	uint8_t bytes[LIBUSB_CONTROL_SETUP_SIZE + BYTES_MAX];
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void usb_close(void *data)
{
	struct source *self = data;

	if (!self)
		return;
	if (self->devices)
		self->usb.free_device_list(self->devices, 1);
	if (self->context)
		self->usb.exit(self->context);
	hw_library_close(self->library);
	free(self);
}

/* The -errno of a libusb error. */
static int errno_of(int error)
{
	switch (error) {
	case LIBUSB_ERROR_ACCESS:
		return -EACCES;
	case LIBUSB_ERROR_NO_DEVICE:
	case LIBUSB_ERROR_NOT_FOUND:
		return -ENODEV;
	case LIBUSB_ERROR_TIMEOUT:
		return -ETIMEDOUT;
	case LIBUSB_ERROR_PIPE:
		return -EPIPE;
	case LIBUSB_ERROR_NO_MEM:
		hw_memory_is_short();
		return -ENOMEM;
	default:
		return -EIO;
	}
}

static int list_devices(struct source *self)
{
	ssize_t n;
	int r;

	/* set in the default context, before others, which inherit it */
	self->usb.set_option(NULL, LIBUSB_OPTION_LOG_LEVEL, LIBUSB_LOG_LEVEL_NONE);
	r = self->usb.init(&self->context);
	if (r < 0) {
		self->context = NULL;
		return errno_of(r);
	}
	n = self->usb.get_device_list(self->context, &self->devices);
	if (n < 0) {
		self->devices = NULL;
		return errno_of((int)n);
	}
	self->count = (size_t)n;
	return 0;
}

static int usb_open(struct hw_root *root, struct hw_warnings *warnings, void **ret_self)
{
	struct source *self;

	if (hw_root_kind(root) != HW_ROOT_LIVE)
		return -ENOTSUP;
	self = hw_calloc(1, sizeof(*self));
	if (!self)
		return -ENOMEM;
	self->warnings = warnings;
	*ret_self = self;
	return 0;
}

/* Most runs ask no device, and do without the library. Without the usbfs nodes, which
 * containers do not have, libusb_init() fails: the devices' details say so. */
static int need_library(struct source *self)
{
	if (self->library || self->err)
		return self->err;
	self->err = hw_library_open(HW_SONAME_LIBUSB, functions, HW_ARRAY_SIZE(functions),
				    &self->usb, &self->library);
	if (self->err < 0)
		hw_warn(self->warnings, "source-missing", HW_NO_TEXT, 0,
			"libusb cannot be used: %s", strerror(-self->err));
	else
		self->err = list_devices(self);
	return self->err;
}

/* A decimal number up to 255; -1 for anything else. */
static int parse_byte(struct hw_text t)
{
	int64_t value = hw_text_decimal(t, 3);

	return value <= 255 ? (int)value : -1;
}

static libusb_device *find_device(const struct source *self,
				  const struct hw_device *device)
{
	/* interfaces have no BUSNUM */
	int bus = parse_byte(hw_uevent_get(device->uevent, "BUSNUM"));
	int address = parse_byte(hw_uevent_get(device->uevent, "DEVNUM"));

	if (bus < 0 || address < 0)
		return NULL;
	for (size_t i = 0; i < self->count; i++) {
		if (self->usb.get_bus_number(self->devices[i]) == bus &&
		    self->usb.get_device_address(self->devices[i]) == address)
			return self->devices[i];
	}
	return NULL;
}

static void LIBUSB_CALL on_done(struct libusb_transfer *transfer)
{
	struct request *request = transfer->user_data;

	request->is_done = 1;
}

/* Lets libusb work until the request is done; false: it is not by then. */
static bool wait_for(const struct exchange *x, struct request *request, int64_t end)
{
	while (!request->is_done) {
		int64_t left = end - now_ms();
		struct timeval wait = {
			.tv_sec = left / 1000,
			.tv_usec = left % 1000 * 1000,
		};
		int r;

		if (left <= 0)
			return false;
		r = x->source->usb.handle_events_timeout_completed(
			x->source->context, &wait, &request->is_done);
		if (r < 0 && r != LIBUSB_ERROR_INTERRUPTED)
			return request->is_done;
	}
	return true;
}

static int outcome(const struct libusb_transfer *transfer)
{
	switch (transfer->status) {
	case LIBUSB_TRANSFER_COMPLETED:
		return transfer->actual_length;
	case LIBUSB_TRANSFER_STALL:
		return -EPIPE;
	case LIBUSB_TRANSFER_TIMED_OUT:
	case LIBUSB_TRANSFER_CANCELLED:
		return -ETIMEDOUT;
	case LIBUSB_TRANSFER_NO_DEVICE:
		return -ENODEV;
	case LIBUSB_TRANSFER_ERROR:
	case LIBUSB_TRANSFER_OVERFLOW:
		break;
	}
	return -EIO;
}

/*
 * Runs a request that was submitted. One that does not come back even when it is taken
 * back stays libusb's: it must not be freed.
 */
static int run(const struct exchange *x, struct libusb_transfer *transfer,
	       struct request **request)
{
	if (!wait_for(x, *request, x->end)) {
		x->source->usb.cancel_transfer(transfer);
		if (!wait_for(x, *request, now_ms() + CANCEL_MS)) {
			*request = NULL;
			return -ETIMEDOUT;
		}
	}
	return outcome(transfer);
}

/* A control request from the device: the bytes it sent, at most `room`, or -errno. */
static int ask(const struct exchange *x, uint8_t type, uint8_t code, uint16_t value,
	       uint16_t index, uint8_t *to, size_t room)
{
	struct libusb_transfer *transfer;
	struct request *request;
	int r;

	if (now_ms() >= x->end)
		return -ETIMEDOUT;
	transfer = x->source->usb.alloc_transfer(0);
	request = hw_calloc(1, sizeof(*request));
	if (!transfer || !request) {
		x->source->usb.free_transfer(transfer);
		free(request);
		return errno_of(LIBUSB_ERROR_NO_MEM);
	}
	libusb_fill_control_setup(request->bytes, type, code, value, index,
				  (uint16_t)room);
	/* 0: the time is ours to keep */
	libusb_fill_control_transfer(transfer, x->handle, request->bytes, on_done,
				     request, 0);
	r = x->source->usb.submit_transfer(transfer);
	r = r < 0 ? errno_of(r) : run(x, transfer, &request);
	if (r > 0 && (size_t)r > room)
		r = (int)room;
	if (r > 0)
		memcpy(to, request->bytes + LIBUSB_CONTROL_SETUP_SIZE, (size_t)r);
	if (request)
		x->source->usb.free_transfer(transfer);
	free(request);
	return r;
}

static void add(const struct exchange *x, enum hw_usb_asked asked, unsigned number, int r,
		const uint8_t *bytes)
{
	const struct hw_usb_answer answer = {
		.asked = asked,
		.number = number,
		.error = r < 0 ? r : 0,
		.bytes = {(const char *)bytes, r > 0 ? (size_t)r : 0},
	};

	hw_usb_answer_add(x->answers, x->arena, &answer);
}

/* A descriptor that is what it should be, cut to the length that it says. */
static int checked(int r, const uint8_t *bytes, unsigned type)
{
	if (r < 0)
		return r;
	if (r < 2 || bytes[0] < 2 || bytes[1] != type)
		return -EBADMSG;
	return bytes[0] < r ? bytes[0] : r;
}

/* As usb_string_sub() does, drivers/usb/core/message.c: all at once, and by its length
 * where a device does not like that. */
static int ask_string(const struct exchange *x, unsigned number, unsigned language,
		      uint8_t *to)
{
	uint16_t value = (uint16_t)(LIBUSB_DT_STRING << 8 | number);
	uint16_t index = (uint16_t)language;
	int r = -EPIPE;

	if (!x->questions->in_steps)
		r = ask(x, TO_DEVICE, GET_DESCRIPTOR, value, index, to, STRING_BYTES);
	if (r == -EPIPE || (r >= 0 && r < 2)) {
		r = ask(x, TO_DEVICE, GET_DESCRIPTOR, value, index, to, 2);
		if (r == 2 && to[0] > 2)
			r = ask(x, TO_DEVICE, GET_DESCRIPTOR, value, index, to, to[0]);
	}
	return checked(r, to, LIBUSB_DT_STRING);
}

/* Bytes 2 and 3 are the first language: the kernel's. */
static void ask_strings(const struct exchange *x)
{
	const struct hw_usb_questions *q = x->questions;
	uint8_t languages[STRING_BYTES];
	uint8_t bytes[STRING_BYTES];
	int n;

	if (!q->manufacturer && !q->product && !q->serial)
		return;
	n = ask_string(x, 0, 0, languages);
	add(x, HW_USB_LANGUAGES, 0, n, languages);
	for (int at = 4; at + 1 < n; at += 2) {
		unsigned language = languages[at] | (unsigned)languages[at + 1] << 8;

		if (q->manufacturer)
			add(x, HW_USB_MANUFACTURER, language,
			    ask_string(x, q->manufacturer, language, bytes), bytes);
		if (q->product)
			add(x, HW_USB_PRODUCT, language,
			    ask_string(x, q->product, language, bytes), bytes);
	}
}

/* The descriptor, and with it all that its total length says: USB 3.2, 9.6.2. */
static void ask_bos(const struct exchange *x)
{
	uint8_t bytes[BYTES_MAX];
	int r = checked(ask(x, TO_DEVICE, GET_DESCRIPTOR, LIBUSB_DT_BOS << 8, 0, bytes,
			    BOS_HEAD_BYTES),
			bytes, LIBUSB_DT_BOS);
	int total;

	if (r >= 0 && r < BOS_HEAD_BYTES)
		r = -EBADMSG;
	if (r > 0) {
		total = bytes[2] | bytes[3] << 8;
		if (total < BOS_HEAD_BYTES)
			r = -EBADMSG;
		else
			r = ask(x, TO_DEVICE, GET_DESCRIPTOR, LIBUSB_DT_BOS << 8, 0,
				bytes, (size_t)(total < BYTES_MAX ? total : BYTES_MAX));
	}
	if (r >= 0 && r < BOS_HEAD_BYTES)
		r = -EBADMSG;
	add(x, HW_USB_BOS, 0, r, bytes);
}

/* USB 2.0, 11.24.2.6 and 11.24.2.7. */
static void ask_hub(const struct exchange *x)
{
	uint8_t bytes[STATUS_BYTES];
	int r = ask(x, TO_HUB, GET_STATUS, 0, 0, bytes, STATUS_BYTES);

	add(x, HW_USB_HUB, 0, r >= 0 && r < STATUS_BYTES ? -EBADMSG : r, bytes);
	for (unsigned port = 1; port <= x->questions->ports; port++) {
		r = ask(x, TO_PORT, GET_STATUS, 0, (uint16_t)port, bytes, STATUS_BYTES);
		add(x, HW_USB_PORT, port, r >= 0 && r < STATUS_BYTES ? -EBADMSG : r,
		    bytes);
	}
}

static int usb_ask(void *data, const struct hw_device *device,
		   const struct hw_usb_questions *questions, struct hw_arena *arena,
		   struct hw_usb_answers *ret)
{
	struct source *self = data;
	struct exchange x = {
		.source = self,
		.questions = questions,
		.arena = arena,
		.answers = ret,
	};
	libusb_device *dev;
	int r = need_library(self);

	*ret = (struct hw_usb_answers){0};
	if (r < 0)
		return -ENOTSUP;
	dev = find_device(self, device);
	if (!dev)
		return -ENODEV;
	x.end = now_ms() + ANSWERS_MS;
	r = self->usb.open(dev, &x.handle);
	if (r < 0)
		return errno_of(r);
	if (questions->ports)
		ask_hub(&x);
	if (questions->bos)
		ask_bos(&x);
	ask_strings(&x);
	self->usb.close(x.handle);
	return 0;
}

const struct hw_source hw_source_usb = {
	.name = "libusb",
	.subsystem = "usb",
	.open = usb_open,
	.close = usb_close,
	.ask = usb_ask,
};
