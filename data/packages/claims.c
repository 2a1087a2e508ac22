// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/base/hash.h"
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

void hw_claims_done(struct hw_claims *claims)
{
	free(claims->v);
	free(claims->listed);
	free(claims->chains);
	hw_arena_done(&claims->arena);
	*claims = (struct hw_claims){0};
}

static size_t chain_of(const struct hw_claims *claims, struct hw_text name)
{
	return (size_t)(hw_hash_text(0, name) >> (64 - claims->chain_bits));
}

void hw_claims_chain(struct hw_claims *claims)
{
	unsigned bits = 1;

	while (bits < 24 && (size_t)1 << bits < claims->listed_n)
		bits++;
	free(claims->chains);
	claims->chains =
		claims->listed_n ? hw_calloc((size_t)1 << bits, sizeof(size_t)) : NULL;
	claims->chain_bits = bits;
	if (!claims->chains) {
		claims->is_short |= claims->listed_n > 0;
		return;
	}
	for (size_t i = claims->listed_n; i--;) {
		struct hw_listed *l = &claims->listed[i];
		size_t *first = &claims->chains[chain_of(claims, l->package)];

		l->next = *first;
		*first = i + 1;
	}
}

static const struct hw_listed *listed_at(const struct hw_claims *claims, size_t place)
{
	return place ? &claims->listed[place - 1] : NULL;
}

const struct hw_listed *hw_claims_first(const struct hw_claims *claims,
					struct hw_text name)
{
	return claims->chains ? listed_at(claims, claims->chains[chain_of(claims, name)])
			      : NULL;
}

const struct hw_listed *hw_claims_next(const struct hw_claims *claims,
				       const struct hw_listed *listed)
{
	return listed_at(claims, listed->next);
}

const struct hw_listed *hw_claims_newest(const struct hw_claims *claims,
					 struct hw_text name, struct hw_text suite)
{
	const struct hw_listed *newest = NULL;

	for (const struct hw_listed *l = hw_claims_first(claims, name); l;
	     l = hw_claims_next(claims, l))
		if (hw_text_eq(l->package, name) && l->source->lists_packages &&
		    hw_text_eq(l->suite, suite) &&
		    (!newest || (l->version.n && newest->version.n &&
				 l->source->compare == newest->source->compare &&
				 l->source->compare(l->version, newest->version) > 0)))
			newest = l;
	return newest;
}

bool hw_package_is_name(struct hw_text name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!hw_is_alnum(name.s[i]) &&
		    (!i || !memchr("+-._@", name.s[i], strlen("+-._@"))))
			return false;
	return name.n > 1 && name.n <= HW_PACKAGE_NAME_MAX;
}

/* Of the package, as far as it is known. */
static struct hw_text suite_of(const struct hw_list_reader *r)
{
	const struct hw_text name = {r->package, r->package_n};

	return r->suite_of && name.n ? r->suite_of(r->apt, name, r->version) : r->suite;
}

static struct hw_text release_of(const struct hw_list_reader *r)
{
	return r->apt ? r->apt->release.stem : HW_NO_TEXT;
}

/* Counts what is about to be kept. False: it is too much. */
static bool has_room(struct hw_list_reader *r, size_t bytes)
{
	struct hw_claims *c = r->claims;

	if (r->is_cut || bytes > HW_CLAIMS_MAX - c->kept) {
		r->is_cut = true;
		return false;
	}
	c->kept += bytes;
	return true;
}

void hw_list_set_package(struct hw_list_reader *r, struct hw_text name)
{
	struct hw_claims *c = r->claims;

	r->package_n = 0;
	r->version = HW_NO_TEXT;
	if (!r->is_component) {
		r->claims_before = c->n;
		r->listed_before = c->listed_n;
	}
	if (!hw_package_is_name(name))
		return;
	memcpy(r->package, name.s, name.n);
	r->package_n = name.n;
	if (r->unnamed < r->claims_before)
		r->unnamed = r->claims_before;
	for (; r->unnamed < c->n; r->unnamed++)
		if (!c->v[r->unnamed].package.n && has_room(r, name.n + 1))
			c->v[r->unnamed].package = hw_arena_copy(&c->arena, name);
}

