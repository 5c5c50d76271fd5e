# Installs the page's packages where they are missing or old, and builds it into DIST.
# Run as: cmake -DNPM=… -DFOLDER=adapters/web -DDIST=… -P build_page.cmake

include(${CMAKE_CURRENT_LIST_DIR}/packages.cmake)

# Other build trees may build the page at this moment: one at a time.
file(LOCK ${FOLDER}/.build.lock TIMEOUT 600)

use_new_node()
install_packages(${FOLDER})
set(ENV{TRINH_WEB_OUT} ${DIST})
execute_process(COMMAND ${NPM} run --silent build WORKING_DIRECTORY ${FOLDER}
  RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "The page does not build:\n${said}")
endif()
