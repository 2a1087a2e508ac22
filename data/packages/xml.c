// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * XML, of which a record is what stands between two '>': text, and a tag. Enough for
 * lists that programs write (Extensible Markup Language 1.0, sections 2 and 3; Namespaces
 * in XML 1.0):
 *
 *     <pkgname>			content "",		tag "pkgname"
 *     wl-&lt;x&gt;</pkgname>		content "wl-<x>",	tag "/pkgname"
 *     <!-- <pkgname> no -->		no tag, however many '>' are in it
 *     <![CDATA[wl]]></pkgname>		content "wl",		tag "/pkgname"
 *     <x:pkgname>			tag "x:pkgname"
 *     <provides xmlns="…">		another namespace than the root's: no tag till its
 * end
 */
#include "data/base/hash.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

/* What goes on behind a '>'. */
enum { IN_TEXT, IN_COMMENT, IN_CDATA, IN_DECLARATION, IN_INSTRUCTION, IN_TAG };

#define BLANKS " \t\r\n"

static bool ends_with(struct hw_text text, struct hw_text end)
{
	return text.n >= end.n && hw_text_eq(hw_text_from(text, text.n - end.n), end);
}

static struct hw_text trim(struct hw_text text)
{
	/* most texts have no blanks around them */
	if (text.n && text.s[0] > ' ' && text.s[text.n - 1] > ' ')
		return text;
	return hw_text_trim_start(hw_text_trim_end(text, BLANKS), BLANKS);
}

static void add_text(struct hw_xml_state *x, struct hw_text text)
{
	if (text.n > sizeof(x->text) - x->text_n) {
		x->is_odd = true;
		return;
	}
	if (text.n)
		memcpy(x->text + x->text_n, text.s, text.n);
	x->text_n += text.n;
}

