// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A bill of materials in CycloneDX 1.6 (cyclonedx.org/docs/1.6/json, ECMA-424), JSON:
 *
 *	metadata.component	the machine, a "device"
 *	components		"device": PCI functions, USB devices
 *				"device-driver": drivers that are bound, each once
 *				"firmware": of the machine, and of devices that tell it
 *				"operating-system": the kernel, and the distribution
 *	dependencies		of the machine its devices, of a device its drivers and
 *				firmware
 *
 * What CycloneDX has no member for are properties: "cdx:device:function" and
 * "cdx:device:serialNumber" of its own taxonomy (cdx/device.md there), and "hwalias:…".
 *
 * A member without a value is left out: null is not valid. Interfaces of a USB device are
 * no hardware of their own, but have the drivers; they follow their device.
 */
#include "report/feeds/feeds.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/base/text_index.h"
#include "report/class_word.h"
#include "report/json/json.h"

#define MACHINE "machine"

struct writer {
	FILE *out;
	const struct hw_write_options *options;
	struct hw_json j;
	/* items of `dependencies`, and what the machine depends on */
	struct hw_json dependencies;
	struct hw_json of_machine;
	/* the device that is told of, and what it depends on; absent: none. In `kept` */
	struct hw_text device;
	struct hw_json of_device;
	size_t device_number;
	/* references to drivers that are components, with the last device of each; the
	 * keys are in `kept` */
	struct hw_text_index drivers;
	struct hw_arena kept;
};

static void member(struct hw_json *j, struct hw_json_key key, struct hw_text text)
{
	if (text.n)
		hw_json_text(j, key, text);
}

static void property(struct hw_json *j, const char *name, struct hw_text value)
{
	if (!value.n)
		return;
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("name"), name);
	hw_json_text(j, HW_KEY("value"), value);
	hw_json_end_object(j);
}

static void maker(struct hw_json *j, struct hw_text name)
{
	if (!name.n)
		return;
	hw_json_begin_object(j, HW_KEY("manufacturer"));
	hw_json_text(j, HW_KEY("name"), name);
	hw_json_end_object(j);
}

/* Begins a component; its name is `name`, or what else is known. */
static void begin_component(struct hw_json *j, const char *type, struct hw_text reference,
			    struct hw_text manufacturer, struct hw_text name)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("type"), type);
	hw_json_text(j, HW_KEY("bom-ref"), reference);
	maker(j, manufacturer);
	hw_json_text(j, HW_KEY("name"), name.n ? name : reference);
}

static struct hw_json list(unsigned depth)
{
	return (struct hw_json){.layout = HW_JSON_PRETTY, .at.depth = depth};
}

static int cyclonedx_open(FILE *out, const struct hw_write_options *options,
			  struct hw_arena *arena, void **ret_self,
			  struct hw_text *ret_error)
{
	struct writer *w = hw_calloc(1, sizeof(*w));

	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->out = out;
	w->options = options;
	w->dependencies = list(2);
	w->of_machine = list(4);
	w->of_device = list(4);
	*ret_self = w;
	return 0;
}

static void cyclonedx_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	hw_json_done(&w->j);
	hw_json_done(&w->dependencies);
	hw_json_done(&w->of_machine);
	hw_json_done(&w->of_device);
	hw_text_index_done(&w->drivers);
	hw_arena_done(&w->kept);
	free(w);
}

/*
 * The key of the machine is a UUID (RFC 9562) and names its documents, of which the one
 * with the highest version counts: the time. At the level public there is none.
 */
static void identity(struct hw_json *j, const struct hw_report_head *head)
{
	struct hw_text key = head->identity.key;

	if (key.n == 32)
		hw_json_text(j, HW_KEY("serialNumber"),
			     hw_arena_printf(&j->arena,
					     "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", key.s,
					     key.s + 8, key.s + 12, key.s + 16,
					     key.s + 20));
	hw_json_number(j, HW_KEY("version"),
		       key.n == 32 && head->generated > 0 ? head->generated : 1);
}

static void machine(struct hw_json *j, const struct hw_report_head *head)
{
	const struct hw_host *host = &head->host;
	struct hw_text product = hw_feed_product(head);

	hw_json_begin_object(j, HW_KEY("component"));
	hw_json_literal(j, HW_KEY("type"), "device");
	hw_json_literal(j, HW_KEY("bom-ref"), MACHINE);
	maker(j, host->sys_vendor);
	hw_json_text(j, HW_KEY("name"), product.n ? product : HW_TEXT(MACHINE));
	member(j, HW_KEY("version"), host->product_version);
	hw_json_begin_array(j, HW_KEY("properties"));
	property(j, "cdx:device:serialNumber", head->identity.product_serial);
	property(j, "hwalias:host:name", head->identity.name);
	property(j, "hwalias:host:key", head->identity.key);
	property(j, "hwalias:architecture", host->architecture);
	property(j, "hwalias:board:vendor", host->board_vendor);
	property(j, "hwalias:board:name", host->board_name);
	hw_json_end_array(j);
	hw_json_end_object(j);
}

