/// Event messages: an event of a chart as an HTTP request and back (SCXML, Appendix C.2). Pure.
///
/// Going out, named values are a form and <content> is the body: a text as text/plain, anything
/// else as JSON. Coming in, `_scxmleventname` names the event, else "HTTP." and the method; what
/// else the form or the query holds, or the body, is its data.
#pragma once

#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "engine/base/result.h"
#include "engine/chart/session.h"

namespace trinh::http {

/// The body of a POST and what belongs to it.
struct EventMessage {
    std::string content_type, body;
    std::string query;  ///< "_scxmleventname=..." where the body is <content>; mostly empty.
};

EventMessage event_message(const chart::OutgoingSend& send);

/// Refuses (invalid_input) what cannot be formed into an event: a name that is none or stands
/// twice, a body that is not UTF-8 or not the JSON it claims to be.
/// `_event.raw` is the head of the request and its body; a text/plain body stands percent-encoded
/// there, so that no part of it can be taken for a header line.
Result<chart::Event> event_of(const Request& request);

}  // namespace trinh::http