/* The character of "amp" or "#38"; NUL: it is none that is known here. */
static char character_of(struct hw_text name)
{
	static const struct {
		const char *name;
		char c;
	} names[] = {
		{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
	unsigned value = 0;
	bool is_hex;

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (hw_text_eq(name, hw_text_of(names[i].name)))
			return names[i].c;
	if (name.n < 2 || name.n > 8 || name.s[0] != '#')
		return '\0';
	is_hex = name.s[1] == 'x';
	for (size_t i = is_hex ? 2 : 1; i < name.n; i++) {
		if (is_hex ? !hw_is_hex(name.s[i]) : !hw_is_digit(name.s[i]))
			return '\0';
		value = value * (is_hex ? 16 : 10) + (unsigned)hw_hex_value(name.s[i]);
		if (value > 0x7e)
			return '\0';
	}
	return value >= ' ' ? (char)value : '\0';
}

/* Text with entities, which is none if one is not known. */
static void add_markup(struct hw_xml_state *x, struct hw_text text)
{
	while (text.n) {
		size_t at = hw_text_find(text, '&');
		struct hw_text name;
		char c;

		add_text(x, hw_text_head(text, at));
		text = hw_text_from(text, at);
		if (!text.n)
			return;
		name = hw_text_from(text, 1);
		at = hw_text_find(name, ';');
		c = character_of(hw_text_head(name, at));
		if (at == name.n || !c) {
			x->is_odd = true;
			return;
		}
		add_text(x, (struct hw_text){&c, 1});
		text = hw_text_from(name, at + 1);
	}
}

/* The attributes, at whose end a quotation is open: its quote; else NUL. */
static char open_quote(struct hw_text text, char quote)
{
	/* most tags have no attributes */
	if (!quote && hw_text_find(text, '=') == text.n)
		return quote;
	for (size_t i = 0; i < text.n; i++)
		if (quote ? text.s[i] == quote : text.s[i] == '"' || text.s[i] == '\'')
			quote = quote ? '\0' : text.s[i];
	return quote;
}

static struct hw_text attribute(struct hw_text rest, struct hw_text wanted)
{
	while (rest.n) {
		struct hw_text key, value;
		size_t equals;
		char quote;

		rest = hw_text_trim_start(rest, BLANKS "/");
		equals = hw_text_find(rest, '=');
		if (equals == rest.n)
			break;
		key = hw_text_trim_end(hw_text_head(rest, equals), BLANKS);
		rest = hw_text_trim_start(hw_text_from(rest, equals + 1), BLANKS);
		if (!rest.n || (rest.s[0] != '"' && rest.s[0] != '\''))
			break;
		quote = rest.s[0];
		rest = hw_text_from(rest, 1);
		value = hw_text_head(rest, hw_text_find(rest, quote));
		if (hw_text_eq(key, wanted))
			return value;
		rest = hw_text_from(rest, value.n < rest.n ? value.n + 1 : value.n);
	}
	return HW_NO_TEXT;
}

static uint64_t hash_of(struct hw_text text)
{
	return hw_hash_text(text.n, text);
}

/* An element that begins, and ends at once if `is_empty`. */
static void begin(struct hw_list_reader *r, const struct hw_xml *xml, bool is_empty)
{
	struct hw_xml_state *x = &r->xml;
	struct hw_text space = attribute(xml->attributes, HW_TEXT("xmlns"));

	x->text_n = 0;
	x->is_odd = false;
	if (!x->depth && x->has_root)
		hw_list_fault(r, "more than one element is outside of all others");
	if (!x->has_root)
		x->space = space.s ? hash_of(space) : 0;
	else if (!x->foreign && space.s && hash_of(space) != x->space)
		x->foreign = x->depth + 1;
	x->has_root = true;
	if (x->depth < HW_XML_DEPTH)
		x->open[x->depth] = hash_of(xml->tag);
	x->depth++;
	x->closes = is_empty;
}

static void end(struct hw_list_reader *r, struct hw_text name)
{
	struct hw_xml_state *x = &r->xml;

	if (!x->depth ||
	    (x->depth <= HW_XML_DEPTH && x->open[x->depth - 1] != hash_of(name))) {
		hw_list_fault(r, "an element ends that has not begun");
		return;
	}
	x->closes = true;
}

/* The element of the record before is over. */
static void close_element(struct hw_xml_state *x)
{
	if (!x->closes)
		return;
	x->closes = false;
	x->depth -= x->depth > 0;
	if (x->foreign > x->depth)
		x->foreign = 0;
	x->text_n = 0;
}

/* By its first letter, as bytes of UTF-8 are too. */
static bool is_name(struct hw_text tag)
{
	if (hw_text_starts(tag, HW_TEXT("/")))
		tag = hw_text_from(tag, 1);
	return tag.n &&
	       ((hw_is_alnum(tag.s[0]) && !hw_is_digit(tag.s[0])) || tag.s[0] == '_' ||
		tag.s[0] == ':' || (unsigned char)tag.s[0] >= 0x80);
}

static bool read_tag(struct hw_list_reader *r, struct hw_text tag, struct hw_xml *ret)
{
	struct hw_xml_state *x = &r->xml;
	bool is_empty;
	size_t n = 0;

	x->quote = open_quote(tag, '\0');
	if (x->quote)
		x->state = IN_TAG;
	is_empty = !x->quote && ends_with(tag, HW_TEXT("/"));
	while (n < tag.n && !memchr(BLANKS, tag.s[n], strlen(BLANKS)))
		n++;
	ret->tag = hw_text_head(tag, n - (is_empty && n == tag.n));
	ret->attributes = hw_text_from(tag, n);
	if (!is_name(ret->tag)) {
		hw_list_fault(r, "there is a '<' and no tag");
		return false;
	}
	if (x->quote)
		ret->attributes = HW_NO_TEXT;
	if (ret->tag.s[0] == '/') {
		end(r, hw_text_from(ret->tag, 1));
		ret->content = x->is_odd ? HW_NO_TEXT
					 : trim((struct hw_text){x->text, x->text_n});
	} else {
		begin(r, ret, is_empty);
	}
	return !x->foreign;
}

/* What begins with "<!" or "<?". True: it is one of them. */
static bool read_other(struct hw_xml_state *x, struct hw_text tag)
{
	const struct hw_text cdata = HW_TEXT("![CDATA[");

	if (hw_text_starts(tag, HW_TEXT("!--"))) {
		if (tag.n < strlen("!----") || !ends_with(tag, HW_TEXT("--")))
			x->state = IN_COMMENT;
	} else if (hw_text_starts(tag, cdata)) {
		tag = hw_text_from(tag, cdata.n);
		if (ends_with(tag, HW_TEXT("]]"))) {
			add_text(x, hw_text_head(tag, tag.n - 2));
		} else {
			add_text(x, tag);
			add_text(x, HW_TEXT(">"));
			x->state = IN_CDATA;
		}
	} else if (hw_text_starts(tag, HW_TEXT("!"))) {
		if (hw_text_find(tag, '[') < tag.n && !ends_with(trim(tag), HW_TEXT("]")))
			x->state = IN_DECLARATION;
	} else if (hw_text_starts(tag, HW_TEXT("?"))) {
		if (!ends_with(tag, HW_TEXT("?")))
			x->state = IN_INSTRUCTION;
	} else {
		return false;
	}
	return true;
}

/* A record that begins within something. */
static void go_on(struct hw_xml_state *x, struct hw_text record)
{
	static const char *const ends[] = {
		[IN_COMMENT] = "--",
		[IN_CDATA] = "]]",
		[IN_INSTRUCTION] = "?",
	};

	if (x->state == IN_TAG) {
		x->quote = open_quote(record, x->quote);
		if (x->quote)
			return;
		/* of which no more than the name was read */
		x->closes = x->closes || ends_with(record, HW_TEXT("/"));
		x->state = IN_TEXT;
	} else if (x->state == IN_DECLARATION) {
		if (ends_with(trim(record), HW_TEXT("]")))
			x->state = IN_TEXT;
	} else if (ends_with(record, hw_text_of(ends[x->state]))) {
		if (x->state == IN_CDATA)
			add_text(x, hw_text_head(record, record.n - 2));
		x->state = IN_TEXT;
	} else if (x->state == IN_CDATA) {
		add_text(x, record);
		add_text(x, HW_TEXT(">"));
	}
}

bool hw_xml_read(struct hw_list_reader *r, struct hw_text record, struct hw_xml *ret)
{
	struct hw_xml_state *x = &r->xml;
	size_t at;

	*ret = (struct hw_xml){.content = HW_NO_TEXT};
	if (!record.s) {
		if (x->state != IN_TEXT || x->depth - (x->closes && x->depth))
			hw_list_fault(r, "it ends in the middle of an element");
		else if (!x->has_root)
			hw_list_fault(r, "it has no element");
		return false;
	}
	if (x->state != IN_TEXT) {
		go_on(x, record);
		return false;
	}
	close_element(x);
	at = hw_text_find(record, '<');
	if (at)
		add_markup(x, hw_text_head(record, at));
	if (at == record.n) {
		/* it is text that has a '>' */
		add_text(x, HW_TEXT(">"));
		return false;
	}
	record = hw_text_from(record, at + 1);
	return !read_other(x, record) && read_tag(r, record, ret);
}

bool hw_xml_is_below(const struct hw_list_reader *r, const char *parent)
{
	const struct hw_xml_state *x = &r->xml;
	unsigned depth = x->depth;

	return depth >= 2 && depth - 2 < HW_XML_DEPTH &&
	       x->open[depth - 2] == hash_of(hw_text_of(parent));
}

struct hw_text hw_xml_attribute(const struct hw_xml *xml, const char *name)
{
	struct hw_text value = attribute(xml->attributes, hw_text_of(name));

	/* of what is looked for here none has an entity */
	return hw_text_find(value, '&') == value.n ? value : HW_NO_TEXT;
}
