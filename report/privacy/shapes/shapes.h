/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_SHAPES_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_SHAPES_H

#include <stdbool.h>

#include "decoders/text/text.h"

// clang-format off
/*
 * Private parts of a text that their shape tells, wherever they are:
 *
 *	EUI-48, EUI-64, UUID, WWN	52:54:00:12:34:56  naa.600508e0000000a1
 *				525400123456  001122334455
 *	id of a machine or a boot	3d1219c7c4c5404aaa1f6d2a48adfda4
 *	names of disks and targets	by-id/wwn-0x5000…  iqn.2009-06.org:disk1
 *	addresses			192.168.1.7  2001:db8::7  https://host/x  a@host.org
 *	server of a file system		nas:/export
 *	names of domains		host9.corp.example
 *
 * Not: types in a modalias (wmi:UUID), 0.0.0.0, 127.0.0.1, ::1, masks, versions of four
 * numbers behind a word that says so, units of systemd (getty@tty1.service), nodes of a
 * device tree (ethernet@1c30000).
 */
// clang-format on

/* The private part that begins at `at`, where a word does: its length, and how many bytes
 * before it stay. `length` is 0: there is none. */
struct hw_private_part {
	size_t kept;
	size_t length;
};

struct hw_private_part hw_private_shape(struct hw_text text, size_t at);

/* Networks of an address: none that is private, 10.0.0.0/8, which versions begin with,
 * too, 192.168.0.0/16 and 172.16.0.0/12 (RFC 1918). */
enum hw_private_network {
	HW_PRIVATE_NETWORK_NONE,
	HW_PRIVATE_NETWORK_TEN,
	HW_PRIVATE_NETWORK_HOME,
};

/* The lengths of addresses at `at`, where a word begins; 0: there is none. Of IPv4,
 * "192.168.1.7", which is nobody's in 0.0.0.0/8 and 127.0.0.0/8 (RFC 6890), and no mask;
 * of IPv6; of mail, at the start of the text, "alice@server1", "alice@example.org". */
size_t hw_private_inet(struct hw_text text, size_t at,
		       enum hw_private_network *ret_network);
size_t hw_private_inet6(struct hw_text text, size_t at);
size_t hw_private_mail(struct hw_text text);

/* The length of the hardware address without separators at `at`, where a word begins, in
 * a text where twelve hexadecimal digits are nothing else: all may be letters or digits.
 * 0: there is none. */
size_t hw_private_bare_address(struct hw_text text, size_t at);

/* How long a word is that ends at a blank, a quotation mark or a bracket. */
size_t hw_private_word_length(struct hw_text text);

/* The length of an address without separators that ends the name of a file, of
 * "wifi-d8f883aabb01.bin", "wifi_d8f883aabb01.bin" and "mac0xd8f883aabb01.bin"; it is at
 * `at`, behind the sign. 0: there is none. */
size_t hw_private_joined_address(struct hw_text text, size_t at);

#endif
