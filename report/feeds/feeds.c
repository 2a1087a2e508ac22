// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/feeds/feeds.h"

bool hw_feed_tells(const struct hw_record *record, const struct hw_write_options *options)
{
	return options->lists_all || record->verdict.severity != HW_SEVERITY_NONE ||
	       hw_text_eq(record->device.subsystem, HW_TEXT("pci")) ||
	       hw_text_eq(record->device.subsystem, HW_TEXT("usb"));
}

const struct hw_attribute *hw_feed_attribute(const struct hw_record *record,
					     const char *key)
{
	const struct hw_attribute *a = record->attributes.first;

	while (a && strcmp(a->key, key) != 0)
		a = a->next;
	return a;
}

struct hw_text hw_feed_product(const struct hw_report_head *head)
{
	return head->host.product_name.n ? head->host.product_name
					 : head->host.device_tree_model;
}

bool hw_feed_is_complete(const struct hw_report_tail *tail)
{
	return !tail->is_partial && !tail->is_unchecked;
}
