// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include "decoders/text/ascii.h"

struct hw_text hw_details_read(const struct hw_details *d, const char *file)
{
	struct hw_text text =
		hw_root_read_attr(d->machine->root, d->directory, file, d->arena);

	text = hw_text_trim_end(text, "\n ");
	/* the format of " 2.00" and " 1" is "%2x" and the like */
	text = text.n ? hw_text_trim_start(text, " ") : text;
	/* driver_override_show(): "%s" of NULL */
	return hw_text_eq(text, HW_TEXT("(null)")) ? HW_NO_TEXT : text;
}

struct hw_bytes hw_details_bytes(const struct hw_details *d, const char *file)
{
	struct hw_text path =
		hw_arena_printf(d->arena, "%.*s/%s", HW_TEXT_ARG(d->directory), file);
	struct hw_text text;

	if (!path.s || hw_root_read(d->machine->root, path.s, d->arena, &text) < 0)
		return (struct hw_bytes){NULL, 0};
	return (struct hw_bytes){(const uint8_t *)text.s, text.n};
}

struct hw_text hw_details_link(const struct hw_details *d, const char *name)
{
	struct hw_text path =
		hw_arena_printf(d->arena, "%.*s/%s", HW_TEXT_ARG(d->directory), name);
	struct hw_text target;

	if (!path.s || hw_root_readlink(d->machine->root, path.s, d->arena, &target) < 0)
		return HW_NO_TEXT;
	return hw_path_base(target);
}

bool hw_details_number(struct hw_text text, int64_t *ret)
{
	struct hw_text digits = hw_text_trim_start(text, " ");
	bool is_negative = digits.n && digits.s[0] == '-';
	int64_t number = 0;

	if (is_negative)
		digits = hw_text_from(digits, 1);
	if (!digits.n || digits.n > 18)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		if (!hw_is_digit(digits.s[i]))
			return false;
		number = number * 10 + (digits.s[i] - '0');
	}
	*ret = is_negative ? -number : number;
	return true;
}

static struct hw_detail *add_number(struct hw_detail *parent, const struct hw_details *d,
				    const struct hw_details_attribute *row,
				    struct hw_text value)
{
	int64_t number;
	struct hw_detail *detail;

	/* -1: NUMA_NO_NODE and the like */
	if (!hw_details_number(value, &number) || number == -1)
		return NULL;
	detail = hw_detail_number(parent, d->arena, row->key, number);
	if (row->unit)
		hw_detail_shown(detail, hw_arena_printf(d->arena, "%lld %s",
							(long long)number, row->unit));
	return detail;
}

static struct hw_detail *add_truth(struct hw_detail *parent, const struct hw_details *d,
				   const char *key, struct hw_text value)
{
	static const char *const words[] = {"0", "1", "no", "yes", "disabled", "enabled"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (hw_text_eq(value, hw_text_of(words[i])))
			return hw_detail_boolean(parent, d->arena, key, i % 2);
	return NULL;
}

/* Always a list: an empty one where there is nothing. */
static struct hw_detail *add_words(struct hw_detail *parent, const struct hw_details *d,
				   const char *key, struct hw_text value)
{
	struct hw_detail *list = hw_detail_list(parent, d->arena, key);

	while (value.s) {
		struct hw_text word = hw_text_cut(&value, ' ');

		if (word.n)
			hw_detail_text(list, d->arena, NULL, word);
	}
	return list;
}

static struct hw_detail *add_private(struct hw_detail *parent, const struct hw_details *d,
				     const char *key, struct hw_text value)
{
	struct hw_text shown;

	if (!value.n)
		return NULL;
	shown = hw_privacy_value(
		&d->machine->privacy, HW_PRIVATE_SERIAL,
		hw_machine_usb_serial(d->machine, d->record->device.syspath, d->arena),
		d->arena);
	if (shown.n)
		return hw_detail_text(parent, d->arena, key, shown);
	return hw_detail_shown(hw_detail_null(parent, d->arena, key),
			       HW_TEXT("withheld"));
}

static struct hw_detail *add(struct hw_detail *parent, const struct hw_details *d,
			     const struct hw_details_attribute *row)
{
	struct hw_text value = row->form == HW_DETAILS_TARGET
				       ? hw_details_link(d, row->file)
				       : hw_details_read(d, row->file);

	if (row->form == HW_DETAILS_OWN)
		value = hw_machine_own_string(d->machine, d->record->device.syspath,
					      value, d->arena);
	switch (row->form) {
	case HW_DETAILS_OWN:
	case HW_DETAILS_WORD:
	case HW_DETAILS_TARGET:
		return value.n ? hw_detail_text(parent, d->arena, row->key, value) : NULL;
	case HW_DETAILS_WORDS:
		return add_words(parent, d, row->key, value);
	case HW_DETAILS_DECIMAL:
		return add_number(parent, d, row, value);
	case HW_DETAILS_TRUTH:
		return add_truth(parent, d, row->key, value);
	case HW_DETAILS_HEXADECIMAL:
		if (hw_text_starts(value, HW_TEXT("0x")))
			value = hw_text_from(value, 2);
		return value.n ? hw_detail_text(parent, d->arena, row->key, value) : NULL;
	case HW_DETAILS_PRIVATE:
		return add_private(parent, d, row->key, value);
	}
	return NULL;
}

void hw_details_attributes(struct hw_detail *parent, const struct hw_details *d,
			   const struct hw_details_attribute *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct hw_detail *detail = add(parent, d, &rows[i]);

		if (!detail)
			detail = hw_detail_null(parent, d->arena, rows[i].key);
		hw_detail_labelled(detail, rows[i].label);
	}
}

bool hw_details_sleeps(const struct hw_details *d)
{
	struct hw_text status;

	if (!hw_root_was_live(d->machine->root) || d->machine->wakes)
		return false;
	status = hw_details_read(d, "power/runtime_status");
	return !hw_text_eq(status, HW_TEXT("active")) ||
	       hw_text_eq(hw_details_read(d, "power_state"), HW_TEXT("D3cold"));
}