void hw_list_begin_component(struct hw_list_reader *r)
{
	if (r->is_component && !r->package_n)
		r->claims->n = r->claims_before;
	r->is_component = true;
	r->package_n = 0;
	r->claims_before = r->claims->n;
	r->listed_before = r->claims->listed_n;
}

static bool is_x86_32(struct hw_text name)
{
	return name.n == 4 && name.s[0] == 'i' && hw_is_digit(name.s[1]) &&
	       hw_text_eq(hw_text_from(name, 2), HW_TEXT("86"));
}

bool hw_is_architecture(struct hw_text native, struct hw_text of_package)
{
	const struct hw_text arm = HW_TEXT("armv");

	if (!native.n || hw_text_eq(of_package, HW_TEXT("all")) ||
	    hw_text_eq(of_package, HW_TEXT("noarch")))
		return true;
	if (is_x86_32(native))
		return is_x86_32(of_package);
	if (hw_text_starts(native, arm))
		return hw_text_starts(of_package, arm);
	return hw_text_eq(of_package, native) ||
	       (hw_text_starts(of_package, native) && of_package.s[native.n] == '_');
}

void hw_list_set_architecture(struct hw_list_reader *r, struct hw_text architecture)
{
	if (hw_is_architecture(r->architecture, architecture))
		return;
	r->claims->n = r->claims_before;
	r->claims->listed_n = r->listed_before;
	r->package_n = 0;
}

void hw_list_set_version(struct hw_list_reader *r, struct hw_text version)
{
	struct hw_claims *c = r->claims;
	struct hw_text suite;

	if (!r->package_n || !version.n || version.n > HW_PACKAGE_NAME_MAX)
		return;
	if (r->version.n) {
		hw_list_fault(r, "a package has two versions");
		return;
	}
	if (!has_room(r, version.n + 1))
		return;
	r->version = hw_arena_copy(&c->arena, version);
	if (!r->version.s)
		c->is_short = true;
	suite = suite_of(r);
	for (size_t i = r->claims_before; i < c->n; i++) {
		c->v[i].version = r->version;
		c->v[i].suite = suite;
	}
	for (size_t i = r->listed_before; i < c->listed_n; i++) {
		c->listed[i].version = r->version;
		c->listed[i].suite = suite;
	}
}

void hw_list_add_relation(struct hw_list_reader *r, enum hw_relation field,
			  struct hw_text value)
{
	struct hw_claims *c = r->claims;

	for (size_t i = r->listed_before; value.n && i < c->listed_n; i++) {
		struct hw_listed *l = &c->listed[i];
		struct hw_text *to;

		if (!has_room(r, value.n + sizeof(struct hw_relations)))
			return;
		if (!l->relations)
			l->relations = HW_ARENA_NEW(&c->arena, struct hw_relations, 1);
		if (!l->relations) {
			c->is_short = true;
			return;
		}
		to = &l->relations->fields[field];
		/* the copy that is outgrown is kept too */
		if (!has_room(r, to->n))
			return;
		*to = to->n ? hw_arena_join(&c->arena, *to, ' ', value)
			    : hw_arena_copy(&c->arena, value);
		if (!to->s)
			c->is_short = true;
	}
}

/* Packages follow each other: most have many claims. */
static struct hw_text keep_name(struct hw_list_reader *r)
{
	struct hw_claims *c = r->claims;
	struct hw_text name = {r->package, r->package_n};

	if (c->n && hw_text_eq(c->v[c->n - 1].package, name))
		return c->v[c->n - 1].package;
	return has_room(r, name.n + 1) ? hw_arena_copy(&c->arena, name) : HW_NO_TEXT;
}

