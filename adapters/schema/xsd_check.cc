#include "adapters/schema/xsd_check.h"

#include <algorithm>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <map>
#include <mutex>
#include <stdexcept>

#include "adapters/schema/schema_texts.h"
#include "adapters/schema/sentence.h"
#include "engine/chart/xml_source.h"

namespace trinh::schema {
namespace {

/// The only thing libxml2 can load in this program: the embedded schemas, by name.
xmlParserInput* load_embedded(const char* name, const char*, xmlParserCtxt* context) {
    for (const Text& text : schema_texts()) {
        if (name == nullptr || text.name != name) continue;
        xmlParserInput* input =
            xmlNewStringInputStream(context, reinterpret_cast<const xmlChar*>(text.text.data()));
        if (input != nullptr)
            input->filename = reinterpret_cast<char*>(
                xmlStrdup(reinterpret_cast<const xmlChar*>(text.name.data())));
        return input;
    }
    return nullptr;
}

void forget(void*, xmlError*) {}

const char* schema_name(std::string_view name_space) {
    if (name_space == chart::scxml_namespace) return "scxml.xsd";
    if (name_space == "urn:trinh:calendar:1") return "calendar.xsd";
    if (name_space == "urn:trinh:form:1") return "form.xsd";
    if (name_space == "urn:trinh:index:1") return "index.xsd";
    if (name_space == "urn:trinh:migration:1") return "migration.xsd";
    return nullptr;
}

struct SchemaFree {
    void operator()(xmlSchema* schema) const { xmlSchemaFree(schema); }
};
using SchemaPointer = std::unique_ptr<xmlSchema, SchemaFree>;

SchemaPointer compile(const char* name) {
    xmlSchemaParserCtxt* context = xmlSchemaNewParserCtxt(name);
    xmlSchemaSetParserStructuredErrors(context, forget, nullptr);
    SchemaPointer schema(xmlSchemaParse(context));
    xmlSchemaFreeParserCtxt(context);
    if (!schema)
        throw std::runtime_error(std::string("The embedded schema ") + name +
                                 " cannot be compiled.");
    return schema;
}

/// What one validation collects.
struct Collected {
    const DefinitionTree& tree;
    const SchemaWords& words;
    std::vector<ports::SchemaFault> faults;
};

void collect(void* into, xmlError* error) {
    constexpr std::size_t faults_max = 1'000;
    auto& collected = *static_cast<Collected*>(into);
    if (collected.faults.size() >= faults_max) return;
    auto fault = sentence_of(*error, collected.tree, collected.words);
    if (!fault) return;
    // libxml2 may say of one value which facet and which type it fails.
    const bool is_repeated = std::any_of(
        collected.faults.begin(), collected.faults.end(), [&](const ports::SchemaFault& one) {
            return one.diagnostic.line == fault->diagnostic.line &&
                   one.diagnostic.column == fault->diagnostic.column &&
                   one.diagnostic.message == fault->diagnostic.message;
        });
    if (!is_repeated) collected.faults.push_back(*std::move(fault));
}

}  // namespace

struct XsdCheck::Schemas {
    SchemaWords words;
    std::map<std::string, SchemaPointer> compiled;
};

XsdCheck::XsdCheck() = default;
XsdCheck::~XsdCheck() = default;

std::vector<ports::SchemaFault> XsdCheck::faults(std::string_view xml) const {
    static std::once_flag is_set;
    std::call_once(is_set, [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(load_embedded);
    });
    const DefinitionTree tree(xml);
    if (tree.has_document_type()) {
        const Position where = tree.place_of_document_type();
        return {{{"TR151", Severity::warning, where.line, where.column,
                  "The file declares a document type; it is not read, and the file is not held "
                  "against its schema.",
                  "Remove the <!DOCTYPE ...>."},
                 {}}};
    }
    if (tree.document() == nullptr) return {};
    const char* name = schema_name(namespace_of(xmlDocGetRootElement(tree.document())));
    if (name == nullptr) return {};
    if (!schemas_) schemas_ = std::make_unique<Schemas>();
    auto& schema = schemas_->compiled[name];
    if (!schema) schema = compile(name);

    Collected collected{tree, schemas_->words, {}};
    xmlSchemaValidCtxt* context = xmlSchemaNewValidCtxt(schema.get());
    xmlSchemaSetValidStructuredErrors(context, collect, &collected);
    xmlSchemaValidateDoc(context, tree.document());
    xmlSchemaFreeValidCtxt(context);
    std::stable_sort(collected.faults.begin(), collected.faults.end(),
                     [](const ports::SchemaFault& a, const ports::SchemaFault& b) {
                         return std::pair(a.diagnostic.line, a.diagnostic.column) <
                                std::pair(b.diagnostic.line, b.diagnostic.column);
                     });
    return std::move(collected.faults);
}

}  // namespace trinh::schema
