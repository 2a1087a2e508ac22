/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_CRYPTO_H
#define HWALIAS_DATA_RUNNING_CRYPTO_H

#include "data/root/root.h"

/*
 * A cipher or hash of the kernel's crypto API that is in use, of proc/crypto (c_show(),
 * crypto/proc.c):
 *
 *     name         : xts(aes)
 *     driver       : xts-aes-aesni
 *     module       : aesni_intel
 *     refcnt       : 3
 *     internal     : no
 *     type         : skcipher
 *
 * with an empty line between two. Each user has a reference; one more is of the list
 * itself (crypto_check_alg(), crypto/algapi.c).
 */
struct hw_crypto {
	/* "xts(aes)", as users ask for it */
	struct hw_text name;
	/* absent: it is built in */
	struct hw_text module;
	/* it encrypts, also with authentication, "skcipher", "aead" */
	bool is_cipher;
	/* "shash", "ahash" */
	bool is_hash;
	/* a part of others, which no user asks for by its name */
	bool is_internal;
};

/* Those in use; none if the file cannot be read. Lifetime: the arena's. Errors: -ENOMEM.
 */
int hw_crypto_in_use(struct hw_root *root, struct hw_arena *arena, struct hw_crypto **ret,
		     size_t *ret_count);

#endif