static void metadata(struct hw_json *j, const struct hw_report_head *head)
{
	hw_json_begin_object(j, HW_KEY("metadata"));
	if (head->generated >= 0)
		hw_json_time(j, HW_KEY("timestamp"), head->generated);
	hw_json_begin_array(j, HW_KEY("lifecycles"));
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("phase"), "operations");
	hw_json_end_object(j);
	hw_json_end_array(j);
	hw_json_begin_object(j, HW_KEY("tools"));
	hw_json_begin_array(j, HW_KEY("components"));
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("type"), "application");
	hw_json_literal(j, HW_KEY("name"), "hwalias");
	hw_json_literal(j, HW_KEY("version"), HWALIAS_VERSION);
	hw_json_end_object(j);
	hw_json_end_array(j);
	hw_json_end_object(j);
	machine(j, head);
	hw_json_end_object(j);
}

/* A component that the machine depends on. */
static void refer(struct writer *w, struct hw_text reference)
{
	hw_json_text(&w->of_machine, HW_ITEM, reference);
}

static void software(struct writer *w, const struct hw_report_head *head)
{
	const struct hw_host *host = &head->host;
	struct hw_json *j = &w->j;

	if (host->kernel_release.n) {
		begin_component(j, "operating-system", HW_TEXT("kernel"), HW_NO_TEXT,
				HW_TEXT("linux"));
		hw_json_text(j, HW_KEY("version"), host->kernel_release);
		hw_json_end_object(j);
		refer(w, HW_TEXT("kernel"));
	}
	if (host->os_id.n) {
		begin_component(j, "operating-system", HW_TEXT("os"), HW_NO_TEXT,
				host->os_id);
		member(j, HW_KEY("version"), host->os_version_id);
		member(j, HW_KEY("description"), host->os_name);
		hw_json_end_object(j);
		refer(w, HW_TEXT("os"));
	}
	if (host->bios_version.n) {
		begin_component(j, "firmware", HW_TEXT("bios"), host->bios_vendor,
				HW_TEXT("BIOS"));
		hw_json_text(j, HW_KEY("version"), host->bios_version);
		hw_json_end_object(j);
		refer(w, HW_TEXT("bios"));
	}
}

static int cyclonedx_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;
	struct hw_json *j = &w->j;

	*j = list(0);
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("$schema"),
			"http://cyclonedx.org/schema/bom-1.6.schema.json");
	hw_json_literal(j, HW_KEY("bomFormat"), "CycloneDX");
	hw_json_literal(j, HW_KEY("specVersion"), "1.6");
	identity(j, head);
	metadata(j, head);
	hw_json_begin_array(j, HW_KEY("components"));
	software(w, head);
	return hw_json_print(j, w->out);
}

/* Emits what a component depends on, one item of `dependencies`. */
static int depends(struct writer *w, struct hw_text reference, struct hw_json *on)
{
	struct hw_json *j = &w->dependencies;
	struct hw_text items;

	if (hw_json_finish(on, &items) < 0)
		return -ENOMEM;
	on->at.comma = false;
	on->finished.comma = false;
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("ref"), reference);
	if (items.n) {
		hw_json_begin_array(j, HW_KEY("dependsOn"));
		hw_json_append(j, items);
		hw_json_end_array(j);
	}
	hw_json_end_object(j);
	return 0;
}

static int end_device(struct writer *w)
{
	int r = w->device.n ? depends(w, w->device, &w->of_device) : 0;

	w->device = HW_NO_TEXT;
	return r;
}

static void id_property(struct hw_json *j, const char *name, struct hw_id id)
{
	char digits[HW_ID_MAX];

	property(j, name, hw_id_text(id, digits));
}

static void properties(struct hw_json *j, const struct hw_record *r)
{
	const struct hw_attribute *slot = hw_feed_attribute(r, "slot");

	hw_json_begin_array(j, HW_KEY("properties"));
	property(j, "cdx:device:function", hw_class_word(r));
	property(j, "cdx:device:serialNumber", r->serial);
	property(j, "cdx:device:location", slot ? slot->text : HW_NO_TEXT);
	property(j, "hwalias:bus", r->device.subsystem);
	id_property(j, "hwalias:id:vendor", r->ids[HW_ROLE_VENDOR]);
	id_property(j, "hwalias:id:device", r->ids[HW_ROLE_DEVICE]);
	id_property(j, "hwalias:id:subsystem_vendor", r->ids[HW_ROLE_SUBVENDOR]);
	id_property(j, "hwalias:id:subsystem_device", r->ids[HW_ROLE_SUBDEVICE]);
	id_property(j, "hwalias:id:class", r->ids[HW_ROLE_CLASS]);
	id_property(j, "hwalias:id:subclass", r->ids[HW_ROLE_SUBCLASS]);
	id_property(j, "hwalias:id:interface", r->ids[HW_ROLE_INTERFACE]);
	property(j, "hwalias:modalias",
		 r->modalias ? r->modalias->modalias.raw : HW_NO_TEXT);
	hw_json_end_array(j);
}

