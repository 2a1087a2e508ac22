// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hwalias/packages of a recording has the answers that there were, lines in byte order,
 * tabs (drawn as ">") between their parts; the lists themselves are not recorded:
 *
 *     firmware>iwlwifi-8265-36.ucode>00>firmware-iwlwifi>apt-file>/var/lib/…>1470>
 *     iwlwifi-8265-36.ucode>non-free-firmware>no>yes>apt install
 *
 * kind, question, place among the answers, then the members of struct hw_package; behind
 * the command `version` and `rival`, if one of them is known.
 */
#include "data/packages/packages.h"

#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/packages/internal.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

#define RECORDED HW_RECORDED "/packages"
#define TABLE	 "table"
/* in the place of `listed`: `lists_unread`, `is_apart` */
#define UNREAD "unread"
#define APART  "apart"

struct hw_packages {
	/* that the answers are recorded in */
	struct hw_root *root;
	/* that the lists are in: of a recording the same, else one of its own */
	struct hw_root *lists;
	/* of a recording; zeroed of others */
	struct hw_map recorded;
	bool is_recording;
	struct hw_text release;
	struct hw_claims claims;
	struct hw_unread_lists unread;
	/* the only one, if no list can be read */
	struct hw_unread_list root_unread;
	/* why it is not known of a package whether it is installed */
	struct hw_unread_list unread_records;
	/* kinds that were asked for: their sources are read */
	unsigned read;
	const struct hw_distribution *distribution;
	size_t column;
	bool distribution_asked;
	/* its command to install a package; NULL: none is known that would do it */
	const char *install;
	struct hw_arena arena;
};

static const char *const kind_names[HW_PACKAGE_KINDS] = {
	[HW_PACKAGE_MODALIAS] = "modalias",
	[HW_PACKAGE_FIRMWARE] = "firmware",
	[HW_PACKAGE_MODULE] = "module",
};

static const char *const tristate_names[] = {
	[HW_UNKNOWN] = "unknown", [HW_NO] = "no", [HW_YES] = "yes"};

int hw_packages_open(struct hw_root *root, struct hw_text release,
		     struct hw_packages **ret)
{
	struct hw_packages *p = hw_calloc(1, sizeof(*p));
	int r = 0;

	if (!p)
		return -ENOMEM;
	p->root = p->lists = root;
	p->is_recording = hw_root_kind(root) == HW_ROOT_SNAPSHOT;
	p->release = hw_arena_copy(&p->arena, release);
	if (p->is_recording) {
		if (hw_root_map(root, RECORDED, &p->recorded) < 0)
			p->recorded = (struct hw_map){.modified = 0};
	} else {
		/* names of mirrors are not told of a list that cannot be read, and
		 * neither they nor lists are for a recording */
		r = hw_root_open(hw_root_path(root), &p->lists);
	}
	if (r < 0 && r != -ENOMEM) {
		/* nothing is known then, and that is told */
		p->lists = root;
		p->root_unread = (struct hw_unread_list){
			.err = r, .file = hw_text_of(hw_root_path(root))};
		p->unread = (struct hw_unread_lists){.v = &p->root_unread, .n = 1};
		p->read = ~0U;
		p->distribution_asked = true;
		r = 0;
	}
	if (r == 0 && hw_arena_failed(&p->arena))
		r = -ENOMEM;
	if (r < 0) {
		p->lists = root;
		hw_packages_close(p);
		return r;
	}
	*ret = p;
	return 0;
}

void hw_packages_close(struct hw_packages *p)
{
	if (!p)
		return;
	if (p->lists != p->root)
		hw_root_close(p->lists);
	hw_unmap(&p->recorded);
	hw_claims_done(&p->claims);
	hw_arena_done(&p->arena);
	free(p);
}

const struct hw_unread_list *hw_packages_unread(const struct hw_packages *p,
						size_t *ret_count)
{
	*ret_count = p->unread.n;
	return p->unread.v;
}

int hw_packages_unread_records(const struct hw_packages *p, const char **ret_path)
{
	*ret_path = p->unread_records.file.s;
	return p->unread_records.err;
}

/* --- The lists --- */

