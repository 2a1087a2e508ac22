// SPDX-License-Identifier: GPL-2.0-or-later
/* Reasons of a device without a driver that modules claim. */
#include "data/base/list.h"
#include "data/module/name.h"
#include "report/verdict/attention.h"
#include "report/verdict/internal.h"
#include "report/verdict/remedy.h"

/* Weak ones alone are none. */
static bool has_candidates(const struct hw_case *c)
{
	return c->facts->candidate_count > 0 && !c->only_weak;
}

/* " by PATTERN"; empty: the candidate is told by lspci, without it. */
static struct hw_text say_pattern(const struct hw_case *c)
{
	const struct hw_text pattern = c->candidate->pattern;

	return pattern.n ? hw_arena_printf(c->arena, " by %.*s", HW_TEXT_ARG(pattern))
			 : HW_TEXT("");
}

/* Chooses the first candidate of this readiness. */
static bool choose(struct hw_case *c, enum hw_readiness readiness)
{
	if (!has_candidates(c))
		return false;
	c->candidate = c->first[readiness];
	return c->candidate != NULL;
}

/* The candidate of which the driver of this name is, if it is not told whether it is
 * loaded. */
static bool choose_unknown_of(struct hw_case *c, struct hw_text driver)
{
	for (size_t i = 0; has_candidates(c) && i < c->facts->candidate_count; i++) {
		const struct hw_candidate *candidate = &c->facts->candidates[i];

		if (hw_candidate_readiness(candidate) != HW_READY_UNKNOWN ||
		    !hw_module_name_eq(candidate->module, driver))
			continue;
		c->candidate = candidate;
		return true;
	}
	return false;
}

/* Touchpads and touch screens over I2C are missed like those of a USB port. */
static bool is_i2c_hid(struct hw_text driver)
{
	return hw_text_starts(driver, HW_TEXT("i2c_hid"));
}

/*
 * No module is told that claims the device: tables are not there, or do not list it, as
 * those of drivers that are built in. The driver that the message names tried it all the
 * same. What is said of a whole USB device may be about another part of it.
 */
static bool is_tried_by_unlisted(const struct hw_case *c, const struct hw_log_record *r)
{
	const struct hw_facts *f = c->facts;
	const struct hw_log_message *m = r ? &r->message : NULL;
	const struct hw_text driver = m ? hw_driver_of_message(m) : HW_NO_TEXT;

	return driver.n && (hw_needs_attention(f) || is_i2c_hid(driver)) &&
	       (!hw_bus_is_part(f->bus, f->kind) ||
		hw_text_eq(m->parts[HW_LOG_PART_DEVICE], f->name));
}

/*
 * What the kernel log says of the device only a driver that is loaded can have said. A
 * dump may not tell what is loaded; of several modules that claim the device it was then
 * that of the driver which the message names. A driver may have another name than its
 * module, as xhci_pci's "xhci_hcd": what is said of the device is said all the same.
 */
static bool choose_started(struct hw_case *c, enum hw_log_event event)
{
	const struct hw_log_record *r = hw_case_message(c, event);

	if (!has_candidates(c))
		return is_tried_by_unlisted(c, r);
	if (choose(c, HW_READY_LOADED))
		return true;
	if (r && choose_unknown_of(c, hw_driver_of_message(&r->message)))
		return true;
	return (c->facts->candidate_count == 1 ||
		(r && r->message.parts[HW_LOG_PART_DRIVER].n)) &&
	       choose(c, HW_READY_UNKNOWN);
}

static bool device_needs_attention(const struct hw_case *c)
{
	return !c->only_optional && hw_needs_attention(c->facts);
}

static bool needs_attention_if_declined(const struct hw_case *c)
{
	return !c->only_optional && hw_needs_attention_if_declined(c->facts);
}

static bool needs_attention_if_blocked(const struct hw_case *c)
{
	return device_needs_attention(c) &&
	       hw_needs_attention_if_blocked(c->facts, c->candidate);
}

/* --- no-driver-bound: too little is known --- */

/* modprobe's configuration names them; which others there are, and what becomes of
 * these, only the tables of the kernel tell. */
static bool is_without_tables(struct hw_case *c)
{
	return has_candidates(c) && !c->facts->kernel.s && !c->facts->is_told;
}

static bool is_of_other_kernel(struct hw_case *c)
{
	return has_candidates(c) && !c->facts->kernel_is_running && !is_without_tables(c);
}

static struct hw_text none_bound_without_tables(const struct hw_case *c)
{
	size_t modules;
	struct hw_text names = hw_say_modules(c, HW_READY_COUNT, &modules);

	return hw_arena_printf(c->arena,
			       "No driver is bound, though by modprobe's configuration "
			       "%s this device: %.*s. There are no alias tables to look "
			       "further.",
			       modules == 1 ? "a module claims" : "modules claim",
			       HW_TEXT_ARG(names));
}

static bool is_readiness_unknown(struct hw_case *c)
{
	return choose(c, HW_READY_FILE_UNKNOWN) || choose(c, HW_READY_UNKNOWN);
}

