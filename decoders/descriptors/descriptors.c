// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/descriptors.h"
#include "decoders/descriptors/tables.h"

/* The walk over a chain of descriptors: from length to length, with the interface's class
 * in mind, which says what class-specific descriptors mean. */

#define DEVICE	      0x01
#define CONFIGURATION 0x02
#define INTERFACE     0x04
#define ENDPOINT      0x05
#define OTHER_SPEED   0x07
#define ASSOCIATION   0x0b
#define BOS	      0x0f
#define CAPABILITY    0x10
#define CS_INTERFACE  0x24
#define CS_ENDPOINT   0x25
#define COMPANION     0x30
#define ISO_COMPANION 0x31
#define NONE	      (-1)

static void begin(struct hw_usb_walk *walk, struct hw_bytes bytes, bool bos)
{
	*walk = (struct hw_usb_walk){
		.bytes = bytes,
		.total_end = SIZE_MAX,
		.is_bos = bos,
		.configuration = NONE,
		.interface = NONE,
		.alternate = NONE,
		.endpoint = NONE,
	};
}

void hw_usb_begin(struct hw_usb_walk *walk, struct hw_bytes bytes)
{
	begin(walk, bytes, false);
}

void hw_usb_begin_bos(struct hw_usb_walk *walk, struct hw_bytes bytes)
{
	begin(walk, bytes, true);
}

static bool fits(int16_t wanted, unsigned is)
{
	return wanted < 0 || (unsigned)wanted == is;
}

static const struct hw_layout *choose(const struct hw_usb_choices *from,
				      const struct hw_usb_walk *walk,
				      const struct hw_usb_descriptor *d,
				      uint8_t class_code)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct hw_usb_choice *c = &from->rows[i];

		if (fits(c->type, d->type) && fits(c->subtype, d->subtype) &&
		    fits(c->class_code, class_code) &&
		    fits(c->subclass, walk->subclass) &&
		    fits(c->protocol, walk->protocol))
			return c->layout;
	}
	return NULL;
}

/* Data interfaces (0a) carry functional descriptors of class 02 too. */
static const struct hw_layout *class_layout(const struct hw_usb_walk *walk,
					    const struct hw_usb_descriptor *d)
{
	const struct hw_layout *layout = NULL;
	uint8_t class_code = walk->interface == NONE ? 0 : walk->class_code;

	if (class_code == 0x02 || class_code == 0x0a)
		layout = choose(&hw_usb_cdc_choices, walk, d, 0x02);
	else if (class_code == 0x0e)
		layout = choose(&hw_usb_video_choices, walk, d, class_code);
	else if (class_code == 0x01)
		layout = choose(&hw_usb_audio_choices, walk, d, class_code);
	if (class_code == 0x01 && !layout)
		layout = choose(&hw_usb_audio_3_choices, walk, d, class_code);
	return layout ? layout : choose(&hw_usb_class_choices, walk, d, class_code);
}

static const struct hw_layout *layout_of(const struct hw_usb_walk *walk,
					 const struct hw_usb_descriptor *d)
{
	const struct hw_layout *layout;

	if (d->type == CAPABILITY)
		return hw_usb_capability_layout(d->subtype, d->bytes);
	if (d->type == BOS)
		return &hw_usb_bos;
	if (d->type == CONFIGURATION && walk->is_superspeed)
		return &hw_usb_configuration_superspeed;
	layout = hw_usb_standard_layout(d->type);
	if (!layout)
		layout = class_layout(walk, d);
	return layout ? layout : &hw_usb_unknown;
}

static unsigned byte_at(const struct hw_usb_descriptor *d, size_t at)
{
	return at < d->bytes.n ? d->bytes.p[at] : 0;
}

static size_t total_end(const struct hw_usb_descriptor *d)
{
	return d->bytes.n >= 4 ? d->at + (size_t)hw_layout_le(d->bytes, 2, 2) : SIZE_MAX;
}

static void open_configuration(struct hw_usb_walk *walk,
			       const struct hw_usb_descriptor *d)
{
	walk->configuration = (int)byte_at(d, 5);
	walk->interface = NONE;
	walk->alternate = NONE;
	walk->endpoint = NONE;
	walk->total_end = total_end(d);
}

