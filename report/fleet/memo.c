// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Most devices of a fleet are told in the same bytes on many machines. A device whose
 * bytes were seen before is not scanned again: it costs a hash and a comparison.
 */
#include <errno.h>
#include <stdio.h>

#include "data/base/sha256.h"
#include "decoders/bus.h"
#include "report/fleet/internal.h"
#include "report/page/utf8.h"

void hw_fleet_join(struct hw_buffer *to, const struct hw_text *columns, size_t n,
		   struct hw_arena *arena)
{
	to->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (i)
			hw_buffer_add_char(to, HW_FLEET_BETWEEN);
		if (columns[i].s)
			hw_buffer_add(to, hw_utf8_clean(columns[i], arena));
		else
			hw_buffer_add_char(to, HW_FLEET_ABSENT);
	}
}

struct hw_text hw_fleet_cut(struct hw_text *rest)
{
	struct hw_text column = hw_text_cut(rest, HW_FLEET_BETWEEN);

	return column.n == 1 && column.s[0] == HW_FLEET_ABSENT ? HW_NO_TEXT : column;
}

int hw_fleet_memo_name(struct hw_fleet_memo *memo, enum hw_fleet_table table,
		       struct hw_text key, uint32_t *ret)
{
	struct hw_fleet_names *names = &memo->names[table];
	const size_t *place = hw_text_index_find(&names->index, key);
	struct hw_text copy;
	int r;

	if (place) {
		*ret = (uint32_t)*place;
		return 0;
	}
	copy = hw_arena_copy(&memo->arena, key);
	r = copy.s && names->n < UINT32_MAX
		    ? HW_ARRAY_GROW(names->v, names->n, &names->room, 64)
		    : -ENOMEM;
	if (r == 0)
		r = hw_text_index_add(&names->index, copy, names->n);
	if (r < 0)
		return r;
	*ret = (uint32_t)names->n;
	names->v[names->n++] = (struct hw_fleet_name){.key = copy};
	memo->bytes += copy.n + sizeof(struct hw_fleet_name) + 2 * sizeof(struct hw_text);
	return 0;
}

/* Joins columns and returns the place of that row. */
static int name_of(struct hw_fleet_memo *memo, enum hw_fleet_table table,
		   const struct hw_text *columns, size_t n, uint32_t *ret)
{
	hw_fleet_join(&memo->key, columns, n, &memo->arena);
	if (memo->key.failed)
		return -ENOMEM;
	return hw_fleet_memo_name(memo, table, (struct hw_text){memo->key.s, memo->key.n},
				  ret);
}

int hw_fleet_memo_head(struct hw_fleet_memo *memo, const struct hw_fleet_head *h,
		       uint32_t *ret_model, uint32_t *ret_platform)
{
	const struct hw_text model[] = {
		h->vendor,  h->product.s ? h->product : h->tree_model,
		h->version, h->board_vendor,
		h->board,
	};
	const struct hw_text platform[] = {
		h->kernel, h->architecture, h->os_id, h->os_version,
		h->os,	   h->bios_vendor,  h->bios,  h->bios_date,
	};
	int r = name_of(memo, HW_FLEET_MODEL, model, HW_ARRAY_SIZE(model), ret_model);

	if (r == 0)
		r = name_of(memo, HW_FLEET_PLATFORM, platform, HW_ARRAY_SIZE(platform),
			    ret_platform);
	return r;
}

/* "8086:15b8"; absent unless both are there. */
static struct hw_text pair(struct hw_fleet_memo *memo, struct hw_text a, struct hw_text b,
			   const char *between)
{
	if (!a.n || !b.n)
		return HW_NO_TEXT;
	return hw_arena_printf(&memo->arena, "%.*s%s%.*s", HW_TEXT_ARG(a), between,
			       HW_TEXT_ARG(b));
}

/*
 * Whether devices of a bus come and go at a plug, themselves or with what they are part
 * of, so that equal machines need not have the same.
 */
static bool is_plugged(struct hw_text bus)
{
	static const char *const buses[] = {
		"usb",	"hid", "input", "bluetooth", "typec",	 "thunderbolt", "pcmcia",
		"scsi", "mmc", "sdio",	"memstick",  "firewire", "leds",	"sound",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(buses); i++)
		if (hw_text_eq(bus, hw_text_of(buses[i])))
			return true;
	return false;
}

/* Whether a list has it only with "-aa": no driver can match it. */
static bool is_deep(const struct hw_fleet_device *d)
{
	return hw_bus_is(d->bus, HW_BUS_BOOKKEEPING) ||
	       (hw_bus_is(d->bus, HW_BUS_FIRMWARE_NODES) && !d->modalias.n &&
		!d->driver.n);
}

/* A number of 18 digits that stands for a text. */
struct number {
	char s[20];
};

