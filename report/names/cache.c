// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/names/cache.h"

/* The first of the ids that a name depends on: those up to it, in the order of roles. */
static enum hw_role first_role(enum hw_role role)
{
	switch (role) {
	case HW_ROLE_VENDOR:
	case HW_ROLE_DEVICE:
	case HW_ROLE_SUBDEVICE:
		return HW_ROLE_VENDOR;
	case HW_ROLE_SUBVENDOR:
		return HW_ROLE_SUBVENDOR;
	case HW_ROLE_CLASS:
	case HW_ROLE_SUBCLASS:
	case HW_ROLE_INTERFACE:
		return HW_ROLE_CLASS;
	case HW_ROLE_DEVICE_CLASS:
	case HW_ROLE_DEVICE_SUBCLASS:
	case HW_ROLE_DEVICE_PROTOCOL:
		return HW_ROLE_DEVICE_CLASS;
	case HW_ROLE_NONE:
	case HW_ROLE_COUNT:
		break;
	}
	return HW_ROLE_NONE;
}

_Static_assert(HW_ROLE_DEVICE == HW_ROLE_VENDOR + 1 &&
		       HW_ROLE_SUBVENDOR == HW_ROLE_VENDOR + 2 &&
		       HW_ROLE_SUBDEVICE == HW_ROLE_VENDOR + 3,
	       "a subsystem depends on four ids in a row");

struct hw_name_answer *hw_name_cache_slot(struct hw_name_cache *memo,
					  enum hw_id_space space, enum hw_role role,
					  const struct hw_id ids[HW_ROLE_COUNT],
					  uint64_t *ret_ids, uint64_t *ret_question)
{
	enum hw_role first = first_role(role);
	uint64_t question = (uint64_t)role << 8 | (uint64_t)space;
	uint64_t key = 0;
	uint64_t hash;

	if (first == HW_ROLE_NONE)
		return NULL;
	for (enum hw_role i = first; i <= role; i++) {
		if (!ids[i].present || ids[i].value > UINT16_MAX)
			return NULL;
		key = key << 16 | ids[i].value;
	}
	*ret_ids = key;
	*ret_question = question;
	/* the golden ratio, as in hash_64() of the kernel's hash.h */
	hash = (key ^ question << 40) * UINT64_C(0x61c8864680b583eb);
	return &memo->slots[hash >> 52];
}
