/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_SHA256_H
#define HWALIAS_DATA_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define HW_SHA256_SIZE 32

/* SHA-256 of the bytes (FIPS 180-4). */
void hw_sha256(const void *bytes, size_t n, uint8_t ret[static HW_SHA256_SIZE]);

/* HMAC-SHA256 (RFC 2104, FIPS 198-1) of a message of at most 64 bytes with a key of at
 * most 64. */
#define HW_HMAC_MAX 64
void hw_hmac_sha256(const void *key, size_t key_n, const void *message, size_t n,
		    uint8_t ret[static HW_SHA256_SIZE]);

#endif
