// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "decoders/log/log.h"
#include "decoders/text/ascii.h"

/* Longer than any message of the table; what is longer is no message of it. */
#define NAME_MAX_LENGTH 255

static const char *const part_names[HW_LOG_PART_COUNT] = {
	[HW_LOG_PART_DRIVER] = "driver",   [HW_LOG_PART_DEVICE] = "device",
	[HW_LOG_PART_MODULE] = "module",   [HW_LOG_PART_FILE] = "file",
	[HW_LOG_PART_ERROR] = "error",	   [HW_LOG_PART_SYMBOL] = "symbol",
	[HW_LOG_PART_PROGRAM] = "program", [HW_LOG_PART_ID] = "id",
	[HW_LOG_PART_NUMBER] = "number",   [HW_LOG_PART_VERSION] = "version",
	[HW_LOG_PART_WORDS] = "words",
};

/* A piece of a pattern's text: a literal, or a part in braces. */
struct piece {
	bool is_part;
	enum hw_log_part part;
	struct hw_text literal;
};

/* Cuts the next piece off. False at the end. */
static bool next_piece(const char **at, struct piece *ret)
{
	const char *p = *at;
	size_t n = strcspn(p, "{");

	if (!*p)
		return false;
	if (n) {
		*ret = (struct piece){.literal = {p, n}};
		*at = p + n;
		return true;
	}
	n = strcspn(p, "}");
	*ret = (struct piece){.is_part = true, .part = HW_LOG_PART_WORDS};
	for (size_t i = 0; i < HW_LOG_PART_COUNT; i++)
		if (strlen(part_names[i]) == n - 1 &&
		    memcmp(part_names[i], p + 1, n - 1) == 0)
			ret->part = (enum hw_log_part)i;
	*at = p + n + 1;
	return true;
}

static bool is_number(struct hw_text t)
{
	size_t i = 0;

	if (t.n > 10)
		return false;
	while (i < t.n && hw_is_digit(t.s[i]))
		i++;
	return t.n && i == t.n;
}

static bool has_blank(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] == ' ' || t.s[i] == '\t')
			return true;
	return false;
}

/* What depmod and kernels have in a release and its options (VERMAGIC_STRING,
 * include/linux/vermagic.h). */
static bool is_version(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!hw_is_alnum(t.s[i]) && !strchr(" +-._~", t.s[i]))
			return false;
	return t.n && t.n <= NAME_MAX_LENGTH && hw_is_digit(t.s[0]);
}

/* Whether the text may be such a part. Names hold no blanks, those of drivers and of
 * processes aside. */
static bool is_part(enum hw_log_part part, struct hw_text t)
{
	switch (part) {
	case HW_LOG_PART_ERROR:
		return is_number(t) ||
		       (t.n > 1 && t.s[0] == '-' && is_number(hw_text_from(t, 1)));
	case HW_LOG_PART_NUMBER:
		return is_number(t);
	case HW_LOG_PART_ID:
		for (size_t i = 0; i < t.n; i++)
			if (!hw_is_hex(t.s[i]))
				return false;
		return t.n == 4;
	case HW_LOG_PART_DEVICE:
	case HW_LOG_PART_MODULE:
	case HW_LOG_PART_SYMBOL:
		return t.n && t.n <= NAME_MAX_LENGTH && !has_blank(t);
	case HW_LOG_PART_DRIVER:
	case HW_LOG_PART_FILE:
	case HW_LOG_PART_PROGRAM:
		return t.n && t.n <= NAME_MAX_LENGTH;
	case HW_LOG_PART_VERSION:
		return is_version(t);
	case HW_LOG_PART_WORDS:
	case HW_LOG_PART_COUNT:
		break;
	}
	return true;
}

static size_t find(struct hw_text in, struct hw_text what)
{
	const char *at = in.n ? memmem(in.s, in.n, what.s, what.n) : NULL;

	return at ? (size_t)(at - in.s) : in.n;
}

static bool set_part(struct hw_log_message *m, enum hw_log_part part, struct hw_text t)
{
	if (!is_part(part, t))
		return false;
	m->parts[part] = t;
	return true;
}

