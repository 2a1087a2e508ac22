// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines and documents of reports: what is kept of them lies in them or in the arena, and
 * a device is the same whether its line is scanned as a whole or from its split on. */
#include "fuzz.h"
#include "report/fleet/internal.h"

static bool same(struct hw_text a, struct hw_text b)
{
	return !a.s == !b.s && hw_text_eq(a, b);
}

static void compare(const struct hw_fleet_device *a, const struct hw_fleet_device *b)
{
	require(same(a->id, b->id) && same(a->bus, b->bus) && same(a->driver, b->driver));
	require(same(a->modalias, b->modalias) && same(a->modules, b->modules));
	require(same(a->more_modaliases, b->more_modaliases));
	require(same(a->attention, b->attention) && a->is_builtin == b->is_builtin);
}

/* The head has what it needs from before the split; the device from behind it. */
static void scan_again(struct hw_text json, const struct hw_fleet_line *line)
{
	struct hw_fleet_scan_error error;
	struct hw_fleet_device device;
	struct hw_arena arena = {0};
	int r;

	if (line->split) {
		require(line->split < json.n);
		r = hw_fleet_scan_device(hw_text_from(json, line->split), &arena, &device,
					 &error);
		if (r == 0)
			compare(&line->device, &device);
		else
			/* a line notes a value of a wrong type, which ends a device */
			require(r == -EINVAL && error.message && line->wrong.message);
	}
	hw_arena_done(&arena);
}

static void scan_items(struct hw_text items, struct hw_text json)
{
	struct hw_fleet_scan_error error;
	struct hw_fleet_device device;
	struct hw_arena arena = {0};
	struct hw_text item;

	while (hw_fleet_scan_item(&items, &item, &error)) {
		require(item.n && is_slice(item, json));
		hw_fleet_scan_device(item, &arena, &device, &error);
		hw_arena_reset(&arena);
	}
	hw_arena_done(&arena);
}

/* Rows are joined and cut again as they were, and are the same the second time. */
static void remember(const struct hw_fleet_line *line)
{
	struct hw_fleet_memo memo = {.n = 0};
	struct hw_fleet_row first;
	struct hw_fleet_row again;
	uint32_t model;
	uint32_t platform;

	if (hw_fleet_memo_head(&memo, &line->head, &model, &platform) == 0 &&
	    hw_fleet_memo_device(&memo, &line->device, HW_FLEET_ASKED, &first) == 0 &&
	    hw_fleet_memo_device(&memo, &line->device, HW_FLEET_ASKED, &again) == 0) {
		struct hw_text rest = memo.names[HW_FLEET_KIND].v[first.kind].key;
		size_t columns = 0;

		require(first.kind == again.kind && first.verdict == again.verdict &&
			first.address == again.address);
		for (; rest.s; columns++)
			hw_fleet_cut(&rest);
		require(columns == 12);
	}
	hw_fleet_memo_reset(&memo);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* on the heap, so that a byte too far is seen */
	char *copy = malloc(size + !size);
	struct hw_text json = {copy, size};
	struct hw_fleet_scan_error error;
	struct hw_arena arena = {0};
	struct hw_fleet_line line;
	int r;

	if (!copy)
		return 0;
	memcpy(copy, data, size);
	r = hw_fleet_scan(json, &arena, &line, &error);
	if (r == 0) {
		scan_again(json, &line);
		scan_items(line.all_devices, json);
		remember(&line);
	} else if (r == -EINVAL) {
		require(error.message && error.at <= size);
	}
	hw_arena_done(&arena);
	free(copy);
	return 0;
}
