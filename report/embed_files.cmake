# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DHEADER=report/x.h -DARRAYS=NAME=FILE[,NAME=FILE]... -DOUTPUT=x.c -P embed_files.cmake
#
# Writes files as NUL-terminated arrays of characters, which the header declares. Character
# constants, because a string literal may be too long for ISO C.
set(text "#include \"${HEADER}\"\n")
string(REPLACE "," ";" arrays "${ARRAYS}")
foreach(array IN LISTS arrays)
	string(REGEX MATCH "^([^=]*)=(.*)$" array "${array}")
	set(name ${CMAKE_MATCH_1})
	file(READ ${CMAKE_MATCH_2} bytes HEX)
	string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
	string(APPEND text "\nconst char ${name}[] = {\n${bytes}\n'\\0'};\n")
endforeach()
file(WRITE ${OUTPUT} "${text}")
