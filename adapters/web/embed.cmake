# Writes OUT: one C++ source with every file below DIST, its gzip, its type and its hash.
# Run as: cmake -DDIST=… -DOUT=page_bytes.cc -P embed.cmake

set(types "html=text/html\; charset=utf-8" "js=text/javascript\; charset=utf-8"
  "css=text/css\; charset=utf-8" "svg=image/svg+xml" "txt=text/plain\; charset=utf-8")

function(content_type_of path result)
  get_filename_component(ending ${path} LAST_EXT)
  foreach(type IN LISTS types)
    if(".${type}" MATCHES "^\\${ending}=(.*)$")
      set(${result} "${CMAKE_MATCH_1}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "embed.cmake knows no content type for ${path}; add it to `types`")
endfunction()

# An array of the file's bytes, as text.
function(bytes_of path result)
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," listed "${hex}")
  set(${result} "${listed}" PARENT_SCOPE)
endfunction()

set(arrays "")
set(entries "")
set(at 0)
file(GLOB_RECURSE paths RELATIVE ${DIST} ${DIST}/*)
list(SORT paths)
list(FILTER paths EXCLUDE REGEX "\\.gz$")
foreach(path IN LISTS paths)
  content_type_of(${path} type)
  file(SIZE ${DIST}/${path} plain_size)
  file(SIZE ${DIST}/${path}.gz zipped_size)
  file(SHA256 ${DIST}/${path} hash)
  string(SUBSTRING ${hash} 0 32 etag)
  bytes_of(${DIST}/${path} plain)
  string(APPEND arrays "const unsigned char file_${at}[] = {${plain}};\n")
  set(zipped "{}")
  if(zipped_size LESS plain_size)
    bytes_of(${DIST}/${path}.gz zipped_bytes)
    string(APPEND arrays "const unsigned char zipped_${at}[] = {${zipped_bytes}};\n")
    set(zipped "view(zipped_${at})")
  endif()
  set(address "/${path}")
  if(path STREQUAL "index.html")
    set(address "/")
  endif()
  set(immutable false)
  if(path MATCHES "^assets/")
    set(immutable true)
  endif()
  string(APPEND entries "    {\"${address}\", \"${type}\", view(file_${at}), ${zipped}, "
    "\"${etag}\", ${immutable}},\n")
  math(EXPR at "${at} + 1")
endforeach()

file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT [=[
// Written by adapters/web/embed.cmake.
#include "adapters/web/assets.h"

#include <cstddef>

namespace trinh::web {
namespace {

template <std::size_t size>
std::string_view view(const unsigned char (&bytes)[size]) {
    return {reinterpret_cast<const char*>(bytes), size};
}

@arrays@
}  // namespace

std::span<const Asset> assets() {
    static const Asset files[] = {
@entries@    };
    return files;
}

}  // namespace trinh::web
]=])