void hw_list_claim(struct hw_list_reader *r, enum hw_package_kind kind,
		   struct hw_text text, bool is_field)
{
	struct hw_claims *c = r->claims;
	struct hw_claim claim = {
		.kind = kind,
		.is_field = is_field,
		.source = r->source,
		.file = r->file,
		/* of XML the lines before it are counted */
		.line = r->line + (r->source->end != '\n'),
		.component = r->component,
		.version = r->version,
		.suite = suite_of(r),
		.release = release_of(r),
	};

	if ((!r->package_n && !r->is_component) || !text.n || c->is_short ||
	    !has_room(r, sizeof(claim) + text.n + 1))
		return;
	claim.package = r->package_n ? keep_name(r) : HW_NO_TEXT;
	claim.text = hw_arena_copy(&c->arena, text);
	if ((r->package_n && !claim.package.s) || !claim.text.s ||
	    HW_ARRAY_GROW(c->v, c->n, &c->room, 256) < 0) {
		c->is_short = true;
		return;
	}
	c->v[c->n++] = claim;
}

void hw_list_fault(struct hw_list_reader *r, const char *why)
{
	if (r->fault)
		return;
	r->fault = why;
	r->fault_line = r->line + (r->source->end != '\n');
}

void hw_list_note(struct hw_list_reader *r)
{
	struct hw_claims *c = r->claims;
	struct hw_text name = {r->package, r->package_n};
	struct hw_listed listed = {
		.component = r->component,
		.version = r->version,
		.suite = suite_of(r),
		.release = release_of(r),
		.source = r->source,
	};

	if (c->is_short || !name.n || !has_room(r, sizeof(listed) + name.n + 1))
		return;
	listed.package = hw_arena_copy(&c->arena, name);
	if (!listed.package.s ||
	    HW_ARRAY_GROW(c->listed, c->listed_n, &c->listed_room, 64) < 0) {
		c->is_short = true;
		return;
	}
	c->listed[c->listed_n++] = listed;
}

/* The kernel finds each of these: fw_path[], drivers/base/firmware_loader/main.c, where
 * ".zst" and ".xz" are tried too. */
struct hw_text hw_firmware_of_path(struct hw_text path)
{
	static const char *const suffixes[] = {".xz", ".zst"};

	if (hw_text_starts(path, HW_TEXT("usr/")))
		path = hw_text_from(path, 4);
	if (!hw_text_starts(path, HW_TEXT("lib/firmware/")))
		return HW_NO_TEXT;
	path = hw_text_from(path, strlen("lib/firmware/"));
	if (hw_text_starts(path, HW_TEXT("updates/")))
		path = hw_text_from(path, strlen("updates/"));
	for (size_t i = 0; i < HW_ARRAY_SIZE(suffixes); i++) {
		struct hw_text suffix = hw_text_of(suffixes[i]);

		if (path.n > suffix.n &&
		    hw_text_eq(hw_text_from(path, path.n - suffix.n), suffix))
			return hw_text_head(path, path.n - suffix.n);
	}
	/* a directory is none */
	return path.n && path.s[path.n - 1] != '/' ? path : HW_NO_TEXT;
}

/* The file of a module of this kernel; absent: it is none. */
static struct hw_text module_of_path(struct hw_text path, struct hw_text release)
{
	if (hw_text_starts(path, HW_TEXT("usr/")))
		path = hw_text_from(path, 4);
	if (!release.n || !hw_text_starts(path, HW_TEXT("lib/modules/")))
		return HW_NO_TEXT;
	path = hw_text_from(path, strlen("lib/modules/"));
	if (!hw_text_starts(path, release) || path.n <= release.n + 1 ||
	    path.s[release.n] != '/')
		return HW_NO_TEXT;
	return hw_text_from(path, release.n + 1);
}

void hw_list_claim_file(struct hw_list_reader *r, struct hw_text path)
{
	hw_list_claim(r, HW_PACKAGE_FIRMWARE, hw_firmware_of_path(path), false);
	hw_list_claim(r, HW_PACKAGE_MODULE, module_of_path(path, r->release), false);
}

