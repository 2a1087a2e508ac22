// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/arguments.h"

#include "decoders/text/ascii.h"
#include "report/privacy/shapes/keys.h"

/* Where the secret is. */
enum place {
	/* the word behind, "-P P", or of a long option "--password=P" */
	NEXT,
	/* likewise, or without a blank, "-PP" */
	JOINED,
	/* without a blank alone: "mysql -p db" asks for it */
	ATTACHED,
	/* all that follows, up to the next command */
	REST,
	/* behind "//": host, share, and a word behind them that is no option */
	SHARE,
	/* all that is printed to a program that reads it */
	PIPED,
};

#define IPMI	 "ipmitool"
#define FREEIPMI "ipmipower ipmiconsole ipmi-config bmc-config ipmi-sensors ipmi-sel"
#define LDAP	 "ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldappasswd"
#define MYSQL	 "mysql mysqldump mysqladmin mariadb mariadb-dump mariadb-admin"
#define SAMBA	 "smbclient smbget rpcclient smbcacls smbspool winexe net"
#define SNMP	 "snmpget snmpwalk snmpset snmpbulkwalk snmptrap"

/*
 * By the programs' manual pages: nmcli(1), iw(8), iwconfig(8), iwctl(1), wpa_cli(8),
 * wpa_passphrase(8), ipmitool(1), ipmipower(8), ldapsearch(1), mysql(1), smbclient(1),
 * snmpcmd(1), redis-cli(1), mongosh, xfreerdp(1), rdesktop(1), sshpass(1), htpasswd(1),
 * useradd(8), racadm, lftp(1), zip(1), keyctl(1), hostnamectl(1). '*' stands for any
 * bytes at the start of a word, or at its end.
 */
