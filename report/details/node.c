// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include <errno.h>

#include "decoders/descriptors/descriptors.h"
#include "decoders/text/ascii.h"
#include "decoders/text/utf16.h"
#include "decoders/vocabulary/vocabulary.h"
#include "report/machine/recording.h"

/*
 * What a USB device answers itself, through its node below /dev/bus/usb: strings in other
 * languages, and of a hub the status of its ports.
 *
 *     "node": {"status": "read", "note": null, "problems": []}
 *     "strings": [{"language": "0407", "language_name": "German (Standard)", …}]
 *     "hub_status": {"status": "read", "fields": {…}, "problem": null}
 *     "port_status": [{"port": 1, "status": "read", "fields": {…}, "problem": null}]
 */

#define CLASS_HUB	    0x09
#define PROTOCOL_SUPERSPEED 3
/* before: no BOS, USB 3.2, 9.6.2; usb_get_bos_descriptor(), drivers/usb/core/config.c, is
 * not called either: usb_enumerate_device() */
#define BOS_SINCE 0x0201
/* include/linux/usb/quirks.h */
#define QUIRK_STRING_FETCH_255 (1u << 0)
#define QUIRK_NO_BOS	       (1u << 17)

/* Of the device descriptor: USB 2.0, table 9-8. */
enum {
	AT_VERSION = 2,
	AT_CLASS = 4,
	AT_PROTOCOL = 6,
	AT_MANUFACTURER = 14,
	AT_PRODUCT = 15,
	AT_SERIAL = 16,
	DEVICE_BYTES = 18,
};

static uint32_t quirks_of(const struct hw_details *d)
{
	uint64_t quirks = 0;

	hw_text_hex(hw_text_behind_0x(hw_details_read(d, "quirks")), 8, &quirks);
	return (uint32_t)quirks;
}

/* The device descriptor that the kernel has read. */
static struct hw_bytes device_descriptor(const struct hw_details *d)
{
	struct hw_bytes bytes = hw_details_bytes(d, "descriptors");

	if (bytes.n < DEVICE_BYTES || bytes.p[1] != 1)
		return (struct hw_bytes){NULL, 0};
	return (struct hw_bytes){bytes.p, DEVICE_BYTES};
}

/*
 * sysfs has the BOS since Linux 6.9 (Documentation/ABI/testing/sysfs-bus-usb), and later
 * kernels know devices that must not be asked for it.
 */
static struct hw_usb_questions questions_of(const struct hw_details *d)
{
	struct hw_bytes device = device_descriptor(d);
	struct hw_usb_questions q = {0};
	uint32_t quirks = quirks_of(d);
	int64_t ports;

	if (!device.n)
		return q;
	q.in_steps = quirks & QUIRK_STRING_FETCH_255;
	q.bos = !(quirks & QUIRK_NO_BOS) &&
		(device.p[AT_VERSION] | device.p[AT_VERSION + 1] << 8) >= BOS_SINCE &&
		!hw_details_bytes(d, "bos_descriptors").n;
	if (device.p[AT_CLASS] == CLASS_HUB &&
	    hw_details_number(hw_details_read(d, "maxchild"), &ports) && ports > 0)
		q.ports = ports < UINT8_MAX ? (unsigned)ports : UINT8_MAX;
	q.manufacturer = device.p[AT_MANUFACTURER];
	q.product = device.p[AT_PRODUCT];
	q.serial = device.p[AT_SERIAL];
	return q;
}

/* --- Asking --- */

static int ask_live(const struct hw_details *d, struct hw_usb_answers *ret)
{
	const struct hw_machine *m = d->machine;
	const struct hw_usb_questions questions = questions_of(d);

	for (size_t i = 0; i < m->source_count; i++)
		if (m->sources[i].source->ask)
			return m->sources[i].source->ask(m->sources[i].self,
							 &d->record->device, &questions,
							 d->arena, ret);
	return -ENOTSUP;
}

static const struct {
	int error;
	const char *status;
	const char *note;
} failures[] = {
	{-EACCES, "denied", "not asked: the user may not open its node, root may"},
	{-ENODEV, "gone", "not asked: it is gone, or has no node"},
	{-ENOTSUP, "unavailable",
	 "not asked: libusb or the nodes of devices are missing"},
	{-ETIMEDOUT, "timeout", "not asked: it does not answer"},
	{-ENODATA, "not-recorded", "not recorded"},
};

static void say_failure(struct hw_details_node *node, int error)
{
	node->status = "failed";
	node->note = HW_TEXT("not asked: its node cannot be opened");
	for (size_t i = 0; i < HW_ARRAY_SIZE(failures); i++) {
		if (failures[i].error != error)
			continue;
		node->status = failures[i].status;
		node->note = hw_text_of(failures[i].note);
	}
}

