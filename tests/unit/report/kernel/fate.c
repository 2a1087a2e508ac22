// SPDX-License-Identifier: GPL-2.0-or-later
/* What becomes of one device under another kernel, case by case. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "report/kernel/fate.h"
#include "tests/lib/tree.h"

#define NIC  "pci:v00008086d000015B8sv00001028sd000006F3bc02sc00i00"
#define HALF "pci:v0000144Dd0000A808sv00000000sd00000000bc01sc08i*"
#define USB  "usb:v1234p5678d0001dc00dsc00dp00ic0Eisc02ip00in01"

/*
 * The other kernel has the modules e1000e, ng, nvme, uvcvideo, vfio-pci and ses,
 * and built in usbcore, ahci and i2c_i801. The own one, where it has tables, is told by
 * what claims the device.
 */
struct row {
	const char *driver;
	const char *module;
	const char *modalias;
	/* modules, "a b"; NULL: none */
	const char *now;
	const char *then;
	const char *maybe_now;
	const char *maybe_then;
	const char *told;
	const char *blocked;
	/* under the other kernel, and now */
	enum hw_tristate sibling;
	enum hw_tristate sibling_now;
	bool has_tables;
	bool is_listed;
	bool is_between;
	/* the machine's own kernel has the modules of the other one */
	bool has_modules;
	bool is_untold_module;
	/* whether a driver is bound is not told */
	bool is_untold;
	bool class_only;
	enum hw_fate fate;
	enum hw_fate_doubt doubt;
};