static const struct row {
	char programs[68];
	char word[18];
	enum place place;
} rows[] = {
	/* these are programs themselves, and stand before all that ask for one */
	{"", "wpa_passphrase", REST},
	{"", "echo", PIPED},
	{"", "printf", PIPED},
	{"nmcli", "password", NEXT},
	{"nmcli", "*.password", NEXT},
	{"nmcli", "*psk", NEXT},
	{"nmcli", "*.wep-key*", NEXT},
	{"nmcli", "wep-key*", NEXT},
	{"nmcli", "*.pin", NEXT},
	{"nmcli", "*identity", NEXT},
	{"nmcli", "*username", NEXT},
	{"nmcli", "*user", NEXT},
	{"nmcli", "*ssid", NEXT},
	{"nmcli", "connect", NEXT},
	{"nmcli", "con-name", NEXT},
	{"nmcli", "*.id", NEXT},
	{"nmcli", "id", NEXT},
	{"nmcli", "up", NEXT},
	{"nmcli", "down", NEXT},
	{"iw", "connect", NEXT},
	{"iw", "join", NEXT},
	{"iw", "key", REST},
	{"iw", "keys", REST},
	{"iwconfig", "essid", NEXT},
	{"iwconfig", "nickname", NEXT},
	{"iwconfig", "key", NEXT},
	{"iwconfig", "enc", NEXT},
	{"iwctl", "-P", JOINED},
	{"iwctl", "--passphrase", NEXT},
	{"iwctl", "-p", JOINED},
	{"iwctl", "-u", JOINED},
	{"iwctl", "connect", NEXT},
	{"iwctl", "connect-hidden", NEXT},
	{"wpa_cli", "psk", NEXT},
	{"wpa_cli", "ssid", NEXT},
	{"wpa_cli", "*password", NEXT},
	{"wpa_cli", "identity", NEXT},
	{"wpa_cli", "*passphrase", NEXT},
	{"wpa_cli", "wep_key*", NEXT},
	{IPMI, "-U", JOINED},
	{IPMI, "-P", JOINED},
	{IPMI, "-H", JOINED},
	{IPMI, "-K", JOINED},
	{IPMI, "-k", JOINED},
	{IPMI, "-y", JOINED},
	{IPMI, "password", REST},
	{IPMI, "name", REST},
	{IPMI, "community", REST},
	{FREEIPMI, "-u", JOINED},
	{FREEIPMI, "-p", JOINED},
	{FREEIPMI, "-h", JOINED},
	{FREEIPMI, "-k", JOINED},
	{FREEIPMI, "--username", NEXT},
	{FREEIPMI, "--hostname", NEXT},
	{FREEIPMI, "--k-g", NEXT},
	{"racadm", "-u", JOINED},
	{"racadm", "-p", JOINED},
	{"racadm", "-r", JOINED},
	{"racadm", "*Password", NEXT},
	{"racadm", "*UserName", NEXT},
	{LDAP, "-w", JOINED},
	{LDAP, "-D", JOINED},
	{LDAP, "-h", JOINED},
	{LDAP, "-s", JOINED},
	{MYSQL, "-p", ATTACHED},
	{MYSQL, "-u", JOINED},
	{MYSQL, "-h", JOINED},
	{MYSQL, "--user", NEXT},
	{MYSQL, "--host", NEXT},
	{"psql pg_dump createdb", "-U", JOINED},
	{"psql pg_dump createdb", "-h", JOINED},
	{"mongosh mongo mongodump", "-p", JOINED},
	{"mongosh mongo mongodump", "-u", JOINED},
	{"mongosh mongo mongodump", "--username", NEXT},
	{"mongosh mongo mongodump", "--host", NEXT},
	{"redis-cli", "-a", NEXT},
	{"redis-cli", "--pass", NEXT},
	{"redis-cli", "-h", NEXT},
	{"redis-cli", "--user", NEXT},
	{SAMBA, "-U", JOINED},
	{SAMBA, "-W", JOINED},
	{SAMBA, "-S", JOINED},
	{SAMBA, "--user", NEXT},
	{SAMBA, "--workgroup", NEXT},
	{SAMBA, "--pw-nt-hash", NEXT},
	{SAMBA, "//*", SHARE},
	{SNMP, "-c", JOINED},
	{SNMP, "-u", JOINED},
	{SNMP, "-A", JOINED},
	{SNMP, "-X", JOINED},
	{"rdesktop", "-u", JOINED},
	{"rdesktop", "-p", JOINED},
	{"rdesktop", "-d", JOINED},
	{"xfreerdp wlfreerdp sdl-freerdp", "/p:", ATTACHED},
	{"xfreerdp wlfreerdp sdl-freerdp", "/u:", ATTACHED},
	{"xfreerdp wlfreerdp sdl-freerdp", "/d:", ATTACHED},
	{"xfreerdp wlfreerdp sdl-freerdp", "/v:", ATTACHED},
	{"sshpass", "-p", JOINED},
	{"htpasswd", "-*b*", REST},
	{"useradd usermod", "-p", JOINED},
	{"chpasswd passwd", "<<<", NEXT},
	{"lftp ftp", "-u", JOINED},
	{"zip unzip", "-P", JOINED},
	{"7z 7za", "-p", ATTACHED},
	{"x11vnc", "-passwd", NEXT},
	{"openssl", "-k", NEXT},
	{"openssl", "-K", NEXT},
	{"curl", "-u", JOINED},
	{"curl", "-U", JOINED},
	{"wget", "--user", NEXT},
	{"wget", "--http-user", NEXT},
	{"wget", "--ftp-user", NEXT},
	{"logger", "-n", JOINED},
	{"logger", "--server", NEXT},
	{"expect", "-c", NEXT},
	{"keyctl", "add", REST},
	{"keyctl", "update", REST},
	{"keyctl", "request2", REST},
	{"keyctl", "instantiate", REST},
	{"hostnamectl", "set-hostname", NEXT},
	{"hostnamectl", "hostname", NEXT},
};

/* Programs that pass on what they read: "echo 1 | tee /sys/…". To others, what is printed
 * to them may be a secret: "echo P | gh auth login --with-token". */