static struct hw_text none_bound(const struct hw_case *c)
{
	size_t modules;
	struct hw_text names = hw_say_modules(c, HW_READY_COUNT, &modules);

	return hw_arena_printf(
		c->arena,
		"No driver is bound, though %s of kernel %.*s claim%s this "
		"device: %.*s.",
		modules == 1 ? "a module" : "modules", HW_TEXT_ARG(c->facts->kernel),
		modules == 1 ? "s" : "", HW_TEXT_ARG(names));
}

/* --- no-driver-bound, by what another tool printed --- */

/* Whether the module is loaded, blocked or missing is not known, nor whether it refused
 * the device: it may be any of them. */
static bool needs_attention_if_told(const struct hw_case *c)
{
	return device_needs_attention(c) && hw_needs_attention_if_declined(c->facts);
}

/* One that what was read tells to be kept from being loaded. */
static bool is_kept(const struct hw_candidate *candidate)
{
	return hw_candidate_readiness(candidate) == HW_READY_BLOCKED;
}

/* Of all candidates it is known why they are not there: that is another reason. */
static bool are_all_kept(const struct hw_case *c)
{
	for (size_t i = 0; i < c->facts->candidate_count; i++)
		if (!is_kept(&c->facts->candidates[i]))
			return false;
	return true;
}

static bool is_told(struct hw_case *c)
{
	return c->facts->is_told && has_candidates(c) && !are_all_kept(c);
}

/* It would need attention if a module could be loaded, and not if that refused it. */
static bool is_undecided(const struct hw_case *c)
{
	return device_needs_attention(c) && !needs_attention_if_told(c);
}

static struct hw_text none_bound_told(const struct hw_case *c)
{
	struct hw_list list = {.arena = c->arena, .between = ", ", .max = HW_SAID_MAX};
	const struct hw_text kept = hw_say_also_blocked(c);
	struct hw_text names;

	for (size_t i = 0; i < c->facts->candidate_count; i++)
		if (!c->facts->candidates[i].again && !is_kept(&c->facts->candidates[i]))
			hw_list_add(&list, c->facts->candidates[i].module);
	names = hw_list_text(&list);
	return hw_arena_printf(
		c->arena,
		"No driver is bound, though by what was recorded %s this device: %.*s. "
		"What keeps %s away is not told.%.*s",
		list.n == 1 ? "a module claims" : "modules claim", HW_TEXT_ARG(names),
		list.n == 1 ? "it" : "them", HW_TEXT_ARG(kept));
}

/* --- no-driver-bound, by tables, of a machine whose modules are not told --- */

static struct hw_text none_bound_unknown(const struct hw_case *c)
{
	const struct hw_text rest =
		c->facts->candidate_count == 1
			? HW_TEXT("Whether it is loaded, kept away or missing, or "
				  "refused the device, is not told.")
			: HW_TEXT("Whether one is loaded, kept away or missing, or "
				  "refused the device, is not told.");

	return hw_arena_join(c->arena, none_bound(c), ' ', rest);
}

/* --- modules-disabled --- */

static bool are_modules_disabled(struct hw_case *c)
{
	return c->facts->signs && c->facts->signs->modules_disabled &&
	       choose(c, HW_READY_LOADABLE);
}

static struct hw_text modules_disabled(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device and is not loaded, "
		"and "
		"kernel.modules_disabled is 1, so the kernel loads no module until it is "
		"started again.",
		HW_TEXT_ARG(c->candidate->module));
}

/* modules-load.d(5) */
static struct hw_text load_at_boot(const struct hw_case *c)
{
	struct hw_text module = hw_shell_word(c->candidate->module, c->arena);

	return hw_arena_printf(c->arena, "echo %.*s > /etc/modules-load.d/%.*s.conf",
			       HW_TEXT_ARG(module), HW_TEXT_ARG(module));
}

static struct hw_text reboot(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT("Then reboot: modules of that file are loaded before modules are "
		       "disabled.");
}

static void show_modules_disabled(struct hw_case *c)
{
	hw_case_add_evidence(c,
			     &(struct hw_evidence){
				     .source = "attribute",
				     .path = HW_TEXT("/proc/sys/kernel/modules_disabled"),
				     .text = HW_TEXT("kernel.modules_disabled = 1"),
			     });
}

/* Most candidates whose messages are looked for. */
#define REFUSED_MAX ((size_t)64)

/* --- module-refused: the kernel said so of this very module, or of one it needs --- */

/* A dump may not tell whether it is loaded, or there: the kernel had it. */
static bool may_be_loadable(const struct hw_candidate *candidate)
{
	const enum hw_readiness r = hw_candidate_readiness(candidate);

	return r == HW_READY_LOADABLE || r == HW_READY_FILE_UNKNOWN ||
	       r == HW_READY_UNKNOWN;
}

