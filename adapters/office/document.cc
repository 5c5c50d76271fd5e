// A paper as a .docx: the parts of the package and the package itself.
#include <fmt/format.h>
#include <memory>
#include <zip.h>

#include "adapters/office/docx_body.h"
#include "adapters/office/docx_text.h"
#include "adapters/office/layout.h"
#include "adapters/office/office_writer.h"

namespace trinh::office {
namespace {

constexpr const char* xml_start = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr const char* word_namespace =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

constexpr const char* content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>)"
    R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
    R"(</Types>)";

constexpr const char* package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>)"
    R"(</Relationships>)";

constexpr const char* document_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>)"
    R"(</Relationships>)";

std::string styles() {
    return fmt::format(
        R"({0}<w:styles xmlns:w="{1}"><w:docDefaults><w:rPrDefault><w:rPr>)"
        R"(<w:rFonts w:ascii="{2}" w:hAnsi="{2}" w:eastAsia="{2}" w:cs="{2}"/>)"
        R"(<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>)"
        R"(</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>)"
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>)"
        R"(</w:styles>)",
        xml_start, word_namespace, font_name);
}

/// The page number in the middle of the upper margin (Decree 30/2020, Appendix I, part I.7).
std::string page_header() {
    return fmt::format(
        R"({}<w:hdr xmlns:w="{}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>)"
        R"(<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>)",
        xml_start, word_namespace);
}

std::string core_properties(const forms::Paper& paper, Instant at) {
    const std::string day = at.iso().substr(0, 19) + "Z";
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("cp:coreProperties");
    root.append_attribute("xmlns:cp") =
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    root.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
    root.append_attribute("xmlns:dcterms") = "http://purl.org/dc/terms/";
    root.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    root.append_child("dc:title").text().set(printable(paper.title).c_str());
    for (const char* name : {"dcterms:created", "dcterms:modified"}) {
        pugi::xml_node moment = root.append_child(name);
        moment.append_attribute("xsi:type") = "dcterms:W3CDTF";
        moment.text().set(day.c_str());
    }
    std::ostringstream text;
    document.save(text, "", pugi::format_raw | pugi::format_no_declaration);
    return xml_start + text.str();
}

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

/// A ZIP archive in memory whose entries all carry the same moment.
class Package {
public:
    explicit Package(Instant at) {
        const Date day = local_date(at);
        const int minute = local_minute(at);
        dos_time_ = static_cast<zip_uint16_t>((minute / 60) << 11 | (minute % 60) << 5);
        dos_day_ = static_cast<zip_uint16_t>(std::max(0, day.year() - 1980) << 9 |
                                             day.month() << 5 | day.day());
        zip_error_t error;
        zip_error_init(&error);
        bytes_.reset(zip_source_buffer_create(nullptr, 0, 0, &error));
        if (bytes_) archive_.reset(zip_open_from_source(bytes_.get(), ZIP_TRUNCATE, &error));
        zip_error_fini(&error);
        if (!archive_) throw ports::PaperFailure("Cannot begin the .docx in memory.");
        zip_source_keep(bytes_.get());
    }

    void add(const char* name, std::string text) {
        parts_.push_back(std::make_unique<std::string>(std::move(text)));
        const std::string& held = *parts_.back();
        zip_source_t* source = zip_source_buffer(archive_.get(), held.data(), held.size(), 0);
        if (source == nullptr) throw ports::PaperFailure("No memory for a part of the .docx.");
        const auto at = zip_file_add(archive_.get(), name, source, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            zip_source_free(source);
            throw ports::PaperFailure("Cannot add a part to the .docx.");
        }
        zip_file_set_dostime(archive_.get(), static_cast<zip_uint64_t>(at), dos_time_, dos_day_, 0);
    }

    std::string close() {
        if (zip_close(archive_.get()) != 0) throw ports::PaperFailure("Cannot close the .docx.");
        static_cast<void>(archive_.release());
        zip_source_t* source = bytes_.get();
        if (zip_source_open(source) != 0) throw ports::PaperFailure("Cannot read the .docx.");
        zip_stat_t stat;
        zip_stat_init(&stat);
        zip_source_stat(source, &stat);
        std::string bytes(stat.size, '\0');
        const auto read = zip_source_read(source, bytes.data(), bytes.size());
        zip_source_close(source);
        if (read != static_cast<zip_int64_t>(bytes.size()))
            throw ports::PaperFailure("Cannot read the .docx back.");
        return bytes;
    }

private:
    zip_uint16_t dos_time_ = 0, dos_day_ = 0;
    std::vector<std::unique_ptr<std::string>> parts_;
    std::unique_ptr<zip_source_t, Discard> bytes_;
    std::unique_ptr<zip_t, Discard> archive_;
};

}  // namespace

std::string OfficeWriter::document(const forms::Paper& paper, Instant at) const {
    Package package(at);
    package.add("[Content_Types].xml", std::string(xml_start) + content_types);
    package.add("_rels/.rels", std::string(xml_start) + package_relations);
    package.add("docProps/core.xml", core_properties(paper, at));
    package.add("word/_rels/document.xml.rels", std::string(xml_start) + document_relations);
    package.add("word/styles.xml", styles());
    package.add("word/header1.xml", page_header());
    package.add("word/document.xml", docx_body(paper));
    return package.close();
}

}  // namespace trinh::office
