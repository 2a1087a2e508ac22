# SPDX-License-Identifier: GPL-2.0-or-later
# read_reasons("FILE,FILE…" CODES): the rows `.code = "…"` with their `.meaning = "…"` of C
# sources. Sets CODES, in order and each once, and meaning_of_CODE for each. A meaning is a
# clause about the device, "has a driver", or with a capital letter a sentence of its own.
function(read_reasons files ret_codes)
	string(REPLACE "," ";" files "${files}")
	set(codes "")
	foreach(file IN LISTS files)
		file(READ ${file} text)
		# a semicolon parts the elements of a list
		string(REPLACE ";" "<semicolon>" text "${text}")
		# a literal in parts is one
		string(REGEX REPLACE "\"[ \t\n]+\"" "" text "${text}")
		string(REGEX MATCHALL "\\.code = \"" starts "${text}")
		string(REGEX MATCHALL "\\.code = \"[a-z0-9-]+\"[^{}]*\\.meaning = \"[^\"\\\\]+\"" rows "${text}")
		list(LENGTH starts wanted)
		list(LENGTH rows found)
		if(NOT wanted EQUAL found)
			message(FATAL_ERROR "${file}: ${found} of ${wanted} reasons have a meaning")
		endif()
		foreach(row IN LISTS rows)
			string(REGEX MATCH "\\.code = \"([a-z0-9-]+)\"" code "${row}")
			set(code ${CMAKE_MATCH_1})
			string(REGEX MATCH "\\.meaning = \"([^\"]*)\"" meaning "${row}")
			string(REPLACE "<semicolon>" ";" meaning "${CMAKE_MATCH_1}")
			list(APPEND codes ${code})
			set(meaning_of_${code} "${meaning}" PARENT_SCOPE)
		endforeach()
	endforeach()
	list(REMOVE_DUPLICATES codes)
	set(${ret_codes} ${codes} PARENT_SCOPE)
endfunction()