/* The device, and what it says of its firmware. */
static void device(struct writer *w, const struct hw_record *r)
{
	const struct hw_attribute *firmware = hw_feed_attribute(r, "firmware_version");
	const struct hw_attribute *revision = hw_feed_attribute(r, "revision");
	struct hw_text vendor = r->names[HW_NAME_VENDOR].text;
	struct hw_json *j = &w->j;
	struct hw_text reference;

	begin_component(j, "device", r->device.id, vendor, r->names[HW_NAME_DEVICE].text);
	member(j, HW_KEY("version"), revision ? revision->text : HW_NO_TEXT);
	member(j, HW_KEY("description"),
	       r->names[HW_NAME_SUBCLASS].text.n ? r->names[HW_NAME_SUBCLASS].text
						 : r->names[HW_NAME_CLASS].text);
	properties(j, r);
	hw_json_end_object(j);
	refer(w, r->device.id);
	if (!firmware || !firmware->text.n)
		return;
	reference =
		hw_arena_printf(&j->arena, "firmware:%.*s", HW_TEXT_ARG(r->device.id));
	begin_component(j, "firmware", reference, vendor, HW_TEXT("firmware"));
	hw_json_text(j, HW_KEY("version"), firmware->text);
	hw_json_end_object(j);
	hw_json_text(&w->of_device, HW_ITEM, reference);
}

/* The driver of the device or of one of its interfaces, the first time a component. */
static int driver(struct writer *w, const struct hw_record *r)
{
	struct hw_json *j = &w->j;
	struct hw_text reference;
	size_t *last;

	if (r->device.driver_known != HW_DRIVER_BOUND || !r->device.driver.n)
		return 0;
	reference = hw_arena_printf(&j->arena, "driver:%.*s:%.*s",
				    HW_TEXT_ARG(r->device.subsystem),
				    HW_TEXT_ARG(r->device.driver));
	last = hw_text_index_find(&w->drivers, reference);
	if (!last) {
		begin_component(j, "device-driver", reference, HW_NO_TEXT,
				r->device.driver);
		if (r->device.driver_module.n) {
			hw_json_begin_array(j, HW_KEY("properties"));
			property(j, "hwalias:module", r->device.driver_module);
			hw_json_end_array(j);
		}
		hw_json_end_object(j);
	}
	/* interfaces may have the same one */
	if (!last || *last != w->device_number)
		hw_json_text(&w->of_device, HW_ITEM, reference);
	if (last)
		*last = w->device_number;
	else if (hw_text_index_add(&w->drivers, hw_arena_copy(&w->kept, reference),
				   w->device_number) < 0)
		return -ENOMEM;
	return 0;
}

static bool is_interface(const struct hw_record *r)
{
	return hw_text_eq(r->device.kind, HW_TEXT("usb_interface"));
}

/* A root hub is the controller's, which is a PCI function or a part of the board. */
static bool is_hardware(const struct writer *w, const struct hw_record *r)
{
	if (hw_text_starts(r->device.id, HW_TEXT("usb:usb")))
		return false;
	return w->options->lists_all || hw_text_eq(r->device.subsystem, HW_TEXT("pci")) ||
	       hw_text_eq(r->device.subsystem, HW_TEXT("usb"));
}

static int cyclonedx_record(void *self, const struct hw_record *r)
{
	struct writer *w = self;
	int err = 0;

	if (is_interface(r)) {
		if (w->device.n && hw_text_eq(r->device.parent, w->device))
			err = driver(w, r);
	} else if (r->device.id.n && !hw_text_eq(r->device.id, w->device)) {
		err = end_device(w);
		if (err == 0 && is_hardware(w, r)) {
			w->device = hw_arena_copy(&w->kept, r->device.id);
			w->device_number++;
			device(w, r);
			err = driver(w, r);
		}
	}
	if (err == 0 && hw_arena_failed(&w->kept))
		err = -ENOMEM;
	return err == 0 ? hw_json_print(&w->j, w->out) : err;
}

static int cyclonedx_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	struct hw_json *j = &w->j;
	struct hw_text items;

	if (end_device(w) < 0 || depends(w, HW_TEXT(MACHINE), &w->of_machine) < 0 ||
	    hw_json_finish(&w->dependencies, &items) < 0)
		return -ENOMEM;
	hw_json_end_array(j);
	hw_json_begin_array(j, HW_KEY("dependencies"));
	hw_json_append(j, items);
	hw_json_end_array(j);
	hw_json_begin_array(j, HW_KEY("compositions"));
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("aggregate"),
			tail->is_partial ? "incomplete" : "unknown");
	hw_json_begin_array(j, HW_KEY("dependencies"));
	hw_json_literal(j, HW_ITEM, MACHINE);
	hw_json_end_array(j);
	hw_json_end_object(j);
	hw_json_end_array(j);
	return hw_json_end_document(j, w->out);
}

const struct hw_writer hw_writer_cyclonedx = {
	.open = cyclonedx_open,
	.begin = cyclonedx_begin,
	.record = cyclonedx_record,
	.end = cyclonedx_end,
	.close = cyclonedx_close,
	.wants_host = true,
};
