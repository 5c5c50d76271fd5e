# Included by scripts that run npm; they set NPM.

if(NOT NPM)
  message(FATAL_ERROR "The page needs npm to be built; install it: apt-get install nodejs npm")
endif()

# Packages as package-lock.json names them; the stamp says for which lock they were installed.
# Others may install at this moment: one at a time.
function(install_packages folder)
  file(LOCK ${folder}/.install.lock GUARD FUNCTION TIMEOUT 600)
  file(SHA256 ${folder}/package-lock.json wanted)
  set(stamp ${folder}/node_modules/.installed)
  if(EXISTS ${stamp})
    file(READ ${stamp} present)
    if(present STREQUAL wanted)
      return()
    endif()
  endif()
  message(STATUS "Installing npm packages for ${folder}")
  execute_process(COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error
    WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "npm ci failed in ${folder}; is the npm registry reachable?")
  endif()
  file(WRITE ${stamp} ${wanted})
endfunction()

# Debian 12 has Node 18, Vite wants 20.19 or newer: then Node itself comes from npm as well.
function(use_new_node)
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/node)
  execute_process(COMMAND node --version OUTPUT_VARIABLE node_version
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  string(REGEX REPLACE "^v" "" node_version "${node_version}")
  if(node_version STREQUAL "" OR node_version VERSION_LESS 20.19 OR
      (node_version VERSION_GREATER 21 AND node_version VERSION_LESS 22.12))
    install_packages(${folder})
    file(GLOB newer_node ${folder}/node_modules/node-linux-*/bin)
    if(NOT newer_node)
      message(FATAL_ERROR "The page needs Node 20.19 or newer; found '${node_version}', and npm "
        "has no newer one for this machine.")
    endif()
    set(ENV{PATH} "${newer_node}:$ENV{PATH}")
  endif()
endfunction()