static void read_sources(struct hw_packages *p, enum hw_package_kind kind)
{
	unsigned bit = 1U << kind;

	if (p->read & bit)
		return;
	for (const struct hw_package_source *s = hw_package_sources; s->name; s++)
		if ((s->kinds & bit) && !(s->kinds & p->read))
			hw_source_read(s, p->lists, p->release, &p->claims, &p->unread);
	hw_claims_chain(&p->claims);
	p->read |= bit;
}

static const struct hw_distribution *distribution_of(struct hw_packages *p)
{
	if (!p->distribution_asked) {
		p->distribution_asked = true;
		p->distribution = hw_distribution_read(p->lists, &p->arena, &p->column);
		if (p->distribution && !hw_distribution_is_read_only(p->lists, &p->arena))
			p->install = p->distribution->install;
	}
	return p->distribution;
}

static bool has(const struct hw_package_list *list, enum hw_package_kind kind,
		struct hw_text name)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].kind == kind && hw_text_eq(list->v[i].name, name))
			return true;
	return false;
}

struct hw_package hw_package_copy(const struct hw_package *package,
				  struct hw_arena *arena)
{
	struct hw_package copy = *package;
	struct hw_text *const texts[] = {
		&copy.name,    &copy.file,  &copy.pattern, &copy.component,
		&copy.version, &copy.rival, &copy.in_full,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		*texts[i] = hw_arena_copy(arena, *texts[i]);
	if (copy.install)
		copy.install = hw_arena_copy(arena, hw_text_of(copy.install)).s;
	if (copy.need_count) {
		const struct hw_field_spec **needs = HW_ARENA_NEW(
			arena, const struct hw_field_spec *, copy.need_count);

		if (needs)
			memcpy(needs, copy.needs, copy.need_count * sizeof(*needs));
		else
			copy.need_count = 0;
		copy.needs = needs;
	}
	return copy;
}

/* Adds a copy. */
static int add(struct hw_package_list *list, const struct hw_package *package,
	       struct hw_arena *arena)
{
	if (list->n == HW_PACKAGES_MAX || has(list, package->kind, package->name))
		return 0;
	if (HW_ARENA_GROW(arena, struct hw_package, list->v, list->n, &list->room, 4) < 0)
		return -ENOMEM;
	list->v[list->n++] = hw_package_copy(package, arena);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* The newest version of what claims something, in the lists of its release; NULL: it is
 * not known. */
static const struct hw_listed *listed_with(const struct hw_claims *claims,
					   const struct hw_claim *c)
{
	const struct hw_listed *newest = NULL;

	for (const struct hw_listed *l = hw_claims_first(claims, c->package);
	     l && c->release.n; l = hw_claims_next(claims, l))
		if (l->source->lists_packages && l->version.n &&
		    hw_text_eq(l->release, c->release) &&
		    hw_text_eq(l->package, c->package) &&
		    (!newest || l->source->compare(l->version, newest->version) > 0))
			newest = l;
	return newest;
}

/* Whether another version of the package is installed, or would be, in place of the one
 * of a list that claims it. */
static bool is_superseded(struct hw_packages *p, const struct hw_claim *c)
{
	int (*compare)(struct hw_text, struct hw_text) = c->source->compare;
	struct hw_text version = c->version;

	if (c->source->has_installed)
		return false;
	if (!version.n && c->release.n) {
		const struct hw_listed *own;

		read_sources(p, HW_PACKAGE_MODALIAS);
		own = listed_with(&p->claims, c);
		version = own ? own->version : version;
		compare = own ? own->source->compare : compare;
	}
	if (!version.n || !compare)
		return false;
	for (const struct hw_listed *l = hw_claims_first(&p->claims, c->package); l;
	     l = hw_claims_next(&p->claims, l))
		if (l->version.n && l->source->compare == compare &&
		    (l->source->has_installed || hw_text_eq(l->suite, c->suite)) &&
		    hw_text_eq(l->package, c->package) &&
		    compare(l->version, version) > 0)
			return true;
	return false;
}

/* The kind of lists that has it: a package manager's name is that of several. NULL: it is
 * of the table. */
static const struct hw_package_source *source_of(const struct hw_package *package)
{
	for (const struct hw_package_source *s = hw_package_sources; s->name; s++)
		if (strcmp(s->name, package->source) == 0 &&
		    strcmp(s->title, package->title) == 0)
			return s;
	return NULL;
}

/* The lists that the package manager itself installs from have it. */
static bool is_of_manager(const struct hw_package *package)
{
	const struct hw_package_source *s = source_of(package);

	return s && s->is_of_manager;
}

/* Records of what is installed have it. */
static bool is_of_records(const struct hw_package *package)
{
	const struct hw_package_source *s = source_of(package);

	return s && s->has_installed;
}

/* Whether all that can be installed is in the lists that were read: apt without any finds
 * no package, while others fetch theirs. */
static bool knows_all(struct hw_packages *p)
{
	const struct hw_distribution *d = distribution_of(p);

	return !p->claims.lacks_list &&
	       (p->claims.has_lists ||
		(d && d->needs_lists && hw_root_exists(p->lists, "var/lib/dpkg/status")));
}

/* Whether the package manager's lists have the package, of which component and in which
 * version. True: it is one that no command takes by itself. */
static bool set_listed(struct hw_packages *p, struct hw_package *package,
		       struct hw_text suite)
{
	const struct hw_listed *listed;

