// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/hwdb_file.h"

#include <endian.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>

#include "data/base/memory.h"

/* Sizes and offsets of the structures that hwdb_file.h draws. */
enum {
	HEADER_SIZE = 80,
	NODE_SIZE = 24,
	CHILD_SIZE = 16,
	VALUE_SIZE = 16,
	/* of a value that tells where it is from */
	PLACED_VALUE_SIZE = 32,
	FILE_SIZE_AT = 16,
	/* then those of a child and a value */
	NODE_SIZE_AT = 32,
	ROOT_AT = 56,
};

/* Nodes one below the other, and bytes of a pattern: systemd's are much shorter. */
#define DEPTH_MAX   512
#define PATTERN_MAX 2048

/* Longest value that is read. */
#define VALUE_MAX 4096

/* Offsets, and numbers of what lies there. */
struct node {
	/* 0: none, not even an empty one */
	uint64_t prefix;
	uint64_t children;
	uint64_t values;
	uint64_t value_count;
	unsigned child_count;
};

struct child {
	char byte;
	uint64_t node;
};

struct value {
	uint64_t name;
	uint64_t text;
	/* where it is from; 0 in older files */
	uint64_t file;
	/* line, priority and padding */
	uint64_t place;
};

/* Positions in the key, of which there are HW_HWDB_KEY_MAX + 1 with its end. */
struct positions {
	uint64_t w[(HW_HWDB_KEY_MAX + 1) / 64];
};

struct search {
	const struct hw_hwdb_file *file;
	struct hw_hwdb_matches *matches;
	/* with a NUL behind it */
	char key[HW_HWDB_KEY_MAX + 1];
	size_t length;
	/* nodes that may still be looked at: more than the file has is a circle */
	size_t budget;
	/* where in the key the pattern below begins */
	size_t from;
	char pattern[PATTERN_MAX];
	size_t pattern_length;
};

/* A place in the tree below a wildcard. */
struct state {
	struct positions reached;
	/* a set or a backslash came by: positions tell nothing, fnmatch() does */
	bool is_exact;
	unsigned depth;
};

static uint64_t word(const char *p)
{
	uint64_t n;

	memcpy(&n, p, sizeof(n));
	return le64toh(n);
}

int hw_hwdb_file_open(struct hw_pages *pages, struct hw_hwdb_file *ret)
{
	static const struct hw_text signature = {"KSLPHHRH", 8};
	const uint64_t size = hw_pages_size(pages);
	uint64_t sizes[3];
	char head[HEADER_SIZE];
	int r;

	r = size < sizeof(head) ? -EBADMSG : hw_pages_copy(pages, 0, head, sizeof(head));
	if (r < 0)
		return r;
	if (!hw_text_starts((struct hw_text){head, sizeof(head)}, signature) ||
	    word(head + FILE_SIZE_AT) != size)
		return -EBADMSG;
	for (size_t i = 0; i < HW_ARRAY_SIZE(sizes); i++)
		sizes[i] = word(head + NODE_SIZE_AT + 8 * i);
	/* so small that a node of 255 children overflows nothing */
	if (sizes[0] < NODE_SIZE || sizes[1] < CHILD_SIZE || sizes[2] < VALUE_SIZE ||
	    sizes[0] > UINT16_MAX || sizes[1] > UINT16_MAX || sizes[2] > UINT16_MAX)
		return -EBADMSG;
	*ret = (struct hw_hwdb_file){
		.pages = pages,
		.size = size,
		.node_size = (uint32_t)sizes[0],
		.child_size = (uint32_t)sizes[1],
		.value_size = (uint32_t)sizes[2],
		.root = word(head + ROOT_AT),
	};
	return 0;
}

/* What lies behind the file's end is damage. */
static int damage(int r)
{
	return r == -ERANGE ? -EBADMSG : r;
}

static int byte_at(const struct hw_hwdb_file *file, uint64_t at, char *ret)
{
	struct hw_text bytes;
	int r = hw_pages_look(file->pages, at, &bytes);

	if (r == 0)
		*ret = bytes.s[0];
	return damage(r);
}

