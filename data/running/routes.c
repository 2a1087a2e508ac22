// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * proc/net/route (fib_route_seq_show(), net/ipv4/fib_trie.c): numbers in the order of
 * bytes of the processor, "0100000A" or "0A000001" of 10.0.0.1:
 *
 *     Iface  Destination  Gateway   Flags  RefCnt  Use  Metric  Mask  …
 *     eth0   00000000     0100000A  0003   0       0    100     00000000
 *
 * proc/net/ipv6_route (rt6_info_route(), net/ipv6/route.c), all in hexadecimal digits:
 *
 *     DESTINATION PREFIX SOURCE PREFIX GATEWAY METRIC REFCNT USE FLAGS eth0
 */
#include "data/running/routes.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* linux/route.h */
#define FLAG_UP	    ((uint64_t)0x0001)
#define FLAG_REJECT ((uint64_t)0x0200)

struct route {
	unsigned char destination[16];
	unsigned prefix;
	uint64_t flags;
	uint64_t metric;
	struct hw_text interface;
};

static bool next_number(struct hw_text *line, uint64_t *ret)
{
	const struct hw_text word = hw_text_cut_word(line);

	return word.n && word.n <= 16 && hw_text_hex(word, word.n, ret);
}

static bool fits(const struct route *route, const unsigned char *address)
{
	for (unsigned bit = 0; bit < route->prefix; bit++)
		if (((route->destination[bit / 8] ^ address[bit / 8]) >> (7 - bit % 8)) &
		    1)
			return false;
	return route->flags & FLAG_UP && !(route->flags & FLAG_REJECT);
}

/* False: the line is malformed. */
typedef bool parse_fn(struct hw_text line, bool is_big, struct route *ret);

static uint32_t in_order(uint64_t number, bool is_big)
{
	const uint32_t n = (uint32_t)number;

	return is_big ? n : n >> 24 | (n >> 8 & 0xff00) | (n << 8 & 0xff0000) | n << 24;
}

static void put(uint32_t number, unsigned char *to)
{
	for (unsigned i = 0; i < 4; i++)
		to[i] = (unsigned char)(number >> (24 - 8 * i));
}

/* A parse_fn, of route. */
static bool parse_4(struct hw_text line, bool is_big, struct route *ret)
{
	uint64_t destination, mask;
	struct hw_text metric;

	*ret = (struct route){.interface = hw_text_cut_word(&line)};
	if (!next_number(&line, &destination))
		return false;
	hw_text_cut_word(&line);
	if (!next_number(&line, &ret->flags))
		return false;
	hw_text_cut_word(&line);
	hw_text_cut_word(&line);
	metric = hw_text_cut_word(&line);
	if (!metric.n || !next_number(&line, &mask))
		return false;
	ret->metric = (uint64_t)hw_text_decimal(metric, metric.n);
	put(in_order(destination, is_big), ret->destination);
	for (uint32_t bits = in_order(mask, is_big); bits & 0x80000000; bits <<= 1)
		ret->prefix++;
	return ret->interface.n;
}

/* A parse_fn, of ipv6_route. */
static bool parse_6(struct hw_text line, bool is_big, struct route *ret)
{
	const struct hw_text destination = hw_text_cut_word(&line);
	uint64_t prefix, byte;

	(void)is_big;
	*ret = (struct route){.prefix = 0};
	if (destination.n != 32 || !next_number(&line, &prefix) || prefix > 128)
		return false;
	for (unsigned i = 0; i < 16; i++) {
		if (!hw_text_hex(hw_text_head(hw_text_from(destination, 2 * i), 2), 2,
				 &byte))
			return false;
		ret->destination[i] = (unsigned char)byte;
	}
	ret->prefix = (unsigned)prefix;
	for (unsigned i = 0; i < 3; i++)
		hw_text_cut_word(&line);
	if (!next_number(&line, &ret->metric))
		return false;
	hw_text_cut_word(&line);
	hw_text_cut_word(&line);
	if (!next_number(&line, &ret->flags))
		return false;
	ret->interface = hw_text_cut_word(&line);
	return ret->interface.n;
}

/* Whether the numbers begin with the first byte of the address: a mask that is not whole
 * has zeros at its end, and the first byte of the mask is none. */
static bool is_big_endian(struct hw_text text)
{
	hw_text_cut(&text, '\n');
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		uint64_t mask;

		for (unsigned i = 0; i < 7; i++)
			hw_text_cut_word(&line);
		if (next_number(&line, &mask) && mask && !(mask & 0xff))
			return true;
	}
	return false;
}

/* Routers have a million routes. */
static struct hw_text find(struct hw_root *root, const char *path, parse_fn *parse,
			   const unsigned char *address, struct hw_arena *arena)
{
	struct route best = {.interface = HW_NO_TEXT};
	struct hw_map map;
	struct hw_text rest;
	bool is_big;

	if (hw_root_map(root, path, &map) < 0)
		return HW_NO_TEXT;
	rest = map.text;
	/* addresses of IPv6 are in the order of their bytes */
	is_big = parse == parse_4 && is_big_endian(rest);
	while (rest.n) {
		struct route route;

		if (!parse(hw_text_cut(&rest, '\n'), is_big, &route) ||
		    !fits(&route, address))
			continue;
		if (!best.interface.n || route.prefix > best.prefix ||
		    (route.prefix == best.prefix && route.metric < best.metric))
			best = route;
	}
	best.interface = hw_arena_copy(arena, best.interface);
	hw_unmap(&map);
	return best.interface;
}

struct hw_text hw_route_interface(struct hw_root *root, struct hw_text address,
				  struct hw_arena *arena)
{
	struct hw_text scope = address;
	const struct hw_text plain = hw_text_cut(&scope, '%');
	const char *s = hw_arena_copy(arena, plain).s;
	unsigned char bytes[16];

	if (!s || memchr(s, '\0', plain.n))
		return HW_NO_TEXT;
	if (inet_pton(AF_INET6, s, bytes) == 1)
		return scope.n ? scope
			       : find(root, "proc/net/ipv6_route", parse_6, bytes, arena);
	if (inet_pton(AF_INET, s, bytes) != 1)
		return HW_NO_TEXT;
	/* the route is in the table "local", which proc/net/route does not have */
	return bytes[0] == IN_LOOPBACKNET
		       ? HW_TEXT("lo")
		       : find(root, "proc/net/route", parse_4, bytes, arena);
}
