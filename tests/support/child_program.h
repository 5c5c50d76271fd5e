/// ChildProgram: a program that a test talks with by lines, over its standard input and output.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace trinh::testing {

class ChildProgram {
public:
    /// `words`: the program, looked for as a shell does, and its arguments. Throws
    /// std::runtime_error when it does not start.
    explicit ChildProgram(std::vector<std::string> words);
    ~ChildProgram();
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;

    /// Waits at most 20 seconds; throws std::runtime_error then, or when the program ended.
    std::string read_line();
    /// Ends its input, which is its sign to end, and waits for that.
    void stop();

private:
    std::string name_;
    pid_t process_ = -1;
    int to_child_ = -1;
    int from_child_ = -1;
    std::string unread_;
};

}  // namespace trinh::testing
