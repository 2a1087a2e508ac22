/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_PACKAGES_INTERNAL_H
#define HWALIAS_DATA_PACKAGES_INTERNAL_H

#include "data/packages/packages.h"

struct hw_package_source;

/* --- relations.c: packages that are not installed together, of dpkg and apt --- */

enum hw_relation {
	HW_RELATION_CONFLICTS,
	HW_RELATION_BREAKS,
	HW_RELATION_PROVIDES,
	HW_RELATIONS
};

/* The values of these fields; absent: the package has no such field. */
struct hw_relations {
	struct hw_text fields[HW_RELATIONS];
};

struct hw_related {
	struct hw_text name;
	/* absent: not told, and no relation with a version is of it */
	struct hw_text version;
	/* absent: the machine's own */
	struct hw_text architecture;
	/* NULL: it has none */
	const struct hw_relations *relations;
};

/* Whether a relation of one of the packages names the other, or what it provides, in its
 * version. `native`: the machine's architecture; absent: not known, all count. */
bool hw_relations_exclude(const struct hw_related *a, const struct hw_related *b,
			  struct hw_text native);

/* --- claims.c: what packages claim, by the lists --- */

struct hw_claim {
	struct hw_text package;
	/* a pattern or a file; of a field Modaliases its whole value */
	struct hw_text text;
	bool is_field;
	enum hw_package_kind kind;
	const struct hw_package_source *source;
	struct hw_text file;
	size_t line;
	struct hw_text component;
	/* as those of struct hw_listed */
	struct hw_text version;
	struct hw_text suite;
	struct hw_text release;
};

/* A package that a list of the package manager has. */
struct hw_listed {
	struct hw_text package;
	struct hw_text component;
	/* absent: not told */
	struct hw_text version;
	/* of a release of the archive from which nothing is installed unless it is named:
	 * its name, "bookworm-backports", or HW_SUITE_OTHER; absent of all others */
	struct hw_text suite;
	/* what the lists of one release have in common, and others have not; absent: the
	 * list is of none */
	struct hw_text release;
	/* NULL: it has none, or the list is not apt's */
	struct hw_relations *relations;
	const struct hw_package_source *source;
	/* the next one in its chain of hw_claims_first(), from 1; 0: it is the last */
	size_t next;
};

/* A release whose name may be somebody's own. */
#define HW_SUITE_OTHER HW_TEXT("*")

struct hw_claims {
	struct hw_arena arena;
	struct hw_claim *v;
	size_t n;
	size_t room;
	struct hw_listed *listed;
	size_t listed_n;
	size_t listed_room;
	/* by the hash of names, the first of the listed ones, from 1, in the lists'
	 * order; NULL: none */
	size_t *chains;
	unsigned chain_bits;
	/* bytes of what was read, HW_CLAIMS_MAX at most */
	size_t kept;
	/* there is a list of all packages; one of those could not be read to its end */
	bool has_lists;
	bool lacks_list;
	/* there is no memory for another one */
	bool is_short;
};

/* Most bytes that are kept of all lists: the packages of a release with all its parts
 * take a tenth of it. */
#define HW_CLAIMS_MAX ((size_t)256 << 20)

void hw_claims_done(struct hw_claims *claims);

/* Chains the listed packages, when lists have been read. Errors: is_short. */
void hw_claims_chain(struct hw_claims *claims);

/* The first listed package whose name may be this one, and the one behind it, in the
 * lists' order; NULL: there is none. */
const struct hw_listed *hw_claims_first(const struct hw_claims *claims,
					struct hw_text name);
const struct hw_listed *hw_claims_next(const struct hw_claims *claims,
				       const struct hw_listed *listed);

/* The newest version of a package in lists of what can be installed, of a suite or of all
 * that have none; NULL: these lists do not have it. Lifetime: until more is read. */
const struct hw_listed *hw_claims_newest(const struct hw_claims *claims,
					 struct hw_text name, struct hw_text suite);

/* Most bytes of a package's name: those of Debian and of RPM are file names. */
#define HW_PACKAGE_NAME_MAX 255

/* Elements whose names are kept: those deeper are only counted. */
#define HW_XML_DEPTH 16

/* Where in XML a reader is: xml.c's own. */
struct hw_xml_state {
	unsigned state;
	/* elements that have begun and not ended, and hashes of their names */
	unsigned depth;
	uint64_t open[HW_XML_DEPTH];
	/* the innermost one ends with the tag that was read last */
	bool closes;
	bool has_root;
	/* a hash of the namespace of the root, and at which depth another one began */
	uint64_t space;
	unsigned foreign;
	/* the one of an attribute that goes on */
	char quote;
	/* text since the last tag that began an element */
	char text[1024];
	size_t text_n;
	/* more than has room, or with an entity that is not known */
	bool is_odd;
};

