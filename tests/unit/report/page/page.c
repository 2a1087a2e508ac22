// SPDX-License-Identifier: GPL-2.0-or-later
/* The lines of a page: links, and evidence with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/page/page.h"
#include "report/show/evidence.h"

#define LINK(uri, text) "\033]8;;" uri "\033\\" text "\033]8;;\033\\"

struct printed {
	struct hw_page page;
	char *text;
	size_t n;
};

static void begin(struct printed *p, bool links)
{
	*p = (struct printed){.page.options.links = links};
	p->page.out = open_memstream(&p->text, &p->n);
	assert_non_null(p->page.out);
}

static void expect(struct printed *p, const char *text)
{
	fclose(p->page.out);
	assert_string_equal(p->text, text);
	free(p->text);
	hw_arena_done(&p->page.arena);
}

/* RFC 3986, 2.1 and 3.3: what is no character of a path is written as %XX, of each byte.
 */
static void link_has_path_as_uri(void **state)
{
	struct printed p;

	(void)state;
	begin(&p, true);
	hw_page_link(&p.page, HW_TEXT("usb1"), HW_TEXT("/sys/a:b@c/d e%;?#\033\xc3\xa9"));
	expect(&p, LINK("file://localhost/sys/a:b@c/d%20e%25%3B%3F%23%1B%C3%A9", "usb1"));
}

/* What is no absolute path, or where no links are wanted, is the text alone. */
static void text_alone_without_link(void **state)
{
	struct printed p;

	(void)state;
	begin(&p, true);
	hw_page_link(&p.page, HW_TEXT("kernel log"), HW_NO_TEXT);
	hw_page_link(&p.page, HW_TEXT(" home"), HW_TEXT("~/x.conf"));
	expect(&p, "kernel log home");
	begin(&p, false);
	hw_page_link(&p.page, HW_TEXT("usb1"), HW_TEXT("/sys/usb1"));
	expect(&p, "usb1");
}

static void evidence_links_its_file(void **state)
{
	const struct hw_evidence evidence[] = {
		{.source = "modprobe.d",
		 .path = HW_TEXT("/etc/modprobe.d/x.conf"),
		 .line = 3,
		 .text = HW_TEXT("blacklist e1000e")},
		{.source = "kernel-log",
		 .time = HW_TEXT("5.1"),
		 .text = HW_TEXT("failed")},
	};
	struct printed p;

	(void)state;
	begin(&p, true);
	hw_page_evidence(&p.page, "seen: ", evidence, HW_ARRAY_SIZE(evidence),
			 HW_NO_TEXT);
	expect(&p,
	       "seen: " LINK(
		       "file://localhost/etc/modprobe.d/x.conf",
		       "/etc/modprobe.d/x.conf:3") ": blacklist e1000e\n"
						   "seen: kernel log: [5.1] failed\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(link_has_path_as_uri),
		cmocka_unit_test(text_alone_without_link),
		cmocka_unit_test(evidence_links_its_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
