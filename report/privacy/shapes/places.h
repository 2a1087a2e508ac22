/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_PLACES_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_PLACES_H

#include "report/privacy/shapes/shapes.h"

/*
 * Directories that people and companies name, wherever a text has a path:
 *
 *	/opt/NAME/x			NAME, but for well-known providers
 *	/media/alice/HOLIDAYS/x		alice/HOLIDAYS, below /run/media, too
 */

/* What of the path that begins at `at` is private; its length is 0: nothing, or no such
 * path begins there. `is_path`: the text is a path, which may have blanks. */
struct hw_private_part hw_private_place(struct hw_text text, size_t at, bool is_path);

#endif