struct hw_apt_list;

/* The list that is being read. */
struct hw_list_reader {
	struct hw_claims *claims;
	const struct hw_package_source *source;
	/* the kernel whose modules count; absent: none do */
	struct hw_text release;
	/* that of the packages that count; absent: all do */
	struct hw_text architecture;
	/* where what was read of the package begins, and what is of none yet */
	size_t claims_before, listed_before, unnamed;
	/* it has more than is kept */
	bool is_cut;
	/* it may be told behind what it claims */
	bool is_component;
	struct hw_text file;
	struct hw_text component;
	struct hw_text suite;
	/* that of a package, hw_apt_suite(); NULL: it is that of all */
	struct hw_text (*suite_of)(const struct hw_apt_list *list, struct hw_text package,
				   struct hw_text version);
	const struct hw_apt_list *apt;
	/* of the package, if it was told; the claims' */
	struct hw_text version;
	/* of the record, from 1; of XML the newlines before its end */
	size_t line;
	/* what is wrong with the list first, and in which line; NULL: nothing was found
	 */
	const char *fault;
	size_t fault_line;

	/* --- for the source's own use, zeroed at the start of each list --- */
	char package[HW_PACKAGE_NAME_MAX + 1];
	size_t package_n;
	unsigned section;
	unsigned item;
	char value[256];
	size_t value_n;
	struct hw_xml_state xml;
};

/* A name that may be a word of a command: of Debian (Policy, 5.6.1), of RPM, of Arch and
 * of Alpine; none begins with a dash. */
bool hw_package_is_name(struct hw_text name);

/* Sets the package that the records that follow are about; none if it is no name. */
void hw_list_set_package(struct hw_list_reader *r, struct hw_text name);

/* A component begins, or the list ends: what the component claims is of the package that
 * it names, before or behind. */
void hw_list_begin_component(struct hw_list_reader *r);

/* Whether packages for this one are installed on a machine of the native one, if that is
 * known. */
bool hw_is_architecture(struct hw_text native, struct hw_text of_package);

/* Leaves the package out, and what was read of it, if it is for another architecture. */
void hw_list_set_architecture(struct hw_list_reader *r, struct hw_text architecture);

/* Sets the version of the package, that of what was read of it too. */
void hw_list_set_version(struct hw_list_reader *r, struct hw_text version);

/* Adds to the value of a field of the package, which may go on in further lines. */
void hw_list_add_relation(struct hw_list_reader *r, enum hw_relation field,
			  struct hw_text value);

/* Adds a claim of the package, if there is one and the text is not empty. */
void hw_list_claim(struct hw_list_reader *r, enum hw_package_kind kind,
		   struct hw_text text, bool is_field);

/* The record is not what such a list has: `why`, a sentence without a full stop. */
void hw_list_fault(struct hw_list_reader *r, const char *why);

/* The package is in the list. */
void hw_list_note(struct hw_list_reader *r);

/* Adds a claim if the path, without a '/' before it, is a firmware or a module file. */
void hw_list_claim_file(struct hw_list_reader *r, struct hw_text path);

/* "iwlwifi-8265-36.ucode" of "usr/lib/firmware/updates/iwlwifi-8265-36.ucode.xz"; absent:
 * no firmware file. */
struct hw_text hw_firmware_of_path(struct hw_text path);

/*
 * The first pattern of the claim that fits, or the file. `string` is lower case.
 * Lifetime: the claim's. False: none does.
 */
bool hw_claim_fits(const struct hw_claim *claim, struct hw_text string,
		   hw_package_match *match, void *arg, struct hw_text *ret);

/* --- sources.c --- */