struct hw_details_node hw_details_ask(const struct hw_details *d)
{
	struct hw_machine *m = d->machine;
	struct hw_details_node node = {.status = "read"};
	int r = -ENODATA;

	if (hw_details_sleeps(d)) {
		bool is_known = hw_details_read(d, "power/runtime_status").n;

		node.status = is_known ? "device-sleeps" : "power-unknown";
		node.note = is_known ? HW_TEXT("not asked: the device sleeps; "
					       "--wake wakes it")
				     : HW_TEXT("not asked: the kernel does not tell "
					       "whether it is awake; --wake asks it");
		return node;
	}
	if (m->is_recording)
		r = hw_recording_answers(m, d->record->device.syspath, d->arena,
					 &node.answers);
	else if (hw_root_kind(m->root) == HW_ROOT_LIVE)
		r = ask_live(d, &node.answers);
	if (m->is_recorded && !m->is_recording && r != -ENODATA)
		hw_recording_note_answers(m, d->record->device.syspath, &node.answers, r);
	if (r < 0)
		say_failure(&node, r);
	return node;
}

/* --- Strings --- */

static struct hw_text text_of(const struct hw_details *d,
			      const struct hw_usb_answer *answer)
{
	struct hw_text bytes = answer ? answer->bytes : HW_NO_TEXT;
	char *to;

	if (bytes.n <= 2)
		return HW_NO_TEXT;
	to = hw_arena_alloc(d->arena, HW_UTF16_ROOM(bytes.n), 1);
	if (!to)
		return HW_NO_TEXT;
	bytes.n = hw_utf16_to_utf8((const uint8_t *)bytes.s + 2, bytes.n - 2, to);
	bytes.s = to;
	return hw_text_trim_end(bytes, "\n ");
}

static void add_problem(struct hw_detail *problems, const struct hw_details *d,
			const struct hw_usb_answer *answer, const char *what)
{
	static const struct {
		int error;
		const char *why;
	} reasons[] = {
		{-EPIPE, "the device refuses to tell"},
		{-ETIMEDOUT, "it did not answer in time"},
		{-ENODEV, "it is gone"},
		{-EBADMSG, "what it answers is malformed"},
	};
	const char *why = "the request failed";

	if (!answer || !answer->error)
		return;
	for (size_t i = 0; i < HW_ARRAY_SIZE(reasons); i++)
		if (reasons[i].error == answer->error)
			why = reasons[i].why;
	hw_detail_text(problems, d->arena, NULL,
		       hw_arena_printf(d->arena, "%s: %s", what, why));
}

/* The status of two answers: the worse one. */
static const char *status_of(const struct hw_usb_answer *a, const struct hw_usb_answer *b)
{
	if (a && a->error)
		return hw_usb_answer_status(a->error);
	return hw_usb_answer_status(b ? b->error : 0);
}

static struct hw_text quoted(const struct hw_details *d, struct hw_text all,
			     const char *what, struct hw_text text)
{
	if (!text.n)
		return all;
	return hw_arena_printf(d->arena, "%.*s%s%s \"%.*s\"", HW_TEXT_ARG(all),
			       all.n ? ", " : "", what, HW_TEXT_ARG(text));
}

struct strings {
	unsigned language;
	const char *source;
	const char *status;
	struct hw_text manufacturer;
	struct hw_text product;
	/* of the kernel's language, as the privacy level lets it be shown */
	struct hw_text serial;
};

static void add_strings(struct hw_detail *list, const struct hw_details *d,
			const struct strings *s)
{
	struct hw_arena *arena = d->arena;
	struct hw_detail *object = hw_detail_object(list, arena, NULL);
	const char *name = hw_vocabulary_find(&hw_usb_languages, s->language);
	struct hw_text language = hw_arena_printf(arena, "%04x", s->language);
	struct hw_text said = quoted(d, HW_NO_TEXT, "manufacturer", s->manufacturer);

	said = quoted(d, said, "product", s->product);
	if (strcmp(s->status, "read") != 0)
		said = hw_arena_printf(arena, "%.*s%snot all could be read",
				       HW_TEXT_ARG(said), said.n ? ", " : "");
	hw_detail_text(object, arena, "language", language);
	hw_detail_literal(object, arena, "language_name", name);
	hw_detail_literal(object, arena, "source", s->source);
	hw_detail_literal(object, arena, "status", s->status);
	hw_detail_text(object, arena, "manufacturer",
		       s->manufacturer.n ? s->manufacturer : HW_NO_TEXT);
	hw_detail_text(object, arena, "product", s->product.n ? s->product : HW_NO_TEXT);
	hw_detail_text(object, arena, "serial", s->serial);
	hw_detail_shown(object, said.n ? said : HW_TEXT("none"));
	if (object)
		object->label = hw_arena_printf(
			arena, "strings in %s",
			name ? name
			     : hw_arena_printf(arena, "language %04x", s->language).s);
}