static const char passing[][7] = {
	"tee", "cat", "dd", "grep", "sed", "awk", "logger", "wc", "head", "tail", "sort",
};

static bool is_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* How long the text is before one of these bytes. */
static size_t length_before(struct hw_text text, const char *stops)
{
	size_t n = 0;

	while (n < text.n && !is_of(text.s[n], stops))
		n++;
	return n;
}

/* "*.psk", "wep-key*", "-*b*": a letter in a word that begins so */
static bool fits(struct hw_text pattern, struct hw_text word)
{
	size_t star = hw_text_find(pattern, '*');
	struct hw_text tail;

	if (star == pattern.n)
		return hw_text_eq(word, pattern);
	if (!hw_text_starts(word, hw_text_head(pattern, star)))
		return false;
	word = hw_text_from(word, star);
	tail = hw_text_from(pattern, star + 1);
	/* the last star: what is behind it ends the word */
	if (hw_text_find(tail, '*') == tail.n)
		return tail.n <= word.n &&
		       hw_text_eq(hw_text_from(word, word.n - tail.n), tail);
	for (size_t i = 0; i <= word.n; i++)
		if (fits(tail, hw_text_from(word, i)))
			return true;
	return false;
}

static bool is_listed(const char *programs, struct hw_text name)
{
	struct hw_text rest = hw_text_of(programs);

	while (rest.s)
		if (hw_text_eq(hw_text_cut(&rest, ' '), name))
			return true;
	return false;
}

/* The word without the path of a program and quotation marks. */
static struct hw_text base_of(struct hw_text word)
{
	size_t n = word.n;

	while (n && !is_of(word.s[n - 1], "/\"'`"))
		n--;
	return hw_text_from(word, n);
}

/* Whether one of the programs is called in the command that goes on at `at`. */
static bool is_told(struct hw_text text, size_t at, const char *programs)
{
	size_t from = at;
	struct hw_text command;

	if (!*programs)
		return true;
	while (from && !is_of(text.s[from - 1], ";&|\n`("))
		from--;
	command = hw_text_head(hw_text_from(text, from), at - from);
	while (command.s) {
		struct hw_text word = hw_text_cut(&command, ' ');

		word = base_of(hw_text_trim_end(word, "\t\"'"));
		if (word.n && is_listed(programs, word))
			return true;
	}
	return false;
}

/* Where the value at `at` ends, and where it begins: in quotation marks, between them. */
static struct hw_private_part value_at(struct hw_text text, size_t at)
{
	struct hw_text rest = hw_text_from(text, at);
	const char quote[2] = {rest.n ? rest.s[0] : '\0', '\0'};

	if (quote[0] == '"' || quote[0] == '\'')
		return (struct hw_private_part){
			at + 1, length_before(hw_text_from(rest, 1), quote)};
	return (struct hw_private_part){at, length_before(rest, " \t\n\"';&|)")};
}

static size_t skip_blanks(struct hw_text text, size_t at)
{
	while (at < text.n && is_blank(text.s[at]))
		at++;
	return at;
}

static struct hw_private_part rest_at(struct hw_text text, size_t at)
{
	struct hw_text rest = hw_text_from(text, at);

	rest = hw_text_head(rest, length_before(rest, ";&|\n"));
	return (struct hw_private_part){at, hw_text_trim_end(rest, " \t\"')").n};
}

/* "//HOST/SHARE PASSWORD" */
static struct hw_private_part share_at(struct hw_text text, size_t word)
{
	struct hw_private_part part = value_at(text, skip_blanks(text, word));

	if (!part.length || text.s[part.kept] == '-')
		return (struct hw_private_part){2, word - 2};
	return (struct hw_private_part){2, part.kept + part.length - 2};
}

/* "echo -n P | cryptsetup open …" */
static struct hw_private_part piped_at(struct hw_text text, size_t at)
{
	struct hw_text rest = hw_text_from(text, at);
	size_t pipe = length_before(rest, ";&|\n");
	struct hw_text next = hw_text_from(rest, pipe);

