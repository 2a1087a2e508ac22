# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DINPUT=report-1.schema.json -DOUTPUT=schema.c -P embed.cmake
#
# Writes the file as a NUL-terminated array of characters. Character constants, because
# a string literal may be too long for ISO C and a number above 127 no char.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"report/schema.h\"

const char hw_report_schema[] = {
${bytes}
'\\0'};
")
