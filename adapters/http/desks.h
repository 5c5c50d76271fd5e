/// Desks: the service's desks that the API speaks to, made once for all requests.
#pragma once

#include "engine/service/answer_desk.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/campaign_desk.h"
#include "engine/service/case_desk.h"
#include "engine/service/due_desk.h"
#include "engine/service/file_desk.h"
#include "engine/service/form_desk.h"
#include "engine/service/index_desk.h"
#include "engine/service/index_entry_desk.h"
#include "engine/service/index_outlook_desk.h"
#include "engine/service/index_round_desk.h"
#include "engine/service/mail_desk.h"
#include "engine/service/migration_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::http {

struct Desks {
    explicit Desks(const service::Office& of)
        : office(of),
          cases(of),
          campaigns(of),
          people(of),
          audit(of),
          audit_log(of),
          index(of),
          index_entries(of),
          index_rounds(of),
          index_outlook(of),
          files(of),
          forms(of),
          mail(of),
          migrations(of),
          answers(of) {}

    service::Office office;
    service::CaseDesk cases;
    service::CampaignDesk campaigns;
    service::PeopleDesk people;
    service::AuditDesk audit;
    service::AuditLogDesk audit_log;
    service::IndexDesk index;
    service::IndexEntryDesk index_entries;
    service::IndexRoundDesk index_rounds;
    service::IndexOutlookDesk index_outlook;
    service::FileDesk files;
    service::FormDesk forms;
    service::MailDesk mail;
    service::MigrationDesk migrations;
    service::AnswerDesk answers;
};

}  // namespace trinh::http