static bool is_refused(struct hw_case *c)
{
	if (!has_candidates(c) || c->first[HW_READY_LOADED])
		return false;
	for (size_t i = 0; i < c->facts->candidate_count && i < REFUSED_MAX; i++) {
		const struct hw_candidate *candidate = &c->facts->candidates[i];

		if (!may_be_loadable(candidate) || !hw_case_module_refused(c, candidate))
			continue;
		c->candidate = candidate;
		return true;
	}
	return false;
}

/* " cfg80211, which it needs" */
static struct hw_text say_refused(const struct hw_case *c)
{
	if (hw_text_eq(c->refused, c->candidate->module))
		return HW_TEXT("it");
	return hw_arena_printf(c->arena, "module %.*s, which it needs",
			       HW_TEXT_ARG(c->refused));
}

static struct hw_text refused(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device, and the kernel "
		"refused to load %.*s: %.*s. It was built for another kernel, or without "
		"what it needs.",
		HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(say_refused(c)),
		HW_TEXT_ARG(hw_say_refusal(c)));
}

static struct hw_text mend_module(const struct hw_case *c)
{
	return hw_advice_refusal(c, c->candidate);
}

static void show_message(struct hw_case *c)
{
	hw_case_add_message(c);
}

/* --- signature-rejected --- */

static bool is_signature_rejected(struct hw_case *c)
{
	return choose(c, HW_READY_LOADABLE) &&
	       hw_case_signature_rejected(c, c->candidate);
}

static struct hw_text signature_rejected(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s (%.*s) claims this device and is not "
		"loaded, and the kernel loads no module without a signature that it "
		"trusts, as with Secure Boot.",
		HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(c->candidate->path));
}

/* Whether the module has such a signature is not known before it is loaded. */
static bool may_be_rejected(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return s && s->lockdown.n && hw_candidate_is_foreign(c->candidate);
}

static struct hw_text enrol_if_rejected(const struct hw_case *c)
{
	if (!may_be_rejected(c))
		return HW_NO_TEXT;
	return hw_arena_printf(
		c->arena,
		"The kernel is locked down (%.*s), as with Secure Boot, and takes the "
		"module only with a signature that it trusts. If the command says \"Key "
		"was "
		"rejected by service\" or \"Operation not permitted\": " HW_ENROL,
		HW_TEXT_ARG(c->facts->signs->lockdown));
}

static void show_lockdown(struct hw_case *c)
{
	hw_case_add_parameters(c);
	if (may_be_rejected(c))
		hw_case_add_evidence(
			c, &(struct hw_evidence){
				   .source = "attribute",
				   .path = HW_TEXT("/sys/kernel/security/lockdown"),
				   .text = hw_arena_printf(
					   c->arena, "lockdown = %.*s",
					   HW_TEXT_ARG(c->facts->signs->lockdown)),
			   });
}

/* --- force-probe --- */

static bool is_force_probe(struct hw_case *c)
{
	const struct hw_log_record *failed = hw_case_message(c, HW_LOG_PROBE_FAILED);

	if (!choose_started(c, HW_LOG_FORCE_PROBE))
		return false;
	c->message = hw_case_message(c, HW_LOG_FORCE_PROBE);
	/* another driver, xe, tried later and failed: that counts */
	return c->message &&
	       !(failed > c->message &&
		 !hw_module_name_eq(failed->message.parts[HW_LOG_PART_DRIVER],
				    c->message->message.parts[HW_LOG_PART_DRIVER]));
}

static struct hw_text force_probe(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: driver %.*s knows the device and, by "
		"the kernel log, does not support it properly in this "
		"kernel.",
		HW_TEXT_ARG(c->message->message.parts[HW_LOG_PART_DRIVER]));
}

struct hw_text hw_advice_force_probe(const struct hw_case *c)
{
	const struct hw_text *parts = c->message->message.parts;

	return hw_arena_printf(c->arena,
			       "Use a newer kernel; or try the driver as it is, with the "
			       "kernel parameter %.*s.force_probe=%.*s.",
			       HW_TEXT_ARG(parts[HW_LOG_PART_DRIVER]),
			       HW_TEXT_ARG(parts[HW_LOG_PART_ID]));
}

/* --- not-supported --- */

static bool is_not_supported(struct hw_case *c)
{
	if (!choose_started(c, HW_LOG_NOT_SUPPORTED))
		return false;
	c->message = hw_case_message(c, HW_LOG_NOT_SUPPORTED);
	return c->message != NULL;
}

static struct hw_text not_supported(const struct hw_case *c)
{
	const struct hw_text driver = hw_driver_of_message(&c->message->message);

	if (!c->candidate)
		return hw_arena_printf(c->arena,
				       "No driver is bound: by the kernel log this "
				       "release of driver %.*s does not support it.",
				       HW_TEXT_ARG(driver));
	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device, and by "
		"the kernel log this release of it does not support it.",
		HW_TEXT_ARG(c->candidate->module));
}

struct hw_text hw_advice_choose_release(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT(
		"Install the release of the driver that supports this device: the "
		"lines of the log behind this one name it (a legacy release for an "
		"old one; for a new one the open kernel modules).");
}

