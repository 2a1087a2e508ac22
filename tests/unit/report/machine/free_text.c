// SPDX-License-Identifier: GPL-2.0-or-later
/* What quoted text loses before strangers see it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/machine/free_text.h"

static void is_public(const char *text, const char *expected)
{
	struct hw_arena arena = {0};
	const struct hw_private_words words = {.host = HW_TEXT("build-17")};
	struct hw_text t = hw_free_text_public(hw_text_of(text), &words, &arena);

	if (!hw_text_eq(t, hw_text_of(expected)))
		fail_msg("%s: %.*s", text, HW_TEXT_ARG(t));
	hw_arena_done(&arena);
}

static void what_identifies_is_withheld(void **state)
{
	(void)state;
	is_public("install m curl -u alice:pass https://x/",
		  "install m curl -u withheld https://x/");
	is_public("install m curl --user=alice:p x", "install m curl --user=withheld x");
	is_public("curl https://alice:p@host/x", "curl https://withheld@host/x");
	is_public("options m psk=0123 Password: x", "options m psk=withheld Password: x");
	is_public("options m token='a b'", "options m token='withheld b'");
	is_public("options e1000e mac=52:54:00:12:34:56,1",
		  "options e1000e mac=withheld,1");
	is_public("root=UUID=01234567-89ab-cdef-0123-456789abcdef ro",
		  "root=UUID=withheld ro");
	is_public("wwpn=0x500507630300c562", "wwpn=withheld");
	is_public("wwn 50:05:07:63:03:00:c5:62", "wwn withheld");
	is_public("ping BUILD-17.example.org", "ping withheld.example.org");
	is_public("curl -ualice:p x", "curl -uwithheld x");
	is_public("wget --http-password hunter2 x", "wget --http-password withheld x");
	is_public("mysql -phunter2 db", "mysql -pwithheld db");
	is_public("sshpass -p hunter2 ssh h", "sshpass -p withheld ssh h");
	is_public("options m pass=a pw=b DB_PASSWORD=c",
		  "options m pass=withheld pw=withheld DB_PASSWORD=withheld");
	is_public("curl -H 'Authorization: Bearer a.b c' x",
		  "curl -H 'Authorization: withheld' x");
	is_public("curl -H \"X-Api-Key: abc\" x", "curl -H \"X-Api-Key: withheld\" x");
	is_public("show arp 001b.4411.3ab7", "show arp withheld");
	is_public("cp ~alice/x ~/y", "cp ~/x ~/y");
	is_public("/home/alice/x.sh /root/y /var/home/bob.b/", "~/x.sh ~/y ~/");
	is_public("ping build-17 build-17.lan build-170",
		  "ping withheld withheld.lan build-170");
}

/* Words that look alike. */
static void the_rest_stays(void **state)
{
	static const char *const texts[] = {
		"blacklist e1000e",
		"install m /bin/false",
		"options snd-hda-intel model=auto:1 index=1",
		"pci:v00008086d000015B8sv*sd*bc*sc*i*",
		"0000:00:1f.6 00:1f.6",
		"-u",
		"sort -u file",
		"/rootfs/x /homework /home/",
		"token=",
		"user@host, mail a@b",
		"pass through, compass=1 bypass",
		"mount ~ and ~user",
		"",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		is_public(texts[i], texts[i]);
}

static void is_path(const char *home, const char *path, const char *expected)
{
	const struct hw_private_words words = hw_private_words_of(home);
	struct hw_arena arena = {0};

	assert_true(hw_text_eq(hw_free_text_path(hw_text_of(path), &words, &arena),
			       hw_text_of(expected)));
	hw_arena_done(&arena);
}

static void home_of_a_path(void **state)
{
	(void)state;
	is_path("/srv/people/carol/", "/srv/people/carol/m", "~/m");
	is_path("/srv/people/carol", "/srv/people/caroline", "/srv/people/caroline");
	is_path("/", "/lib/modules", "/lib/modules");
	is_path(NULL, "/root", "~");
	is_path(NULL, "/home//alice/m", "~/m");
	is_path(NULL, "/home/alice/x/../../..", "~/x/../../..");
	is_path(NULL, "/home/alice/../alice/./m", "~/m");
	is_path("/srv/people/carol", "/srv/people/./carol//m", "~/m");
	is_path(NULL, "/lib//modules/..", "/lib//modules/..");
	is_path("", "/home/alice", "~");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_identifies_is_withheld),
		cmocka_unit_test(the_rest_stays),
		cmocka_unit_test(home_of_a_path),
	};

	return cmocka_run_group_tests_name("free_text", tests, NULL, NULL);
}