/* clang-format off */
#define OWN .has_tables = true, .modalias = NIC
#define OWN_USB .has_tables = true, .has_modules = true, .modalias = USB
#define DUMP .modalias = NIC, .is_untold_module = true
static const struct row rows[] = {
	/* the same claims */
	{OWN, .driver = "e1000e", .module = "e1000e", .now = "e1000e", .then = "e1000e"},
	{OWN, .now = "e1000e ng", .then = "ng e1000e"},
	/* a module that does not claim it any more, and is there or not */
	{OWN, .driver = "e1000e", .module = "e1000e", .now = "e1000e", .fate = HW_FATE_LOSES_DRIVER},
	{OWN, .driver = "wl", .module = "wl", .now = "wl", .fate = HW_FATE_LOSES_DRIVER},
	{OWN, .driver = "wl", .module = "wl", .now = "wl", .then = "ng", .fate = HW_FATE_CHANGES_DRIVER},
	/* which is of no use, or kept away */
	{OWN, .driver = "wl", .module = "wl", .now = "wl", .then = "ses", .fate = HW_FATE_LOSES_DRIVER},
	{OWN, .driver = "wl", .module = "wl", .now = "wl", .then = "ng", .blocked = "ng", .fate = HW_FATE_LOSES_DRIVER},
	/* by an alias that no table lists: built in */
	{OWN, .driver = "ahci", .module = "ahci", .now = "ahci", .then = "ahci"},
	/* bound by hand: it does not claim it now either */
	{OWN, .driver = "e1000e", .module = "e1000e", .now = "ng", .then = "ng"},
	{OWN, .driver = "wl", .module = "wl", .now = "ng", .then = "ng", .fate = HW_FATE_CHANGES_DRIVER},
	{DUMP, .driver = "e1000e", .module = "e1000e", .told = "ng", .then = "ng"},
	{DUMP, .driver = "e1000e", .module = "e1000e", .told = "e1000e", .then = "ng", .fate = HW_FATE_CHANGES_DRIVER},
	{DUMP, .driver = "e1000e", .told = "ng"},
	{DUMP, .driver = "e1000e", .told = "e1000e", .fate = HW_FATE_LOSES_DRIVER},
	{DUMP, .driver = "e1000e", .fate = HW_FATE_LOSES_DRIVER},
	/* what takes any device is lost with its module alone */
	{OWN, .driver = "vfio-pci", .module = "vfio_pci", .now = "ng", .then = "ng"},
	{DUMP, .driver = "vfio-pci", .told = "ng", .then = "ng"},
	{DUMP, .driver = "pciback", .told = "ng", .then = "ng", .fate = HW_FATE_CHANGES_DRIVER},
	{DUMP, .driver = "pciback", .fate = HW_FATE_LOSES_DRIVER},
	{OWN, .driver = "pciback", .is_listed = true, .now = "ng", .then = "ng", .fate = HW_FATE_CHANGES_DRIVER},
	{OWN, .driver = "pcieport"},
	{OWN, .driver = "pcieport", .is_untold_module = true},
	/* whose module is not told, and is of none that is known */
	{OWN, .driver = "wl", .is_untold_module = true, .doubt = HW_DOUBT_DRIVER},
	{OWN, .driver = "wl", .is_untold_module = true, .then = "ng", .now = "ng",
	 .doubt = HW_DOUBT_DRIVER},
	{OWN, .driver = "wl", .then = "ng", .now = "ng"},
	{OWN, .driver = "wl", .has_modules = true, .is_untold_module = true,
	 .doubt = HW_DOUBT_DRIVER},
	{OWN, .driver = "wl", .has_modules = true},
	{OWN, .driver = "i801_smbus", .has_modules = true, .is_untold_module = true},
	{.has_tables = true, .driver = "alarmtimer", .has_modules = true, .is_untold_module = true},
	/* an id is not told: the module may claim it by that */
	{.modalias = HALF, .driver = "nvme", .is_untold_module = true, .maybe_then = "nvme"},
	{.modalias = HALF, .driver = "nvme", .is_untold_module = true, .fate = HW_FATE_LOSES_DRIVER},
	{.modalias = HALF, .driver = "nvme", .module = "nvme", .has_tables = true, .maybe_now = "nvme",
	 .maybe_then = "nvme"},
	{.modalias = HALF, .driver = "nvme", .module = "nvme", .has_tables = true, .maybe_now = "nvme",
	 .fate = HW_FATE_LOSES_DRIVER},
	/* built in now */
	{OWN, .driver = "ahci", .is_listed = true, .now = "ahci", .then = "ahci"},
	{OWN, .driver = "gone", .is_listed = true, .fate = HW_FATE_LOSES_DRIVER},
	{OWN, .driver = "gone", .is_listed = true, .then = "ng", .fate = HW_FATE_CHANGES_DRIVER},
	{OWN, .driver = "ng", .is_listed = true, .now = "ng", .then = "ng"},
	{OWN, .driver = "gone", .then = "ng"},
	{.driver = "i801_smbus", .modalias = NIC, .doubt = HW_DOUBT_DRIVER},
	/* the module is not told, and is none of those that claim it then */
	{DUMP, .driver = "gone", .then = "ng", .doubt = HW_DOUBT_DRIVER},
	{.driver = "gone", .modalias = NIC, .then = "ng"},
	{DUMP, .driver = "gone", .then = "ses"},
	/* claimed along with a sibling, or perhaps so */
	{.driver = "uvcvideo", .module = "uvcvideo", .modalias = USB, .sibling = HW_YES},
	{.driver = "uvcvideo", .module = "uvcvideo", .modalias = USB, .sibling = HW_UNKNOWN,
	 .doubt = HW_DOUBT_DRIVER},
	{.driver = "uvcvideo", .module = "uvcvideo", .modalias = USB, .sibling = HW_NO,
	 .fate = HW_FATE_LOSES_DRIVER},
	{.driver = "uvcvideo", .module = "uvcvideo", .modalias = USB, .sibling = HW_UNKNOWN,
	 .has_tables = true, .now = "uvcvideo", .fate = HW_FATE_LOSES_DRIVER},
	{.driver = "wl", .module = "wl", .modalias = USB, .sibling = HW_UNKNOWN,
	 .fate = HW_FATE_LOSES_DRIVER},
	{.driver = "uvcvideo", .modalias = USB, .sibling = HW_UNKNOWN, .doubt = HW_DOUBT_DRIVER},
	/* between two kernels that the user named: back again, and not so */
	{OWN, .is_between = true, .driver = "e1000e", .module = "e1000e", .then = "e1000e",
	 .fate = HW_FATE_GAINS_DRIVER},
	{OWN, .is_between = true, .driver = "e1000e", .module = "e1000e", .then = "e1000e ng",
	 .fate = HW_FATE_GAINS_DRIVER},
	{OWN, .is_between = true, .driver = "e1000e", .module = "e1000e", .now = "e1000e",
	 .then = "e1000e"},
	{OWN, .is_between = true, .driver = "e1000e", .module = "e1000e"},
	/* along with a sibling, under both kernels or one of them */
	{OWN_USB, .is_between = true, .driver = "uvcvideo", .sibling = HW_YES, .sibling_now = HW_YES},
	{OWN_USB, .is_between = true, .driver = "uvcvideo", .sibling = HW_YES,
	 .fate = HW_FATE_GAINS_DRIVER},
	{OWN_USB, .is_between = true, .driver = "uvcvideo", .sibling_now = HW_YES,
	 .fate = HW_FATE_LOSES_DRIVER},
	{OWN_USB, .is_between = true, .driver = "uvcvideo", .module = "uvcvideo", .sibling = HW_YES,
	 .fate = HW_FATE_GAINS_DRIVER},
	{OWN_USB, .is_between = true, .driver = "uvcvideo", .module = "uvcvideo", .sibling_now = HW_YES,
	 .fate = HW_FATE_LOSES_DRIVER},
	{OWN_USB, .driver = "uvcvideo", .module = "uvcvideo", .sibling_now = HW_YES,
	 .fate = HW_FATE_LOSES_DRIVER},
	/* bound by hand, by a module that is not told: lost both ways is no difference */
	{OWN_USB, .is_between = true, .driver = "uvcvideo", .now = "ses", .then = "ses"},
	{OWN_USB, .is_between = true, .driver = "uvcvideo"},
	{OWN, .driver = "e1000e", .module = "e1000e", .then = "e1000e",
	 .fate = HW_FATE_GAINS_CANDIDATES},
	{OWN, .is_between = true, .then = "e1000e", .fate = HW_FATE_GAINS_CANDIDATES},
	{OWN, .is_between = true, .driver = "e1000e", .module = "e1000e", .now = "ng",
	 .then = "e1000e", .fate = HW_FATE_CHANGES_CANDIDATES},
	{OWN, .is_between = true, .driver = "e1000e", .module = "e1000e", .then = "e1000e",
	 .blocked = "e1000e", .fate = HW_FATE_GAINS_CANDIDATES},
	/* claims alone */
	{OWN, .now = "e1000e", .fate = HW_FATE_LOSES_CANDIDATES},
	{OWN, .then = "e1000e", .fate = HW_FATE_GAINS_CANDIDATES},
	{OWN, .now = "ng", .then = "e1000e", .fate = HW_FATE_CHANGES_CANDIDATES},
	{OWN, .driver = "ng", .module = "ng", .now = "ng", .then = "ng e1000e",
	 .fate = HW_FATE_CHANGES_CANDIDATES},
	/* without tables, of what nothing drives, which is known, and something could */
	{.modalias = NIC, .then = "e1000e", .fate = HW_FATE_GAINS_CANDIDATES},
	/* which is no more than can drive it now */
	{.modalias = NIC, .told = "e1000e", .then = "e1000e"},
	{.modalias = NIC, .told = "ng", .then = "e1000e", .fate = HW_FATE_GAINS_CANDIDATES},
	{.modalias = NIC, .then = "e1000e", .class_only = true},
	{.modalias = "cpu:type:x86,ven0000", .then = "ng"},
	/* nothing is told of its driver */
	{.modalias = NIC, .then = "e1000e", .is_untold = true, .doubt = HW_DOUBT_UNTOLD},
	{OWN, .is_untold = true, .now = "ng", .fate = HW_FATE_LOSES_CANDIDATES, .doubt = HW_DOUBT_UNTOLD},
};
/* clang-format on */

