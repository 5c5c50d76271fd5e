# Writes OUTPUT, a C++ source with every schemas/sql/NNNN_*.sql as {name, SHA-256, text}.
# Run by: cmake -DFOLDER=schemas/sql -DOUTPUT=migrations.cc -P embed_migrations.cmake
file(GLOB files ${FOLDER}/[0-9][0-9][0-9][0-9]_*.sql)
list(SORT files)
set(rows "")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  file(SHA256 ${file} sha256)
  file(READ ${file} text)
  string(APPEND rows "    {\"${name}\", \"${sha256}\", R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"adapters/sql/migrations.h\"

namespace trinh::sql {

namespace {

constexpr Migration all[] = {
${rows}};

}  // namespace

std::span<const Migration> embedded_migrations() {
    return all;
}

}  // namespace trinh::sql
")