/* "iwlwifi 0000:03:00.0": the device is the last word. */
static bool set_subject(struct hw_log_message *m, struct hw_text t)
{
	size_t blank = t.n;

	switch (m->pattern->subject) {
	case HW_LOG_NONE:
		return t.n == 0;
	case HW_LOG_DRIVER:
		return set_part(m, HW_LOG_PART_DRIVER, t);
	case HW_LOG_MODULE:
		return set_part(m, HW_LOG_PART_MODULE, t);
	case HW_LOG_DEVICE:
		break;
	}
	while (blank && t.s[blank - 1] != ' ')
		blank--;
	return blank > 1 && set_part(m, HW_LOG_PART_DRIVER, hw_text_head(t, blank - 1)) &&
	       set_part(m, HW_LOG_PART_DEVICE, hw_text_from(t, blank));
}

static int number_of(struct hw_text t)
{
	bool negative = t.n && t.s[0] == '-';
	long long value = 0;

	for (size_t i = negative; i < t.n; i++)
		value = value * 10 + (t.s[i] - '0');
	if (value > 4095)
		return 0;
	return (int)(negative ? -value : value);
}

/*
 * The pattern's first piece, a literal, stands at `start`; what is before it is the
 * subject. A part reaches up to the next literal, and at the end of the pattern to the
 * end of the line.
 */
static bool match(const struct hw_log_pattern *pattern, struct hw_text line, size_t start,
		  struct hw_log_message *ret)
{
	const char *at = pattern->text;
	struct hw_text rest = hw_text_from(line, start);
	struct piece piece, next;

	if (!next_piece(&at, &piece) || !hw_text_starts(rest, piece.literal))
		return false;
	*ret = (struct hw_log_message){.pattern = pattern};
	if (!set_subject(ret, hw_text_head(line, start)))
		return false;
	rest = hw_text_from(rest, piece.literal.n);
	while (next_piece(&at, &piece)) {
		size_t end = rest.n;
		bool has_next = next_piece(&at, &next);

		if (has_next && (end = find(rest, next.literal)) == rest.n)
			return false;
		if (!set_part(ret, piece.part, hw_text_head(rest, end)))
			return false;
		rest = hw_text_from(rest, end + (has_next ? next.literal.n : 0));
	}
	ret->error = number_of(ret->parts[HW_LOG_PART_ERROR]);
	return true;
}

/* The letter that tells the rows apart; a part may begin with any. */
static char letter_of(const struct hw_log_pattern *p)
{
	return p->subject == HW_LOG_NONE ? p->text[0] : p->text[2];
}

void hw_log_index_fill(struct hw_log_index *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (size_t i = 0; i < HW_LOG_ROWS_MAX && hw_log_patterns[i].text; i++) {
		const struct hw_log_pattern *p = &hw_log_patterns[i];
		const size_t with_subject = p->subject != HW_LOG_NONE;
		const size_t letter = letter_of(p) & 0x7f;

		const uint64_t row = UINT64_C(1) << i % 64;

		if (letter != '{')
			ret->rows[with_subject][letter][i / 64] |= row;
		for (size_t k = 0; letter == '{' && k < 0x80; k++)
			ret->rows[with_subject][k][i / 64] |= row;
	}
}

/* Most rows differ from a message in the first letters. */
static bool match_row(const struct hw_log_pattern *p, struct hw_text message,
		      size_t start, struct hw_log_message *ret)
{
	size_t i = 0;

	if ((p->subject == HW_LOG_NONE) != (start == 0))
		return false;
	for (; p->text[i] && p->text[i] != '{'; i++)
		if (start + i >= message.n || p->text[i] != message.s[start + i])
			return false;
	return match(p, message, start, ret);
}

/* Tries the rows that begin at `start`: those without a subject at the beginning of the
 * message, the others at a colon, which two bytes follow. */
static bool match_at(const struct hw_log_index *index, struct hw_text message,
		     size_t start, struct hw_log_message *ret)
{
	const size_t letter = message.s[start ? start + 2 : 0] & 0x7f;

	for (size_t i = 0; !index && hw_log_patterns[i].text; i++)
		if (match_row(&hw_log_patterns[i], message, start, ret))
			return true;
	for (size_t word = 0; index && word < HW_LOG_ROWS_MAX / 64; word++)
		for (uint64_t rows = index->rows[start != 0][letter][word]; rows;
		     rows &= rows - 1)
			if (match_row(&hw_log_patterns[word * 64 +
						       (size_t)__builtin_ctzll(rows)],
				      message, start, ret))
				return true;
	return false;
}

