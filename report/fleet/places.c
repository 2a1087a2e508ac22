// SPDX-License-Identifier: GPL-2.0-or-later
/* Where the devices are: one table. */
#include <errno.h>

#include "report/fleet/internal.h"

#define COLUMNS "set_id,address_id,kind_id,verdict_id,is_notable"

struct hw_fleet_places {
	struct hw_store *store;
};

int hw_fleet_places_open(struct hw_store *store, struct hw_fleet_places **ret,
			 const struct hw_store **ret_failed)
{
	struct hw_fleet_places *p = calloc(1, sizeof(*p));

	*ret = p;
	*ret_failed = store;
	if (!p)
		return -ENOMEM;
	p->store = store;
	return 0;
}

void hw_fleet_places_close(struct hw_fleet_places *places)
{
	free(places);
}

static int put_set(struct hw_store *store, const struct hw_fleet_set *set)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < set->n; i++) {
		const struct hw_fleet_ids *d = &set->ids[i];
		struct hw_value row[5] = {
			hw_value_number(set->id),
			hw_value_number(d->address),
			hw_value_number(d->kind),
			hw_value_number(d->verdict),
			hw_value_number(d->row->is_notable),
		};

		r = hw_store_bulk_row(store, row);
	}
	return r;
}

int hw_fleet_places_put(struct hw_fleet_places *places, const struct hw_fleet_set *sets,
			size_t n, int64_t highest, const struct hw_store **ret_failed)
{
	int r;

	(void)highest;
	*ret_failed = places->store;
	if (!n)
		return 0;
	r = hw_store_bulk_begin(places->store, "device", COLUMNS, 5);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = put_set(places->store, &sets[i]);
	if (r == 0)
		r = hw_store_bulk_end(places->store);
	if (r == 0)
		r = hw_store_bulk_wait(places->store);
	return r;
}
