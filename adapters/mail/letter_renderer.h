/// LetterRenderer: letters from Mustache templates that the office may edit.
///
/// A letter "x" is three files of one folder: x.subject.mustache, x.text.mustache and
/// x.html.mustache. A file "_y.text.mustache" or "_y.html.mustache" is no letter but a piece that
/// the others include as {{> _y}}. Values are escaped in HTML always, elsewhere never.
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace trinh::mail {

/// Templates that cannot be used: every fault with file, line and column, one a line.
class LetterFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct RenderedLetter {
    std::string subject;  ///< One line.
    std::string text, html;
    std::string calendar;              ///< iCalendar of the due days; empty when there are none.
    std::vector<std::string> missing;  ///< Values that a template asks for and nobody gave.
};

struct LetterTemplate;

/// Used by one thread.
class LetterRenderer {
public:
    /// Reads all templates of the folder. Throws LetterFault.
    explicit LetterRenderer(const std::filesystem::path& folder);
    ~LetterRenderer();
    LetterRenderer(LetterRenderer&&) noexcept;

    /// Refuses with not_found when there is no such letter.
    Result<RenderedLetter> render(std::string_view letter, const boost::json::object& values,
                                  Instant sent_at);

    [[nodiscard]] std::vector<std::string> letters() const;  ///< In alphabetical order.

private:
    std::map<std::string, std::unique_ptr<LetterTemplate>, std::less<>> templates_;
    std::map<std::string, std::string> pieces_;  ///< By "_y.text", "_y.html".
};

}  // namespace trinh::mail
