// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reasons of a device of which it is not told whether a driver is bound, as by `lspci
 * -nn` and `lsusb`. What the kernel log says of this very device counts all the same: it
 * names the driver that tried. Whether another one has the device by now stays open.
 */
#include "data/module/name.h"
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

/* What the state is, in the words of all sentences that leave it open. */
#define OPEN " Whether a driver has it now is not told."

static bool is_untold(const struct hw_case *c)
{
	return c->facts->is_device && c->facts->driver_known == HW_DRIVER_UNKNOWN;
}

/* On a bus whose devices have classes: of this one none is told. */
static bool is_of_unknown_class(const struct hw_facts *f)
{
	return hw_bus_class_codes(f->bus) != HW_CLASS_CODES_NONE &&
	       !f->ids[HW_ROLE_CLASS].present;
}

/* A device of a class that works without a driver is no open question. */
static bool may_lack_driver(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	if (f->class_only || f->has_physical_node || f->loads_no_modules)
		return false;
	/* of one that a list without drivers adds, nothing says that it works */
	return f->is_joined || (!hw_bus_is_whole(f->bus, f->kind) &&
				(hw_needs_attention(f) || is_of_unknown_class(f)));
}

/* Whether users miss it if it does not work: a whole USB device too, where that is all
 * that a list has. */
static bool is_missed(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	return may_lack_driver(c) || hw_needs_attention(f) || is_of_unknown_class(f);
}

/* Makes the message the one that the reason is about. What is said of a whole USB device
 * is told there, and not of each of its interfaces. */
static bool says(struct hw_case *c, enum hw_log_event event)
{
	const struct hw_facts *f = c->facts;

	c->message = is_untold(c) ? hw_case_message(c, event) : NULL;
	if (c->message && hw_bus_is_part(f->bus, f->kind) &&
	    !hw_text_eq(c->message->message.parts[HW_LOG_PART_DEVICE], f->name))
		c->message = NULL;
	return c->message != NULL;
}

/* "driver iwlwifi"; a message may name none. */
static struct hw_text say_driver(const struct hw_case *c)
{
	const struct hw_text driver = hw_driver_of_message(&c->message->message);

	return driver.n ? hw_arena_printf(c->arena, "driver %.*s", HW_TEXT_ARG(driver))
			: HW_TEXT("a driver");
}

static struct hw_text sentence(const struct hw_case *c, const char *what,
			       struct hw_text more)
{
	return hw_arena_printf(c->arena, "By the kernel log %.*s %s%.*s." OPEN,
			       HW_TEXT_ARG(say_driver(c)), what, HW_TEXT_ARG(more));
}

static void show_message(struct hw_case *c)
{
	hw_case_add_message(c);
}

static struct hw_text read_log(const struct hw_case *c)
{
	return hw_remedy_log(c->facts, c->arena);
}

/* --- firmware-failed: the driver gave up, complained, or said nothing more --- */

static bool has_firmware_failed(struct hw_case *c)
{
	return c->facts->firmware_failed.n && says(c, HW_LOG_FIRMWARE_FAILED);
}

/* The same driver ended with an error later. */
static const struct hw_log_record *failed_start(const struct hw_case *c)
{
	const struct hw_log_record *failed = hw_case_message(c, HW_LOG_PROBE_FAILED);

	return failed && failed->message.error != -517 &&
			       hw_module_name_eq(
				       hw_driver_of_message(&failed->message),
				       hw_driver_of_message(&c->message->message))
		       ? failed
		       : NULL;
}

static bool gave_up(struct hw_case *c)
{
	return has_firmware_failed(c) &&
	       (hw_case_message(c, HW_LOG_FIRMWARE_UNSUITABLE) || failed_start(c));
}

static bool complained(struct hw_case *c)
{
	return has_firmware_failed(c) && c->message->is_fatal;
}

/* Many drivers do without some files: it speaks no more of the device. */
static bool may_do_without(struct hw_case *c)
{
	return has_firmware_failed(c) && hw_case_message(c, HW_LOG_WORKS) < c->message;
}

static struct hw_text firmware(const struct hw_case *c, const char *what)
{
	const struct hw_facts *f = c->facts;

	return sentence(
		c, what,
		hw_arena_printf(c->arena, ": %.*s%s", HW_TEXT_ARG(f->firmware_failed),
				f->firmware_now_present ? ", which is there by now"
							: ""));
}

static struct hw_text without_firmware(const struct hw_case *c)
{
	return firmware(c, "could not load firmware for the device and gave up");
}

static struct hw_text lacks_firmware(const struct hw_case *c)
{
	return firmware(c, "could not load firmware for the device and complained");
}

static struct hw_text asked_for_firmware(const struct hw_case *c)
{
	return firmware(c, "could not load firmware for the device, without which it may "
			   "work or not");
}

static void show_firmware_failed(struct hw_case *c)
{
	static const enum hw_log_event events[] = {
		HW_LOG_FIRMWARE_FAILED,
		HW_LOG_FIRMWARE_UNSUITABLE,
		HW_LOG_PROBE_FAILED,
	};

	hw_case_add_messages(c, events, HW_ARRAY_SIZE(events));
}

/* --- force-probe, not-supported --- */

/* Another driver, xe, that tried later and failed counts more. */
static bool is_force_probe(struct hw_case *c)
{
	return says(c, HW_LOG_FORCE_PROBE) &&
	       hw_case_message(c, HW_LOG_PROBE_FAILED) < c->message;
}

static struct hw_text force_probe(const struct hw_case *c)
{
	return sentence(c,
			"knows the device and does not support it properly in this "
			"kernel",
			HW_TEXT(""));
}

static bool is_not_supported(struct hw_case *c)
{
	return says(c, HW_LOG_NOT_SUPPORTED);
}

static struct hw_text not_supported(const struct hw_case *c)
{
	return sentence(c, "does not support the device in the release that is there",
			HW_TEXT(""));
}

/* --- module-refused --- */

static bool is_refused(struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	for (size_t i = 0; is_untold(c) && !c->only_weak && i < f->candidate_count; i++) {
		const enum hw_readiness r = hw_candidate_readiness(&f->candidates[i]);

		if ((r != HW_READY_LOADABLE && r != HW_READY_FILE_UNKNOWN &&
		     r != HW_READY_UNKNOWN) ||
		    !hw_case_module_refused(c, &f->candidates[i]))
			continue;
		c->candidate = &f->candidates[i];
		return true;
	}
	return false;
}

static struct hw_text refused(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "Module %.*s claims this device, and by the kernel log "
			       "%.*s was refused: %.*s." OPEN,
			       HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(c->refused),
			       HW_TEXT_ARG(hw_say_refusal(c)));
}

static struct hw_text mend_module(const struct hw_case *c)
{
	return hw_advice_refusal(c, c->candidate);
}

/* --- not-responding, controller-died --- */

static bool is_off_the_bus(struct hw_case *c)
{
	return (says(c, HW_LOG_OFF_THE_BUS) || says(c, HW_LOG_UNREACHABLE)) &&
	       !c->facts->signs->answers;
}

static struct hw_text power_cycle(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT(HW_POWER_CYCLE);
}

static bool has_died(struct hw_case *c)
{
	return says(c, HW_LOG_CONTROLLER_DIED);
}

static struct hw_text died(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"By the kernel log %.*s gave the controller up, so nothing "
		"behind it works.",
		HW_TEXT_ARG(say_driver(c)));
}

/* --- probe-failed, deferred --- */

static bool is_probe_failed(struct hw_case *c)
{
	/* put off is not failed: -EPROBE_DEFER */
	return says(c, HW_LOG_PROBE_FAILED) && c->message->message.error != -517;
}

static struct hw_text probe_failed(const struct hw_case *c)
{
	return sentence(c, "failed to start the device", hw_say_error(c));
}

static void show_probe_failed(struct hw_case *c)
{
	hw_case_add_message(c);
	c->message = hw_case_message(c, HW_LOG_NO_INTERRUPT);
	hw_case_add_message(c);
}

static bool is_deferred(struct hw_case *c)
{
	return says(c, HW_LOG_PROBE_DEFERRED);
}

/* --- of USB: usb-no-configuration, usb-not-recognised, usb-over-current, usb-slow --- */

static bool is_unconfigured(struct hw_case *c)
{
	return says(c, HW_LOG_USB_NO_CONFIGURATION) ||
	       says(c, HW_LOG_USB_SET_CONFIGURATION);
}

static struct hw_text unconfigured(const struct hw_case *c)
{
	return hw_arena_printf(c->arena,
			       "By the kernel log the USB device was given no "
			       "configuration, so it has no interfaces and no driver can "
			       "use it%s.",
			       hw_case_message(c, HW_LOG_USB_POWER_BUDGET)
				       ? ": it asks for more power than its port gives"
				       : "");
}

static struct hw_text plug_elsewhere(const struct hw_case *c)
{
	return hw_case_message(c, HW_LOG_USB_POWER_BUDGET)
		       ? HW_TEXT("Plug it into the machine itself or into a hub with a "
				 "power supply of its own.")
		       : HW_TEXT("Plug it in again, or into another port.");
}

static void show_unconfigured(struct hw_case *c)
{
	static const enum hw_log_event events[] = {
		HW_LOG_USB_POWER_BUDGET,
		HW_LOG_USB_NO_CONFIGURATION,
		HW_LOG_USB_SET_CONFIGURATION,
	};

	hw_case_add_messages(c, events, HW_ARRAY_SIZE(events));
}

static bool has_empty_port(struct hw_case *c)
{
	c->message = is_untold(c) && c->facts->signs ? c->facts->signs->empty_port : NULL;
	return c->message != NULL;
}

static bool is_over_current(struct hw_case *c)
{
	return says(c, HW_LOG_USB_OVER_CURRENT);
}

static bool is_slow(struct hw_case *c)
{
	return says(c, HW_LOG_USB_SLOW);
}

/* --- no-driver-information: the log says nothing of it either --- */

static bool is_driver_unknown(struct hw_case *c)
{
	return is_untold(c);
}

/* clang-format off */
const struct hw_reason hw_reasons_untold[] = {
	{.code = "usb-no-configuration", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_WARNING,
	 .holds = is_unconfigured, .sentence = unconfigured, .advice = plug_elsewhere,
	 .evidence = show_unconfigured,
	 .meaning = "is a USB device without a configuration, so without interfaces"},
	{.code = "controller-died", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_WARNING,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = has_died, .sentence = died, .advice = power_cycle, .evidence = show_message,
	 .meaning = "is a controller that its driver gave up, by the kernel log"},
	{.code = "firmware-failed", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_ERROR,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = gave_up, .sentence = without_firmware, .remedy = hw_remedy_failed_firmware,
	 .advice = hw_advice_failed_firmware, .evidence = show_firmware_failed,
	 .meaning = "could not be given its firmware, by the kernel log"},
	{.code = "firmware-failed", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_WARNING,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = complained, .sentence = lacks_firmware, .remedy = hw_remedy_failed_firmware,
	 .advice = hw_advice_failed_firmware, .evidence = show_firmware_failed,
	 .meaning = "could not be given its firmware, by the kernel log"},
	{.code = "force-probe", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_WARNING,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = is_force_probe, .sentence = force_probe, .advice = hw_advice_force_probe,
	 .evidence = show_message,
	 .meaning = "is one that the driver of this kernel does not support properly"},
	{.code = "not-supported", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_WARNING,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = is_not_supported, .sentence = not_supported,
	 .advice = hw_advice_choose_release, .evidence = show_message,
	 .meaning = "is not supported by the driver, by the kernel log"},
	{.code = "module-refused", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_WARNING,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = is_refused, .sentence = refused, .advice = mend_module,
	 .evidence = show_message,
	 .meaning = "is claimed by a module that the kernel refused, by the kernel log"},
	{.code = "not-responding", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_HINT,
	 .lacks_driver = true, .needs_attention = is_missed, .holds = is_off_the_bus,
	 .text = "By the kernel log the device left the bus; whether it came back is not "
		 "told.",
	 .advice = power_cycle, .evidence = show_message,
	 .meaning = "does not answer any more"},
	{.code = "probe-failed", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_ERROR,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = is_probe_failed, .sentence = probe_failed, .remedy = read_log,
	 .evidence = show_probe_failed,
	 .meaning = "is one that the driver failed to start, by the kernel log"},
	{.code = "deferred", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_HINT,
	 .lacks_driver = true, .needs_attention = is_missed, .holds = is_deferred,
	 .text = "By the kernel log the probe was put off until what the device needs is "
		 "there." OPEN,
	 .evidence = show_message,
	 .meaning = "waits for something else that is not there"},
	{.code = "firmware-failed", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_HINT,
	 .lacks_driver = true, .needs_attention = is_missed,
	 .holds = may_do_without, .sentence = asked_for_firmware,
	 .remedy = hw_remedy_failed_firmware, .evidence = show_firmware_failed,
	 .meaning = "could not be given its firmware, by the kernel log"},
	{.code = "usb-not-recognised", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_HINT,
	 .holds = has_empty_port, .sentence = hw_say_empty_port,
	 .advice = hw_advice_empty_port, .evidence = show_message,
	 .meaning = "is a hub with a port at which a device was not recognised"},
	{.code = "usb-over-current", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_HINT,
	 .holds = is_over_current, .evidence = show_message,
	 .text = "By the kernel log its USB port was overloaded since it was plugged in.",
	 .meaning = "is at a USB port that was overloaded"},
	{.code = "usb-slow", .state = HW_STATE_UNKNOWN, .severity = HW_SEVERITY_HINT,
	 .holds = is_slow, .evidence = show_message,
	 .text = "By the kernel log it could run faster at another port or hub.",
	 .meaning = "could run faster at another USB port"},
	{.code = "no-driver-information", .state = HW_STATE_UNKNOWN, .lacks_driver = true,
	 .needs_attention = may_lack_driver, .holds = is_driver_unknown,
	 .text = "The recording does not tell whether a driver is bound.",
	 .meaning = "is of a recording that does not tell whether a driver is bound"},
	{.code = NULL},
};
/* clang-format on */