	read_sources(p, HW_PACKAGE_MODALIAS);
	listed = hw_claims_newest(&p->claims, package->name, suite);
	for (const struct hw_listed *l = hw_claims_first(&p->claims, package->name);
	     !listed && !suite.n && l; l = hw_claims_next(&p->claims, l))
		if (hw_text_eq(l->package, package->name))
			listed = hw_claims_newest(&p->claims, package->name, l->suite);
	/* a list of files has no versions, of which a pin may refuse some */
	if (!listed)
		listed = hw_claims_newest(&p->claims, package->name, HW_SUITE_OTHER);
	package->lists_unread = !listed && p->claims.lacks_list;
	package->listed = listed ? HW_YES : knows_all(p) ? HW_NO : HW_UNKNOWN;
	if (listed && listed->component.n)
		package->component = listed->component;
	if (listed)
		package->version = listed->version;
	return listed && hw_text_eq(listed->suite, HW_SUITE_OTHER);
}

/* The command that installs from a suite; NULL: none is known. */
static const char *install_from(const struct hw_packages *p, struct hw_text suite,
				struct hw_arena *arena)
{
	if (!suite.n || !p->install)
		return p->install;
	if (hw_text_eq(suite, HW_SUITE_OTHER))
		return NULL;
	return hw_arena_printf(arena, "%s -t %.*s", p->install, HW_TEXT_ARG(suite)).s;
}

/* What is asked. */
struct asked {
	enum hw_package_kind kind;
	struct hw_text string;
	hw_package_match *match;
	void *arg;
};

static bool fits(const struct asked *asked, const struct hw_claim *c,
		 struct hw_text *ret_pattern)
{
	return c->kind == asked->kind &&
	       hw_claim_fits(c, asked->string, asked->match, asked->arg, ret_pattern);
}

/* Whether it is known that the version that is installed, an older one, does not have
 * what was asked for. A file that is looked for is not there; what it says that it is
 * for, the records of dpkg alone tell. */
static bool is_without_it(const struct hw_packages *p, const struct asked *asked,
			  struct hw_text name)
{
	bool is_recorded = asked->kind != HW_PACKAGE_MODALIAS;
	struct hw_text pattern;

	for (const struct hw_listed *l = hw_claims_first(&p->claims, name);
	     !is_recorded && l; l = hw_claims_next(&p->claims, l))
		is_recorded = l->source->has_installed && hw_text_eq(l->package, name);
	for (size_t i = 0; is_recorded && i < p->claims.n; i++) {
		const struct hw_claim *c = &p->claims.v[i];

		if (c->source->has_installed && hw_text_eq(c->package, name) &&
		    fits(asked, c, &pattern))
			return false;
	}
	return is_recorded;
}

/* Which of the packages are installed, and in which versions. */
static void mark_installed(struct hw_packages *p, const struct asked *asked,
			   struct hw_package *v, size_t n, struct hw_arena *arena)
{
	const struct hw_distribution *d = distribution_of(p);