struct hw_package_source {
	/* stable: it is in JSON */
	const char *name;
	/* of a sentence: "by …" */
	const char *title;
	/* below the root; a component may be "*" */
	const char *directory;
	/* fnmatch(3) */
	const char *files;
	/* those of these that are no such list, likewise, ended by a NULL; NULL: none */
	const char *const *but;
	/* in the file's name, what follows the component; NULL: no component is told */
	const char *behind_component;
	/* the components that are told, which end with a NULL: other words may be
	 * somebody's own */
	const char *const *components;
	/* the architecture of the packages that count; NULL: all do */
	struct hw_text (*architecture)(struct hw_root *root, struct hw_arena *arena);
	/* in the file's name, what comes before its architecture; NULL: the records tell
	 * it */
	const char *before_architecture;
	/* what ends a record: '\n', or '>' of XML */
	char end;
	/* what it may answer, bits 1 << enum hw_package_kind */
	unsigned kinds;
	/* whoever makes it ends its last line; so do those whose component is told, while
	 * of another repository that may be anybody */
	bool ends_lines;
	/* the order of the versions that it tells of: negative, the first is older; NULL:
	 * it tells of none */
	int (*compare)(struct hw_text a, struct hw_text b);
	/* apt's: beside it may be a file Release, or InRelease */
	bool has_release;
	/* it has what is installed */
	bool has_installed;
	/* it has all packages that can be installed */
	bool lists_packages;
	/* it is the package manager's own: what it names can be installed */
	bool is_of_manager;
	void (*record)(struct hw_list_reader *r, struct hw_text record);
	/* each of its lists is of one package, which its directory or its name tells;
	 * sets that package. NULL: it is not */
	void (*package)(struct hw_list_reader *r, struct hw_text directory,
			struct hw_text name);
	/* it is an archive, and the list this file in it; NULL: it is none such */
	const char *member;
	/* of an archive, a file in it; NULL: it is none, or has a list */
	void (*entry)(struct hw_list_reader *r, struct hw_text path,
		      struct hw_text content);
};

/* Ends with a row without a name. */
extern const struct hw_package_source hw_package_sources[];

/* Lists that could not be read. */
struct hw_unread_lists {
	struct hw_unread_list *v;
	size_t n;
	size_t room;
};

/* The source's own copy of the word, if it is one of its components; else absent. */
struct hw_text hw_source_component(const struct hw_package_source *source,
				   struct hw_text word);

/* Reads all lists of the source. What cannot be read is left out, and told in *unread.
 * Lifetime of that: the claims'. */
void hw_source_read(const struct hw_package_source *source, struct hw_root *root,
		    struct hw_text release, struct hw_claims *claims,
		    struct hw_unread_lists *unread);

/* --- lists.c --- */

/* Longest record in bytes; longer ones are passed over. */
#define HW_RECORD_MAX ((size_t)1 << 20)

/*
 * Reads the text of a list, in as many pieces as it comes; at its end once more, absent.
 * For the tests; others call hw_list_read().
 */
struct hw_records {
	struct hw_list_reader *reader;
	char *carry;
	size_t n;
	size_t room;
	bool is_too_long;
	/* of an archive: what comes is in another file than the list */
	bool is_elsewhere;
	/* … and the list was there */
	bool has_member;
};

void hw_records_feed(struct hw_records *records, struct hw_text piece);
void hw_records_end(struct hw_records *records);

/* Reads a list, compressed or not. Errors: those of hw_archive_read(); -EFBIG: it has
 * more than is kept; -EPROTONOSUPPORT: it is in zchunk. */
int hw_list_read(struct hw_list_reader *reader, struct hw_text bytes);

/* --- the sources' readers --- */

/*
 * The value of a line "Package: x", without blanks around it, if it is of this field,
 * which is named in lower case; absent: it is not. The case of letters in a field's name
 * does not count (deb822(5)).
 */
struct hw_text hw_deb822_value(struct hw_text line, const char *field);

/* The field that a line is, and its value; HW_RELATIONS: it is none of these. */
enum hw_relation hw_relation_read(struct hw_text line, struct hw_text *ret);

/* Whether a field Status tells that the package is installed, dpkg(1). */
bool hw_dpkg_is_installed(struct hw_text status);

void hw_dpkg_record(struct hw_list_reader *r, struct hw_text line);
/* Of "libc6:amd64.list", dpkg's list of a package's files. */
void hw_dpkg_list_package(struct hw_list_reader *r, struct hw_text directory,
			  struct hw_text name);
/* A line is a file. */
void hw_file_list_record(struct hw_list_reader *r, struct hw_text line);
void hw_apt_list_record(struct hw_list_reader *r, struct hw_text line);
void hw_apt_contents_record(struct hw_list_reader *r, struct hw_text line);
void hw_apk_record(struct hw_list_reader *r, struct hw_text line);
void hw_dep11_record(struct hw_list_reader *r, struct hw_text line);
void hw_appstream_record(struct hw_list_reader *r, struct hw_text record);
void hw_rpm_md_record(struct hw_list_reader *r, struct hw_text record);
/* "linux-firmware" of "linux-firmware-20240610-1"; absent: it is none such. */
struct hw_text hw_pacman_name(struct hw_text directory);
/* "20240610-1" of the same. */
struct hw_text hw_pacman_version(struct hw_text directory);

