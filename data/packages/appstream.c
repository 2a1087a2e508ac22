// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * AppStream in XML, of which the package and what it provides (AppStream specification,
 * "Catalog XML", <pkgname/>, <provides/>):
 *
 *     <component type="generic">
 *       <id>org.freedesktop.libfprint</id>
 *       <pkgname>libfprint</pkgname>
 *       <provides>
 *         <modalias>usb:v045Ep00BB*</modalias>
 *         <firmware type="runtime">iwlwifi-8265-36.ucode</firmware>
 *       </provides>
 *     </component>
 *
 * What it requires, recommends or supports has a <modalias/> too, and is not what it
 * provides (the same, "Relations").
 */
#include "data/packages/internal.h"

enum { NO_FIRMWARE, RUNTIME_FIRMWARE };

void hw_appstream_record(struct hw_list_reader *r, struct hw_text record)
{
	struct hw_xml xml;

	if (!hw_xml_read(r, record, &xml))
		return;
	if (hw_text_eq(xml.tag, HW_TEXT("component")) ||
	    hw_text_eq(xml.tag, HW_TEXT("/component")))
		hw_list_begin_component(r);
	else if (hw_text_eq(xml.tag, HW_TEXT("/pkgname")) &&
		 hw_xml_is_below(r, "component"))
		hw_list_set_package(r, xml.content);
	else if (!hw_xml_is_below(r, "provides"))
		return;
	else if (hw_text_eq(xml.tag, HW_TEXT("/modalias")))
		hw_list_claim(r, HW_PACKAGE_MODALIAS, xml.content, false);
	else if (hw_text_eq(xml.tag, HW_TEXT("/firmware")) &&
		 r->section == RUNTIME_FIRMWARE)
		hw_list_claim(r, HW_PACKAGE_FIRMWARE, xml.content, false);
	r->section = hw_text_eq(xml.tag, HW_TEXT("firmware")) &&
				     hw_text_eq(hw_xml_attribute(&xml, "type"),
						HW_TEXT("runtime"))
			     ? RUNTIME_FIRMWARE
			     : NO_FIRMWARE;
}
