// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/attributes/pci_errors.h"

#include "decoders/text/ascii.h"

const char *const hw_pci_error_files[HW_PCI_ERROR_COUNT] = {
	[HW_PCI_CORRECTABLE] = "aer_dev_correctable",
	[HW_PCI_NONFATAL] = "aer_dev_nonfatal",
	[HW_PCI_FATAL] = "aer_dev_fatal",
};

struct hw_text hw_pci_errors_read(struct hw_root *root, struct hw_text directory,
				  enum hw_pci_error kind, struct hw_arena *arena)
{
	return hw_root_read_attr(root, directory, hw_pci_error_files[kind], arena);
}

static bool parse(struct hw_text text, int64_t *ret)
{
	int64_t number = 0;

	if (!text.n || text.n > 18)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (!hw_is_digit(text.s[i]))
			return false;
		number = number * 10 + (text.s[i] - '0');
	}
	*ret = number;
	return true;
}

int64_t hw_pci_errors_parse(struct hw_text digits)
{
	int64_t number = 0;

	return parse(digits, &number) ? number : 0;
}

bool hw_pci_errors_next(struct hw_text *rest, struct hw_text *ret_name,
			int64_t *ret_count)
{
	while (rest->s) {
		struct hw_text line = hw_text_trim_end(hw_text_cut(rest, '\n'), " ");
		size_t blank = line.n;

		/* names have blanks on some kernels: "Undefined 5" */
		while (blank && line.s[blank - 1] != ' ')
			blank--;
		if (!blank || hw_text_starts(line, HW_TEXT("TOTAL_")) ||
		    !parse(hw_text_from(line, blank), ret_count))
			continue;
		*ret_name = hw_text_trim_end(hw_text_head(line, blank), " ");
		if (ret_name->n)
			return true;
	}
	return false;
}

int64_t hw_pci_errors_sum(struct hw_text text)
{
	struct hw_text name;
	int64_t count;
	int64_t sum = 0;

	while (hw_pci_errors_next(&text, &name, &count))
		sum = count > INT64_MAX - sum ? INT64_MAX : sum + count;
	return sum;
}