/* --- stopped-by-parameter --- */

static bool is_stopped(struct hw_case *c)
{
	/* with nomodeset the modules of graphics drivers do not load: their start fails
	 */
	bool is_display = c->facts->ids[HW_ROLE_CLASS].present &&
			  c->facts->ids[HW_ROLE_CLASS].value == 0x03;

	return c->facts->signs && c->facts->signs->parameter.n &&
	       (choose(c, HW_READY_LOADED) ||
		(is_display && choose(c, HW_READY_LOADABLE)));
}

static struct hw_text stopped(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device and is there, and "
		"\"%.*s\" of %.*s%s%.*s makes its driver leave the device alone.",
		HW_TEXT_ARG(c->candidate->module),
		HW_TEXT_ARG(s->parameter_at && !s->parameter_at->path.s
				    ? s->parameter_at->text
				    : s->parameter),
		s->parameter_at ? (int)s->parameter_at->path.n : 0,
		s->parameter_at && s->parameter_at->path.s ? s->parameter_at->path.s : "",
		s->parameter_at && s->parameter_at->path.s ? ": "
							   : "the kernel command line",
		s->parameter_at && s->parameter_at->path.s ? (int)s->parameter_at->text.n
							   : 0,
		s->parameter_at && s->parameter_at->path.s ? s->parameter_at->text.s
							   : "");
}

static struct hw_text remove_parameter(const struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (s->parameter_at && s->parameter_at->path.s)
		return HW_TEXT("Take the option out of that file, and reboot.");
	return hw_arena_printf(
		c->arena,
		"If it is left over, take %.*s out of the kernel command "
		"line (mostly in /etc/default/grub), run update-grub or "
		"what the boot loader needs, and reboot.",
		HW_TEXT_ARG(s->parameter_at ? s->parameter_at->text : s->parameter));
}

static void show_parameter(struct hw_case *c)
{
	const struct hw_signs *s = c->facts->signs;

	if (s->parameter_at)
		hw_case_add_directive(c, s->parameter_at);
	else
		hw_case_add_evidence(c, &(struct hw_evidence){
						.source = "kernel-command-line",
						.text = s->parameter,
					});
}

/* --- not-responding --- */

static bool is_off_the_bus(struct hw_case *c)
{
	if (!choose_started(c, HW_LOG_OFF_THE_BUS))
		return false;
	c->message = hw_case_message(c, HW_LOG_OFF_THE_BUS);
	return c->message && !c->facts->signs->answers;
}

static struct hw_text power_cycle(const struct hw_case *c)
{
	(void)c;
	return HW_TEXT(HW_POWER_CYCLE);
}

/* --- deferred, by the kernel log: put off is not failed --- */

static bool is_put_off(struct hw_case *c)
{
	if (!choose_started(c, HW_LOG_PROBE_FAILED))
		return false;
	c->message = hw_case_message(c, HW_LOG_PROBE_FAILED);
	return c->message && c->message->message.error == -517;
}

static struct hw_text put_off(const struct hw_case *c)
{
	return hw_arena_printf(
		c->arena,
		"No driver is bound: by the kernel log driver %.*s put the "
		"probe off until what the device needs is there.",
		HW_TEXT_ARG(c->message->message.parts[HW_LOG_PART_DRIVER]));
}

/* --- probe-failed: the driver core logged the error --- */

static bool is_probe_failed(struct hw_case *c)
{
	if (!choose_started(c, HW_LOG_PROBE_FAILED))
		return false;
	c->message = hw_case_message(c, HW_LOG_PROBE_FAILED);
	/* put off is not failed: -EPROBE_DEFER */
	return c->message && c->message->message.error != -517;
}

static struct hw_text probe_failed(const struct hw_case *c)
{
	struct hw_text error = hw_say_error(c);
	struct hw_text pins = c->facts->signs->pin_controller;
	bool no_interrupt = hw_case_message(c, HW_LOG_NO_INTERRUPT) != NULL;
	struct hw_text parameters = hw_say_parameters(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound: by the kernel log driver %.*s failed to start the "
		"device%.*s.%s%s%.*s%s%.*s",
		HW_TEXT_ARG(c->message->message.parts[HW_LOG_PART_DRIVER]),
		HW_TEXT_ARG(error),
		no_interrupt ? " It was given no interrupt, which comes through a pin "
			       "controller."
			     : "",
		pins.n ? " Module " : "", HW_TEXT_ARG(pins),
		pins.n ? " drives the pin controller of this machine and is not loaded."
		       : "",
		HW_TEXT_ARG(parameters));
}

/* Loads what is missing first, then has the driver try again. */
static struct hw_text probe_again(const struct hw_case *c)
{
	struct hw_text pins = c->facts->signs->pin_controller;
	struct hw_text load, again;

	if (!pins.n)
		return hw_remedy_log(c->facts, c->arena);
	load = hw_remedy_modprobe(pins, "", c->arena);
	again = hw_remedy_probe(c->facts, c->arena);
	return hw_arena_printf(c->arena, "%.*s && %.*s", HW_TEXT_ARG(load),
			       HW_TEXT_ARG(again));
}