static struct hw_text number_of(struct hw_text a, struct hw_text b, struct number *ret)
{
	uint8_t sums[2][HW_SHA256_SIZE];
	uint64_t n = 0;

	hw_sha256(a.s ? a.s : "", a.n, sums[0]);
	hw_sha256(b.s ? b.s : "", b.n, sums[1]);
	for (size_t i = 0; i < 8; i++)
		n = n << 8 | (uint8_t)(sums[0][i] ^ sums[1][i + 8]);
	snprintf(ret->s, sizeof(ret->s), "%llu",
		 (unsigned long long)(n % UINT64_C(1000000000000000000)));
	return hw_text_of(ret->s);
}

static int kind_of(struct hw_fleet_memo *memo, const struct hw_fleet_device *d,
		   uint32_t *ret)
{
	struct hw_text ids = pair(memo, d->vendor_id, d->device_id, ":");
	struct hw_text class = pair(memo, d->class_id, d->subclass_id, "");
	struct hw_text bus = d->bus.s ? d->bus : HW_TEXT("");
	struct hw_text told = ids.s ? ids : d->modalias.s ? d->modalias : HW_TEXT("");
	struct number part;
	const struct hw_text columns[] = {
		bus,
		told,
		pair(memo, d->subsystem_vendor_id, d->subsystem_device_id, ":"),
		class.s ? class : d->class_id,
		d->modalias,
		d->more_modaliases,
		d->vendor,
		d->device,
		d->subclass_name.s ? d->subclass_name : d->class_name,
		number_of(bus, told, &part),
		is_deep(d) ? HW_TEXT("1") : HW_TEXT("0"),
		is_plugged(d->bus) ? HW_TEXT("1") : HW_TEXT("0"),
	};

	return name_of(memo, HW_FLEET_KIND, columns, HW_ARRAY_SIZE(columns), ret);
}

int hw_fleet_memo_device(struct hw_fleet_memo *memo, const struct hw_fleet_device *d,
			 enum hw_fleet_asked asked, struct hw_fleet_row *ret)
{
	static const struct hw_text numbers[HW_FLEET_ASKED_COUNT] = {
		[HW_FLEET_NOT_ASKED] = {"0", 1},
		[HW_FLEET_ASKED] = {"1", 1},
		[HW_FLEET_ASKED_WITHOUT_DRIVERS] = {"2", 1},
	};
	struct number part;
	const struct hw_text verdict[] = {
		d->state,
		d->reason,
		d->driver,
		d->module,
		d->modules,
		d->is_builtin ? HW_TEXT("1") : HW_TEXT("0"),
		numbers[asked],
		d->severity,
		d->attention,
		d->remedy,
		number_of(d->driver, HW_NO_TEXT, &part),
	};
	int r = name_of(memo, HW_FLEET_ADDRESS, &d->id, 1, &ret->address);

	if (r == 0)
		r = kind_of(memo, d, &ret->kind);
	if (r == 0)
		r = name_of(memo, HW_FLEET_VERDICT, verdict, HW_ARRAY_SIZE(verdict),
			    &ret->verdict);
	ret->is_unchecked = d->is_unchecked;
	ret->is_notable = d->attention.n || hw_text_eq(d->state, HW_TEXT("unbound"));
	return r;
}

const struct hw_fleet_row *hw_fleet_memo_seen(const struct hw_fleet_memo *memo,
					      struct hw_text bytes,
					      enum hw_fleet_asked asked)
{
	const size_t *place = hw_text_index_find(&memo->seen[asked], bytes);

	return place ? &memo->rows[*place] : NULL;
}

int hw_fleet_memo_see(struct hw_fleet_memo *memo, struct hw_text bytes,
		      enum hw_fleet_asked asked, const struct hw_fleet_row *row)
{
	struct hw_text copy = hw_arena_copy(&memo->arena, bytes);
	int r = copy.s ? HW_ARRAY_GROW(memo->rows, memo->n, &memo->room, 256) : -ENOMEM;

	if (r == 0)
		r = hw_text_index_add(&memo->seen[asked], copy, memo->n);
	if (r < 0)
		return r;
	memo->rows[memo->n++] = *row;
	memo->bytes += copy.n + sizeof(*row) + 2 * sizeof(struct hw_text);
	return 0;
}

void hw_fleet_memo_reset(struct hw_fleet_memo *memo)
{
	for (size_t i = 0; i < HW_FLEET_TABLES; i++) {
		hw_text_index_done(&memo->names[i].index);
		free(memo->names[i].v);
	}
	for (size_t i = 0; i < HW_FLEET_ASKED_COUNT; i++)
		hw_text_index_done(&memo->seen[i]);
	hw_text_index_done(&memo->sets);
	free(memo->rows);
	hw_arena_done(&memo->arena);
	hw_buffer_done(&memo->key);
	*memo = (struct hw_fleet_memo){.n = 0};
}
