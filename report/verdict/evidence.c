// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/verdict/evidence.h"

#include "data/module/name.h"

/* A set of events. */
#define EVENT(e) (UINT64_C(1) << (e))
_Static_assert(HW_LOG_EVENT_COUNT <= 64, "a set of events is 64 bits");

#define USB_AGAIN (EVENT(HW_LOG_USB_NEW) | EVENT(HW_LOG_USB_GONE))
#define NEW	  (USB_AGAIN | EVENT(HW_LOG_PCI_NEW))
/* the driver got further at a later try */
#define STARTED (EVENT(HW_LOG_WORKS) | EVENT(HW_LOG_FIRMWARE_LOADED))

/* What a later message of these events about the same device makes void. */
static const uint64_t superseded_by[HW_LOG_EVENT_COUNT] = {
	[HW_LOG_PROBE_FAILED] = NEW | STARTED,
	[HW_LOG_PROBE_DEFERRED] = NEW | STARTED,
	[HW_LOG_FIRMWARE_FAILED] = NEW | EVENT(HW_LOG_FIRMWARE_LOADED),
	[HW_LOG_FIRMWARE_LOADED] = NEW,
	[HW_LOG_FORCE_PROBE] = NEW,
	[HW_LOG_OFF_THE_BUS] = NEW | EVENT(HW_LOG_WORKS),
	[HW_LOG_UNREACHABLE] = NEW | EVENT(HW_LOG_WORKS),
	[HW_LOG_CONTROLLER_DIED] = NEW | EVENT(HW_LOG_WORKS),
	[HW_LOG_NOT_SUPPORTED] = NEW,
	[HW_LOG_FIRMWARE_UNSUITABLE] = NEW | EVENT(HW_LOG_FIRMWARE_LOADED),
	[HW_LOG_FIRMWARE_MINIMUM] = NEW | EVENT(HW_LOG_FIRMWARE_LOADED),
	[HW_LOG_NO_INTERRUPT] = NEW | STARTED,
	[HW_LOG_USB_NEW] = EVENT(HW_LOG_USB_GONE),
	[HW_LOG_USB_SET_CONFIGURATION] = USB_AGAIN,
	[HW_LOG_USB_NO_CONFIGURATION] = USB_AGAIN,
	[HW_LOG_USB_POWER_BUDGET] = USB_AGAIN,
	[HW_LOG_USB_SLOW] = USB_AGAIN,
	[HW_LOG_USB_OVER_CURRENT] = USB_AGAIN,
	[HW_LOG_USB_NO_ADDRESS] = USB_AGAIN,
	[HW_LOG_USB_NOT_ENUMERATED] = USB_AGAIN,
	[HW_LOG_USB_CLAIMED] = USB_AGAIN,
};

/*
 * Whether the port is where the device is plugged in: "usb1-port3" has "1-3", "1-1-port5"
 * has "1-1.5" (usb_hub_create_port_device(), drivers/usb/core/port.c).
 */
static bool is_port_of(struct hw_text port, struct hw_text device)
{
	const struct hw_text middle = HW_TEXT("-port");
	bool is_root = hw_text_starts(port, HW_TEXT("usb"));
	const char *at = port.n ? memmem(port.s, port.n, middle.s, middle.n) : NULL;
	struct hw_text hub, number;

	if (!at)
		return false;
	hub = hw_text_head(port, (size_t)(at - port.s));
	number = hw_text_from(port, hub.n + middle.n);
	hub = is_root ? hw_text_from(hub, 3) : hub;
	return device.n == hub.n + 1 + number.n && hw_text_starts(device, hub) &&
	       device.s[hub.n] == (is_root ? '-' : '.') &&
	       hw_text_eq(hw_text_from(device, hub.n + 1), number);
}

/* "1-3" of "1-3:1.0" */
static struct hw_text whole_of(struct hw_text name)
{
	return hw_text_head(name, hw_text_find(name, ':'));
}

