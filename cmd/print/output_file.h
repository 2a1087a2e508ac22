/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_PRINT_OUTPUT_FILE_H
#define HWALIAS_CMD_PRINT_OUTPUT_FILE_H

#include <stdbool.h>

/*
 * --output-file: standard output goes to a temporary file, ".NAME.XXXXXX" in the folder
 * of FILE, which takes the place of FILE when all is written and on the disk. A program
 * that reads FILE meanwhile finds the old one or the new one, whole; so it does when this
 * one is killed, or the disk is full. Its mode is 0644: other users' programs read it.
 */

/* Begins it. False: an error was printed, and nothing has changed. */
bool hw_output_file_begin(const char *path);

/*
 * Ends it, after standard output was flushed: FILE is replaced, or with `is_good` false
 * left as it is, which is said. False: it could not be replaced, which was said. Without
 * hw_output_file_begin() it does nothing.
 */
bool hw_output_file_end(bool is_good);

/* Removes the temporary file: the program ends in between. */
void hw_output_file_abandon(void);

#endif
