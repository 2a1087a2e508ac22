// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include "decoders/descriptors/descriptors.h"

/*
 * The descriptors of a USB device, each in what it belongs to:
 *
 *     device
 *     configurations   of each: associations, interfaces, and other descriptors
 *                      interfaces: one entry an alternate setting; of each: endpoints and
 *                      class-specific descriptors
 *                      endpoints: companions and class-specific ones
 *     bos              capabilities
 */

enum {
	TYPE_DEVICE = 0x01,
	TYPE_CONFIGURATION = 0x02,
	TYPE_INTERFACE = 0x04,
	TYPE_ENDPOINT = 0x05,
	TYPE_ASSOCIATION = 0x0b,
};

/* Deepest nesting: device, configuration, interface, endpoint, what belongs to it. */
#define DEPTH_MAX 5

/* A descriptor that others belong to, and the lists for them. */
struct level {
	struct hw_detail *object;
	struct hw_detail *interfaces;
	struct hw_detail *associations;
	struct hw_detail *endpoints;
	struct hw_detail *others;
};

struct tree {
	const struct hw_details *d;
	struct hw_detail *usb;
	struct hw_detail *configurations;
	struct hw_detail *problems;
	struct level levels[DEPTH_MAX + 1];
	/* bConfigurationValue in use; -1: none, or not told */
	int64_t chosen;
};

static unsigned byte_of(const struct hw_usb_descriptor *u, size_t at)
{
	return at < u->bytes.n ? u->bytes.p[at] : 0;
}

static bool is_endpoint_in(const struct hw_usb_descriptor *u)
{
	return byte_of(u, 2) & 0x80;
}

/* "Human Interface Device, Boot Interface Subclass, Mouse" of the database, or the code
 */
static struct hw_text class_name(const struct hw_details *d, unsigned class_code,
				 unsigned subclass, unsigned protocol)
{
	const struct hw_databases *databases = &d->machine->databases;
	struct hw_id ids[HW_ROLE_COUNT] = {
		[HW_ROLE_CLASS] = {true, 2, class_code},
		[HW_ROLE_SUBCLASS] = {true, 2, subclass},
		[HW_ROLE_INTERFACE] = {true, 2, protocol},
	};
	static const enum hw_name_key keys[] = {HW_NAME_CLASS, HW_NAME_SUBCLASS,
						HW_NAME_INTERFACE};
	struct hw_text text = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_name name = hw_name_of_role(
			databases, HW_SPACE_USB, hw_name_role(keys[i]), ids, d->arena);

		if (name.text.n)
			text = hw_arena_printf(d->arena, "%.*s%s%.*s", HW_TEXT_ARG(text),
					       text.n ? ", " : "",
					       HW_TEXT_ARG(name.text));
	}
	return text.n ? text
		      : hw_arena_printf(d->arena,
					"class %02x, subclass %02x, protocol %02x",
					class_code, subclass, protocol);
}

/* An attribute or a link of an interface's directory, "1-6:1.0"; absent unless its
 * alternate setting is the one in use. */
static struct hw_text of_interface(const struct hw_details *d,
				   const struct hw_usb_descriptor *u, const char *file,
				   bool is_link)
{
	struct hw_text name = d->record->device.name;
	/* the root hub "usb1" has the interface "1-0:1.0" */
	bool is_root = hw_text_starts(name, HW_TEXT("usb"));
	struct hw_text path = hw_arena_printf(
		d->arena, "%.*s%s:%d.%d/%s",
		HW_TEXT_ARG(is_root ? hw_text_from(name, 3) : name), is_root ? "-0" : "",
		u->configuration, u->interface, file);

	if (!path.s)
		return HW_NO_TEXT;
	return is_link ? hw_details_link(d, path.s) : hw_details_read(d, path.s);
}

