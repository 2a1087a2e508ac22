/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_PRINT_OUTPUT_FILE_H
#define HWALIAS_CMD_PRINT_OUTPUT_FILE_H

#include <stdbool.h>

/*
 * --output-file, and the operand of snapshot: standard output goes to a temporary file,
 * ".NAME.XXXXXX" in the folder of FILE, which takes the place of FILE when all is written
 * and on the disk. A program that reads FILE meanwhile finds the old one or the new one,
 * whole; so it does when this one is killed, or the disk is full. Its mode is 0644: other
 * users' programs read it.
 */

/* Begins it. False: an error was printed, and nothing has changed. */
bool hw_output_file_begin(const char *path);

/* The same for what is written to the descriptor, and not to standard output; `option` is
 * what messages call it, NULL: FILE is an operand. -1: an error was printed, and nothing
 * has changed. */
int hw_output_file_open(const char *path, const char *option);

/* Ends that, as hw_output_file_end() does; the descriptor stays open. */
bool hw_output_file_replace(int fd, bool is_good);

/* Whether FILE can be replaced as a whole: it is a file, or not there, and its folder can
 * be written to. */
bool hw_output_file_is_whole(const char *path);

/*
 * Ends it, after standard output was flushed: FILE is replaced, or with `is_good` false
 * left as it is, which is said. False: it could not be replaced, which was said. Without
 * hw_output_file_begin() it does nothing.
 */
bool hw_output_file_end(bool is_good);

/* Removes the temporary file: the program ends in between. */
void hw_output_file_abandon(void);

#endif