	hw_installed_mark(p->lists, v, n, &p->claims, d ? d->records : "var/lib", arena,
			  &p->unread_records);
	for (size_t i = 0; i < n; i++) {
		/* whatever there is behind it that cannot be read */
		if (is_of_records(&v[i]))
			v[i].installed = HW_YES;
		if (v[i].is_older && !is_without_it(p, asked, v[i].name))
			v[i].is_older = false;
		if (!v[i].is_older && !v[i].is_other_version) {
			v[i].version = HW_NO_TEXT;
			/* nothing is to be installed */
			if (v[i].installed == HW_YES)
				v[i].rival = HW_NO_TEXT;
		}
	}
}

static int answer(struct hw_packages *p, const struct asked *asked,
		  const struct hw_claim *c, struct hw_text pattern,
		  struct hw_arena *arena, struct hw_package_list *ret)
{
	struct hw_package package = {
		.name = c->package,
		.source = c->source->name,
		.title = c->source->title,
		.file = c->file,
		.line = c->line,
		.kind = asked->kind,
		.pattern = pattern,
		.component = c->component,
		.version = c->version,
		.listed = HW_YES,
		.install = install_from(p, c->suite, arena),
	};
	const bool is_of_other_version = is_superseded(p, c);
	bool is_apart = hw_text_eq(c->suite, HW_SUITE_OTHER);

	/* of kernels several versions are installed, and this one is of one of them */
	if (is_of_other_version && asked->kind != HW_PACKAGE_MODULE)
		return 0;
	if (is_of_other_version)
		package.install = NULL;
	package.is_other_version = is_of_other_version;
	/* other lists may be of another day, or of what is not among the sources */
	if (!is_of_manager(&package))
		is_apart |= set_listed(p, &package, c->suite);
	if (is_apart)
		package.install = NULL;
	package.is_apart = package.listed == HW_YES && is_apart;
	return add(ret, &package, arena);
}

static int ask_lists(struct hw_packages *p, const struct asked *asked,
		     struct hw_arena *arena, struct hw_package_list *ret)
{
	int r = 0;

	distribution_of(p);
	/* what is of a suite of its own is for what is nowhere else */
	for (unsigned of_suite = 0; of_suite < 2; of_suite++)
		for (size_t i = 0; i < p->claims.n && ret->n < HW_PACKAGES_MAX && r == 0;
		     i++) {
			const struct hw_claim c = p->claims.v[i];
			struct hw_text pattern;

			/* a list that is cut off may end before the name */
			if ((c.suite.n > 0) == of_suite && c.kind == asked->kind &&
			    c.package.n && !has(ret, c.kind, c.package) &&
			    fits(asked, &c, &pattern))
				r = answer(p, asked, &c, pattern, arena, ret);
		}
	return r;
}

/* Whether a list of files tells what of the package, as it can be installed, is firmware.
 * Then it has no more: the table of the package's directories says less. */
static bool is_listed_by_file(const struct hw_packages *p, struct hw_text package)
{
	for (size_t i = 0; i < p->claims.n; i++) {
		const struct hw_claim *c = &p->claims.v[i];

		if (c->kind == HW_PACKAGE_FIRMWARE &&
		    c->source->kinds & 1U << HW_PACKAGE_MODULE &&
		    !c->source->has_installed && hw_text_eq(c->package, package))
			return true;
	}
	return false;
}

/* What our own table says, and whether the package manager's lists have that. */
static int ask_table(struct hw_packages *p, struct hw_text string, struct hw_arena *arena,
		     struct hw_package_list *ret)
{
	const struct hw_distribution *d = distribution_of(p);
	struct hw_package package = {
		.source = TABLE,
		.title = "hwalias's own table",
		.kind = HW_PACKAGE_FIRMWARE,
	};
	struct hw_table_answer answer;

	if (!d || !hw_table_find(p->column, string, arena, &answer) ||
	    is_listed_by_file(p, answer.package))
		return 0;
	package.name = answer.package;
	package.pattern = answer.files;
	package.component = d->component && answer.component.n ? answer.component
							       : hw_text_of(d->component);
	package.install = set_listed(p, &package, HW_NO_TEXT) ? NULL : p->install;
	package.is_apart = !package.install && package.listed == HW_YES && p->install;
	return add(ret, &package, arena);
}

/* --- Recordings --- */

/* What it cannot hold is left out: a tab, a newline. */
static bool is_plain(struct hw_text t)
{
	return hw_text_find(t, '\t') == t.n && hw_text_find(t, '\n') == t.n;
}

static void record(struct hw_packages *p, enum hw_package_kind kind,
		   struct hw_text string, const struct hw_package *v, size_t n)
{
	struct hw_arena scratch = {0};