static struct hw_text serial_of(const struct hw_details *d)
{
	return hw_privacy_value(
		&d->machine->privacy, HW_PRIVATE_SERIAL,
		hw_machine_usb_serial(d->machine, d->record->device.syspath, d->arena),
		d->arena);
}

/* The list of languages: the first is the kernel's, whose strings are in sysfs. */
static void add_languages(struct hw_detail *usb, struct hw_detail *problems,
			  const struct hw_details *d,
			  const struct hw_usb_answers *answers)
{
	const struct hw_usb_answer *languages =
		hw_usb_answer_find(answers, HW_USB_LANGUAGES, 0);
	struct hw_detail *list = hw_detail_list(usb, d->arena, "strings");

	/* one language is the kernel's, whose strings are told above */
	hw_detail_flagged(list, languages && languages->bytes.n > 4 ? HW_DETAIL_INLINE
								    : HW_DETAIL_UNSHOWN);
	add_problem(problems, d, languages, "languages of strings");
	for (size_t at = 2; languages && at + 1 < languages->bytes.n; at += 2) {
		const uint8_t *p = (const uint8_t *)languages->bytes.s + at;
		unsigned language = p[0] | (unsigned)p[1] << 8;
		const struct hw_usb_answer *maker =
			hw_usb_answer_find(answers, HW_USB_MANUFACTURER, language);
		const struct hw_usb_answer *product =
			hw_usb_answer_find(answers, HW_USB_PRODUCT, language);
		bool is_kernels = at == 2;
		const struct hw_text syspath = d->record->device.syspath;

		add_strings(
			list, d,
			&(struct strings){
				.language = language,
				.source = is_kernels ? "sysfs" : "device",
				.status = is_kernels ? "read" : status_of(maker, product),
				.manufacturer = hw_machine_own_string(
					d->machine, syspath,
					is_kernels ? hw_details_read(d, "manufacturer")
						   : text_of(d, maker),
					d->arena),
				.product = hw_machine_own_string(
					d->machine, syspath,
					is_kernels ? hw_details_read(d, "product")
						   : text_of(d, product),
					d->arena),
				.serial = is_kernels ? serial_of(d) : HW_NO_TEXT,
			});
	}
}

/* --- Hubs --- */

static const struct hw_detail *member(const struct hw_detail *fields, const char *key)
{
	return fields ? hw_detail_find(fields, key) : NULL;
}

/* "connected, enabled, powered, high speed (480 Mb/s)", of flags in the order of rows */
static struct hw_text say_fields(const struct hw_details *d,
				 const struct hw_detail *fields)
{
	struct hw_text all = HW_NO_TEXT;

	for (const struct hw_detail *f = fields ? fields->first : NULL; f; f = f->next) {
		struct hw_text word = HW_NO_TEXT;

		if (f->kind == HW_DETAIL_BOOLEAN && f->number)
			word = f->label;
		else if (f->kind == HW_DETAIL_TEXT && strcmp(f->key, "speed") == 0)
			word = f->shown.n ? f->shown : f->text;
		else if (f->kind == HW_DETAIL_TEXT)
			word = hw_arena_printf(d->arena, "%.*s %.*s",
					       HW_TEXT_ARG(f->label),
					       HW_TEXT_ARG(f->text));
		for (const struct hw_detail *c = f->first; c; c = c->next)
			word = hw_arena_printf(d->arena, "%.*s%s%.*s", HW_TEXT_ARG(word),
					       c == f->first ? "changed: " : ", ",
					       HW_TEXT_ARG(c->text));
		if (word.n)
			all = hw_arena_printf(d->arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
					      all.n ? ", " : "", HW_TEXT_ARG(word));
	}
	return all;
}

/* Labels begin in capitals, but for those that are names. */
static struct hw_text lower(const struct hw_details *d, struct hw_text said)
{
	char *to;

	if (said.n < 2 || said.s[1] < 'a')
		return said;
	to = hw_arena_alloc(d->arena, said.n, 1);
	if (!to)
		return HW_NO_TEXT;
	memcpy(to, said.s, said.n);
	to[0] = hw_lower(to[0]);
	return (struct hw_text){to, said.n};
}