static int read_node(const struct hw_hwdb_file *file, uint64_t at, struct node *ret)
{
	char bytes[NODE_SIZE];
	uint64_t end;
	int r = damage(hw_pages_copy(file->pages, at, bytes, sizeof(bytes)));

	if (r < 0)
		return r;
	ret->prefix = word(bytes);
	ret->child_count = (unsigned char)bytes[8];
	ret->value_count = word(bytes + 16);
	/* `at` lies in the file, so neither sum overflows */
	ret->children = at + file->node_size;
	ret->values = ret->children + ret->child_count * file->child_size;
	end = file->size < ret->values ? 0 : file->size - ret->values;
	return end / file->value_size < ret->value_count ? -EBADMSG : 0;
}

static struct child child_of(const char *bytes)
{
	return (struct child){.byte = bytes[0], .node = word(bytes + 8)};
}

static int read_child(const struct hw_hwdb_file *file, const struct node *node, size_t i,
		      struct child *ret)
{
	char bytes[CHILD_SIZE];
	int r = damage(hw_pages_copy(file->pages, node->children + i * file->child_size,
				     bytes, sizeof(bytes)));

	if (r == 0)
		*ret = child_of(bytes);
	return r;
}

static int read_value(const struct hw_hwdb_file *file, const struct node *node, size_t i,
		      struct value *ret)
{
	const size_t n =
		file->value_size < PLACED_VALUE_SIZE ? VALUE_SIZE : PLACED_VALUE_SIZE;
	char bytes[PLACED_VALUE_SIZE] = {0};
	int r = damage(hw_pages_copy(file->pages, node->values + i * file->value_size,
				     bytes, n));

	if (r == 0)
		*ret = (struct value){word(bytes), word(bytes + 8), word(bytes + 16),
				      word(bytes + 24)};
	return r;
}

