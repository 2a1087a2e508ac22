// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Metrics in Prometheus' text-based format 0.0.4 (prometheus.io/docs/instrumenting/
 * exposition_formats). All lines of a metric stand together behind its HELP and TYPE:
 *
 *	# HELP hwalias_pcie_aer_errors_total Errors that the PCI function has counted.
 *	# TYPE hwalias_pcie_aer_errors_total counter
 *	hwalias_pcie_aer_errors_total{device="pci:0000:01:00.0",severity="fatal"} 0
 *
 * so each is collected by itself until the end. Names and units are as the guide has them
 * (prometheus.io/docs/practices/naming): base units, plural, _total of counters, _info of
 * metrics whose value is 1. A label without a value is the same as none, and left out.
 * Timestamps are not allowed in files of the textfile collector.
 */
#include "report/feeds/feeds.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/class_word.h"
#include "report/page/buffer.h"
#include "report/page/utf8.h"

enum metric {
	BUILD,
	MACHINE,
	TIME,
	COMPLETE,
	DEVICES,
	ATTENTION_DEVICES,
	MACHINE_ATTENTION,
	DEVICE,
	ATTENTION,
	AER,
	LINK_SPEED,
	LINK_SPEED_MAX,
	LINK_WIDTH,
	LINK_WIDTH_MAX,
	USB_SPEED,
	METRICS
};

/* clang-format off */
static const struct {
	const char *name;
	const char *type;
	const char *help;
} metrics[METRICS] = {
	[BUILD] = {"hwalias_build_info", "gauge",
		"The version of hwalias."},
	[MACHINE] = {"hwalias_machine_info", "gauge",
		"The machine, its kernel and its distribution."},
	[TIME] = {"hwalias_report_timestamp_seconds", "gauge",
		"When the machine was looked at, in seconds since the epoch."},
	[COMPLETE] = {"hwalias_report_complete", "gauge",
		"Whether no device may be missing, and hwalias check could check all."},
	[DEVICES] = {"hwalias_devices", "gauge",
		"Devices of all buses, by whether a driver is bound."},
	[ATTENTION_DEVICES] = {"hwalias_attention_devices", "gauge",
		"Devices that need attention, by severity."},
	[MACHINE_ATTENTION] = {"hwalias_machine_attention", "gauge",
		"What needs attention of the machine as a whole."},
	[DEVICE] = {"hwalias_device_info", "gauge",
		"A device, what it is called and its driver."},
	[ATTENTION] = {"hwalias_device_attention", "gauge",
		"A device that needs attention, and why, as hwalias check tells it."},
	[AER] = {"hwalias_pcie_aer_errors_total", "counter",
		"Errors that the PCI function has counted by Advanced Error Reporting."},
	[LINK_SPEED] = {"hwalias_pcie_current_link_transfers_per_second", "gauge",
		"Speed of each lane of the PCI Express link now."},
	[LINK_SPEED_MAX] = {"hwalias_pcie_max_link_transfers_per_second", "gauge",
		"Speed of each lane that the device is capable of."},
	[LINK_WIDTH] = {"hwalias_pcie_current_link_width", "gauge",
		"Lanes of the PCI Express link now."},
	[LINK_WIDTH_MAX] = {"hwalias_pcie_max_link_width", "gauge",
		"Lanes that the device is capable of."},
	[USB_SPEED] = {"hwalias_usb_link_bytes_per_second", "gauge",
		"Signalling rate of the link to the USB device."},
};
/* clang-format on */

struct writer {
	FILE *out;
	const struct hw_write_options *options;
	/* the lines of each, without HELP and TYPE */
	struct hw_buffer lines[METRICS];
	struct hw_arena arena;
	size_t by_severity[HW_SEVERITY_ERROR + 1];
	/* the last device, which no other one may be called: a series is there once */
	struct hw_buffer last;
};

/* A line: begin(), label() of each, value(). */
struct line {
	struct writer *w;
	struct hw_buffer *to;
	bool has_labels;
};

static struct line begin(struct writer *w, enum metric metric)
{
	struct line line = {.w = w, .to = &w->lines[metric]};

	hw_buffer_add(line.to, hw_text_of(metrics[metric].name));
	return line;
}

