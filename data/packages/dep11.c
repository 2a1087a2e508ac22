// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * AppStream in YAML, a document a component; of it the package and what it provides
 * (AppStream specification, "DEP-11"; as_yaml_process_provides() of appstream, which
 * takes "fname"; the specification says "file"):
 *
 *     ---
 *     Type: generic
 *     ID: org.freedesktop.libfprint
 *     Package: libfprint-2-2
 *     Provides:
 *       modaliases:
 *       - usb:v045Ep00BB*
 *       firmware:
 *       - type: runtime
 *         file: iwlwifi-8265-36.ucode
 *
 * The members are in any order. Generators write block style alone; flow style is told to
 * be none, and of all other YAML nothing is found.
 */
#include "data/packages/internal.h"

enum section { OTHER, PROVIDES, MODALIASES, FIRMWARE };
enum { IS_RUNTIME = 1 };

static size_t depth_of(struct hw_text line)
{
	size_t n = 0;

	while (n < line.n && line.s[n] == ' ')
		n++;
	return n;
}

/* A plain or quoted scalar, without a comment's worth of care: none has a '#'. */
static struct hw_text scalar(struct hw_text t)
{
	t = hw_text_trim_end(hw_text_trim_start(t, " "), " \r");
	if (t.n >= 2 && (t.s[0] == '\'' || t.s[0] == '"') && t.s[t.n - 1] == t.s[0])
		t = (struct hw_text){t.s + 1, t.n - 2};
	return t;
}

static void end_item(struct hw_list_reader *r)
{
	if (r->section == FIRMWARE && (r->item & IS_RUNTIME))
		hw_list_claim(r, HW_PACKAGE_FIRMWARE,
			      (struct hw_text){r->value, r->value_n}, false);
	r->item = 0;
	r->value_n = 0;
}

static void take_member(struct hw_list_reader *r, struct hw_text text)
{
	struct hw_text value = text;
	struct hw_text key = scalar(hw_text_cut(&value, ':'));

	value = value.s ? scalar(value) : HW_NO_TEXT;
	if (hw_text_eq(key, HW_TEXT("type")) && hw_text_eq(value, HW_TEXT("runtime")))
		r->item |= IS_RUNTIME;
	if ((hw_text_eq(key, HW_TEXT("file")) || hw_text_eq(key, HW_TEXT("fname"))) &&
	    value.n < sizeof(r->value)) {
		if (value.n)
			memcpy(r->value, value.s, value.n);
		r->value_n = value.n;
	}
}

/* "[a, b]" and "{a: b}", but for empty ones. */
static void refuse_flow(struct hw_list_reader *r, struct hw_text value)
{
	value = scalar(value);
	if (value.n && (value.s[0] == '[' || value.s[0] == '{') &&
	    !hw_text_eq(value, HW_TEXT("[]")) && !hw_text_eq(value, HW_TEXT("{}")))
		hw_list_fault(r, "it is in YAML's flow style, which is not read");
}

static void take_item(struct hw_list_reader *r, struct hw_text text)
{
	end_item(r);
	if (r->section == MODALIASES)
		hw_list_claim(r, HW_PACKAGE_MODALIAS, scalar(text), false);
	else if (r->section == FIRMWARE && hw_text_starts(text, HW_TEXT("{")))
		refuse_flow(r, text);
	else if (r->section == FIRMWARE)
		take_member(r, text);
}

static void take_key(struct hw_list_reader *r, struct hw_text text)
{
	static const char *const keys[] = {"modaliases:", "firmware:"};

	end_item(r);
	text = hw_text_trim_end(text, " \r");
	r->section = hw_text_eq(text, HW_TEXT("modaliases:")) ? MODALIASES
		     : hw_text_eq(text, HW_TEXT("firmware:")) ? FIRMWARE
							      : PROVIDES;
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_starts(text, hw_text_of(keys[i])))
			refuse_flow(r, hw_text_from(text, strlen(keys[i])));
}

static void take_top(struct hw_list_reader *r, struct hw_text line)
{
	const struct hw_text package = HW_TEXT("Package:");

	end_item(r);
	r->section = hw_text_eq(hw_text_trim_end(line, " \r"), HW_TEXT("Provides:"))
			     ? PROVIDES
			     : OTHER;
	if (r->section == OTHER && hw_text_starts(line, HW_TEXT("Provides:")))
		refuse_flow(r, hw_text_from(line, strlen("Provides:")));
	if (hw_text_starts(line, HW_TEXT("---")))
		hw_list_begin_component(r);
	else if (hw_text_starts(line, package))
		hw_list_set_package(r, scalar(hw_text_from(line, package.n)));
}

/* "---", "...", "- item", "Key: value", "? key" or a directive. */
static bool is_top(struct hw_text text)
{
	return hw_text_find(text, ':') < text.n || memchr("-.%?\t", text.s[0], 5);
}

void hw_dep11_record(struct hw_list_reader *r, struct hw_text line)
{
	size_t depth = depth_of(line);
	struct hw_text text = line.n ? hw_text_from(line, depth) : HW_NO_TEXT;

	if (!line.s) {
		end_item(r);
		hw_list_begin_component(r);
		return;
	}
	if (!text.n || text.s[0] == '\r' || text.s[0] == '#')
		return;
	if (text.s[0] == '\t')
		hw_list_fault(r, "a line is indented by a tab");
	if (!depth && !is_top(text))
		hw_list_fault(r, "a line is no member of a component");
	if (!depth && text.s[0] != '-') {
		take_top(r, line);
	} else if (!depth && hw_text_starts(text, HW_TEXT("---"))) {
		take_top(r, line);
	} else if (r->section != OTHER) {
		if (hw_text_starts(text, HW_TEXT("- ")))
			take_item(r, hw_text_from(text, 2));
		else if (depth <= 2)
			take_key(r, text);
		else if (r->section == FIRMWARE)
			take_member(r, text);
	}
}
