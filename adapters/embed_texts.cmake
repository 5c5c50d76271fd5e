# Writes OUTPUT, a C++ source that defines `std::span<const NAMESPACE::TYPE> NAMESPACE::FUNCTION()`
# over {file name, text} of the FILES (separated by "|"), declared in HEADER.
# Run by: cmake -DFILES=a|b -DHEADER=x.h -DNAMESPACE=trinh::cli -DTYPE=Page
#   -DFUNCTION=pages -DOUTPUT=pages.cc -P embed_texts.cmake
string(REPLACE "|" ";" files "${FILES}")
set(rows "")
foreach(file ${files})
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND rows "    {\"${name}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"${HEADER}\"

namespace ${NAMESPACE} {
namespace {

constexpr ${TYPE} all[] = {
${rows}};

}  // namespace

std::span<const ${TYPE}> ${FUNCTION}() {
    return all;
}

}  // namespace ${NAMESPACE}
")