/* Quotation marks, backslashes and line feeds are escaped, and nothing else. */
static void label(struct line *line, const char *name, struct hw_text value)
{
	struct hw_buffer *to = line->to;

	value = hw_utf8_clean(value, &line->w->arena);
	if (!value.n)
		return;
	hw_buffer_add_char(to, line->has_labels ? ',' : '{');
	line->has_labels = true;
	hw_buffer_add(to, hw_text_of(name));
	hw_buffer_add(to, HW_TEXT("=\""));
	for (size_t i = 0; i < value.n; i++) {
		char c = value.s[i];

		if (c == '"' || c == '\\' || c == '\n')
			hw_buffer_add_char(to, '\\');
		hw_buffer_add_char(to, c == '\n' ? 'n' : c);
	}
	hw_buffer_add_char(to, '"');
}

static void value(struct line *line, int64_t number)
{
	char digits[32];
	int n = snprintf(digits, sizeof(digits), "%s %lld\n", line->has_labels ? "}" : "",
			 (long long)number);

	hw_buffer_add(line->to, (struct hw_text){digits, (size_t)n});
}

static int prometheus_open(FILE *out, const struct hw_write_options *options,
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
	*ret_self = w;
	return 0;
}

static void prometheus_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	for (size_t i = 0; i < METRICS; i++)
		hw_buffer_done(&w->lines[i]);
	hw_buffer_done(&w->last);
	hw_arena_done(&w->arena);
	free(w);
}

/* What does not change while the machine runs. */
static int prometheus_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;
	const struct hw_host *host = &head->host;
	struct line line = begin(w, BUILD);

	label(&line, "version", HW_TEXT(HWALIAS_VERSION));
	value(&line, 1);
	line = begin(w, MACHINE);
	label(&line, "architecture", host->architecture);
	label(&line, "kernel", host->kernel_release);
	label(&line, "os", host->os_name);
	label(&line, "vendor", host->sys_vendor);
	label(&line, "product", hw_feed_product(head));
	label(&line, "bios_version", host->bios_version);
	label(&line, "host", head->identity.name);
	label(&line, "key", head->identity.key);
	value(&line, 1);
	if (head->generated >= 0) {
		line = begin(w, TIME);
		value(&line, head->generated);
	}
	return hw_arena_failed(&w->arena) ? -ENOMEM : 0;
}

static void id_label(struct line *line, const char *name, struct hw_id id)
{
	char digits[HW_ID_MAX];

	label(line, name, hw_id_text(id, digits));
}

static void tell_device(struct writer *w, const struct hw_record *r)
{
	const struct hw_attribute *firmware = hw_feed_attribute(r, "firmware_version");
	struct line line = begin(w, DEVICE);

	label(&line, "device", r->device.id);
	label(&line, "bus", r->device.subsystem);
	id_label(&line, "vendor_id", r->ids[HW_ROLE_VENDOR]);
	id_label(&line, "device_id", r->ids[HW_ROLE_DEVICE]);
	label(&line, "class", hw_class_word(r));
	label(&line, "vendor", r->names[HW_NAME_VENDOR].text);
	label(&line, "model", r->names[HW_NAME_DEVICE].text);
	label(&line, "driver", r->device.driver);
	label(&line, "module", r->device.driver_module);
	label(&line, "state", hw_text_of(hw_state_name(r->verdict.state)));
	label(&line, "firmware_version", firmware ? firmware->text : HW_NO_TEXT);
	value(&line, 1);
}

static void tell_attention(struct writer *w, const struct hw_record *r)
{
	const struct hw_verdict *v = &r->verdict;
	struct line line;

	w->by_severity[v->severity]++;
	if (v->severity == HW_SEVERITY_NONE)
		return;
	line = begin(w, ATTENTION);
	label(&line, "device", r->device.id);
	label(&line, "reason", hw_text_of(v->reason));
	label(&line, "severity", hw_text_of(hw_severity_name(v->severity)));
	value(&line, 1);
}

static void tell_errors(struct writer *w, const struct hw_record *r)
{
	static const char *const kinds[HW_PCI_ERROR_COUNT] = {
		[HW_PCI_CORRECTABLE] = "correctable",
		[HW_PCI_NONFATAL] = "nonfatal",
		[HW_PCI_FATAL] = "fatal",
	};

	for (size_t i = 0; r->counts_errors && i < HW_PCI_ERROR_COUNT; i++) {
		struct line line = begin(w, AER);

		label(&line, "device", r->device.id);
		label(&line, "severity", hw_text_of(kinds[i]));
		value(&line, r->pci_errors[i]);
	}
}