static void fill(struct hw_text_set *set, const char *modules)
{
	struct hw_text rest = hw_text_of(modules);

	while (rest.n) {
		struct hw_text module = hw_text_cut(&rest, ' ');

		assert_int_equal(hw_text_set_add(set, module), 0);
	}
}

static void check_row(const struct row *row, size_t number, struct hw_modules *then)
{
	const char *const names[] = {row->now,	      row->then, row->maybe_now,
				     row->maybe_then, row->told, row->blocked};
	struct hw_text_set sets[HW_ARRAY_SIZE(names)] = {{.n = 0}};
	struct hw_arena arena = {0};
	struct hw_fate_answer answer;

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		fill(&sets[i], names[i]);
	answer = hw_fate_judge(
		&(struct hw_fate_facts){
			.modalias = hw_text_of(row->modalias),
			.driver = hw_text_of(row->driver),
			.driver_known = row->driver	 ? HW_DRIVER_BOUND
					: row->is_untold ? HW_DRIVER_UNKNOWN
							 : HW_DRIVER_NONE,
			.module = hw_text_of(row->module),
			.module_is_untold = row->is_untold_module,
			.class_only = row->class_only,
			.is_untold = row->is_untold,
			.has_sibling = row->sibling,
			.has_sibling_now = row->sibling_now,
			.has_tables = row->has_tables,
			.is_listed = row->is_listed,
			.is_between = row->is_between,
			.modules_now = row->has_modules ? then : NULL,
			.modules_then = then,
			.now = &sets[0],
			.then = &sets[1],
			.maybe_now = &sets[2],
			.maybe_then = &sets[3],
			.told = &sets[4],
			.blocked = &sets[5],
		},
		&arena);
	if (answer.fate != row->fate || answer.doubt != row->doubt)
		fail_msg("row %zu: %s: fate %d, doubt %d", number,
			 row->driver ? row->driver : "no driver", (int)answer.fate,
			 (int)answer.doubt);
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		hw_text_set_done(&sets[i]);
	hw_arena_done(&arena);
}

static void table(void **state)
{
	static const char *const files[] = {"e1000e",	"ng",	    "nvme",
					    "uvcvideo", "vfio-pci", "ses"};
	struct hw_modules *then;
	struct hw_root *root;
	char list[512] = "";
	struct tree tree;

	(void)state;
	tree_make(&tree);
	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		char path[128];

		snprintf(path, sizeof(path), "lib/modules/9/kernel/%s.ko", files[i]);
		tree_file(&tree, path, "");
		snprintf(list + strlen(list), sizeof(list) - strlen(list),
			 "kernel/%s.ko:\n", files[i]);
	}
	tree_file(&tree, "lib/modules/9/modules.dep", list);
	tree_file(&tree, "lib/modules/9/modules.builtin",
		  "kernel/usbcore.ko\nkernel/ahci.ko\nkernel/i2c_i801.ko\n");
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_modules_open(NULL, root, "lib/modules/9", NULL, &then), 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		check_row(&rows[i], i, then);
	hw_modules_close(then);
	hw_root_close(root);
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(table)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
