# Runs one npm script of this folder with what it needs installed.
# Run as: cmake -DNPM=… -DSCRIPT=test [-DDIST=the built page] -P run_npm.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../../adapters/web/packages.cmake)

if(DIST AND NOT EXISTS ${DIST}/index.html)
  message(FATAL_ERROR "The page is not built; build the target trinh_web first.")
endif()
use_new_node()
install_packages(${CMAKE_CURRENT_LIST_DIR})
set(ENV{TRINH_WEB_DIST} "${DIST}")
execute_process(COMMAND ${NPM} run --silent ${SCRIPT} WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR}
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "npm run ${SCRIPT} failed; it says above what it expected.")
endif()
