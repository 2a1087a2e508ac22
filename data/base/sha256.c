// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/sha256.h"

#include <string.h>

#define BLOCK_SIZE 64

/* FIPS 180-4, 4.2.2: of the cube roots of the first 64 primes. */
// clang-format off
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
// clang-format on

static uint32_t rotate(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static uint32_t word_at(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void put_word(uint8_t *p, uint32_t x)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(x >> (24 - 8 * i));
}

/* FIPS 180-4, 6.2.2. */
static void add_block(uint32_t h[8], const uint8_t block[BLOCK_SIZE])
{
	uint32_t w[64];
	uint32_t v[8];

	for (int t = 0; t < 16; t++)
		w[t] = word_at(block + (ptrdiff_t)4 * t);
	for (int t = 16; t < 64; t++) {
		uint32_t a = w[t - 15];
		uint32_t b = w[t - 2];

		w[t] = (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10) + w[t - 7] +
		       (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[t - 16];
	}
	memcpy(v, h, sizeof(v));
	for (int t = 0; t < 64; t++) {
		uint32_t e = v[4];
		uint32_t a = v[0];
		uint32_t t1 = v[7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
			      ((e & v[5]) ^ (~e & v[6])) + constants[t] + w[t];
		uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
			      ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(v[0]));
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (int i = 0; i < 8; i++)
		h[i] += v[i];
}

void hw_sha256(const void *bytes, size_t n, uint8_t ret[static HW_SHA256_SIZE])
{
	uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	const uint8_t *p = bytes;
	/* what is left, the bit 1, zeros, and the length in bits: 5.1.1 */
	uint8_t end[2 * BLOCK_SIZE] = {0};
	uint64_t bits = (uint64_t)n * 8;
	size_t rest = n % BLOCK_SIZE;
	size_t size = rest < BLOCK_SIZE - 8 ? BLOCK_SIZE : 2 * BLOCK_SIZE;

	for (; n >= BLOCK_SIZE; n -= BLOCK_SIZE, p += BLOCK_SIZE)
		add_block(h, p);
	if (rest)
		memcpy(end, p, rest);
	end[rest] = 0x80;
	put_word(end + size - 8, (uint32_t)(bits >> 32));
	put_word(end + size - 4, (uint32_t)bits);
	for (size_t at = 0; at < size; at += BLOCK_SIZE)
		add_block(h, end + at);
	for (int i = 0; i < 8; i++)
		put_word(ret + (ptrdiff_t)4 * i, h[i]);
}

void hw_hmac_sha256(const void *key, size_t key_n, const void *message, size_t n,
		    uint8_t ret[static HW_SHA256_SIZE])
{
	uint8_t inner[BLOCK_SIZE + HW_HMAC_MAX] = {0};
	uint8_t outer[BLOCK_SIZE + HW_SHA256_SIZE] = {0};

	memcpy(inner, key, key_n);
	memcpy(outer, key, key_n);
	for (size_t i = 0; i < BLOCK_SIZE; i++) {
		inner[i] ^= 0x36;
		outer[i] ^= 0x5c;
	}
	memcpy(inner + BLOCK_SIZE, message, n);
	hw_sha256(inner, BLOCK_SIZE + n, outer + BLOCK_SIZE);
	hw_sha256(outer, sizeof(outer), ret);
}