static void add_status(struct hw_detail *object, const struct hw_details *d,
		       const struct hw_layout *layout, const struct hw_usb_answer *answer,
		       const char *when_none)
{
	struct hw_bytes bytes = {(const uint8_t *)answer->bytes.s, answer->bytes.n};
	struct hw_detail *fields;
	const struct hw_detail *trouble;
	struct hw_text said;

	hw_detail_literal(object, d->arena, "status",
			  hw_usb_answer_status(answer->error));
	hw_detail_text(object, d->arena, "raw",
		       bytes.n ? hw_details_hex(d->arena, bytes) : HW_NO_TEXT);
	fields = hw_detail_object(object, d->arena, "fields");
	hw_details_layout(fields, d, layout, bytes);
	for (struct hw_detail *f = fields ? fields->first : NULL; f; f = f->next)
		f->label = lower(d, f->label);
	said = say_fields(d, fields);
	if (answer->error)
		said = hw_arena_printf(d->arena, "not read: %s",
				       hw_usb_answer_status(answer->error));
	hw_detail_shown(object, said.n ? said : hw_text_of(when_none));
	trouble = member(fields, "over_current");
	if (trouble && trouble->number)
		hw_detail_flagged(object, HW_DETAIL_BAD);
}

static void add_hub(struct hw_detail *usb, struct hw_detail *problems,
		    const struct hw_details *d, const struct hw_usb_answers *answers)
{
	const struct hw_usb_answer *hub = hw_usb_answer_find(answers, HW_USB_HUB, 0);
	struct hw_bytes device = device_descriptor(d);
	bool is_superspeed = device.n && device.p[AT_PROTOCOL] == PROTOCOL_SUPERSPEED;
	struct hw_detail *list;

	if (hub)
		add_status(hw_detail_object(usb, d->arena, "hub_status"), d,
			   hw_usb_hub_status(), hub, "local power good");
	else
		hw_detail_null(usb, d->arena, "hub_status");
	add_problem(problems, d, hub, "hub status");
	list = hw_detail_list(usb, d->arena, "port_status");
	hw_detail_flagged(list, HW_DETAIL_INLINE);
	for (const struct hw_usb_answer *a = answers->first; a; a = a->next) {
		struct hw_detail *object;
		struct hw_text name;

		if (a->asked != HW_USB_PORT)
			continue;
		name = hw_arena_printf(d->arena, "port %u", a->number);
		object = hw_detail_object(list, d->arena, NULL);
		hw_detail_number(object, d->arena, "port", a->number);
		add_status(object, d, hw_usb_port_status(is_superspeed), a, "off");
		if (object)
			object->label = name;
		if (name.s)
			add_problem(problems, d, a, name.s);
	}
}

/* "not told: hub status (it is gone), port 1 (it is gone)" */
static struct hw_text joined(const struct hw_details *d, const struct hw_detail *problems)
{
	struct hw_text all = HW_TEXT("not told: ");

	for (const struct hw_detail *p = problems->first; p; p = p->next) {
		struct hw_text why = p->text;
		struct hw_text what = hw_text_cut(&why, ':');

		all = hw_arena_printf(d->arena, "%.*s%s%.*s (%.*s)", HW_TEXT_ARG(all),
				      p == problems->first ? "" : ", ", HW_TEXT_ARG(what),
				      HW_TEXT_ARG(hw_text_trim_start(why, " ")));
	}
	return all;
}

void hw_details_node(struct hw_detail *usb, const struct hw_details *d,
		     const struct hw_details_node *node)
{
	struct hw_detail *object = hw_detail_object(usb, d->arena, "node");
	bool is_live = hw_root_was_live(d->machine->root);
	struct hw_detail *problems = hw_detail_new(d->arena, HW_DETAIL_LIST);

	hw_detail_flagged(hw_detail_literal(object, d->arena, "status", node->status),
			  HW_DETAIL_UNSHOWN);
	hw_detail_text(object, d->arena, "note", node->note);
	hw_detail_labelled(hw_detail_shown(object, node->note), "the device itself");
	add_languages(usb, problems, d, &node->answers);
	add_hub(usb, problems, d, &node->answers);
	add_problem(problems, d, hw_usb_answer_find(&node->answers, HW_USB_BOS, 0),
		    "Binary device object store");
	hw_detail_append(object, problems, "problems");
	if (problems && problems->first)
		hw_detail_shown(object, joined(d, problems));
	/* of a recording that is none of a machine as it ran, nobody expects it */
	else if (!node->note.n || !is_live)
		hw_detail_flagged(object, HW_DETAIL_UNSHOWN);
}