/* Of a directory of what is installed. */
void hw_pacman_files_package(struct hw_list_reader *r, struct hw_text directory,
			     struct hw_text name);
void hw_pacman_entry(struct hw_list_reader *r, struct hw_text path,
		     struct hw_text content);

/* --- apt_release.c --- */

/*
 * Whether the word is a release of Debian's or Ubuntu's archive, with or without what is
 * behind it in "noble-updates" (https://www.debian.org/releases/,
 * https://wiki.ubuntu.com/Releases).
 */
bool hw_is_release_of_archive(struct hw_text word);

/* A release of which a list is. */
struct hw_apt_release {
	/* what the names of all its lists begin with */
	struct hw_text stem;
	/* "deb.debian.org" */
	struct hw_text host;
	/* what its file has before the list of files, or absent */
	struct hw_text head;
	struct hw_text component;
};

/* The releases that lists are of, and what the pins say of them. */
struct hw_apt_releases;

/* `directory`: where the lists are. NULL: there is no memory. */
struct hw_apt_releases *hw_apt_releases_read(struct hw_root *root, const char *directory);

/* NULL is fine. */
void hw_apt_releases_close(struct hw_apt_releases *releases);

struct hw_apt_list {
	const struct hw_apt_releases *all;
	struct hw_apt_release release;
	/* of the archive: "bookworm-backports"; absent: of another one */
	struct hw_text name;
	/* as struct hw_listed has it, of packages that no pin names */
	struct hw_text suite;
};

/* `stem`: the list's name without what is behind the component. Lifetime: the arena's. */
struct hw_apt_list hw_apt_list_of(const struct hw_apt_releases *all, struct hw_root *root,
				  const char *directory, struct hw_text stem,
				  struct hw_text component, struct hw_arena *arena);

/* The suite of a package in the list; its version may be absent. Lifetime: the list's. */
struct hw_text hw_apt_suite(const struct hw_apt_list *list, struct hw_text package,
			    struct hw_text version);

/* --- apt_pins.c --- */

/* What a release has that nothing is said of, one that is not automatic, and what no
 * command overrides. */
#define HW_APT_USUAL	     500
#define HW_APT_NOT_AUTOMATIC 1
#define HW_APT_NEVER	     (-32768)

struct hw_apt_pins;

/* NULL: there is no memory. */
struct hw_apt_pins *hw_apt_pins_read(struct hw_root *root);

/* NULL is fine. */
void hw_apt_pins_close(struct hw_apt_pins *pins);

/* Whether some pin is of this package, and not of all. */
bool hw_apt_is_pinned(const struct hw_apt_pins *pins, struct hw_text package);

/* By the first pin of the package that fits its version in the release; 0: none does. Of
 * an absent version, what is for all fits. */
int64_t hw_apt_pinned(const struct hw_apt_pins *pins,
		      const struct hw_apt_release *release, struct hw_text package,
		      struct hw_text version);

/* The priority of a release, of packages that no pin names. `but_default`: whatever the
 * default release is. */
int64_t hw_apt_priority(const struct hw_apt_pins *pins,
			const struct hw_apt_release *release, bool but_default);

/* The value of a field of a file Release, named in lower case; absent: it has none. */
struct hw_text hw_apt_field(struct hw_text head, const char *field);

/* --- apt_conf.c --- */

/* Whether apt reads a file of this name in a directory of files with the suffix, which
 * may be missing: ".pref", ".conf". */
bool hw_apt_is_conf(struct hw_text name, const char *suffix);

/* APT::Default-Release; absent: there is none. Lifetime: the arena's. */
struct hw_text hw_apt_default_release(struct hw_root *root, struct hw_arena *arena);

/* --- version.c: negative: the first is older --- */

int hw_version_cmp_of_debian(struct hw_text a, struct hw_text b);
int hw_version_cmp_of_rpm(struct hw_text a, struct hw_text b);
int hw_version_cmp_of_pacman(struct hw_text a, struct hw_text b);

/* --- xml.c: a record of XML, "content<tag attribute=\"value\"" --- */

struct hw_xml {
	/* of a tag that ends an element, its text without entities; blanks around it are
	 * cut off; absent: it has an entity that is not known, or is too long */
	struct hw_text content;
	/* "/name", "rpm:entry" */
	struct hw_text tag;
	struct hw_text attributes;
};

