/// trinh: one program for the server and the command line.
#include <exception>
#include <iostream>

#include "adapters/app/program.h"
#include "adapters/cli/command_line.h"
#include "adapters/cli/verb.h"

int main(int argc, char** argv) {
    try {
        const auto global = trinh::cli::read_global_options(argc, argv);
        auto settings = trinh::app::read_settings(global.config_file, global.home);
        if (!settings) {
            std::cerr << "trinh: " << settings.error().message << '\n';
            return trinh::cli::exit_usage;
        }
        trinh::app::Program program(std::move(*settings));
        return trinh::cli::run_command_line(argc, argv, program, std::cin, std::cout, std::cerr);
    } catch (const std::exception& failure) {
        std::cerr << "trinh: " << failure.what() << '\n';
        return trinh::cli::exit_broken;
    }
}