static bool needs_attention_if_failed(const struct hw_case *c)
{
	return device_needs_attention(c) ||
	       is_i2c_hid(c->candidate ? c->candidate->module
				       : hw_driver_of_message(&c->message->message));
}

static void show_probe_failed(struct hw_case *c)
{
	hw_case_add_message(c);
	c->message = hw_case_message(c, HW_LOG_NO_INTERRUPT);
	hw_case_add_message(c);
	hw_case_add_parameters(c);
}

/* --- firmware-failed: the log knows better than a list of what may be asked for --- */

static bool has_firmware_failed(struct hw_case *c)
{
	return c->facts->firmware_failed.n && choose_started(c, HW_LOG_FIRMWARE_FAILED);
}

/* Of several modules that claim it the log knows the driver of one, by a name that may
 * not be the module's: sof-audio-pci-intel-tgl of snd_sof_pci_intel_tgl. */
static struct hw_text say_firmware_failed(const struct hw_case *c)
{
	const struct hw_log_record *m = hw_case_message(c, HW_LOG_FIRMWARE_FAILED);
	const struct hw_text driver =
		m ? m->message.parts[HW_LOG_PART_DRIVER] : HW_NO_TEXT;

	if (!c->candidate || (driver.n && c->facts->candidate_count > 1 &&
			      !hw_module_name_eq(driver, c->candidate->module)))
		return hw_arena_printf(c->arena,
				       ": by the kernel log, firmware that driver %.*s "
				       "asks for could not be loaded",
				       HW_TEXT_ARG(driver));
	return hw_arena_printf(c->arena,
			       ", though module %.*s claims this device: by the kernel "
			       "log, firmware could not be loaded for it",
			       HW_TEXT_ARG(c->candidate->module));
}

static struct hw_text firmware_failed(const struct hw_case *c)
{
	const struct hw_text also = hw_say_also_blocked(c);
	const struct hw_text failed = say_firmware_failed(c);

	return hw_arena_printf(
		c->arena, "No driver is bound%.*s: %.*s%s.%s%.*s%s%.*s",
		HW_TEXT_ARG(failed), HW_TEXT_ARG(c->facts->firmware_failed),
		c->facts->firmware_now_present ? ", which is there by now" : "",
		c->facts->firmware_old.n ? " What is installed, " : "",
		HW_TEXT_ARG(c->facts->firmware_old),
		c->facts->firmware_old.n ? ", is too old." : "", HW_TEXT_ARG(also));
}

/* Without a command the package is not known, or not to be had so. */
struct hw_text hw_remedy_failed_firmware(const struct hw_case *c)
{
	return c->facts->firmware_now_present
		       ? hw_remedy_probe(c->facts, c->arena)
		       : hw_remedy_install(c->facts, HW_PACKAGE_FIRMWARE, c->arena);
}

struct hw_text hw_advice_failed_firmware(const struct hw_case *c)
{
	if (c->facts->firmware_now_present)
		return HW_NO_TEXT;
	return hw_advice_firmware(
		c->facts,
		hw_arena_printf(c->arena, "%s firmware package that has %s%.*s",
				c->facts->firmware_old.n ? "a newer" : "the",
				c->facts->firmware_is_any ? "any one of " : "",
				HW_TEXT_ARG(c->facts->firmware_first)),
		"and reboot", c->arena);
}

static void show_firmware_failed(struct hw_case *c)
{
	c->message = hw_case_message(c, HW_LOG_FIRMWARE_FAILED);
	hw_case_add_message(c);
}

/* --- firmware-missing: a candidate had its chance and has none of its firmware --- */

static bool is_firmware_missing(struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	if (!c->first[HW_READY_LOADED] || !f->firmware_module.n)
		return false;
	for (size_t i = 0; i < f->candidate_count; i++) {
		const struct hw_candidate *candidate = &f->candidates[i];

		if (!hw_text_eq(candidate->module, f->firmware_module) ||
		    hw_candidate_readiness(candidate) != HW_READY_LOADED)
			continue;
		c->candidate = candidate;
		return true;
	}
	return false;
}

static struct hw_text firmware_missing(const struct hw_case *c)
{
	struct hw_text also = hw_say_also_blocked(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device and is loaded, and "
		"of "
		"the firmware it declares nothing is in /lib/firmware: %.*s.%.*s",
		HW_TEXT_ARG(c->candidate->module),
		HW_TEXT_ARG(c->facts->firmware_declared), HW_TEXT_ARG(also));
}

static struct hw_text install_firmware(const struct hw_case *c)
{
	struct hw_text again = hw_remedy_probe(c->facts, c->arena);
	struct hw_text then = hw_arena_printf(
		c->arena, "then have the driver try again: %.*s", HW_TEXT_ARG(again));
	struct hw_text what =
		hw_arena_printf(c->arena, "the firmware package that has %.*s",
				HW_TEXT_ARG(c->facts->firmware_first));