/* At the end of a list once more, absent. False: there is no tag, or one of a namespace
 * of its own. Lifetime: until the next record. */
bool hw_xml_read(struct hw_list_reader *r, struct hw_text record, struct hw_xml *ret);

/* Whether the tag that was read last is of an element right below such a one. */
bool hw_xml_is_below(const struct hw_list_reader *r, const char *parent);

/* The value of an attribute; absent: it has none, or one with entities. */
struct hw_text hw_xml_attribute(const struct hw_xml *xml, const char *name);

/* --- architecture.c: "amd64", of what is installed; absent: not known --- */

struct hw_text hw_dpkg_architecture(struct hw_root *root, struct hw_arena *arena);
struct hw_text hw_rpm_architecture(struct hw_root *root, struct hw_arena *arena);

/* --- table.c --- */

struct hw_distribution {
	/* ID of os-release */
	const char *id;
	const char *install;
	/* what its package manager has installed is below */
	const char *records;
	/* that command finds nothing without lists */
	bool needs_lists;
	/* the component that firmware is in; NULL: there are none */
	const char *component;
};

/* By ID and ID_LIKE; NULL: it is none that the table has. Its column is *ret_column. */
const struct hw_distribution *
hw_distribution_read(struct hw_root *root, struct hw_arena *arena, size_t *ret_column);

/* Its root is not changed by a package manager's command. */
bool hw_distribution_is_read_only(struct hw_root *root, struct hw_arena *arena);

struct hw_table_answer {
	struct hw_text package;
	/* the files that the table says that the package has, a pattern: it has no list
	 * of them, so whether the one that was asked for is among them is not known */
	struct hw_text files;
	/* "main"; absent: that of the distribution's firmware */
	struct hw_text component;
};

/* The package for a firmware file, or a pattern of some. False: not known. Lifetime: the
 * program's. */
bool hw_table_find(size_t column, struct hw_text firmware, struct hw_arena *arena,
		   struct hw_table_answer *ret);

/* The table's own copy of an install command, or one of the arena that names a suite too;
 * NULL: the table has none like it. */
const char *hw_install_command(struct hw_text text, struct hw_arena *arena);

/* --- installed.c --- */

/* Packages of which a package manager tells whether it has installed them. */
struct hw_installed {
	struct hw_package *v;
	size_t n;
	/* that of the manager: negative, the first version is older */
	int (*compare)(struct hw_text a, struct hw_text b);
	/* the lists, and those of them that would be installed; NULL: none is known */
	const struct hw_claims *claims;
	const struct hw_listed **listed;
	struct hw_arena *arena;
};

/*
 * Sets `installed` of the packages, `is_older` of those that are installed in an older
 * version than the one they have, and `rival`. If that is not known of one, *ret_unread
 * is why; where there are no records at all, `records` are those that are missing.
 */
void hw_installed_mark(struct hw_root *root, struct hw_package *packages, size_t n,
		       const struct hw_claims *claims, const char *records,
		       struct hw_arena *arena, struct hw_unread_list *ret_unread);

/* The package of this name is installed, in this version or, absent, in one that is not
 * told. Of several versions the newest one counts. */
static inline void hw_installed_note(struct hw_installed *to, struct hw_text name,
				     struct hw_text version)
{
	for (size_t i = 0; i < to->n; i++) {
		struct hw_package *p = &to->v[i];

		if (!hw_text_eq(p->name, name))
			continue;
		p->is_older = version.n && p->version.n &&
			      (p->installed != HW_YES || p->is_older) &&
			      to->compare(version, p->version) < 0;
		p->installed = HW_YES;
	}
}

/* --- rpmdb.c, libsqlite3.c --- */

/* Notes those that RPM has. Errors: -ENOENT, -ENOTDIR: RPM is not used here; -ENOTSUP: a
 * kind of database that is not read; -EBUSY: it is being written; -EBADMSG: it is
 * damaged; those of hw_root_map(). */
int hw_rpmdb_read(struct hw_root *root, struct hw_installed *to);

/* A package is installed whose header is this one, which may be absent. */
typedef void hw_rpm_header_fn(struct hw_installed *to, struct hw_text name,
			      struct hw_text header);

/* Passes the headers of the packages in a database of SQLite, of whose map two bytes are
 * changed. Errors: -ENOTSUP: not in this build, or the library is not installed;
 * -EBADMSG; -ENOMEM. */
int hw_rpmdb_sqlite_read(struct hw_map *map, struct hw_installed *to,
			 hw_rpm_header_fn *fn);

#endif
