# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DINPUT=report-1.schema.json -DTABLES=FILE[,FILE]... -DSCHEMA=OUT.json -DOUTPUT=schema.c
#	-P embed.cmake
#
# Puts the codes of the verdict's tables, with their meanings, into the schema, and writes
# it as it is installed, and as a NUL-terminated array of characters. Character constants,
# because a string literal may be too long for ISO C and a number above 127 no char.
include(${CMAKE_CURRENT_LIST_DIR}/reasons.cmake)

file(READ ${INPUT} text)
read_reasons("${TABLES}" codes)
set(members "")
foreach(code IN LISTS codes)
	set(meaning "${meaning_of_${code}}")
	if(NOT meaning MATCHES "^[A-Z]")
		set(meaning "The device ${meaning}")
	endif()
	string(APPEND members ",\n            {\"const\": \"${code}\", \"description\": \"${meaning}.\"}")
endforeach()
string(SUBSTRING "${members}" 1 -1 members)
set(pattern "{\"pattern\": \"^[a-z][a-z0-9-]*$\"}")
string(FIND "${text}" "${pattern}" at)
if(at EQUAL -1)
	message(FATAL_ERROR "${INPUT} has no place for the reasons")
endif()
string(REPLACE "${pattern}" "{\n          \"oneOf\": [${members}\n          ]\n        },\n        ${pattern}"
	text "${text}")
file(WRITE ${SCHEMA} "${text}")

file(READ ${SCHEMA} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"report/schema.h\"

const char hw_report_schema[] = {
${bytes}
'\\0'};
")