	return hw_text_trim_end(
		hw_advice_firmware(c->facts, what, then.s ? then.s : "", c->arena), ".");
}

static struct hw_text install_package(const struct hw_case *c)
{
	return hw_remedy_install(c->facts, HW_PACKAGE_FIRMWARE, c->arena);
}

/* --- probe-declined --- */

static bool is_loaded(struct hw_case *c)
{
	return choose(c, HW_READY_LOADED);
}

static bool is_loaded_display(struct hw_case *c)
{
	return hw_is_display(c->facts) && is_loaded(c);
}

static struct hw_text declined(const struct hw_case *c)
{
	size_t modules;
	struct hw_text names = hw_say_modules(c, HW_READY_LOADED, &modules);
	struct hw_text also = hw_say_also_blocked(c);
	struct hw_text maybe = hw_say_initcalls(c);
	struct hw_text parameters = hw_say_parameters(c);
	const char *how = modules > 1			    ? "are there"
			  : c->candidate->builtin == HW_YES ? "is built in"
							    : "is loaded";

	return hw_arena_printf(
		c->arena,
		"No driver is bound, though %.*s, which claim%s this device, %s: the "
		"driver refused the device or failed, the kernel log may tell "
		"why.%.*s%.*s%.*s",
		HW_TEXT_ARG(names), modules == 1 ? "s" : "", how, HW_TEXT_ARG(maybe),
		HW_TEXT_ARG(parameters), HW_TEXT_ARG(also));
}

static struct hw_text read_log(const struct hw_case *c)
{
	return hw_remedy_log(c->facts, c->arena);
}

/* --- module-not-loaded --- */

static bool is_loadable(struct hw_case *c)
{
	return choose(c, HW_READY_LOADABLE);
}

/* What comes next for a module that is not loaded; it may do without, as r8169 does. */
static struct hw_text lacks_firmware_too(const struct hw_case *c)
{
	if (!c->facts->firmware_module.n ||
	    !hw_text_eq(c->facts->firmware_module, c->candidate->module))
		return HW_TEXT("");
	return hw_arena_printf(c->arena,
			       " It may need firmware too: of what it declares nothing "
			       "is in /lib/firmware: %.*s.",
			       HW_TEXT_ARG(c->facts->firmware_declared));
}

/* The tables are there and the files are not, as in what people send. */
static bool is_not_loaded(struct hw_case *c)
{
	return c->facts->modules_listed && choose(c, HW_READY_FILE_UNKNOWN);
}

static struct hw_text not_loaded_and_no_files(const struct hw_case *c)
{
	const struct hw_text by = say_pattern(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this "
		"device%.*s, and it is not loaded. Whether its file is installed "
		"is not known: the files of this kernel's modules are not "
		"here.%.*s%.*s",
		HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(by),
		HW_TEXT_ARG(hw_say_commands(c)), HW_TEXT_ARG(hw_say_also_blocked(c)));
}

static struct hw_text not_loaded(const struct hw_case *c)
{
	const struct hw_text by = say_pattern(c);
	struct hw_text commands = hw_say_commands(c);
	struct hw_text lacks = lacks_firmware_too(c);
	struct hw_text maybe = hw_say_initcalls(c);
	struct hw_text also = hw_say_also_blocked(c);
	struct hw_text parameters = hw_say_parameters(c);
	const char *way = commands.n ? "and it is not loaded"
			  : c->facts->config_partial
				  ? "nothing that could be read is in its way, and it is "
				    "not loaded"
				  : "nothing is in its way, and it is not loaded";

	return hw_arena_printf(c->arena,
			       "No driver is bound: module %.*s claims this "
			       "device%.*s, %s.%.*s%.*s%.*s%.*s%.*s",
			       HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(by), way,
			       HW_TEXT_ARG(commands), HW_TEXT_ARG(lacks),
			       HW_TEXT_ARG(maybe), HW_TEXT_ARG(parameters),
			       HW_TEXT_ARG(also));
}

static struct hw_text unblock(const struct hw_case *c)
{
	return hw_remedy_unblock(c->candidate, true, c->arena);
}

static void show_blockers(struct hw_case *c)
{
	hw_case_add_blockers(c);
	hw_case_add_message(c);
}

/* --- blocked --- */

static bool is_blocked(struct hw_case *c)
{
	if (!choose(c, HW_READY_BLOCKED))
		return false;
	/* not even without the block would the kernel take it */
	hw_case_is_refused(c, c->candidate);
	return true;
}

/* " The kernel refused it too: unknown symbol a." */
static struct hw_text also_refused(const struct hw_case *c)
{
	if (!c->message)
		return HW_TEXT("");
	return hw_arena_printf(c->arena, " The kernel refused %.*s too: %.*s.",
			       HW_TEXT_ARG(say_refused(c)),
			       HW_TEXT_ARG(hw_say_refusal(c)));
}

