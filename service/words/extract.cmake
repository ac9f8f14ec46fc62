# plimsoll_extract(out SOURCES … POTS …): the messages of C sources and of other templates, in the
# template `out`. Names are those of the project, so that the comments in it are the same anywhere.
function(plimsoll_extract out)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;POTS")
	set(names)
	foreach(file ${arg_SOURCES} ${arg_POTS})
		file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${file})
		list(APPEND names ${name})
	endforeach()
	list(JOIN names "\n" names)
	file(CONFIGURE OUTPUT ${out}.sources CONTENT "${names}\n" @ONLY)
	add_custom_command(
		OUTPUT ${out}
		COMMAND ${XGETTEXT} --from-code=UTF-8 --keyword --keyword=words:2
			--keyword=words_plural:2,3 --keyword=words_count:3,4 --keyword=MESSAGE:1
			--keyword=MESSAGE_PLURAL:1,2 --add-comments=Translators: --package-name=plimsoll
			--force-po --directory=${CMAKE_SOURCE_DIR} --output=${out} --files-from=${out}.sources
		COMMAND sed -i -e "/^\"POT-Creation-Date/d" -e "/^\"Report-Msgid-Bugs-To/d" ${out}
		DEPENDS ${arg_SOURCES} ${arg_POTS} ${out}.sources
		VERBATIM)
endfunction()
