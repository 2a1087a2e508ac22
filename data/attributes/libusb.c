// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * USB attributes through libusb-1.0, of the live machine only: libusb cannot read another
 * root.
 *
 *     sysfs `speed`        "480", "1.5"    speed_kbps      480000, 1500
 *     sysfs `descriptors`  18 + … bytes    configurations  bNumConfigurations
 *
 * libusb's Linux back end builds its device list from sysfs files (busnum, devnum, speed,
 * descriptors), which the kernel answers from memory. A device node is opened only by
 * libusb_open(), which would wake the device and is not called here.
 *
 * A device is found by bus number and device address, BUSNUM and DEVNUM of its uevent.
 */
#include "data/attributes/attributes.h"

#include <errno.h>
#include <libusb.h>
#include <stdlib.h>

#include "data/base/dl.h"
#include "data/base/memory.h"
#include "decoders/text/ascii.h"

/* The library's ABI: its functions are as in libusb.h as long as this name exists. */
#define LIBRARY "libusb-1.0.so.0"

struct functions {
	__typeof__(libusb_error_name) *error_name;
	__typeof__(libusb_exit) *exit;
	__typeof__(libusb_free_device_list) *free_device_list;
	__typeof__(libusb_get_bus_number) *get_bus_number;
	__typeof__(libusb_get_device_address) *get_device_address;
	__typeof__(libusb_get_device_descriptor) *get_device_descriptor;
	__typeof__(libusb_get_device_list) *get_device_list;
	__typeof__(libusb_get_device_speed) *get_device_speed;
	__typeof__(libusb_init) *init;
	__typeof__(libusb_set_option) *set_option;
};

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "libusb_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(error_name),
	FUNCTION(exit),
	FUNCTION(free_device_list),
	FUNCTION(get_bus_number),
	FUNCTION(get_device_address),
	FUNCTION(get_device_descriptor),
	FUNCTION(get_device_list),
	FUNCTION(get_device_speed),
	FUNCTION(init),
	FUNCTION(set_option),
};

struct source {
	void *library;
	struct functions usb;
	libusb_context *context;
	libusb_device **devices;
	size_t count;
};

/* Signalling rate in kbit/s, in which low speed is an integer too. */
static int64_t speed_kbps(int speed)
{
	static const int64_t rates[] = {
		[LIBUSB_SPEED_LOW] = 1500,
		[LIBUSB_SPEED_FULL] = 12000,
		[LIBUSB_SPEED_HIGH] = 480000,
		[LIBUSB_SPEED_SUPER] = 5000000,
		[LIBUSB_SPEED_SUPER_PLUS] = 10000000,
	};

	return speed >= 0 && (size_t)speed < HW_ARRAY_SIZE(rates) ? rates[speed] : 0;
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
static int usb_error(const struct source *self, struct hw_warnings *warnings, int error)
{
	hw_warn(warnings, "libusb", HW_NO_TEXT, 0, "%s", self->usb.error_name(error));
	return error == LIBUSB_ERROR_NO_MEM ? -ENOMEM : -EIO;
}

static int list_devices(struct source *self, struct hw_warnings *warnings)
{
	ssize_t n;
	int r;

	/* set in the default context, before others, which inherit it */
	self->usb.set_option(NULL, LIBUSB_OPTION_LOG_LEVEL, LIBUSB_LOG_LEVEL_NONE);
	r = self->usb.init(&self->context);
	if (r < 0) {
		self->context = NULL;
		return usb_error(self, warnings, r);
	}
	n = self->usb.get_device_list(self->context, &self->devices);
	if (n < 0) {
		self->devices = NULL;
		return usb_error(self, warnings, (int)n);
	}
	self->count = (size_t)n;
	return 0;
}

static int usb_open(struct hw_root *root, struct hw_warnings *warnings, void **ret_self)
{
	struct source *self;
	int r;

	/* without the usbfs nodes libusb_init() fails: containers have none */
	if (hw_root_kind(root) != HW_ROOT_LIVE ||
	    !hw_root_exists(root, "sys/bus/usb/devices") ||
	    !hw_root_exists(root, "dev/bus/usb"))
		return -ENOTSUP;
	self = hw_calloc(1, sizeof(*self));
	if (!self)
		return -ENOMEM;
	r = hw_library_open(LIBRARY, functions, HW_ARRAY_SIZE(functions), &self->usb,
			    &self->library);
	if (r == 0)
		r = list_devices(self, warnings);
	if (r < 0) {
		usb_close(self);
		return r;
	}
	*ret_self = self;
	return 0;
}

/* A decimal number up to 255; -1 for anything else. */
static int parse_byte(struct hw_text t)
{
	int value = 0;

	if (t.n == 0 || t.n > 3)
		return -1;
	for (size_t i = 0; i < t.n; i++) {
		if (!hw_is_digit(t.s[i]))
			return -1;
		value = value * 10 + (t.s[i] - '0');
	}
	return value <= 255 ? value : -1;
}

static libusb_device *find_device(const struct source *self,
				  const struct hw_device *device)
{
	/* interfaces have no BUSNUM, and no attributes here */
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

static int usb_enrich(void *data, const struct hw_device *device, struct hw_arena *arena,
		      struct hw_attributes *list)
{
	const struct source *self = data;
	libusb_device *dev = find_device(self, device);
	struct libusb_device_descriptor descriptor;
	int64_t kbps;

	if (!dev)
		return 0;
	kbps = speed_kbps(self->usb.get_device_speed(dev));
	if (kbps)
		hw_attribute_number(list, arena, "speed_kbps", kbps);
	if (self->usb.get_device_descriptor(dev, &descriptor) == 0)
		hw_attribute_number(list, arena, "configurations",
				    descriptor.bNumConfigurations);
	return 0;
}

const struct hw_source hw_source_usb = {
	.name = "libusb",
	.subsystem = "usb",
	.open = usb_open,
	.enrich = usb_enrich,
	.close = usb_close,
};