	if (next.n < 2 || next.s[0] != '|' || next.s[1] == '|')
		return (struct hw_private_part){0, 0};
	next = hw_text_trim_start(next, "| \t");
	while (length_before(next, "/") < length_before(next, " \t\n"))
		next = hw_text_from(next, length_before(next, "/") + 1);
	if (hw_text_starts(next, HW_TEXT("sudo ")))
		next = hw_text_from(next, strlen("sudo "));
	for (size_t i = 0; i < HW_ARRAY_SIZE(passing); i++) {
		const size_t n = strlen(passing[i]);

		if (hw_text_starts(next, hw_text_of(passing[i])) &&
		    (n == next.n || !hw_is_alnum(next.s[n])))
			return (struct hw_private_part){0, 0};
	}
	return rest_at(hw_text_head(text, at + pipe), at);
}

/* Of a word of `n` bytes that a row has, with which the text starts. */
static struct hw_private_part part_of(struct hw_text text, size_t n, enum place place)
{
	const size_t next = skip_blanks(text, n);

	switch (place) {
	case NEXT:
	case JOINED:
		return next > n ? value_at(text, next) : (struct hw_private_part){0, 0};
	case ATTACHED:
		break;
	case REST:
		return next > n ? rest_at(text, next) : (struct hw_private_part){0, 0};
	case SHARE:
		return share_at(text, n);
	case PIPED:
		return next > n ? piped_at(text, next) : (struct hw_private_part){0, 0};
	}
	return (struct hw_private_part){0, 0};
}

/* The part of a word that begins as the row's does: "-pP", "--password=P". */
static struct hw_private_part part_in(struct hw_text text, struct hw_text word,
				      const struct row *row)
{
	const struct hw_text option = hw_text_of(row->word);
	size_t at = option.n;

	if (word.n <= option.n || !hw_text_starts(word, option))
		return (struct hw_private_part){0, 0};
	if (row->place == NEXT && (word.s[0] != '-' || word.s[at++] != '='))
		return (struct hw_private_part){0, 0};
	return row->place == NEXT || row->place == JOINED || row->place == ATTACHED
		       ? value_at(text, at)
		       : (struct hw_private_part){0, 0};
}

/* Whether a word stands before `at` in the same command. */
static bool has_program(struct hw_text text, size_t at)
{
	while (at && is_blank(text.s[at - 1]))
		at--;
	return at && !is_of(text.s[at - 1], ";&|\n`(");
}

/* Whether the row's word begins, or behind a star ends, with another letter. */
static bool is_far_from(const struct row *row, struct hw_text word)
{
	size_t last;

	if (row->word[0] != '*')
		return row->word[0] != word.s[0];
	last = strlen(row->word) - 1;
	return row->word[last] != '*' && row->word[last] != word.s[word.n - 1];
}

struct hw_private_part hw_private_argument(struct hw_text text, size_t at)
{
	const struct hw_text rest = hw_text_from(text, at);
	struct hw_text word;
	bool is_called;

	if (at && !is_of(text.s[at - 1], " \t\"'/;&|(`"))
		return (struct hw_private_part){0, 0};
	word = hw_text_head(rest, length_before(rest, " \t\n;&|)"));
	is_called = has_program(text, at);
	for (size_t i = 0; word.n && i < HW_ARRAY_SIZE(rows); i++) {
		const struct row *row = &rows[i];
		struct hw_private_part part;

		if (*row->programs && !is_called)
			break;
		if (is_far_from(row, word))
			continue;
		part = fits(hw_text_of(row->word), word)
			       ? part_of(rest, word.n, row->place)
			       : part_in(rest, word, row);
		if (part.length && is_told(text, at, row->programs) &&
		    !hw_private_is_replaced(
			    hw_text_head(hw_text_from(rest, part.kept), part.length)))
			return part;
	}
	return (struct hw_private_part){0, 0};
}