/* The child of a byte; *ret_node 0: there is none. */
static int find_child(const struct hw_hwdb_file *file, const struct node *node, char c,
		      uint64_t *ret_node)
{
	struct hw_text page = HW_NO_TEXT;
	size_t low = 0;
	size_t high = node->child_count;
	bool is_whole;
	int r = high ? damage(hw_pages_look(file->pages, node->children, &page)) : 0;

	*ret_node = 0;
	if (r < 0)
		return r;
	/* as a rule a page has all children of a node */
	is_whole = page.n >= high * file->child_size;
	while (low < high) {
		size_t middle = (low + high) / 2;
		struct child child = {0};

		if (is_whole)
			child = child_of(page.s + middle * file->child_size);
		else
			r = read_child(file, node, middle, &child);
		if (r < 0)
			return r;
		if (child.byte == c) {
			*ret_node = child.node;
			return 0;
		}
		if ((unsigned char)child.byte < (unsigned char)c)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

static int add_match(struct search *s, uint64_t at, const struct node *node)
{
	struct hw_hwdb_matches *matches = s->matches;
	uint64_t *v;

	if (!node->value_count)
		return 0;
	if (matches->n == matches->room) {
		size_t room = matches->room ? 2 * matches->room : 16;

		v = hw_realloc(matches->v, room * sizeof(*v));
		if (!v)
			return -ENOMEM;
		matches->v = v;
		matches->room = room;
	}
	matches->v[matches->n++] = at;
	return 0;
}

static bool is_wild(char c)
{
	return c == '*' || c == '?' || c == '[';
}

static bool has(const struct positions *p, size_t i)
{
	return p->w[i / 64] >> i % 64 & 1;
}

static void put(struct positions *p, size_t i)
{
	p->w[i / 64] |= UINT64_C(1) << i % 64;
}

/* The first position from `i` on; HW_HWDB_KEY_MAX + 1: there is none. */
static size_t next(const struct positions *p, size_t i)
{
	while (i <= HW_HWDB_KEY_MAX) {
		uint64_t rest = p->w[i / 64] >> i % 64;

		if (rest)
			return i + (size_t)__builtin_ctzll(rest);
		i = (i / 64 + 1) * 64;
	}
	return i;
}

/* Moves over a byte of a pattern. Whether a string that begins with the key's bytes up to
 * a position that is reached now can still match. */
static bool step(const struct search *s, struct positions *reached, char c)
{
	struct positions then = {0};
	size_t i = next(reached, 0);

	if (c == '*') {
		for (; i <= s->length; i++)
			put(&then, i);
	} else {
		for (; i < s->length; i = next(reached, i + 1)) {
			if (c == '?' || c == s->key[i])
				put(&then, i + 1);
		}
	}
	*reached = then;
	return next(reached, 0) <= s->length;
}

/* Adds a byte to the pattern. *ret_go: whether anything below can match. */
static int add_byte(struct search *s, struct state *state, char c, bool *ret_go)
{
	if (s->pattern_length + 1 >= sizeof(s->pattern))
		return -EBADMSG;
	s->pattern[s->pattern_length++] = c;
	if (c == '[' || c == '\\')
		state->is_exact = true;
	*ret_go = state->is_exact || step(s, &state->reached, c);
	return 0;
}

static int look(struct search *s, uint64_t at, struct node *ret)
{
	if (!s->budget)
		return -EBADMSG;
	s->budget--;
	return read_node(s->file, at, ret);
}

static bool is_match(struct search *s, const struct state *state)
{
	if (!state->is_exact)
		return has(&state->reached, s->length);
	s->pattern[s->pattern_length] = '\0';
	return fnmatch(s->pattern, s->key + s->from, 0) == 0;
}

/* Adds a node's prefix, from its byte `from` on. */
static int add_prefix(struct search *s, const struct node *node, uint64_t from,
		      struct state *state, bool *ret_go)
{
	char c = '\0';
	int r = 0;

	*ret_go = true;
	if (!node->prefix)
		return 0;
	for (uint64_t at = node->prefix + from; r == 0 && *ret_go; at++) {
		r = byte_at(s->file, at, &c);
		if (r < 0 || !c)
			break;
		r = add_byte(s, state, c, ret_go);
	}
	return r;
}

/* The patterns at and below a node, whose prefix counts from its byte `from` on. */
static int search_below(struct search *s, uint64_t at, uint64_t from, struct state state)
{
	const size_t length = s->pattern_length;
	struct node node;
	bool go;
	int r = look(s, at, &node);

	if (r == 0 && ++state.depth > DEPTH_MAX)
		r = -EBADMSG;
	if (r == 0)
		r = add_prefix(s, &node, from, &state, &go);
	for (size_t i = 0; r == 0 && go && i < node.child_count; i++) {
		const size_t before = s->pattern_length;
		struct state under = state;
		struct child child = {0};
		bool go_on = false;

		r = read_child(s->file, &node, i, &child);
		if (r == 0)
			r = add_byte(s, &under, child.byte, &go_on);
		if (r == 0 && go_on)
			r = search_below(s, child.node, 0, under);
		s->pattern_length = before;
	}
	if (r == 0 && go && node.value_count && is_match(s, &state))
		r = add_match(s, at, &node);
	s->pattern_length = length;
	return r;
}

/* The patterns whose first wildcard stands at position `i` of the key. */
static int search_from(struct search *s, uint64_t at, uint64_t from, char first, size_t i)
{
	struct state state = {0};
	bool go = true;
	int r = 0;

	put(&state.reached, i);
	s->from = i;
	s->pattern_length = 0;
	if (first)
		r = add_byte(s, &state, first, &go);
	return r < 0 || !go ? r : search_below(s, at, from, state);
}

/* Passes over the literal bytes of a node's prefix, from position *i of the key on.
 * *ret_go: whether the key has them all. */
static int pass_prefix(struct search *s, uint64_t at, const struct node *node, size_t *i,
		       bool *ret_go)
{
	uint64_t p = 0;
	char c = '\0';

	*ret_go = true;
	for (; node->prefix; p++) {
		int r = byte_at(s->file, node->prefix + p, &c);

		if (r < 0)
			return r;
		if (!c)
			break;
		if (!is_wild(c) && c == s->key[*i + p])
			continue;
		*ret_go = false;
		return is_wild(c) ? search_from(s, at, p, '\0', *i + p) : 0;
	}
	*i += p;
	return 0;
}

/* The patterns with a wildcard as a node's next byte. */
static int search_wild(struct search *s, const struct node *node, size_t i)
{
	static const char wild[] = {'*', '?', '['};
	uint64_t child;
	int r = 0;

	for (size_t w = 0; r == 0 && w < sizeof(wild); w++) {
		r = find_child(s->file, node, wild[w], &child);
		if (r == 0 && child)
			r = search_from(s, child, 0, wild[w], i);
	}
	return r;
}

/* Follows the key's own bytes, and from each node the patterns with a wildcard there. */
static int search_all(struct search *s)
{
	uint64_t at = s->file->root;
	struct node node;
	size_t i = 0;
	bool go;
	int r = 0;

	while (r == 0 && at) {
		r = look(s, at, &node);
		if (r == 0)
			r = pass_prefix(s, at, &node, &i, &go);
		if (r < 0 || !go)
			break;
		r = search_wild(s, &node, i);
		if (r == 0 && i == s->length)
			return add_match(s, at, &node);
		if (r == 0)
			r = find_child(s->file, &node, s->key[i++], &at);
	}
	return r;
}

int hw_hwdb_file_search(const struct hw_hwdb_file *file, struct hw_text key,
			struct hw_hwdb_matches *ret)
{
	struct search s = {.file = file, .matches = ret};

	ret->n = 0;
	/* no pattern has a NUL */
	if (memchr(key.s, '\0', key.n))
		return 0;
	memcpy(s.key, key.s, key.n);
	s.length = key.n;
	s.budget = file->size / file->node_size;
	return search_all(&s);
}

/* Whether a value comes before one that was found earlier, by file and line. */
static bool is_before(const struct value *value, const struct value *found)
{
	uint64_t files[2] = {(uint16_t)(value->place >> 32),
			     (uint16_t)(found->place >> 32)};

	/* systemd before 234 tells no priority: files are in order, and so are their
	 * names */
	if (!files[0]) {
		files[0] = value->file;
		files[1] = found->file;
	}
	return files[0] != files[1] ? files[0] < files[1]
				    : (uint32_t)value->place < (uint32_t)found->place;
}

/* Whether a text of the file is a blank and `name`. */
static int is_named(const struct hw_hwdb_file *file, uint64_t at, struct hw_text name,
		    bool *ret)
{
	char c = '\0';
	int r = byte_at(file, at, &c);

	*ret = false;
	if (r < 0 || c != ' ')
		return r;
	for (size_t i = 0; i <= name.n; i++) {
		r = byte_at(file, at + 1 + i, &c);
		if (r < 0 || c != (i < name.n ? name.s[i] : '\0'))
			return r;
	}
	*ret = true;
	return 0;
}

/* Sets *found to the value of a property in a node, if it has one that counts; .text 0:
 * none yet. */
static int find_value(const struct hw_hwdb_file *file, const struct node *node,
		      struct hw_text property, struct value *found)
{
	struct value value = {0};
	int r = 0;

	for (size_t i = 0; r == 0 && i < node->value_count; i++) {
		bool is;

		r = read_value(file, node, i, &value);
		if (r == 0)
			r = is_named(file, value.name, property, &is);
		if (r == 0 && is && (!found->text || !is_before(&value, found)))
			*found = value;
	}
	return r;
}

static int copy_text(const struct hw_hwdb_file *file, uint64_t at, struct hw_arena *arena,
		     struct hw_text *ret)
{
	char text[VALUE_MAX];
	size_t n = 0;
	int r = byte_at(file, at, text);

	while (r == 0 && text[n]) {
		if (++n == sizeof(text))
			return -EBADMSG;
		r = byte_at(file, at + n, text + n);
	}
	if (r < 0)
		return r;
	*ret = hw_arena_copy(arena, (struct hw_text){text, n});
	return ret->s ? 0 : -ENOMEM;
}

int hw_hwdb_file_get(const struct hw_hwdb_file *file,
		     const struct hw_hwdb_matches *matches, struct hw_text property,
		     struct hw_arena *arena, struct hw_text *ret)
{
	struct value found = {0};
	struct node node;
	int r = 0;

	*ret = HW_NO_TEXT;
	for (size_t i = 0; r == 0 && i < matches->n; i++) {
		r = read_node(file, matches->v[i], &node);
		if (r == 0)
			r = find_value(file, &node, property, &found);
	}
	return r == 0 && found.text ? copy_text(file, found.text, arena, ret) : r;
}

void hw_hwdb_matches_done(struct hw_hwdb_matches *matches)
{
	free(matches->v);
	*matches = (struct hw_hwdb_matches){0};
}
