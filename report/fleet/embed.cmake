# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DSCHEMA=schema.sql -DDRIFT=drift.sql -DOUTPUT=fleet_sql.c -P embed.cmake
#
# Writes the statements as NUL-terminated arrays of characters. Character constants,
# because a string literal may be too long for ISO C.
function(read_bytes file result)
	file(READ ${file} bytes HEX)
	string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
	set(${result} "${bytes}" PARENT_SCOPE)
endfunction()

read_bytes(${SCHEMA} schema)
read_bytes(${DRIFT} drift)
file(WRITE ${OUTPUT} "#include \"report/fleet/schema.h\"

const char hw_fleet_schema_sql[] = {
${schema}
'\\0'};

const char hw_fleet_drift_sql[] = {
${drift}
'\\0'};
")
