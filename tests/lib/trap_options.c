// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is undefined stops a program that gcc built with sanitizers at an instruction that
 * does not exist (CMakeLists.txt): ASan is to tell where, whoever else handles the signal
 * (cmocka does).
 */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "handle_sigill=2";
}