/* "A, and by B (module cfg80211, which it needs), and by 4 more" */
static struct hw_text blockers_of(const struct hw_case *c)
{
	const struct hw_candidate *candidate = c->candidate;
	struct hw_list all = {.arena = c->arena, .between = ", and by "};

	for (size_t i = 0; i < candidate->blocker_count; i++) {
		const struct hw_block *b = &candidate->blockers[i];

		if (b->kind == HW_BLOCK_COMMAND)
			continue;
		hw_list_add(&all, b->blocked_by);
		if (hw_text_eq(b->module, candidate->module))
			continue;
		hw_list_extend(&all, HW_TEXT(" (module "));
		hw_list_extend(&all, b->module);
		hw_list_extend(&all, HW_TEXT(", which it needs)"));
	}
	if (!all.n)
		return candidate->blocked.blocked_by;
	if (candidate->blockers_more)
		hw_list_add(&all, hw_arena_printf(c->arena, "%zu more",
						  candidate->blockers_more));
	return hw_list_text(&all);
}

/* " Module nvidia of kernel 6.1 claims it too, and this kernel lacks it." */
static struct hw_text has_elsewhere(const struct hw_case *c)
{
	const struct hw_facts *f = c->facts;

	if (!f->other_module.n)
		return HW_TEXT("");
	return hw_arena_printf(
		c->arena,
		" Module %.*s of kernel %.*s claims it too, and this kernel "
		"has no such module.",
		HW_TEXT_ARG(f->other_module), HW_TEXT_ARG(f->other_kernel));
}

static struct hw_text blocked(const struct hw_case *c)
{
	const struct hw_text by = say_pattern(c);
	struct hw_text blockers = blockers_of(c);
	struct hw_text commands = hw_say_commands(c);
	struct hw_text also = hw_say_also_blocked(c);

	struct hw_text elsewhere = has_elsewhere(c);

	return hw_arena_printf(
		c->arena,
		"No driver is bound: module %.*s claims this device%.*s, but is kept "
		"from being %s by %.*s.%.*s%.*s%.*s%.*s%.*s",
		HW_TEXT_ARG(c->candidate->module), HW_TEXT_ARG(by),
		c->candidate->builtin == HW_YES ? "started, built in as it is,"
						: "loaded",
		HW_TEXT_ARG(blockers), HW_TEXT_ARG(also_refused(c)),
		HW_TEXT_ARG(hw_say_left_over(c)), HW_TEXT_ARG(commands),
		HW_TEXT_ARG(also), HW_TEXT_ARG(elsewhere));
}

/* A module that was built for the other kernel is what drove the device there, and the
 * blocked one is mostly blocked for its sake. */
static struct hw_text unblock_or_build(const struct hw_case *c)
{
	if (c->facts->other_is_dkms)
		return hw_remedy_dkms(c->facts, c->facts->other_module, c->arena);
	return hw_remedy_unblock(c->candidate, !c->message, c->arena);
}

static struct hw_text advise_blocked(const struct hw_case *c)
{
	if (c->facts->other_is_dkms)
		return hw_advice_headers(c->facts, c->arena);
	if (c->message) {
		struct hw_text line = hw_advice_unblock(c->candidate, c->arena);
		struct hw_text mend = mend_module(c);

		return hw_arena_printf(c->arena, "%.*s%s%.*s", HW_TEXT_ARG(mend),
				       line.n ? " " : "", HW_TEXT_ARG(line));
	}
	return hw_advice_unblock(c->candidate, c->arena);
}

/* --- module-missing --- */

static bool is_missing(struct hw_case *c)
{
	return choose(c, HW_READY_MISSING);
}

static struct hw_text missing(const struct hw_case *c)
{
	const struct hw_text by = say_pattern(c);
	const struct hw_candidate *candidate = c->candidate;
	struct hw_text path = candidate->missing.s ? candidate->missing : candidate->path;
	struct hw_text also = hw_say_also_blocked(c);

	return hw_arena_printf(c->arena,
			       "No driver is bound: module %.*s claims this "
			       "device%.*s, but %s is not "
			       "in the modules directory of kernel %.*s%s%.*s.%.*s",
			       HW_TEXT_ARG(candidate->module), HW_TEXT_ARG(by),
			       candidate->missing.s ? "a file that it needs" : "its file",
			       HW_TEXT_ARG(c->facts->kernel), path.n ? ": " : "",
			       HW_TEXT_ARG(path), HW_TEXT_ARG(also));
}

static struct hw_text load_missing(const struct hw_case *c)
{
	return hw_remedy_missing(c->facts, c->candidate, c->arena);
}

static struct hw_text install_module(const struct hw_case *c)
{
	return hw_advice_missing(c->facts, c->candidate, c->arena);
}

