/// Office: what every desk needs: store, clock, shelf. References only; the owner is adapters/app.
#pragma once

#include <string>
#include <vector>

#include "engine/ports/archive_shelf.h"
#include "engine/ports/clock.h"
#include "engine/ports/file_vault.h"
#include "engine/ports/paper_writer.h"
#include "engine/ports/passwords.h"
#include "engine/ports/secrets.h"
#include "engine/ports/store.h"
#include "engine/ports/webhook_sender.h"
#include "engine/service/process_shelf.h"

namespace trinh::service {

struct IndexWatch;

struct Office {
    ports::Store& store;
    const ports::Clock& clock;
    ports::FileVault& vault;
    const ports::Passwords& passwords;
    const ProcessShelf& shelf;
    std::string department = "stp";  ///< Agency id of the department that runs the program.
    std::string base_url = "http://127.0.0.1:8080";
    std::string mail_host = "trinh.invalid";     ///< Right side of Message-IDs.
    const ports::PaperWriter* papers = nullptr;  ///< Null: no office files come out here.
    /// How long a reminder about a case of a campaign waits for others to go with.
    Duration gathers_reminders_for = minutes(5);
    ports::Secrets* secrets = nullptr;  ///< Null: no checkpoint can be signed here.
    IndexWatch* index_watch = nullptr;  ///< Null: every look at the index scores in full.
    std::vector<ports::WebhookTarget> webhooks = {};  ///< Who hears of recorded acts.
    ports::ArchiveShelf* archives = nullptr;          ///< Null: moved history cannot be read here.
};

}  // namespace trinh::service
