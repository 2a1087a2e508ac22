/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_DEPMOD_TREE_H
#define HWALIAS_TESTS_LIB_DEPMOD_TREE_H

/*
 * Writes an index as depmod does (index_write(), kmod's tools/depmod.c), from keys in
 * byte order. Include after cmocka.h.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct depmod_key {
	const char *key;
	const char *value;
	uint32_t number;
};

struct depmod_file {
	unsigned char bytes[1 << 20];
	size_t n;
};

static inline void depmod_number(struct depmod_file *f, size_t at, uint32_t number)
{
	assert_true(at + 4 <= sizeof(f->bytes));
	for (int i = 0; i < 4; i++)
		f->bytes[at + (size_t)i] = (unsigned char)(number >> (24 - 8 * i));
}

static inline void depmod_text(struct depmod_file *f, const char *s, size_t n)
{
	assert_true(f->n + n < sizeof(f->bytes));
	memcpy(f->bytes + f->n, s, n);
	f->n += n;
	f->bytes[f->n++] = 0;
}

/* Writes the node of these keys, which agree in their first `depth` bytes, behind its
 * children. Returns the reference to it. */
static inline uint32_t depmod_node(struct depmod_file *f, const struct depmod_key *v,
				   size_t n, size_t depth)
{
	uint32_t children[128] = {0};
	uint32_t flags = 0;
	unsigned first = 128;
	unsigned last = 0;
	size_t end = depth;
	size_t values = 0;
	uint32_t at;

	while (v[0].key[end] && v[0].key[end] == v[n - 1].key[end])
		end++;
	while (values < n && !v[values].key[end])
		values++;
	for (size_t i = values, j; i < n; i = j) {
		const unsigned c = (unsigned char)v[i].key[end];

		assert_true(c < 128);
		for (j = i; j < n && (unsigned char)v[j].key[end] == c;)
			j++;
		children[c] = depmod_node(f, v + i, j - i, end + 1);
		first = c < first ? c : first;
		last = c;
	}
	at = (uint32_t)f->n;
	if (end > depth) {
		flags |= UINT32_C(0x80000000);
		depmod_text(f, v[0].key + depth, end - depth);
	}
	if (first < 128) {
		flags |= UINT32_C(0x20000000);
		f->bytes[f->n++] = (unsigned char)first;
		f->bytes[f->n++] = (unsigned char)last;
		for (unsigned c = first; c <= last; c++, f->n += 4)
			depmod_number(f, f->n, children[c]);
	}
	if (values) {
		flags |= UINT32_C(0x40000000);
		depmod_number(f, f->n, (uint32_t)values);
		f->n += 4;
		for (size_t i = 0; i < values; i++) {
			depmod_number(f, f->n, v[i].number);
			f->n += 4;
			depmod_text(f, v[i].value, strlen(v[i].value));
		}
	}
	return at | flags;
}

static inline int depmod_by_key(const void *left, const void *right)
{
	const struct depmod_key *a = left;
	const struct depmod_key *b = right;
	int order = strcmp(a->key, b->key);

	return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Sorts the keys. */
static inline void depmod_write(struct depmod_file *f, struct depmod_key *v, size_t n)
{
	f->n = 12;
	depmod_number(f, 0, UINT32_C(0xB007F457));
	depmod_number(f, 4, UINT32_C(0x00020001));
	qsort(v, n, sizeof(*v), depmod_by_key);
	depmod_number(f, 8, depmod_node(f, v, n, 0));
}

#endif
