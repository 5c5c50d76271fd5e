#include "adapters/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <iostream>

#include "adapters/cli/verb.h"
#include "engine/ports/store.h"

namespace trinh::cli {
namespace {

std::vector<Verb> all_verbs() {
    std::vector<Verb> all;
    for (auto* group :
         {server_verbs,     case_verbs,        campaign_verbs,      migration_verbs,  draft_verbs,
          due_verbs,        calendar_verbs,    check_verbs,         definition_verbs, audit_verbs,
          audit_log_verbs,  archive_verbs,     hold_verbs,          upkeep_verbs,     index_verbs,
          index_work_verbs, index_round_verbs, index_outlook_verbs, form_verbs,       mail_verbs,
          people_verbs}) {
        for (auto& verb : group()) all.push_back(std::move(verb));
    }
    return all;
}

/// One verb with the places CLI11 writes what it reads.
struct Bound {
    Verb verb;
    CLI::App* app = nullptr;
    Arguments arguments;
    std::deque<std::string> values;
    std::deque<std::vector<std::string>> many;
    std::deque<bool> flags;
    std::vector<std::function<void()>> collect;
};

void bind_words(Bound& bound) {
    for (const auto& spec : bound.verb.words) {
        CLI::Option* option = nullptr;
        auto& all = bound.arguments.words;
        if (spec.is_many) {
            auto& words = bound.many.emplace_back();
            option = bound.app->add_option(spec.name, words, spec.help);
            bound.collect.emplace_back(
                [&all, &words] { all.insert(all.end(), words.begin(), words.end()); });
        } else {
            auto& word = bound.values.emplace_back();
            option = bound.app->add_option(spec.name, word, spec.help);
            bound.collect.emplace_back([&all, &word] { all.push_back(word); });
        }
        if (!spec.is_optional) option->required();
    }
}

void bind_options(Bound& bound) {
    for (const auto& spec : bound.verb.options) {
        const std::string dashed = "--" + spec.name;
        if (spec.kind == OptionKind::flag) {
            auto& flag = bound.flags.emplace_back(false);
            bound.app->add_flag(dashed, flag, spec.help);
            bound.collect.emplace_back([&bound, &flag, name = spec.name] {
                if (flag) bound.arguments.options[name] = "true";
            });
        } else if (spec.kind == OptionKind::list) {
            auto& list = bound.many.emplace_back();
            bound.app->add_option(dashed, list, spec.help)->expected(1)->take_all();
            bound.collect.emplace_back(
                [&bound, &list, name = spec.name] { bound.arguments.lists[name] = list; });
        } else {
            auto& value = bound.values.emplace_back();
            auto* option = bound.app->add_option(dashed, value, spec.help);
            if (spec.kind == OptionKind::required) option->required();
            bound.collect.emplace_back([&bound, &value, name = spec.name] {
                if (!value.empty()) bound.arguments.options[name] = value;
            });
        }
    }
}

CLI::App* group_of(CLI::App& root, const std::string& group) {
    if (group.empty()) return &root;
    for (auto* known : root.get_subcommands([](const CLI::App*) { return true; })) {
        if (known->get_name() == group) return known;
    }
    auto* made = root.add_subcommand(group, "More: trinh " + group + " --help");
    made->require_subcommand(1);
    return made;
}

bool prefers_vietnamese(const std::string& asked) {
    if (!asked.empty()) return asked == "vi";
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before threads
        if (value != nullptr && *value != '\0') return std::strncmp(value, "vi", 2) == 0;
    }
    return false;
}

int run_bound(Bound& bound, Workplace& workplace, Terminal& terminal) {
    for (const auto& collect : bound.collect) collect();
    try {
        return bound.verb.run(workplace, terminal, bound.arguments);
    } catch (const ports::StoreFailure& failure) {
        terminal.err << "trinh: " << failure.what() << '\n';
    } catch (const std::exception& failure) {
        terminal.err << "trinh: " << failure.what() << '\n';
    }
    return exit_broken;
}

}  // namespace

GlobalOptions read_global_options(int argc, const char* const* argv) {
    GlobalOptions options;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::strcmp(argv[i], "--config") == 0) options.config_file = argv[i + 1];
        if (std::strcmp(argv[i], "--home") == 0) options.home = argv[i + 1];
    }
    return options;
}

int run_command_line(int argc, const char* const* argv, Workplace& workplace, std::istream& in,
                     std::ostream& out, std::ostream& err) {
    CLI::App root("Trình: documents on their way through legal review, with clocks and proof.",
                  "trinh");
    root.require_subcommand(1);
    root.fallthrough();
    Terminal terminal{in, out, err, false, false};
    std::string config, home, language;
    root.add_option("--config", config, "Settings file (TOML)");
    root.add_option("--home", home, "Folder with workflows/, samples/ and letters");
    root.add_option("--language", language, "vi or en; default: as LANG says")
        ->check(CLI::IsMember({"vi", "en"}));
    root.add_flag("--json", terminal.wants_json, "Print the JSON document instead of text");
    root.set_version_flag("--version", "trinh 0.1.0");

    std::deque<Bound> bounds;
    for (auto& verb : all_verbs()) {
        auto& bound = bounds.emplace_back();
        bound.verb = std::move(verb);
        auto* parent = group_of(root, bound.verb.group);
        bound.app = parent->add_subcommand(bound.verb.name, bound.verb.summary);
        bound.app->fallthrough();
        bind_words(bound);
        bind_options(bound);
    }
    try {
        root.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return root.exit(asked, out, err);
    } catch (const CLI::ParseError& fault) {
        const auto unknown = root.remaining(true);
        const bool is_unknown_word =
            dynamic_cast<const CLI::RequiredError*>(&fault) != nullptr && !unknown.empty();
        std::string sentence =
            is_unknown_word ? "'" + unknown.front() + "' is not known here" : fault.what();
        while (!sentence.empty() && (sentence.back() == '.' || sentence.back() == '\n'))
            sentence.pop_back();
        err << "trinh: " << sentence << ". Try 'trinh --help'.\n";
        return exit_usage;
    }
    terminal.is_vietnamese = prefers_vietnamese(language);
    for (auto& bound : bounds) {
        if (bound.app->parsed()) return run_bound(bound, workplace, terminal);
    }
    return exit_usage;
}

}  // namespace trinh::cli