bool hw_log_is_in_scope(struct hw_text named, struct hw_text device,
			enum hw_log_scope scope)
{
	if (!named.n)
		return false;
	return hw_text_eq(named, device) ||
	       (scope == HW_LOG_OF_INTERFACE && hw_text_eq(named, whole_of(device))) ||
	       (scope == HW_LOG_OF_WHOLE && hw_text_eq(whole_of(named), device));
}

static bool is_about(const struct hw_log_message *m, struct hw_text name,
		     enum hw_log_scope scope, const struct hw_texts_of *made)
{
	struct hw_text device = m->parts[HW_LOG_PART_DEVICE];
	struct hw_text driver = m->parts[HW_LOG_PART_DRIVER];

	if (!device.n)
		return false;
	/* "iwlwifi 0000:03:00.0 wlan0": __netdev_printk(), net/core/dev.c */
	if (m->pattern->subject == HW_LOG_DEVICE && driver.n > name.n && name.n &&
	    driver.s[driver.n - name.n - 1] == ' ' &&
	    hw_text_eq(hw_text_from(driver, driver.n - name.n), name))
		return true;
	for (size_t i = 0; i < made->n; i++)
		if (hw_text_eq(device, made->v[i]))
			return true;
	if (hw_log_is_in_scope(device, name, scope))
		return true;
	/* "PCI:0000:01:00": without the function */
	if (m->pattern->event == HW_LOG_OFF_THE_BUS && m->pattern->subject == HW_LOG_NONE)
		return name.n > device.n && name.s[device.n] == '.' &&
		       hw_text_starts(name, device);
	return is_port_of(device, scope == HW_LOG_OF_INTERFACE ? whole_of(name) : name);
}

void hw_device_log_find(const struct hw_kernel_log *log, struct hw_text name,
			enum hw_log_scope scope, const struct hw_texts_of *made,
			struct hw_device_log *ret)
{
	*ret = (struct hw_device_log){{NULL}};
	for (size_t i = 0; i < log->n; i++) {
		const struct hw_log_message *m = &log->v[i].message;
		enum hw_log_event event = m->pattern->event;

		if (!is_about(m, name, scope, made))
			continue;
		for (size_t e = 0; e < HW_LOG_EVENT_COUNT; e++)
			if (superseded_by[e] & EVENT(event))
				ret->of[e] = NULL;
		/* an older one of the event is void by the same token */
		ret->of[event] = log->v[i].is_void ? NULL : &log->v[i];
	}
}

struct hw_text hw_log_usb_name(const struct hw_kernel_log *log, struct hw_text bus,
			       struct hw_text number)
{
	struct hw_text name = HW_NO_TEXT;

	for (size_t i = 0; i < log->n; i++) {
		const struct hw_log_message *m = &log->v[i].message;
		struct hw_text device = m->parts[HW_LOG_PART_DEVICE];

		if (!(EVENT(m->pattern->event) & USB_AGAIN))
			continue;
		if (hw_text_eq(device, name))
			name = HW_NO_TEXT;
		if (m->pattern->event == HW_LOG_USB_NEW &&
		    hw_text_eq(m->parts[HW_LOG_PART_NUMBER], number) &&
		    hw_text_eq(hw_text_head(device, hw_text_find(device, '-')), bus))
			name = device;
	}
	return name;
}

/* Whether the message shows that the kernel has taken the module: it says so, or the
 * module's driver speaks. */
static bool shows_taken(const struct hw_log_message *m, struct hw_text module)
{
	return (m->pattern->event == HW_LOG_MODULE_TAKEN &&
		hw_module_name_eq(m->parts[HW_LOG_PART_MODULE], module)) ||
	       (m->pattern->subject == HW_LOG_DEVICE &&
		hw_module_name_eq(m->parts[HW_LOG_PART_DRIVER], module));
}

/* The newest message of these events that nothing later makes void; it is of the module,
 * or is of an event that names none. */