	if (!hw_root_records(p->root))
		return;
	for (size_t i = 0; i < n; i++) {
		const struct hw_package *a = &v[i];
		const struct hw_text rival =
			a->rival.n ? hw_arena_printf(&scratch, "\t%.*s",
						     HW_TEXT_ARG(a->rival))
				   : HW_TEXT("");
		const struct hw_text version =
			a->version.n || a->rival.n
				? hw_arena_printf(&scratch, "\t%.*s",
						  HW_TEXT_ARG(a->version))
				: HW_TEXT("");

		if (!is_plain(string) || !is_plain(a->pattern) || !is_plain(a->file) ||
		    !is_plain(a->version))
			continue;
		hw_root_note_answer(
			p->root, RECORDED,
			hw_arena_printf(
				&scratch,
				"%s\t%.*s\t%02zu\t%.*s\t%s\t%.*s\t%zu\t%.*s\t%.*s"
				"\t%s\t%s\t%s%.*s%.*s",
				kind_names[kind], HW_TEXT_ARG(string), i,
				HW_TEXT_ARG(a->name), a->source, HW_TEXT_ARG(a->file),
				a->line, HW_TEXT_ARG(a->pattern),
				HW_TEXT_ARG(a->component), tristate_names[a->installed],
				a->lists_unread ? UNREAD
				: a->is_apart	? APART
						: tristate_names[a->listed],
				a->install ? a->install : "", HW_TEXT_ARG(version),
				HW_TEXT_ARG(rival)));
	}
	hw_arena_done(&scratch);
}

static enum hw_tristate tristate_of(struct hw_text t)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(tristate_names); i++)
		if (hw_text_eq(t, hw_text_of(tristate_names[i])))
			return (enum hw_tristate)i;
	return HW_UNKNOWN;
}

/* Whether the name of a file, which may have stars, is one of the source's. */
static bool is_file_of(const struct hw_package_source *source, struct hw_text name)
{
	char buffer[NAME_MAX + 1];

	if (name.n > NAME_MAX)
		return false;
	if (name.n)
		memcpy(buffer, name.s, name.n);
	buffer[name.n] = '\0';
	return fnmatch(source->files, buffer, 0) == 0;
}

/* The name and title of a source, as the program has them. */
static bool set_source(struct hw_package *package, struct hw_text name)
{
	if (hw_text_eq(name, HW_TEXT(TABLE))) {
		package->source = TABLE;
		package->title = "hwalias's own table";
		return true;
	}
	for (const struct hw_package_source *s = hw_package_sources; s->name; s++) {
		if (!hw_text_eq(name, hw_text_of(s->name)))
			continue;
		package->source = s->name;
		package->title = s->title;
		/* of a package manager several kinds of lists have answers */
		if (is_file_of(s, hw_path_base(package->file)))
			return true;
	}
	return package->source;
}

static int replay_line(struct hw_text rest, enum hw_package_kind kind,
		       struct hw_arena *arena, struct hw_package_list *ret)
{
	struct hw_package package = {.kind = kind};
	struct hw_text source, listed, install;
	int64_t line;

