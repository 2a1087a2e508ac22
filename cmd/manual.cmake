# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DINPUT=hwalias.1.in -DREASONS_IN=FILE[,FILE]... -DCOMMANDS_IN=FILE[,FILE]...
#       -DFORMATS_IN=FILE[,FILE]... -DOUTPUT=hwalias.1 -P manual.cmake
#
# Puts into the manual page what the rows of tables say: the codes of the verdict with
# their meanings, and the help of commands and of output formats that the page itself does
# not describe.
include(${CMAKE_CURRENT_LIST_DIR}/../report/schema/reasons.cmake)

file(READ ${INPUT} text)

# member(SOURCE NAME VALUE): the string of ".NAME = "…" "…"" as one line; empty: none.
function(member source name value)
	set(string "")
	if(source MATCHES "\\.${name} = ((\"[^\"]*\"[ \t\n]*)+),")
		string(REGEX REPLACE "\"[ \t\n]*\"" "" string "${CMAKE_MATCH_1}")
		string(REPLACE "\"" "" string "${string}")
		string(REPLACE "\\n" "\n" string "${string}")
		string(REPLACE "-" "\\-" string "${string}")
	endif()
	set(${value} "${string}" PARENT_SCOPE)
endfunction()

read_reasons("${REASONS_IN}" codes)
set(reasons "")
foreach(code IN LISTS codes)
	string(REPLACE "-" "\\-" name ${code})
	string(APPEND reasons ".TP\n.B ${name}\n${meaning_of_${code}}.\n")
endforeach()

set(synopses "")
set(commands "")
string(REPLACE "," ";" files "${COMMANDS_IN}")
foreach(file IN LISTS files)
	file(READ ${file} source)
	string(REGEX MATCH "struct hw_command hw_command_.*" row "${source}")
	member("${row}" name name)
	member("${row}" operands operands)
	member("${row}" help help)
	if(name AND NOT text MATCHES "\n\\.B ${name}\n")
		string(APPEND synopses ".br\n.B hwalias ${name}\n[\\fIOPTION\\fR]... ${operands}\n")
		string(APPEND commands ".TP\n.B ${name}\n${help}.\n")
	endif()
endforeach()

set(formats "")
string(REPLACE "," ";" files "${FORMATS_IN}")
foreach(file IN LISTS files)
	file(READ ${file} source)
	member("${source}" option option)
	member("${source}" help help)
	# "-" is "\\-" in the page
	string(REPLACE "\\" "\\\\" pattern "${option}")
	if(option AND NOT text MATCHES "\n\\.BR? [^\n]*\\\\-\\\\-${pattern}")
		string(APPEND formats ".TP\n.B \\-\\-${option}\n${help}.\n")
	endif()
endforeach()

string(REPLACE "@SYNOPSES@\n" "${synopses}" text "${text}")
string(REPLACE "@COMMANDS@\n" "${commands}" text "${text}")
string(REPLACE "@FORMATS@\n" "${formats}" text "${text}")
string(REPLACE "@REASONS@\n" "${reasons}" text "${text}")
file(WRITE ${OUTPUT} "${text}")
