# SPDX-License-Identifier: GPL-2.0-or-later
# cmake -DCSS=report.css -DJS=report.js -DOUTPUT=assets.c -P embed.cmake
#
# Writes style and script as NUL-terminated arrays of characters. Character constants,
# because a string literal may be too long for ISO C.
function(read_bytes file result)
	file(READ ${file} bytes HEX)
	string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
	set(${result} "${bytes}" PARENT_SCOPE)
endfunction()

read_bytes(${CSS} css)
read_bytes(${JS} js)
file(WRITE ${OUTPUT} "#include \"report/document/internal.h\"

const char hw_document_css[] = {
${css}
'\\0'};

const char hw_document_js[] = {
${js}
'\\0'};
")
