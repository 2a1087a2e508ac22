// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/taint.h"
#include "report/json/json_head.h"

static void os(struct hw_json *j, const struct hw_host *host)
{
	const struct hw_json_member v[] = {
		{HW_KEY("id"), host->os_id},
		{HW_KEY("version_id"), host->os_version_id},
		{HW_KEY("name"), host->os_name},
	};

	hw_json_told(j, HW_KEY("os"), v, HW_ARRAY_SIZE(v));
}

static void dmi(struct hw_json *j, const struct hw_host *host)
{
	const struct hw_json_member v[] = {
		{HW_KEY("sys_vendor"), host->sys_vendor},
		{HW_KEY("product_name"), host->product_name},
		{HW_KEY("product_version"), host->product_version},
		{HW_KEY("board_vendor"), host->board_vendor},
		{HW_KEY("board_name"), host->board_name},
		{HW_KEY("bios_vendor"), host->bios_vendor},
		{HW_KEY("bios_version"), host->bios_version},
		{HW_KEY("bios_date"), host->bios_date},
	};

	if (!hw_json_is_told(v, HW_ARRAY_SIZE(v)) && !host->chassis_type) {
		hw_json_null(j, HW_KEY("dmi"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("dmi"));
	hw_json_members(j, v, HW_ARRAY_SIZE(v));
	hw_json_positive(j, HW_KEY("chassis_type"), host->chassis_type);
	hw_json_end_object(j);
}

static void device_tree(struct hw_json *j, const struct hw_host *host)
{
	const struct hw_json_member v[] = {
		{HW_KEY("model"), host->device_tree_model},
		{HW_KEY("compatible"), host->device_tree_compatible},
	};

	hw_json_told(j, HW_KEY("device_tree"), v, HW_ARRAY_SIZE(v));
}

/* Null when the taint is not told. */
static void taint(struct hw_json *j, int64_t bits)
{
	uint64_t rest = bits > 0 ? (uint64_t)bits : 0;
	const struct hw_taint *flag;

	if (bits < 0) {
		hw_json_null(j, HW_KEY("taint"));
		hw_json_null(j, HW_KEY("taint_flags"));
		return;
	}
	hw_json_number(j, HW_KEY("taint"), bits);
	hw_json_begin_array(j, HW_KEY("taint_flags"));
	while ((flag = hw_taint_next(&rest))) {
		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("letter"), (struct hw_text){&flag->letter, 1});
		hw_json_literal(j, HW_KEY("meaning"), flag->meaning);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void kernel(struct hw_json *j, const struct hw_host *host)
{
	if (!host->kernel_release.n) {
		hw_json_null(j, HW_KEY("kernel"));
		return;
	}
	hw_json_begin_object(j, HW_KEY("kernel"));
	hw_json_text(j, HW_KEY("release"), host->kernel_release);
	hw_json_text(j, HW_KEY("version"), host->kernel_version);
	taint(j, host->kernel_taint);
	hw_json_end_object(j);
}

void hw_json_host(struct hw_json *j, const struct hw_host *host)
{
	hw_json_begin_object(j, HW_KEY("host"));
	hw_json_null(j, HW_KEY("name"));
	hw_json_null(j, HW_KEY("machine_id"));
	hw_json_null(j, HW_KEY("boot_id"));
	hw_json_text(j, HW_KEY("architecture"), host->architecture);
	os(j, host);
	dmi(j, host);
	device_tree(j, host);
	hw_json_end_object(j);
	kernel(j, host);
}
