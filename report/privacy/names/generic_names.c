// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/names/generic_names.h"

#include <strings.h>

#include "data/base/array.h"

/* In lower case. */
static const char words[][12] = {
	"adapter",   "audio",	  "bluetooth",	"bridge",     "camera",	  "card",
	"compact",   "composite", "controller", "converter",  "device",	  "disk",
	"display",   "flash",	  "generic",	"hid",	      "host",	  "hub",
	"interface", "keyboard",  "mass",	"microphone", "modem",	  "mouse",
	"optical",   "printer",	  "reader",	"receiver",   "scanner",  "serial",
	"speaker",   "storage",	  "system",	"tablet",     "touchpad", "touchscreen",
	"usb",	     "video",	  "virtual",	"webcam",     "wired",	  "wireless",
};

static bool is_one(struct hw_text word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (word.n == strlen(words[i]) &&
		    strncasecmp(word.s, words[i], word.n) == 0)
			return true;
	return false;
}

bool hw_name_is_generic(struct hw_text name)
{
	struct hw_text rest = hw_text_trim_end(name, "\n ");

	if (!rest.n)
		return false;
	while (rest.s)
		if (!is_one(hw_text_cut(&rest, ' ')))
			return false;
	return true;
}
