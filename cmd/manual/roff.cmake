# SPDX-License-Identifier: GPL-2.0-or-later
# roff(TEXT OUT): text as man(7) prints it word for word; `words` between backquotes bold.
function(roff text out)
	string(REPLACE "\\" "\\e" text "${text}")
	string(REPLACE "-" "\\-" text "${text}")
	string(REPLACE "'" "\\(aq" text "${text}")
	# a point that begins a line would be a request
	if(text MATCHES "^\\.")
		string(PREPEND text "\\&")
	endif()
	string(REGEX REPLACE "`([^`]*)`" "\\\\fB\\1\\\\fR" text "${text}")
	set(${out} "${text}" PARENT_SCOPE)
endfunction()