static const struct hw_log_record *find_refusal(const struct hw_kernel_log *log,
						struct hw_text module, uint64_t events)
{
	for (size_t i = log->n; i--;) {
		const struct hw_log_record *r = &log->v[i];
		struct hw_text named = r->message.parts[HW_LOG_PART_MODULE];

		if (EVENT(r->message.pattern->event) & events &&
		    (!named.n || hw_module_name_eq(named, module)))
			return r->is_void ? NULL : r;
		if (shows_taken(&r->message, module))
			return NULL;
	}
	return NULL;
}

const struct hw_log_record *hw_module_log_find(const struct hw_kernel_log *log,
					       struct hw_text module)
{
	return find_refusal(log, module,
			    EVENT(HW_LOG_VERSION_MAGIC) | EVENT(HW_LOG_SYMBOL_VERSION) |
				    EVENT(HW_LOG_UNKNOWN_SYMBOL));
}

const struct hw_log_record *hw_signature_log_find(const struct hw_kernel_log *log,
						  struct hw_text module)
{
	const struct hw_log_record *r =
		find_refusal(log, module, EVENT(HW_LOG_SIGNATURE_REJECTED));

	/* the one about locking down is of any unsigned module */
	return r ? r : find_refusal(log, module, EVENT(HW_LOG_MODULE_LOCKED_DOWN));
}

/* The device at a port, "1-3" of "usb1-port3" and "1-1.5" of "1-1-port5"; of any other
 * name itself. Absent: it is not below the hub, "usb1" or "1-1". */
static struct hw_text device_at(struct hw_text name, struct hw_text hub,
				struct hw_arena *arena)
{
	const struct hw_text middle = HW_TEXT("-port");
	bool is_root = hw_text_starts(hub, HW_TEXT("usb"));
	struct hw_text bus = is_root ? hw_text_from(hub, 3) : hub;
	const char *at = name.n ? memmem(name.s, name.n, middle.s, middle.n) : NULL;
	struct hw_text head, tail;

	if (at) {
		head = hw_text_head(name, (size_t)(at - name.s));
		tail = hw_text_from(name, head.n + middle.n);
		if (!hw_text_eq(head, hub))
			return HW_NO_TEXT;
		return hw_arena_printf(arena, "%.*s%c%.*s", HW_TEXT_ARG(bus),
				       is_root ? '-' : '.', HW_TEXT_ARG(tail));
	}
	if (name.n <= bus.n + 1 || !hw_text_starts(name, bus) ||
	    name.s[bus.n] != (is_root ? '-' : '.'))
		return HW_NO_TEXT;
	tail = hw_text_from(name, bus.n + 1);
	return hw_text_find(tail, '.') == tail.n && hw_text_find(tail, ':') == tail.n
		       ? name
		       : HW_NO_TEXT;
}

const struct hw_log_record *
hw_port_log_find(const struct hw_kernel_log *log, struct hw_text hub,
		 bool (*is_there)(void *arg, struct hw_text name), void *arg,
		 struct hw_arena *arena)
{
	static const enum hw_log_event events[] = {
		HW_LOG_USB_NOT_ENUMERATED,
		HW_LOG_USB_NO_ADDRESS,
		HW_LOG_USB_OVER_CURRENT,
	};
	const struct hw_texts_of none = {.n = 0};

	for (size_t i = log->n; i--;) {
		const struct hw_log_message *m = &log->v[i].message;
		struct hw_device_log of;
		struct hw_text device;

		if (m->pattern->event != HW_LOG_USB_NOT_ENUMERATED &&
		    m->pattern->event != HW_LOG_USB_OVER_CURRENT)
			continue;
		device = device_at(m->parts[HW_LOG_PART_DEVICE], hub, arena);
		if (!device.n || is_there(arg, device))
			continue;
		hw_device_log_find(log, device, HW_LOG_OF_DEVICE, &none, &of);
		for (size_t e = 0; e < HW_ARRAY_SIZE(events); e++)
			if (of.of[events[e]])
				return of.of[events[e]];
	}
	return NULL;
}
