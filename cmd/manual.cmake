# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DINPUT=hwalias.1.in -DTABLES=FILE[,FILE]... -DOUTPUT=hwalias.1 -P manual.cmake
#
# Puts the codes of the verdict's tables, with their meanings, into the manual page.
include(${CMAKE_CURRENT_LIST_DIR}/../report/schema/reasons.cmake)

file(READ ${INPUT} text)
read_reasons("${TABLES}" codes)
set(entries "")
foreach(code IN LISTS codes)
	string(REPLACE "-" "\\-" name ${code})
	string(APPEND entries ".TP\n.B ${name}\n${meaning_of_${code}}.\n")
endforeach()
string(REPLACE "@REASONS@\n" "${entries}" text "${text}")
file(WRITE ${OUTPUT} "${text}")