/* A copy in lower case; false: it is too long. */
static bool lower(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		  struct hw_text *ret)
{
	if (text.n > HW_GLOB_MAX)
		return false;
	for (size_t i = 0; i < text.n; i++)
		buffer[i] = hw_lower(text.s[i]);
	buffer[text.n] = '\0';
	*ret = (struct hw_text){buffer, text.n};
	return true;
}

static bool matches(struct hw_text pattern, struct hw_text string)
{
	char buffer[HW_GLOB_BUFFER];
	char normal[HW_GLOB_BUFFER];
	struct hw_text normal_string;

	return hw_glob_normal(string, normal, &normal_string) == 0 &&
	       lower(pattern, buffer, &pattern) && hw_glob_match(pattern, normal_string);
}

/*
 * Whether a pattern tells of a device more than its bus: a star alone, or a bus and stars
 * alone, is for all devices.
 */
static bool tells_device(struct hw_text pattern)
{
	size_t bus = hw_text_find(pattern, ':');

	for (size_t i = bus + 1; i < pattern.n; i++)
		if (hw_is_digit(pattern.s[i]) ||
		    (hw_is_alnum(pattern.s[i]) && i + 3 < pattern.n &&
		     hw_is_alnum(pattern.s[i + 1]) && hw_is_alnum(pattern.s[i + 2]) &&
		     hw_is_alnum(pattern.s[i + 3])))
			return true;
	return false;
}

/* Literal bytes first: a list has thousands of patterns of other devices. */
static bool pattern_fits(struct hw_text pattern, struct hw_text string,
			 hw_package_match *match, void *arg)
{
	size_t n = pattern.n < string.n ? pattern.n : string.n;

	for (size_t i = 0; i < n; i++) {
		char c = hw_lower(pattern.s[i]);

		if (c == '*' || c == '?' || c == '[' || c == '\\' || c == '-')
			break;
		if (c != string.s[i] && string.s[i] != '*')
			return false;
		if (string.s[i] == '*')
			break;
	}
	if (!tells_device(pattern))
		return false;
	return matches(pattern, string) || (match && match(arg, pattern));
}

/*
 * The value of a field Modaliases:
 *
 *     nvidia(pci:v000010DEd00001E02sv*sd*bc03sc*i*, pci:…), other(usb:…)
 *
 * Words that are followed by a parenthesis are names of modules.
 */
static bool field_fits(struct hw_text rest, struct hw_text string,
		       hw_package_match *match, void *arg, struct hw_text *ret)
{
	while (rest.n) {
		size_t n = 0;
		struct hw_text word;

		while (n < rest.n && !memchr(",()", rest.s[n], 3))
			n++;
		word = hw_text_trim_start(hw_text_trim_end(hw_text_head(rest, n), " \t"),
					  " \t");
		if ((n == rest.n || rest.s[n] != '(') && word.n &&
		    pattern_fits(word, string, match, arg)) {
			*ret = word;
			return true;
		}
		rest = hw_text_from(rest, n < rest.n ? n + 1 : n);
	}
	return false;
}

static bool is_pattern(struct hw_text text)
{
	return hw_text_find(text, '*') < text.n || hw_text_find(text, '?') < text.n;
}

bool hw_claim_fits(const struct hw_claim *claim, struct hw_text string,
		   hw_package_match *match, void *arg, struct hw_text *ret)
{
	*ret = claim->text;
	if (claim->kind == HW_PACKAGE_MODALIAS)
		return claim->is_field ? field_fits(claim->text, string, match, arg, ret)
				       : pattern_fits(claim->text, string, match, arg);
	if (hw_text_eq(claim->text, string))
		return true;
	/* of modules the suffix of compression is not told */
	if (claim->kind == HW_PACKAGE_MODULE)
		return hw_text_starts(claim->text, string) &&
		       claim->text.s[string.n] == '.';
	return is_pattern(string) && hw_glob_match_written(string, claim->text);
}