	hw_text_cut(&rest, '\t');
	package.name = hw_text_cut(&rest, '\t');
	source = hw_text_cut(&rest, '\t');
	package.file = hw_text_cut(&rest, '\t');
	line = hw_text_decimal(hw_text_cut(&rest, '\t'), 18);
	package.line = line > 0 ? (size_t)line : 0;
	package.pattern = hw_text_cut(&rest, '\t');
	package.component = hw_text_cut(&rest, '\t');
	package.installed = tristate_of(hw_text_cut(&rest, '\t'));
	listed = hw_text_cut(&rest, '\t');
	package.listed = tristate_of(listed);
	package.lists_unread = hw_text_eq(listed, HW_TEXT(UNREAD));
	package.is_apart = hw_text_eq(listed, HW_TEXT(APART));
	if (package.is_apart)
		package.listed = HW_YES;
	/* the name becomes a word of a command */
	if (!rest.s || !hw_package_is_name(package.name) || !set_source(&package, source))
		return 0;
	install = hw_text_cut(&rest, '\t');
	package.install = hw_install_command(install, arena);
	package.version = hw_text_cut(&rest, '\t');
	/* no command brings another version of a kernel */
	package.is_older = package.version.n && package.installed == HW_YES &&
			   (kind != HW_PACKAGE_MODULE || package.install);
	package.is_other_version = package.version.n && !package.is_older;
	package.rival = hw_package_is_name(rest) ? rest : HW_NO_TEXT;
	if (!package.file.n)
		package.file = HW_NO_TEXT;
	if (!package.component.n)
		package.component = HW_NO_TEXT;
	return add(ret, &package, arena);
}

/* What fits, of the parts behind the question. */
static struct hw_text recorded_pattern(struct hw_text rest)
{
	/* place, name, source, list, line */
	for (int i = 0; i < 5; i++)
		hw_text_cut(&rest, '\t');
	return hw_text_cut(&rest, '\t');
}

/* Whether a line, behind its kind, answers it: of ids, what a device that has them got.
 */
static bool is_answer(struct hw_text line, const struct asked *asked,
		      struct hw_text *ret_rest)
{
	const struct hw_text question = hw_text_cut(&line, '\t');

	*ret_rest = line;
	return line.s &&
	       (hw_text_eq(question, asked->string) ||
		(asked->match && asked->match(asked->arg, recorded_pattern(line))));
}

static int replay(struct hw_packages *p, const struct asked *asked,
		  struct hw_arena *arena, struct hw_package_list *ret)
{
	const struct hw_text kind = hw_text_of(kind_names[asked->kind]);
	struct hw_text rest = p->recorded.text;
	int r = 0;

	while (rest.n && r == 0) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		const struct hw_text whole = line;

		if (hw_text_eq(hw_text_cut(&line, '\t'), kind) && line.s &&
		    is_answer(line, asked, &line)) {
			/* of a recording that is recorded again, and is too big for that
			 */
			if (p->recorded.text.n > HW_RECORD_WHOLE_MAX)
				hw_root_note_line(p->root, whole, false);
			r = replay_line(line, asked->kind, arena, ret);
		}
	}
	return r;
}

/* Those that are installed to the front. */
static void put_installed_first(struct hw_package *v, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		const struct hw_package package = v[i];

		if (package.installed != HW_YES)
			continue;
		memmove(&v[at + 1], &v[at], (i - at) * sizeof(*v));
		v[at++] = package;
	}
}

int hw_packages_find(struct hw_packages *p, enum hw_package_kind kind,
		     struct hw_text string, hw_package_match *match, void *arg,
		     struct hw_arena *arena, struct hw_package_list *ret)
{
	struct asked asked = {.kind = kind, .string = string, .match = match, .arg = arg};
	size_t before = ret->n;
	char *copy;
	int r;

	if (!string.n || string.n > HW_GLOB_MAX)
		return 0;
	if (p->is_recording)
		return replay(p, &asked, arena, ret);
	copy = hw_arena_alloc(arena, string.n + 1, 1);
	if (!copy)
		return -ENOMEM;
	for (size_t i = 0; i < string.n; i++)
		copy[i] =
			kind == HW_PACKAGE_MODALIAS ? hw_lower(string.s[i]) : string.s[i];
	asked.string = (struct hw_text){copy, string.n};
	read_sources(p, kind);
	r = ask_lists(p, &asked, arena, ret);
	if (r == 0 && kind == HW_PACKAGE_FIRMWARE && ret->n == before)
		r = ask_table(p, string, arena, ret);
	if (r == 0 && p->claims.is_short)
		r = -ENOMEM;
	if (r < 0)
		return r;
	if (ret->n > before) {
		mark_installed(p, &asked, ret->v + before, ret->n - before, arena);
		put_installed_first(ret->v + before, ret->n - before);
		record(p, kind, string, ret->v + before, ret->n - before);
	}
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}
