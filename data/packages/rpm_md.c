// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * repodata, of createrepo_c: primary.xml and filelists.xml:
 *
 *     <package type="rpm">
 *       <name>kernel-firmware-iwlwifi</name>
 *       <arch>noarch</arch>
 *       <version epoch="0" ver="20240610" rel="1.fc41"/>
 *       <format>
 *         <rpm:provides>
 *           <rpm:entry name="firmware(iwlwifi-8265-36.ucode)"/>
 *         </rpm:provides>
 *         <rpm:supplements>
 *           <rpm:entry name="modalias(pci:v00008086d000024FDsv*sd*bc*sc*i*)"/>
 *         </rpm:supplements>
 *         <file>/usr/lib/firmware/…</file>
 *
 *     <package pkgid="…" name="iwlwifi-mvm-firmware" arch="noarch">
 *       <file>/usr/lib/firmware/iwlwifi-8265-36.ucode.xz</file>
 *
 * Who provides modalias() or firmware(), or supplements it, is for such a device: so the
 * packages kernel-firmware-* of openSUSE do, and kernel modules built outside the kernel,
 * with "modalias(kernel-default:pci:…)"; a rich dependency may have several, of which
 * each counts. What a package requires says nothing.
 */
#include <string.h>

#include "data/base/array.h"
#include "data/packages/internal.h"
#include "decoders/modalias.h"

/* "pci:v…" of "modalias(pci:v…) and b"; absent: it begins with another word. */
static struct hw_text argument_of(struct hw_text text, const char *word)
{
	const struct hw_text start = hw_text_of(word);
	struct hw_text argument;

	if (!hw_text_starts(text, start))
		return HW_NO_TEXT;
	argument = hw_text_from(text, start.n);
	return hw_text_head(argument, hw_text_find(argument, ')'));
}

/* RPM's dependencies cannot hold a comma. */
static struct hw_text without_escapes(struct hw_text text, char *buffer, size_t size)
{
	size_t n = 0;

	if (hw_text_find(text, '%') == text.n || text.n > size)
		return text;
	for (size_t i = 0; i < text.n; i++)
		if (hw_text_starts(hw_text_from(text, i), HW_TEXT("%2C"))) {
			buffer[n++] = ',';
			i += 2;
		} else {
			buffer[n++] = text.s[i];
		}
	return (struct hw_text){buffer, n};
}

/* "pci:v…" of "kernel-default:pci:v…", which asks for that package too (libsolv's
 * repo_fix_supplements()). */
static struct hw_text without_package(struct hw_text modalias)
{
	const struct hw_text rest = hw_text_from(modalias, hw_text_find(modalias, ':'));
	struct hw_modalias m;

	(void)hw_decode(modalias, &m);
	if (m.bus || hw_text_find(hw_text_from(rest, rest.n > 0), ':') + 1 >= rest.n)
		return modalias;
	return hw_text_from(rest, 1);
}

static void take_modalias(struct hw_list_reader *r, struct hw_text modalias)
{
	char buffer[512];

	hw_list_claim(r, HW_PACKAGE_MODALIAS,
		      without_escapes(without_package(modalias), buffer, sizeof(buffer)),
		      false);
}

/*
 * "(modalias(pci:v…) or modalias(pci:v…))" is for each, but of what follows "unless" and
 * "without", up to the parenthesis that closes around it, it is not (rpm's dependencies,
 * boolean operators).
 */
static void take_modaliases(struct hw_list_reader *r, struct hw_text rest)
{
	size_t depth = 0;
	/* of what is left out, and one; 0: nothing is */
	size_t left_out = 0;

	for (; rest.n; rest = hw_text_from(rest, 1)) {
		const struct hw_text argument = argument_of(rest, "modalias(");

		if (!left_out && argument.s)
			take_modalias(r, argument);
		if (!left_out && (hw_text_starts(rest, HW_TEXT(" unless ")) ||
				  hw_text_starts(rest, HW_TEXT(" without "))))
			left_out = depth + 1;
		if (rest.s[0] == '(') {
			depth++;
		} else if (rest.s[0] == ')' && depth) {
			if (left_out == depth + 1)
				left_out = 0;
			depth--;
		}
	}
}

static void take_entry(struct hw_list_reader *r, struct hw_text name)
{
	const struct hw_text firmware = argument_of(name, "firmware(");

	take_modaliases(r, name);
	if (firmware.s)
		hw_list_claim(r, HW_PACKAGE_FIRMWARE, firmware, false);
}

/* "20240610-1.fc41", "1:2.0-1.fc41" */
static void take_version(struct hw_list_reader *r, const struct hw_xml *xml)
{
	struct hw_text epoch = hw_xml_attribute(xml, "epoch");
	const struct hw_text version = hw_xml_attribute(xml, "ver");
	const struct hw_text release = hw_xml_attribute(xml, "rel");
	struct hw_arena arena = {0};

	if (hw_text_eq(epoch, HW_TEXT("0")))
		epoch = HW_TEXT("");
	if (version.n)
		hw_list_set_version(
			r, hw_arena_printf(&arena, "%.*s%s%.*s-%.*s", HW_TEXT_ARG(epoch),
					   epoch.n ? ":" : "", HW_TEXT_ARG(version),
					   HW_TEXT_ARG(release)));
	hw_arena_done(&arena);
}

void hw_rpm_md_record(struct hw_list_reader *r, struct hw_text record)
{
	struct hw_xml xml;

	if (!hw_xml_read(r, record, &xml))
		return;
	if (hw_text_eq(xml.tag, HW_TEXT("package"))) {
		const struct hw_text arch = hw_xml_attribute(&xml, "arch");

		hw_list_set_package(r, hw_xml_attribute(&xml, "name"));
		if (r->package_n)
			hw_list_note(r);
		if (arch.n)
			hw_list_set_architecture(r, arch);
	} else if (hw_text_eq(xml.tag, HW_TEXT("version")) &&
		   hw_xml_is_below(r, "package")) {
		take_version(r, &xml);
	} else if (hw_text_eq(xml.tag, HW_TEXT("/arch")) && xml.content.n &&
		   hw_xml_is_below(r, "package")) {
		hw_list_set_architecture(r, xml.content);
	} else if (hw_text_eq(xml.tag, HW_TEXT("/name")) &&
		   hw_xml_is_below(r, "package")) {
		hw_list_set_package(r, xml.content);
		hw_list_note(r);
	} else if (hw_text_eq(xml.tag, HW_TEXT("rpm:entry")) &&
		   (hw_xml_is_below(r, "rpm:provides") ||
		    hw_xml_is_below(r, "rpm:supplements"))) {
		take_entry(r, hw_xml_attribute(&xml, "name"));
	} else if (hw_text_eq(xml.tag, HW_TEXT("/file")) && xml.content.n &&
		   (hw_xml_is_below(r, "package") || hw_xml_is_below(r, "format"))) {
		hw_list_claim_file(r, hw_text_trim_start(xml.content, "/"));
	}
}
