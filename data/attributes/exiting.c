// SPDX-License-Identifier: GPL-2.0-or-later
/* Whether a library is about to end the program. */
#include "data/attributes/attributes.h"

/* exit(3) has no argument for those it calls. */
static bool may_exit;

void hw_sources_may_exit(bool may)
{
	may_exit = may;
}

bool hw_sources_are_exiting(void)
{
	return may_exit;
}
