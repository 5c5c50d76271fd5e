# Runs the view tests: the built page in DIST against the mock server, in Debian's chromium.
# Run as: cmake -DNPM=… -DDIST=… -P run_views.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../../adapters/web/packages.cmake)

if(NOT EXISTS ${DIST}/index.html)
  message(FATAL_ERROR "The page is not built; build the target trinh_web first.")
endif()
file(LOCK ${CMAKE_CURRENT_LIST_DIR}/.build.lock TIMEOUT 600)
use_new_node()
install_packages(${CMAKE_CURRENT_LIST_DIR})
set(ENV{TRINH_WEB_DIST} ${DIST})
execute_process(COMMAND ${NPM} run --silent test WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR}
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "View tests failed; each says above what it expected.")
endif()
