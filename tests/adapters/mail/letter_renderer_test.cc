#include "adapters/mail/letter_renderer.h"

#include <boost/json/parse.hpp>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace trinh::mail {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr Instant now{1'699'925'400'000};

class LetterRendererTest : public testing::Test {
protected:
    LetterRendererTest() {
        std::string pattern = (fs::temp_directory_path() / "trinh-letters-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        write("x.subject", "s");
        write("x.text", "t");
        write("x.html", "h");
    }
    ~LetterRendererTest() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / (name + ".mustache")) << text;
    }
    [[nodiscard]] RenderedLetter rendered(const char* values) const {
        LetterRenderer renderer(folder_);
        return renderer.render("x", boost::json::parse(values).as_object(), now).value();
    }
    [[nodiscard]] std::string faults() const {
        try {
            const LetterRenderer renderer(folder_);
        } catch (const LetterFault& fault) {
            return fault.what();
        }
        return "none";
    }

    fs::path folder_;
};

TEST_F(LetterRendererTest, EscapesHtmlAndNothingElse) {
    for (const char* kind : {"x.subject", "x.text", "x.html"}) write(kind, "<b>{{title}}</b>");

    const auto letter = rendered(R"({"title": "<script>alert('1')</script> & \"mức chi\""})");

    const std::string plain = "<b><script>alert('1')</script> & \"mức chi\"</b>";
    EXPECT_EQ(letter.subject, plain);
    EXPECT_EQ(letter.text, plain);
    EXPECT_EQ(letter.html,
              "<b>&lt;script&gt;alert(&apos;1&apos;)&lt;/script&gt; &amp; "
              "&quot;mức chi&quot;</b>");
}

TEST_F(LetterRendererTest, EscapesInsidePiecesToo) {
    write("_row.html", "<li>{{title}}</li>\n");
    write("x.html", "{{#items}}\n{{> _row}}\n{{/items}}\n");

    const auto letter = rendered(R"({"items": [{"title": "<i>"}, {"title": "b"}]})");

    EXPECT_EQ(letter.html, "<li>&lt;i&gt;</li>\n<li>b</li>\n");
}

TEST_F(LetterRendererTest, ShowsNoTemplateThatComesInAValue) {
    write("x.html", "{{title}}");

    EXPECT_EQ(rendered(R"({"title": "{{{secret}}}", "secret": "1"})").html, "{{{secret}}}");
}

TEST_F(LetterRendererTest, DropsLinksThatAreNotHttp) {
    write("x.html", "{{#url}}<a href=\"{{url}}\">{{/url}}{{^url}}no link{{/url}}");

    EXPECT_EQ(rendered(R"({"url": "javascript:void 0"})").html, "no link");
    EXPECT_EQ(rendered(R"({"url": "https://a/?b=\"c"})").html, "<a href=\"https://a/?b=&quot;c\">");
}

TEST_F(LetterRendererTest, BringsTheSubjectOnOneLine) {
    write("x.subject", "{{title}}\n");

    EXPECT_EQ(rendered(R"({"title": " một\r\nBcc: x@y.vn\t hai "})").subject,
              "một Bcc: x@y.vn hai");
}

TEST_F(LetterRendererTest, TreatsEmptyTextAndNullAsNothing) {
    write("x.text", "{{#a}}a{{/a}}{{#b}}b{{/b}}{{#c}}c{{c}}{{/c}}");

    EXPECT_EQ(rendered(R"({"a": "", "b": null, "c": 0})").text, "c0");
}

TEST_F(LetterRendererTest, LeavesNoLineOfATag) {
    write("_piece.text", "p\n");
    write("x.text", "a\n{{#no}}\nx\n{{/no}}\n{{#yes}}\nb\n{{/yes}}\n\n{{> _piece}}\n{{! c }}\nd\n");

    EXPECT_EQ(rendered(R"({"no": "", "yes": "1"})").text, "a\nb\n\np\nd\n");
}

TEST_F(LetterRendererTest, LeavesAtMostOneEmptyLine) {
    write("x.text", "\na\n\n{{#no}}\nx\n{{/no}}\n\n\nb\n\n\n");

    EXPECT_EQ(rendered(R"({"no": ""})").text, "a\n\nb\n");
}

TEST_F(LetterRendererTest, NamesTheValuesNobodyGave) {
    write("x.subject", "{{title}}{{item.due_spoken}}");
    write("x.text", "{{> _nowhere}}");

    EXPECT_THAT(rendered(R"({"title": "a"})").missing,
                ElementsAre("> _nowhere", "item.due_spoken"));
}

TEST_F(LetterRendererTest, RefusesALetterThatIsNotThere) {
    LetterRenderer renderer(folder_);

    const auto letter = renderer.render("y", {}, now);

    ASSERT_FALSE(letter);
    EXPECT_EQ(letter.error().message, "Expected the name of a letter, found \"y\"; there are: x.");
}

TEST_F(LetterRendererTest, NamesEveryFaultWithItsPlace) {
    write("x.text", "một\n  {{#open}}\n");
    write("x.html", "a\n{{{raw}}}\n{{& raw}}{{=<% %>=}}");
    write("y.subject", "");

    EXPECT_THAT(faults(),
                AllOf(HasSubstr("x.text.mustache:2:3: Unclosed section \"open\"."),
                      HasSubstr("x.html.mustache:2:1: Expected an escaped value"),
                      HasSubstr("x.html.mustache:3:1: Expected an escaped value"),
                      HasSubstr("x.html.mustache:3:10: Expected an escaped value"),
                      HasSubstr("y.text.mustache: is missing"),
                      HasSubstr("y.html.mustache: is missing"), Not(HasSubstr("y.subject"))));
}

TEST_F(LetterRendererTest, SaysWhenThereIsNoFolder) {
    fs::remove_all(folder_);

    EXPECT_THAT(faults(), HasSubstr("cannot be read: No such file or directory"));
}

}  // namespace
}  // namespace trinh::mail