/* "8.0 GT/s PCIe" -> 8000000000; -1: it says no such thing, "Unknown". */
static int64_t transfers(struct hw_text speed)
{
	size_t end = hw_text_find(speed, ' ');
	int64_t unit = 1000000000;
	int64_t number = 0;
	bool has_point = false;

	if (!end || end > 6 ||
	    !hw_text_starts(hw_text_from(speed, end), HW_TEXT(" GT/s")))
		return -1;
	for (size_t i = 0; i < end; i++) {
		char c = speed.s[i];

		if (c == '.' && !has_point)
			has_point = true;
		else if (c >= '0' && c <= '9' && (!has_point || unit >= 10))
			number = number * 10 + (c - '0'), unit /= has_point ? 10 : 1;
		else
			return -1;
	}
	return number * unit;
}

static void tell_number(struct writer *w, enum metric metric, const struct hw_record *r,
			int64_t number)
{
	struct line line;

	if (number < 0)
		return;
	line = begin(w, metric);
	label(&line, "device", r->device.id);
	value(&line, number);
}

static void tell_link(struct writer *w, const struct hw_record *r)
{
	/* clang-format off */
	static const struct {
		const char *attribute;
		enum metric metric;
	} rows[] = {
		{"link_speed", LINK_SPEED},
		{"link_speed_max", LINK_SPEED_MAX},
		{"link_width", LINK_WIDTH},
		{"link_width_max", LINK_WIDTH_MAX},
		{"speed_kbps", USB_SPEED},
	};
	/* clang-format on */

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		const struct hw_attribute *a = hw_feed_attribute(r, rows[i].attribute);
		int64_t number = !a			       ? -1
				 : a->text.s		       ? transfers(a->text)
				 : rows[i].metric == USB_SPEED ? a->number * (1000 / 8)
							       : a->number;

		tell_number(w, rows[i].metric, r, number);
	}
}

static int prometheus_record(void *self, const struct hw_record *r)
{
	struct writer *w = self;

	if (!r->device.id.n ||
	    hw_text_eq((struct hw_text){w->last.s, w->last.n}, r->device.id))
		return 0;
	w->last.n = 0;
	hw_buffer_add(&w->last, r->device.id);
	tell_attention(w, r);
	if (hw_feed_tells(r, w->options)) {
		tell_device(w, r);
		tell_errors(w, r);
		tell_link(w, r);
	}
	if (hw_arena_failed(&w->arena))
		return -ENOMEM;
	hw_arena_reset(&w->arena);
	return 0;
}

static void tell_counts(struct writer *w, const struct hw_report_tail *tail)
{
	for (enum hw_state s = 0; s < HW_STATE_COUNT; s++) {
		struct line line = begin(w, DEVICES);

		label(&line, "state", hw_text_of(hw_state_name(s)));
		value(&line, (int64_t)tail->by_state[s]);
	}
	for (enum hw_severity s = HW_SEVERITY_HINT; s <= HW_SEVERITY_ERROR; s++) {
		struct line line = begin(w, ATTENTION_DEVICES);

		label(&line, "severity", hw_text_of(hw_severity_name(s)));
		value(&line, (int64_t)w->by_severity[s]);
	}
}

static int prometheus_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	struct line line = begin(w, COMPLETE);
	bool failed = false;

	value(&line, hw_feed_is_complete(tail));
	tell_counts(w, tail);
	if (tail->finding.reason) {
		line = begin(w, MACHINE_ATTENTION);
		label(&line, "reason", hw_text_of(tail->finding.reason));
		label(&line, "severity",
		      hw_text_of(hw_severity_name(tail->finding.severity)));
		value(&line, 1);
	}
	for (size_t i = 0; i < METRICS; i++)
		failed = failed || w->lines[i].failed;
	if (failed || hw_arena_failed(&w->arena))
		return -ENOMEM;
	for (size_t i = 0; i < METRICS; i++) {
		if (!w->lines[i].n)
			continue;
		fprintf(w->out, "# HELP %s %s\n# TYPE %s %s\n", metrics[i].name,
			metrics[i].help, metrics[i].name, metrics[i].type);
		fwrite(w->lines[i].s, 1, w->lines[i].n, w->out);
	}
	return 0;
}

const struct hw_writer hw_writer_prometheus = {
	.open = prometheus_open,
	.begin = prometheus_begin,
	.record = prometheus_record,
	.end = prometheus_end,
	.close = prometheus_close,
	.wants_host = true,
};