/* clang-format off */
const struct hw_reason hw_reasons_unbound[] = {
	{.code = "no-driver-bound", .state = HW_STATE_UNBOUND,
	 .holds = is_of_other_kernel, .sentence = none_bound,
	 .meaning = "has none, though modules claim it; more is not known"},
	{.code = "firmware-failed", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = has_firmware_failed,
	 .sentence = firmware_failed, .remedy = hw_remedy_failed_firmware,
	 .advice = hw_advice_failed_firmware, .evidence = show_firmware_failed,
	 .meaning = "could not be given its firmware, by the kernel log"},
	{.code = "force-probe", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_force_probe,
	 .sentence = force_probe, .advice = hw_advice_force_probe, .evidence = show_message,
	 .meaning = "is one that the driver of this kernel does not support properly"},
	{.code = "not-supported", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = is_not_supported,
	 .sentence = not_supported, .advice = hw_advice_choose_release, .evidence = show_message,
	 .meaning = "is not supported by the driver, by the kernel log"},
	{.code = "stopped-by-parameter", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_HINT,
	 .needs_attention = device_needs_attention, .holds = is_stopped,
	 .sentence = stopped, .advice = remove_parameter, .evidence = show_parameter,
	 .meaning = "has none, as a parameter makes the driver leave it alone"},
	{.code = "not-responding", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = is_off_the_bus,
	 .text = "No driver is bound: by the kernel log the device fell off the bus and does "
		 "not answer.",
	 .advice = power_cycle, .evidence = show_message,
	 .meaning = "does not answer any more"},
	{.code = "deferred", .state = HW_STATE_UNBOUND,
	 .holds = is_put_off, .sentence = put_off,
	 .meaning = "waits for something else that is not there"},
	{.code = "probe-failed", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = needs_attention_if_failed, .holds = is_probe_failed,
	 .sentence = probe_failed, .remedy = probe_again, .evidence = show_probe_failed,
	 .meaning = "is one that the driver failed to start, by the kernel log"},
	{.code = "no-driver-bound", .state = HW_STATE_UNBOUND, .lacks_tables = true,
	 .needs_attention = hw_case_needs_attention_without_tables,
	 .holds = is_without_tables, .sentence = none_bound_without_tables,
	 .meaning = "has none, though modules claim it; more is not known"},
	{.code = "firmware-missing", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = needs_attention_if_declined, .holds = is_firmware_missing,
	 .sentence = firmware_missing, .remedy = install_package,
	 .advice = install_firmware,
	 .meaning = "has none, and nothing of the firmware that the module declares is there"},
	{.code = "probe-declined", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_declined, .holds = is_loaded_display,
	 .sentence = declined, .remedy = read_log, .evidence = hw_case_add_parameters,
	 .meaning = "has none, as the driver, which is there, refused it or failed"},
	{.code = "probe-declined", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = needs_attention_if_declined, .holds = is_loaded,
	 .sentence = declined, .remedy = read_log, .evidence = hw_case_add_parameters,
	 .meaning = "has none, as the driver, which is there, refused it or failed"},
	{.code = "modules-disabled", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = are_modules_disabled,
	 .sentence = modules_disabled, .remedy = load_at_boot, .advice = reboot,
	 .evidence = show_modules_disabled,
	 .meaning = "has none, and the kernel loads no modules any more"},
	{.code = "module-refused", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = is_refused,
	 .sentence = refused, .advice = mend_module, .evidence = show_message,
	 .meaning = "is claimed by a module that the kernel refused, by the kernel log"},
	{.code = "no-driver-bound", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_told, .lacks_modules = is_undecided,
	 .holds = is_told,
	 .sentence = none_bound_told,
	 .meaning = "has none, though modules claim it; more is not known"},
	{.code = "signature-rejected", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = is_signature_rejected,
	 .sentence = signature_rejected, .advice = mend_module, .evidence = show_message,
	 .meaning = "has none, as the kernel loads only modules signed with a key it trusts"},
	{.code = "module-not-loaded", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_loadable,
	 .sentence = not_loaded, .remedy = unblock, .advice = enrol_if_rejected,
	 .evidence = show_lockdown,
	 .meaning = "has none, as its module is not loaded, though nothing is in the way"},
	{.code = "module-not-loaded", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = device_needs_attention, .holds = is_not_loaded,
	 .sentence = not_loaded_and_no_files, .remedy = unblock,
	 .meaning = "has none, as its module is not loaded, though nothing is in the way"},
	{.code = "no-driver-bound", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_told, .lacks_modules = is_undecided,
	 .holds = is_readiness_unknown, .sentence = none_bound_unknown,
	 .meaning = "has none, though modules claim it; more is not known"},
	{.code = "blocked", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_WARNING,
	 .needs_attention = needs_attention_if_blocked, .holds = is_blocked,
	 .sentence = blocked, .remedy = unblock_or_build, .advice = advise_blocked,
	 .evidence = show_blockers,
	 .meaning = "has none, as its module is kept from being loaded"},
	{.code = "module-missing", .state = HW_STATE_UNBOUND, .severity = HW_SEVERITY_ERROR,
	 .needs_attention = device_needs_attention, .holds = is_missing,
	 .sentence = missing, .remedy = load_missing, .advice = install_module,
	 .meaning = "has none, as the module's file, or one that it needs, is not there"},
	{.code = NULL},
};
/* clang-format on */