/* What subsystems print before the driver or device. */
static bool is_subsystem(struct hw_text t)
{
	static const char *const names[] = {"Bluetooth", "ieee80211", "ACPI", "thermal",
					    "cfg80211"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (hw_text_eq(t, hw_text_of(names[i])))
			return true;
	return false;
}

/*
 * A literal that follows a subject begins with ": ", and it is the first one: what
 * follows may be text of others, as in "usb 1-1: Product: ..." (announce_device(),
 * drivers/usb/core/hub.c).
 */
bool hw_log_parse(const struct hw_log_index *index, struct hw_text message,
		  struct hw_log_message *ret)
{
	size_t end = hw_text_find(message, '\n');

	message = hw_text_trim_end(hw_text_head(message, end), "\r ");
	if (message.n && match_at(index, message, 0, ret))
		return true;
	for (size_t i = 1; i + 2 < message.n; i++) {
		i += hw_text_find(hw_text_from(message, i), ':');
		if (i + 2 >= message.n)
			break;
		if (message.s[i + 1] != ' ')
			continue;
		if (match_at(index, message, i, ret))
			return true;
		if (!is_subsystem(hw_text_head(message, i)))
			return false;
	}
	return false;
}

static struct hw_text digits(struct hw_text t)
{
	size_t n = 0;

	while (n < t.n && hw_is_digit(t.s[n]))
		n++;
	return hw_text_head(t, n);
}

/* "<30>": facility * 8 + level; the kernel's own facility is 0. */
static struct hw_text cut_priority(struct hw_text t, struct hw_log_line *line)
{
	struct hw_text number;

	if (!t.n || t.s[0] != '<')
		return t;
	number = digits(hw_text_from(t, 1));
	if (!number.n || number.n > 3 || number.n + 1 >= t.n || t.s[number.n + 1] != '>')
		return t;
	line->is_foreign = number_of(number) >= 8;
	return hw_text_from(t, number.n + 2);
}

/* "kern  :warn  : " */
static struct hw_text cut_decoded(struct hw_text t, struct hw_log_line *line)
{
	struct hw_text rest = t;
	struct hw_text facility;
	struct hw_text level;

	if (!t.n || !hw_is_alnum(t.s[0]))
		return t;
	facility = hw_text_cut(&rest, ':');
	if (!rest.s || facility.n > 8 || facility.n < 4)
		return t;
	level = hw_text_cut(&rest, ':');
	if (!rest.s || level.n > 8 || !rest.n || rest.s[0] != ' ' || !level.n ||
	    level.s[0] == ' ')
		return t;
	line->is_foreign = !hw_text_eq(hw_text_trim_end(facility, " "), HW_TEXT("kern"));
	return hw_text_from(rest, 1);
}

/* "[  T123]", "[  C0]": the thread or processor that printed it, print_caller() of
 * kernel/printk/printk.c */
static struct hw_text cut_caller(struct hw_text t)
{
	struct hw_text rest = hw_text_trim_start(t, " ");
	size_t end = hw_text_find(rest, ']');
	struct hw_text inside;

	if (!rest.n || rest.s[0] != '[' || end == rest.n || end > 20)
		return t;
	inside = hw_text_trim_start(hw_text_head(hw_text_from(rest, 1), end - 1), " ");
	if (inside.n < 2 || (inside.s[0] != 'T' && inside.s[0] != 'C') ||
	    digits(hw_text_from(inside, 1)).n != inside.n - 1)
		return t;
	return hw_text_from(rest, end + 1);
}

/* "[    5.123456] ", and "[Fri Nov 28 07:07:52 2026] ", in the words of the locale */
static struct hw_text cut_brackets(struct hw_text t, struct hw_log_line *line)
{
	size_t end = hw_text_find(t, ']');
	struct hw_text inside;
	struct hw_text last;

	if (!t.n || t.s[0] != '[' || end == t.n || end > 40)
		return t;
	inside = hw_text_trim_start(hw_text_head(hw_text_from(t, 1), end - 1), " ");
	for (size_t i = 0; i < inside.n; i++)
		if (!hw_is_digit(inside.s[i]) && inside.s[i] != '.' &&
		    inside.s[i] != ':' && inside.s[i] != ' ' && inside.s[i] != '+' &&
		    inside.s[i] != '<' && inside.s[i] != '>' &&
		    !(hw_lower(inside.s[i]) >= 'a' && hw_lower(inside.s[i]) <= 'z') &&
		    (unsigned char)inside.s[i] < 0x80)
			return t;
	/* "[drm] ..." is the message */
	last = hw_text_trim_end(inside, ">");
	if (!last.n || !hw_is_digit(last.s[last.n - 1]))
		return t;
	if (!line->time.n)
		line->time = inside;
	t = cut_caller(hw_text_from(t, end + 1));
	return t.n && t.s[0] == ' ' ? hw_text_from(t, 1) : t;
}

/* "HOST kernel: " behind a time in brackets */
static struct hw_text cut_host(struct hw_text t, struct hw_log_line *line)
{
	const struct hw_text tag = HW_TEXT(" kernel: ");
	size_t host = hw_text_find(t, ' ');

	if (!line->time.n || host == t.n || hw_text_find(t, ':') < host ||
	    !hw_text_starts(hw_text_from(t, host), tag))
		return t;
	line->host = hw_text_head(t, host);
	return hw_text_from(t, host + tag.n);
}

/* "4,812,5123456,-;": priority, number, microseconds, flags */
static bool cut_kmsg(struct hw_text t, struct hw_log_line *line)
{
	struct hw_text rest = t;
	struct hw_text head;
	struct hw_text priority;
	struct hw_text number;
	struct hw_text time;

	/* most lines begin otherwise */
	if (!t.n || !hw_is_digit(t.s[0]))
		return false;
	head = hw_text_cut(&rest, ';');
	priority = hw_text_cut(&head, ',');
	number = hw_text_cut(&head, ',');
	time = hw_text_cut(&head, ',');
	if (!rest.s || !is_number(priority) || !digits(number).n ||
	    digits(number).n != number.n || !time.n || digits(time).n != time.n)
		return false;
	line->is_foreign = priority.n > 3 || number_of(priority) >= 8;
	line->time = time;
	line->message = rest;
	return true;
}

/* "Nov 28 07:07:52", "Mär  3 …", "nov. 28 …", "28 nov. …", "11月 28 …": journalctl has
 * the words of the locale. */
static bool is_month_and_day(struct hw_text t)
{
	struct hw_text rest = hw_text_head(t, 32);
	size_t days = 0;
	size_t words = 0;

	for (int i = 0; i < 3; i++) {
		struct hw_text word = hw_text_head(rest, hw_text_find(rest, ' '));
		const size_t n = digits(word).n;

		if (i == 2)
			return days == 1 && words == 1 && n == 2 && word.n >= 8 &&
			       word.s[2] == ':' && word.s[5] == ':' &&
			       digits(hw_text_from(word, 3)).n == 2;
		days += n > 0 && n <= 2 && (n == word.n || n + 1 == word.n);
		words += word.n > 1 &&
			 (!n || (n <= 2 && n < word.n && word.s[n] & 0x80)) &&
			 hw_text_find(word, ':') == word.n;
		rest = hw_text_trim_start(hw_text_from(rest, word.n), " ");
	}
	return false;
}

/* "2026-11-28…", also behind "Sat " in the words of a locale, and "1795849672.123456" */
static bool is_date(struct hw_text t)
{
	const struct hw_text start = hw_text_head(t, 12);
	const size_t day = hw_text_find(start, ' ');
	const size_t seconds = digits(t).n;

	if (!seconds && day < start.n)
		t = hw_text_from(t, day + 1);
	if (t.n > 5 && digits(t).n == 4 && t.s[4] == '-')
		return true;
	return seconds >= 9 && seconds <= 11 && t.n > seconds + 7 &&
	       t.s[seconds] == '.' && t.s[seconds + 7] == ' ' &&
	       digits(hw_text_from(t, seconds + 1)).n == 6;
}

/* "07:07:52", "07:07:52.123456": part of the time */
static bool is_clock(struct hw_text t)
{
	return t.n >= 8 && digits(t).n == 2 && t.s[2] == ':' && t.s[5] == ':' &&
	       digits(hw_text_from(t, 3)).n == 2 && digits(hw_text_from(t, 6)).n == 2;
}

/*
 * "Nov 28 07:07:52 HOST kernel: ": syslogd, journalctl. The words before the tag are a
 * time, which begins with a month, a year or a day of the week, and a host.
 */
static struct hw_text cut_syslog(struct hw_text t, struct hw_log_line *line)
{
	const struct hw_text tag = HW_TEXT(" kernel: ");
	size_t at, host;

	if (!is_date(t) && !is_month_and_day(t))
		return t;
	/* "2026-11-28T07:07:52,123456+00:00 MESSAGE": dmesg alone has a comma there */
	if (t.n > 20 && t.s[10] == 'T' && t.s[19] == ',') {
		size_t end = hw_text_find(t, ' ');

		line->time = hw_text_head(t, end);
		return hw_text_from(t, end + (end < t.n));
	}
	at = find(hw_text_head(t, 512), tag);
	host = at;
	if (at == (t.n < 512 ? t.n : 512)) {
		/* of another program: no line of the kernel */
		line->is_foreign = true;
		return t;
	}
	while (host && t.s[host - 1] != ' ')
		host--;
	line->host = hw_text_from(hw_text_head(t, at), host);
	/* "… 07:07:52 kernel: " has none */
	if (!host || is_clock(line->host)) {
		line->host = HW_NO_TEXT;
		host = at;
	}
	line->time = hw_text_trim_end(hw_text_head(t, host), " ");
	return hw_text_from(t, at + tag.n);
}

struct hw_log_line hw_log_line(struct hw_text text)
{
	struct hw_log_line line = {.message = HW_NO_TEXT, .host = HW_NO_TEXT};

	text = hw_text_trim_end(text, "\r\n");
	if (cut_kmsg(text, &line))
		return line;
	text = cut_syslog(text, &line);
	text = cut_priority(text, &line);
	text = cut_decoded(text, &line);
	line.message = cut_host(cut_brackets(text, &line), &line);
	return line;
}

const char *hw_log_event_code(enum hw_log_event event)
{
	static const char *const codes[HW_LOG_EVENT_COUNT] = {
		[HW_LOG_BOOT] = "boot",
		[HW_LOG_PCI_NEW] = "pci-new",
		[HW_LOG_PROBE_FAILED] = "probe-failed",
		[HW_LOG_PROBE_DEFERRED] = "probe-deferred",
		[HW_LOG_FIRMWARE_FAILED] = "firmware-failed",
		[HW_LOG_FIRMWARE_LOADED] = "firmware-loaded",
		[HW_LOG_SIGNATURE_REJECTED] = "signature-rejected",
		[HW_LOG_LOCKED_DOWN] = "locked-down",
		[HW_LOG_MODULE_LOCKED_DOWN] = "module-locked-down",
		[HW_LOG_VERSION_MAGIC] = "version-magic",
		[HW_LOG_SYMBOL_VERSION] = "symbol-version",
		[HW_LOG_UNKNOWN_SYMBOL] = "unknown-symbol",
		[HW_LOG_MODULE_TAKEN] = "module-taken",
		[HW_LOG_FORCE_PROBE] = "force-probe",
		[HW_LOG_OFF_THE_BUS] = "off-the-bus",
		[HW_LOG_UNREACHABLE] = "unreachable",
		[HW_LOG_NO_INTERRUPT] = "no-interrupt",
		[HW_LOG_USB_NEW] = "usb-new",
		[HW_LOG_USB_GONE] = "usb-gone",
		[HW_LOG_USB_SET_CONFIGURATION] = "usb-set-configuration",
		[HW_LOG_USB_NO_CONFIGURATION] = "usb-no-configuration",
		[HW_LOG_USB_POWER_BUDGET] = "usb-power-budget",
		[HW_LOG_USB_SLOW] = "usb-slow",
		[HW_LOG_USB_OVER_CURRENT] = "usb-over-current",
		[HW_LOG_USB_NO_ADDRESS] = "usb-no-address",
		[HW_LOG_USB_NOT_ENUMERATED] = "usb-not-enumerated",
		[HW_LOG_USB_CLAIMED] = "usb-claimed",
		[HW_LOG_WORKS] = "works",
		[HW_LOG_CONTROLLER_DIED] = "controller-died",
		[HW_LOG_NAMED] = "named",
		[HW_LOG_NOT_SUPPORTED] = "not-supported",
		[HW_LOG_FIRMWARE_UNSUITABLE] = "firmware-unsuitable",
		[HW_LOG_FIRMWARE_MINIMUM] = "firmware-minimum",
	};

	return codes[event];
}

static const struct {
	int error;
	const char *name;
	const char *meaning;
} errors[] = {
	{1, "EPERM", "not permitted"},
	{2, "ENOENT", "not found"},
	{5, "EIO", "input/output error"},
	{6, "ENXIO", "no such device or address"},
	{11, "EAGAIN", "try again"},
	{12, "ENOMEM", "out of memory"},
	{16, "EBUSY", "device or resource busy"},
	{19, "ENODEV", "no such device"},
	{22, "EINVAL", "invalid argument"},
	{28, "ENOSPC", "no space left: bandwidth, interrupts or addresses ran out"},
	{32, "EPIPE", "the endpoint stalled"},
	{34, "ERANGE", "out of range"},
	{61, "ENODATA", "no data available"},
	{62, "ETIME", "no answer before the bus turned around"},
	{71, "EPROTO", "protocol error on the wire"},
	{75, "EOVERFLOW", "the device sent more than was asked for"},
	{84, "EILSEQ", "checksum error on the wire"},
	{95, "EOPNOTSUPP", "not supported"},
	{108, "ESHUTDOWN", "the device or its controller was switched off"},
	{110, "ETIMEDOUT", "timed out"},
	{112, "EHOSTDOWN", "the host is down"},
	{121, "EREMOTEIO", "remote input/output error"},
	{126, "ENOKEY", "required key not available"},
	{129, "EKEYREJECTED", "key was rejected"},
	{517, "EPROBE_DEFER", "put off until a supplier is there"},
	{524, "ENOTSUPP", "not supported"},
};

static size_t index_of(int error)
{
	size_t i = 0;

	while (i < HW_ARRAY_SIZE(errors) && errors[i].error != -error &&
	       errors[i].error != error)
		i++;
	return i;
}

const char *hw_log_error_meaning(int error)
{
	size_t i = index_of(error);

	return i < HW_ARRAY_SIZE(errors) ? errors[i].meaning : NULL;
}

const char *hw_log_error_name(int error)
{
	size_t i = index_of(error);

	return i < HW_ARRAY_SIZE(errors) ? errors[i].name : NULL;
}

struct printer {
	char *to;
	size_t room;
	size_t n;
};

static void put(struct printer *p, struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++, p->n++)
		if (p->n < p->room)
			p->to[p->n] = t.s[i];
}

size_t hw_log_print(const struct hw_log_message *m, bool with_words, char *buffer,
		    size_t room)
{
	struct printer p = {.to = buffer, .room = room};
	const char *at = m->pattern->text;
	struct piece piece;

	if (m->pattern->subject == HW_LOG_MODULE)
		put(&p, m->parts[HW_LOG_PART_MODULE]);
	/* "probe with driver X" names the driver a second time */
	if (m->pattern->subject == HW_LOG_DRIVER || m->pattern->subject == HW_LOG_DEVICE)
		put(&p, m->parts[HW_LOG_PART_DRIVER]);
	if (m->pattern->subject == HW_LOG_DEVICE) {
		if (m->parts[HW_LOG_PART_DRIVER].n)
			put(&p, HW_TEXT(" "));
		put(&p, m->parts[HW_LOG_PART_DEVICE]);
	}
	while (next_piece(&at, &piece)) {
		if (!piece.is_part)
			put(&p, piece.literal);
		else if (piece.part == HW_LOG_PART_WORDS && !with_words)
			put(&p, HW_TEXT("…"));
		else
			put(&p, m->parts[piece.part]);
	}
	return p.n;
}
