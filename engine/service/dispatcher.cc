#include "engine/service/dispatcher.h"

namespace trinh::service {

ClockReport Dispatcher::wake_clocks(int limit) {
    return clocks_.wake(limit);
}

int Dispatcher::queue_digests() {
    return digests_.queue();
}

MailReport Dispatcher::send_mail(ports::Mailer& mailer, int limit) {
    return mail_.send(mailer, limit);
}

}  // namespace trinh::service
