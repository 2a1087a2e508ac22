// SPDX-License-Identifier: GPL-2.0-or-later
/* Reasons that come before all candidates: nothing tells of a driver, or none is needed;
 * and those why no candidate has a chance. */
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

static bool is_string(struct hw_case *c)
{
	return !c->facts->is_device;
}

static bool is_driver_unknown(struct hw_case *c)
{
	return c->facts->driver_known == HW_DRIVER_UNKNOWN;
}

static bool is_class_device(struct hw_case *c)
{
	return c->facts->class_only;
}

static bool is_not_authorized(struct hw_case *c)
{
	return c->facts->not_authorized;
}

static struct hw_text not_authorized(const struct hw_case *c)
{
	struct hw_text name = c->facts->signs ? c->facts->signs->own_name : HW_NO_TEXT;

	if (!name.n)
		return HW_TEXT("The kernel may not use it: its attribute 'authorized' is "
			       "0.");
	return hw_arena_printf(c->arena,
			       "The kernel may not use %.*s: its attribute 'authorized' "
			       "is 0, so nothing behind it appears.",
			       HW_TEXT_ARG(name));
}

static struct hw_text authorize(const struct hw_case *c)
{
	return hw_remedy_authorize(c->facts, c->arena);
}

/* bolt remembers the device, the attribute does so until it is unplugged. */
static struct hw_text enrol_device(const struct hw_case *c)
{
	const struct hw_bus *bus = c->facts->bus;

	if (!bus || !bus->authorized || !bus->authorized->is_enrolled)
		return HW_NO_TEXT;
	return HW_TEXT("To trust it from now on, use \"boltctl list\" and \"boltctl "
		       "enroll\", or the desktop's settings.");
}

static void show_authorized(struct hw_case *c)
{
	hw_case_add_attribute(c, "authorized", "0");
}

static bool is_whole(struct hw_case *c)
{
	return hw_bus_is_whole(c->facts->bus, c->facts->kind);
}

static bool is_firmware_node(struct hw_case *c)
{
	return c->facts->has_physical_node;
}

static bool has_override(struct hw_case *c)
{
	return c->facts->driver_override.n > 0;
}

static struct hw_text override(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "No driver is bound: its driver_override lets none but "
			       "%.*s bind.",
			       HW_TEXT_ARG(c->facts->driver_override));
}

/* -EPROBE_DEFER, Documentation/driver-api/driver-model/driver.rst */
static bool is_deferred(struct hw_case *c)
{
	return c->facts->deferred;
}

static bool device_needs_attention(const struct hw_case *c)
{
	return hw_needs_attention(c->facts);
}

static struct hw_text deferred(const struct hw_case *c)
{
	struct hw_text why = c->facts->deferred_for;

	return hw_arena_printf(c->arena,
			       "No driver is bound: the probe is put off until what the "
			       "device needs is there%s%.*s.",
			       why.n ? ": " : "", HW_TEXT_ARG(why));
}

static struct hw_text find_supplier(const struct hw_case *c)
{
	return hw_remedy_deferred(c->facts, c->arena);
}

/* clang-format off */
const struct hw_reason hw_reasons_driverless[] = {
	{.code = "not-a-device", .state = HW_STATE_UNKNOWN, .holds = is_string,
	 .text = "A string alone does not tell whether a driver is bound.",
	 .meaning = "is a bare string, which does not tell whether a driver is bound"},
	{.code = "no-driver-information", .state = HW_STATE_UNKNOWN, .holds = is_driver_unknown,
	 .text = "The recording does not tell whether a driver is bound.",
	 .meaning = "is of a recording that does not tell whether a driver is bound"},
	{.code = "class-device", .state = HW_STATE_DRIVERLESS, .holds = is_class_device,
	 .text = "It is on no bus, so no driver binds to it.",
	 .meaning = "is on no bus, so no driver binds to it"},
	{.code = "not-authorized", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .holds = is_not_authorized, .sentence = not_authorized,
	 .remedy = authorize, .advice = enrol_device, .evidence = show_authorized,
	 .meaning = "may not be used: its attribute authorized is 0"},
	{.code = "usb-device", .state = HW_STATE_DRIVERLESS, .holds = is_whole,
	 .text = "Drivers bind to its interfaces.",
	 .meaning = "is a USB device, to whose interfaces drivers bind"},
	{.code = "firmware-node", .state = HW_STATE_DRIVERLESS, .holds = is_firmware_node,
	 .text = "The firmware's description of a device that is listed by itself.",
	 .meaning = "is the firmware's description of a device that is listed by itself"},
	{.code = "driver-override", .state = HW_STATE_UNBOUND, .holds = has_override,
	 .sentence = override,
	 .meaning = "has none, as its driver_override keeps it for another"},
	{.code = "deferred", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_deferred,
	 .sentence = deferred, .remedy = find_supplier,
	 .meaning = "waits for something else that is not there"},
	{.code = NULL},
};
/* clang-format on */
