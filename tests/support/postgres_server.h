/// PostgresServer: a PostgreSQL of a test's own, on a socket in a temporary folder.
///
/// It listens on no port. When the tests run as root it runs as the account "postgres", which the
/// Debian package makes. Its default order of texts is Vietnamese, so that a statement that leans
/// on the database's locale shows. The destructor stops it; so does the death of the test program.
#pragma once

#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

#include "adapters/sql/sql_store.h"

namespace trinh::testing {

class PostgresServer {
public:
    enum class Disk { is_synced, may_lose };  ///< fsync on; off where durability is not tested.

    /// Makes the data folder and starts the server; throws std::runtime_error with its log.
    explicit PostgresServer(Disk disk);
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;
    ~PostgresServer();

    /// Why no server can be started here: "" when one can.
    [[nodiscard]] static std::string absence();
    /// Whether a test may not be left out for its absence: CI or TRINH_REQUIRE_ALL is set.
    [[nodiscard]] static bool is_required();
    /// The server that all tests of this program share; started when first needed, never synced.
    static PostgresServer& shared();

    /// How to connect to a schema of this name, which is made when it is not there.
    [[nodiscard]] sql::PostgresOptions schema(const std::string& name) const;
    /// The same for a schema that no other test has.
    [[nodiscard]] sql::PostgresOptions new_schema();

    void stop(int signal);  ///< SIGINT: in order; SIGQUIT: at once, as a crash; SIGKILL.
    void start();           ///< After stop().

    /// Runs one of PostgreSQL's own programs ("pg_dump") with these words; throws when it fails.
    /// "@" stands for the address of this server's database.
    void run_tool(const std::string& name, std::vector<std::string> words) const;
    /// A name for a file that the programs may write.
    [[nodiscard]] std::string tool_file(const std::string& name) const {
        return folder_ + "/" + name;
    }

private:
    [[nodiscard]] std::string socket_folder() const { return folder_; }
    void make_data() const;
    void watch(int pipe);

    std::string folder_, password_;
    Disk disk_;
    pid_t process_ = -1;
    std::thread watcher_;
    std::string log_;
    int schemas_ = 0;
};

/// To be called in SetUp(): skips the test where there is no PostgreSQL, or fails it.
void require_postgres();

}  // namespace trinh::testing
