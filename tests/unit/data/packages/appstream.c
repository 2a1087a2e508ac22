// SPDX-License-Identifier: GPL-2.0-or-later
/* Components as the AppStream specification has them, "Catalog XML". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/package_list.h"

static void check(const char *list, const char *expected)
{
	check_claims("appstream", "*.xml*", list, expected);
}

static void test_provides(void **state)
{
	(void)state;
	check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<components version=\"1.0\" origin=\"fedora\">\n"
	      "  <component type=\"generic\">\n"
	      "    <id>org.freedesktop.libfprint</id>\n"
	      "    <pkgname>libfprint</pkgname>\n"
	      "    <name>fprint</name>\n"
	      "    <provides>\n"
	      "      <modalias>usb:v045Ep00BB*</modalias>\n"
	      "      <firmware type=\"runtime\">hello.fw</firmware>\n"
	      "      <firmware type=\"flashed\">84f40464-9272</firmware>\n"
	      "      <binary>fprintd</binary>\n"
	      "    </provides>\n"
	      "  </component>\n"
	      "  "
	      "<component><provides><modalias>usb:v1*</modalias></provides></component>\n"
	      "</components>\n",
	      "libfprint is for usb:v045Ep00BB*, line 8\n"
	      "libfprint has hello.fw, line 9\n");
}

/* A package that provides `inner`: what it claims. */
static void check_provides(const char *inner, const char *expected)
{
	char list[2048];

	snprintf(list, sizeof(list),
		 "<components><component><pkgname>aa</pkgname><provides>%s"
		 "</provides></component></components>",
		 inner);
	check(list, expected);
}

#define WANTED	 "aa is for usb:v1*, line 1\n"
#define MODALIAS "<modalias>usb:v1*</modalias>"

/* The elements of a component are in any order. */
static void test_package_behind(void **state)
{
	(void)state;
	check("<components><component><provides><modalias>usb:v1*</modalias></provides>"
	      "<pkgname>aa</pkgname></component>"
	      "<component><provides><modalias>usb:v2*</modalias></provides></component>"
	      "<component><pkgname>bb</pkgname></component></components>",
	      "aa is for usb:v1*, line 1\n");
}

/* What is commented out is not said (XML 1.0, 2.5). */
static void test_comments(void **state)
{
	(void)state;
	check_provides("<!-- " MODALIAS " -->", "");
	check_provides("<!--" MODALIAS "-->", "");
	check_provides("<!-- > - -- > <a " MODALIAS " -->" MODALIAS, WANTED);
	check_provides("<!-- -->" MODALIAS "<!-- <modalias>usb:v2*</modalias>-->",
		       WANTED);
	check_provides("<modalias><!-- usb:v2* -->usb:v1*</modalias>", WANTED);
	check_provides("<?x " MODALIAS "?>" MODALIAS, WANTED);
	check("<!DOCTYPE components [ <!ENTITY x \"<modalias>\"> ]>\n"
	      "<components><component><!-- <pkgname>bb</pkgname> -->"
	      "<pkgname>aa</pkgname><provides>\n" MODALIAS
	      "</provides></component></components>",
	      "aa is for usb:v1*, line 3\n");
}

/* 2.7, 4.1, 4.6 */
static void test_text(void **state)
{
	(void)state;
	check_provides("<modalias><![CDATA[usb:v1*]]></modalias>", WANTED);
	check_provides("<modalias>usb<![CDATA[:v]]>1*</modalias>", WANTED);
	check_provides("<description><![CDATA[" MODALIAS "]]></description>", "");
	check_provides("<modalias> usb&#58;v&#x31;&#42; </modalias>", WANTED);
	check_provides("<modalias>a&amp;b&lt;c&gt;1*</modalias>",
		       "aa is for a&b<c>1*, line 1\n");
	check_provides("<modalias>usb:v1&other;*</modalias>", "");
	check_provides("<modalias>usb:v1&#9;*</modalias>", "");
	check_provides("<modalias>&lt;!-- usb:v1* --&gt;</modalias>",
		       "aa is for <!-- usb:v1* -->, line 1\n");
	check_provides("<modalias a='>' b=\"<\">usb:v1*</modalias>", WANTED);
}

/* Another namespace, another element of the same name, another meaning. */
static void test_others(void **state)
{
	(void)state;
	check_provides("<x:modalias>usb:v1*</x:modalias>", "");
	check_provides("<modalias xmlns=\"urn:x\">usb:v1*</modalias>", "");
	check_provides("<x xmlns=\"urn:x\"><provides>" MODALIAS
		       "</provides></x>" MODALIAS,
		       WANTED);
	check_provides("<x xmlns=\"urn:x\"/>" MODALIAS, WANTED);
	check_provides("<p>" MODALIAS "</p>", "");
	check_provides("</provides><requires>" MODALIAS "</requires><provides>", "");
	check_provides("</provides><supports>" MODALIAS "</supports><provides>", "");
	check_provides("</provides><x><pkgname>bb</pkgname></x><provides>" MODALIAS,
		       WANTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_provides), cmocka_unit_test(test_package_behind),
		cmocka_unit_test(test_comments), cmocka_unit_test(test_text),
		cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