/* What this descriptor says of those that follow. */
static void note(struct hw_usb_walk *walk, const struct hw_usb_descriptor *d)
{
	switch (d->type) {
	case DEVICE:
		walk->is_superspeed = hw_layout_le(d->bytes, 2, 2) >= 0x300;
		break;
	case CONFIGURATION:
	case OTHER_SPEED:
		open_configuration(walk, d);
		break;
	case BOS:
		walk->total_end = total_end(d);
		break;
	case ASSOCIATION:
		walk->interface = NONE;
		walk->alternate = NONE;
		walk->endpoint = NONE;
		break;
	case INTERFACE:
		walk->interface = (int)byte_at(d, 2);
		walk->alternate = (int)byte_at(d, 3);
		walk->endpoint = NONE;
		walk->class_code = (uint8_t)byte_at(d, 5);
		walk->subclass = (uint8_t)byte_at(d, 6);
		walk->protocol = (uint8_t)byte_at(d, 7);
		break;
	case ENDPOINT:
		walk->endpoint = (int)byte_at(d, 2);
		break;
	default:
		break;
	}
}

static unsigned depth_of(const struct hw_usb_walk *walk, unsigned type)
{
	switch (type) {
	case DEVICE:
	case BOS:
		return 0;
	case CONFIGURATION:
	case OTHER_SPEED:
	case CAPABILITY:
		return 1;
	case INTERFACE:
	case ASSOCIATION:
		return 2;
	case ENDPOINT:
		return 3;
	case COMPANION:
	case ISO_COMPANION:
	case CS_ENDPOINT:
		return walk->endpoint == NONE ? 3 : 4;
	default:
		if (walk->endpoint != NONE)
			return 4;
		if (walk->interface != NONE)
			return 3;
		return walk->configuration == NONE ? 1 : 2;
	}
}

static bool has_subtype(unsigned type)
{
	return type == CS_INTERFACE || type == CS_ENDPOINT || type == CAPABILITY;
}

/* Where the walk can go on after a descriptor that says no length: the next configuration
 * that the total length leads to, or the end. */
static size_t resume_at(const struct hw_usb_walk *walk)
{
	size_t end = walk->total_end;
	struct hw_bytes b = walk->bytes;

	if (!walk->is_bos && end > walk->at && end < b.n && b.n - end >= 9 &&
	    b.p[end] >= 9 && b.p[end + 1] == CONFIGURATION)
		return end;
	return b.n;
}

static bool trouble(const struct hw_usb_walk *walk, enum hw_layout_problem problem,
		    struct hw_usb_descriptor *ret)
{
	*ret = (struct hw_usb_descriptor){
		.problem = problem,
		.at = walk->at,
		.configuration = walk->configuration,
		.interface = walk->interface,
		.alternate = walk->alternate,
		.endpoint = walk->endpoint,
	};
	ret->depth = walk->configuration == NONE ? 0 : 1;
	return true;
}

/* A total length that does not end where the set does: said once, at the place where the
 * set ends or where the total points. */
static bool is_bad_total(struct hw_usb_walk *walk, unsigned type)
{
	bool ends = walk->at == walk->bytes.n || type == CONFIGURATION;
	size_t total = walk->total_end;

	if (total == SIZE_MAX || (!ends && walk->at <= total))
		return false;
	walk->total_end = SIZE_MAX;
	return walk->at != total;
}

bool hw_usb_next(struct hw_usb_walk *walk, struct hw_usb_descriptor *ret)
{
	struct hw_bytes b = walk->bytes;
	size_t left = b.n - walk->at;
	unsigned length = left ? b.p[walk->at] : 0;
	unsigned type = left > 1 ? b.p[walk->at + 1] : 0;

	if (is_bad_total(walk, type))
		return trouble(walk, HW_LAYOUT_BAD_TOTAL, ret);
	if (!left)
		return false;
	if (length < 2 || left < 2) {
		trouble(walk,
			left < 2 && length != 0 ? HW_LAYOUT_CUT_OFF : HW_LAYOUT_NO_LENGTH,
			ret);
		walk->at = resume_at(walk);
		walk->total_end = SIZE_MAX;
		return true;
	}
	*ret = (struct hw_usb_descriptor){
		.at = walk->at,
		.type = (uint8_t)type,
		.bytes = {b.p + walk->at, length < left ? length : left},
	};
	ret->subtype = has_subtype(type) ? (uint8_t)byte_at(ret, 2) : 0;
	note(walk, ret);
	ret->depth = depth_of(walk, type);
	ret->layout = layout_of(walk, ret);
	ret->configuration = walk->configuration;
	ret->interface = walk->interface;
	ret->alternate = walk->alternate;
	ret->endpoint = walk->endpoint;
	if (length > left)
		ret->problem = HW_LAYOUT_CUT_OFF;
	else if (length < ret->layout->size)
		ret->problem = HW_LAYOUT_SHORT;
	walk->at += ret->bytes.n;
	return true;
}