static struct hw_text head_of_interface(const struct tree *t, struct hw_detail *object,
					const struct hw_usb_descriptor *u)
{
	const struct hw_details *d = t->d;
	unsigned alternate = byte_of(u, 3);
	bool is_chosen = u->configuration == t->chosen;
	struct hw_text name = class_name(d, byte_of(u, 5), byte_of(u, 6), byte_of(u, 7));
	struct hw_text driver =
		is_chosen ? of_interface(d, u, "driver", true) : HW_NO_TEXT;
	struct hw_text title =
		is_chosen ? hw_machine_own_string(d->machine, d->record->device.syspath,
						  of_interface(d, u, "interface", false),
						  d->arena)
			  : HW_NO_TEXT;
	struct hw_text now;
	int64_t number;

	now = is_chosen ? of_interface(d, u, "bAlternateSetting", false) : HW_NO_TEXT;
	hw_detail_flagged(hw_detail_text(object, d->arena, "class_name", name),
			  HW_DETAIL_UNSHOWN);
	/* the string is that of the setting in use */
	if (!hw_details_number(now, &number))
		number = -1;
	if (number != (int64_t)alternate)
		title = HW_NO_TEXT;
	hw_detail_flagged(hw_detail_text(object, d->arena, "string", title),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(hw_detail_text(object, d->arena, "driver", driver),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(number < 0 ? hw_detail_null(object, d->arena, "chosen")
				     : hw_detail_boolean(object, d->arena, "chosen",
							 number == (int64_t)alternate),
			  HW_DETAIL_UNSHOWN);
	return hw_arena_printf(
		d->arena, "Interface %u%s%.*s: %.*s%s%.*s%s%s%.*s", byte_of(u, 2),
		alternate ? ", setting " : "",
		HW_TEXT_ARG(alternate ? hw_arena_printf(d->arena, "%u", alternate)
				      : HW_NO_TEXT),
		HW_TEXT_ARG(name), title.n ? " \"" : "", HW_TEXT_ARG(title),
		title.n ? "\"" : "", driver.n ? ", driver " : "", HW_TEXT_ARG(driver));
}

static struct hw_text head_of_endpoint(const struct tree *t,
				       const struct hw_usb_descriptor *u)
{
	static const char *const transfers[] = {"control", "isochronous", "bulk",
						"interrupt"};

	return hw_arena_printf(t->d->arena, "Endpoint %u %s, %s", byte_of(u, 2) & 0xf,
			       is_endpoint_in(u) ? "in" : "out",
			       transfers[byte_of(u, 3) & 3]);
}

/* What the descriptor is, for people; adds the members that its rows do not have. */
static struct hw_text head_of(const struct tree *t, struct hw_detail *object,
			      const struct hw_usb_descriptor *u)
{
	struct hw_arena *arena = t->d->arena;
	bool is_chosen;
	struct hw_text string;

	switch (u->type) {
	case TYPE_CONFIGURATION:
		is_chosen = u->configuration == t->chosen;
		string = is_chosen ? hw_details_read(t->d, "configuration") : HW_NO_TEXT;
		hw_detail_flagged(hw_detail_boolean(object, arena, "chosen", is_chosen),
				  HW_DETAIL_UNSHOWN);
		hw_detail_flagged(hw_detail_text(object, arena, "string",
						 string.n ? string : HW_NO_TEXT),
				  HW_DETAIL_UNSHOWN);
		return hw_arena_printf(arena, "Configuration %u%s%s%.*s%s", byte_of(u, 5),
				       is_chosen ? ", chosen" : "",
				       string.n ? ": \"" : "", HW_TEXT_ARG(string),
				       string.n ? "\"" : "");
	case TYPE_INTERFACE:
		return head_of_interface(t, object, u);
	case TYPE_ASSOCIATION:
		string = class_name(t->d, byte_of(u, 4), byte_of(u, 5), byte_of(u, 6));
		hw_detail_flagged(hw_detail_text(object, arena, "class_name", string),
				  HW_DETAIL_UNSHOWN);
		return hw_arena_printf(
			arena, "Interfaces %u to %u belong together: %.*s", byte_of(u, 2),
			byte_of(u, 2) + byte_of(u, 3) - (byte_of(u, 3) != 0),
			HW_TEXT_ARG(string));
	case TYPE_ENDPOINT:
		return head_of_endpoint(t, u);
	default:
		return hw_text_of(u->layout->title);
	}
}

static void add_members(const struct tree *t, struct hw_detail *object,
			const struct hw_usb_descriptor *u)
{
	struct hw_arena *arena = t->d->arena;
	struct hw_text head;
	struct hw_detail *fields;

	hw_detail_flagged(hw_detail_literal(object, arena, "name", u->layout->key),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(hw_detail_literal(object, arena, "title", u->layout->title),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(hw_detail_text(object, arena, "type",
					 hw_arena_printf(arena, "%02x", u->type)),
			  HW_DETAIL_UNSHOWN);
	hw_detail_flagged(
		hw_detail_text(object, arena, "subtype",
			       u->subtype ? hw_arena_printf(arena, "%02x", u->subtype)
					  : HW_NO_TEXT),
		HW_DETAIL_UNSHOWN);
	hw_detail_flagged(hw_detail_number(object, arena, "offset", (int64_t)u->at),
			  HW_DETAIL_UNSHOWN);
	head = head_of(t, object, u);
	hw_detail_flagged(hw_detail_shown(object, head), HW_DETAIL_APART);
	fields = hw_detail_object(object, arena, "fields");
	hw_details_layout(fields, t->d, u->layout, u->bytes);
	hw_detail_flagged(fields, HW_DETAIL_INLINE);
	hw_details_problem(object, arena, u->problem);
}

static void add_lists(struct level *level, struct hw_detail *object,
		      struct hw_arena *arena, unsigned type)
{
	*level = (struct level){.object = object};
	if (type == TYPE_CONFIGURATION) {
		level->associations = hw_detail_list(object, arena, "associations");
		level->others = hw_detail_list(object, arena, "descriptors");
		level->interfaces = hw_detail_list(object, arena, "interfaces");
		hw_detail_flagged(level->associations, HW_DETAIL_INLINE);
		hw_detail_flagged(level->interfaces, HW_DETAIL_INLINE);
	} else {
		level->others = hw_detail_list(object, arena, "descriptors");
	}
	if (type == TYPE_INTERFACE) {
		level->endpoints = hw_detail_list(object, arena, "endpoints");
		hw_detail_flagged(level->endpoints, HW_DETAIL_INLINE);
	}
	hw_detail_flagged(level->others, HW_DETAIL_INLINE);
}

/* The list that a descriptor belongs to: of the nearest level above that has one. */
static struct hw_detail *list_for(const struct tree *t, const struct hw_usb_descriptor *u)
{
	for (unsigned depth = u->depth < DEPTH_MAX ? u->depth : DEPTH_MAX; depth > 0;
	     depth--) {
		const struct level *level = &t->levels[depth - 1];

		if (u->type == TYPE_INTERFACE && level->interfaces)
			return level->interfaces;
		if (u->type == TYPE_ASSOCIATION && level->associations)
			return level->associations;
		if (u->type == TYPE_ENDPOINT && level->endpoints)
			return level->endpoints;
		if (level->others)
			return level->others;
	}
	return t->configurations;
}

static void add_descriptor(struct tree *t, const struct hw_usb_descriptor *u)
{
	struct hw_arena *arena = t->d->arena;
	unsigned depth = u->depth < DEPTH_MAX ? u->depth : DEPTH_MAX;
	struct hw_detail *list =
		u->type == TYPE_CONFIGURATION ? t->configurations : list_for(t, u);
	struct hw_detail *object = hw_detail_object(list, arena, NULL);

	add_members(t, object, u);
	for (unsigned i = depth; i <= DEPTH_MAX; i++)
		t->levels[i] = (struct level){0};
	add_lists(&t->levels[depth], object, arena, u->type);
}

static void warn(const struct tree *t, const char *what, size_t at,
		 enum hw_layout_problem problem)
{
	hw_warn(t->d->machine->warnings, "descriptors-damaged", t->d->record->device.id,
		0, "%s at %zu: %s", what, at, hw_layout_problem_text(problem));
}

static void add_trouble(struct tree *t, const struct hw_usb_descriptor *u,
			const char *file)
{
	hw_detail_text(t->problems, t->d->arena, NULL,
		       hw_arena_printf(t->d->arena, "%s at %zu: %s", file, u->at,
				       hw_layout_problem_text(u->problem)));
	warn(t, file, u->at, u->problem);
}

/* sysfs has it since Linux 6.9; else it is what the device was asked for. */
static struct hw_bytes bos_of(const struct hw_details *d,
			      const struct hw_details_node *node, const char **ret_source)
{
	struct hw_bytes bytes = hw_details_bytes(d, "bos_descriptors");
	const struct hw_usb_answer *asked =
		hw_usb_answer_find(&node->answers, HW_USB_BOS, 0);

	*ret_source = "sysfs";
	if (bytes.n || !asked || !asked->bytes.n)
		return bytes;
	*ret_source = "device";
	return (struct hw_bytes){(const uint8_t *)asked->bytes.s, asked->bytes.n};
}

static void add_device(struct tree *t, const struct hw_usb_descriptor *u)
{
	struct hw_detail *device = hw_detail_object(t->usb, t->d->arena, "device");

	add_members(t, device, u);
	hw_detail_shown(device, HW_TEXT("Device descriptor"));
}

static void add_chain(struct tree *t)
{
	struct hw_bytes bytes = hw_details_bytes(t->d, "descriptors");
	struct hw_detail *configurations = hw_detail_new(t->d->arena, HW_DETAIL_LIST);
	struct hw_usb_walk walk;
	struct hw_usb_descriptor u;
	bool has_device = false;

	t->configurations = configurations;
	hw_usb_begin(&walk, bytes);
	while (hw_usb_next(&walk, &u)) {
		if (!u.layout) {
			add_trouble(t, &u, "descriptors");
			continue;
		}
		if (u.problem)
			warn(t, u.layout->title, u.at, u.problem);
		if (u.type == TYPE_DEVICE && !has_device) {
			add_device(t, &u);
			has_device = true;
		} else {
			add_descriptor(t, &u);
		}
	}
	if (!has_device)
		hw_detail_null(t->usb, t->d->arena, "device");
	hw_detail_append(t->usb, configurations, "configurations");
	hw_detail_flagged(configurations, HW_DETAIL_INLINE);
}

static void add_bos(struct tree *t, const struct hw_details_node *node)
{
	struct hw_arena *arena = t->d->arena;
	const char *source;
	struct hw_bytes bytes = bos_of(t->d, node, &source);
	struct hw_detail *capabilities = hw_detail_new(arena, HW_DETAIL_LIST);
	enum hw_layout_problem problem = HW_LAYOUT_SOUND;
	struct hw_detail *bos;
	struct hw_detail *fields;
	struct hw_usb_walk walk;
	struct hw_usb_descriptor u;

	if (!bytes.n) {
		hw_detail_null(t->usb, arena, "bos");
		return;
	}
	bos = hw_detail_object(t->usb, arena, "bos");
	hw_detail_flagged(hw_detail_shown(bos, HW_TEXT("Binary device object store")),
			  HW_DETAIL_APART);
	hw_detail_flagged(hw_detail_literal(bos, arena, "source", source),
			  HW_DETAIL_UNSHOWN);
	fields = hw_detail_object(bos, arena, "fields");
	hw_detail_flagged(fields, HW_DETAIL_INLINE);
	hw_usb_begin_bos(&walk, bytes);
	while (hw_usb_next(&walk, &u)) {
		if (!u.layout) {
			add_trouble(t, &u, "bos_descriptors");
			continue;
		}
		if (u.problem)
			warn(t, u.layout->title, u.at, u.problem);
		if (u.depth == 0 && fields && !fields->first) {
			hw_details_layout(fields, t->d, u.layout, u.bytes);
			problem = u.problem;
		} else {
			add_members(t, hw_detail_object(capabilities, arena, NULL), &u);
		}
	}
	hw_details_problem(bos, arena, problem);
	hw_detail_append(bos, capabilities, "capabilities");
	hw_detail_flagged(capabilities, HW_DETAIL_INLINE);
}

void hw_details_descriptors(struct hw_detail *parent, const struct hw_details *d,
			    const struct hw_details_node *node)
{
	struct tree t = {
		.d = d,
		.usb = parent,
		.problems = hw_detail_new(d->arena, HW_DETAIL_LIST),
		.chosen = -1,
	};

	if (!hw_details_number(hw_details_read(d, "bConfigurationValue"), &t.chosen))
		t.chosen = -1;
	add_chain(&t);
	add_bos(&t, node);
	hw_detail_append(parent, t.problems, "problems");
	hw_detail_flagged(t.problems, HW_DETAIL_BAD);
}
