// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/module_text.h"

/* "HOST Secure Boot Module Signature key": update-secureboot-policy(8) of Debian and
 * Ubuntu, which calls the key of DKMS by the name of the machine. */
static struct hw_text signer_public(struct hw_text signer,
				    const struct hw_private_words *words,
				    struct hw_arena *arena)
{
	const struct hw_text key = HW_TEXT(" Secure Boot Module Signature key");
	const size_t before = signer.n > key.n ? signer.n - key.n : 0;

	if (words && words->shows_all)
		return signer;
	if (before && hw_text_eq(hw_text_from(signer, before), key))
		return hw_arena_printf(arena, "withheld%.*s", HW_TEXT_ARG(key));
	return hw_free_text_file(signer, words, arena);
}

static void hide(struct hw_texts *texts, const struct hw_private_words *words,
		 struct hw_arena *arena)
{
	struct hw_text *v = HW_ARENA_NEW(arena, struct hw_text, texts->n);

	for (size_t i = 0; v && i < texts->n; i++)
		v[i] = hw_free_text_own(texts->v[i], words, arena);
	*texts = (struct hw_texts){v, v ? texts->n : 0};
}

void hw_module_text_public(struct hw_module_info *info,
			   const struct hw_private_words *words, struct hw_arena *arena)
{
	hide(&info->descriptions, words, arena);
	hide(&info->licenses, words, arena);
	hide(&info->authors, words, arena);
	hide(&info->versions, words, arena);
	for (size_t i = 0; i < info->param_count; i++)
		info->params[i].description =
			hw_free_text_own(info->params[i].description, words, arena);
	info->signer = signer_public(info->signer, words, arena);
	info->vermagic = hw_free_text_own(info->vermagic, words, arena);
}

struct hw_text hw_module_line_public(struct hw_text line,
				     const struct hw_private_words *words,
				     struct hw_arena *arena)
{
	const struct hw_text key = HW_TEXT("signer=");
	struct hw_text signer;

	if (!hw_text_starts(line, key))
		return hw_free_text_own(line, words, arena);
	signer = signer_public(hw_text_from(line, key.n), words, arena);
	return hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(key), HW_TEXT_ARG(signer));
}
