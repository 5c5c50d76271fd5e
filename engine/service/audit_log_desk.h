/// AuditLogDesk: checkpoints of the trail that leave the house, and proofs that stand without it.
///
/// The key lies among the office's secrets and is made at first use. A checkpoint that was printed
/// or mailed shows that the end of the trail was cut off, which the store alone cannot show.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "engine/audit/checkpoint.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

class AuditLogDesk {
public:
    explicit AuditLogDesk(const Office& office) : office_(office) {}

    /// Signs the trail as it stands and keeps that: one of checkpoints(). Refuses: who may not
    /// audit, a program without secrets.
    Result<json::object> checkpoint(const Caller& caller);
    /// {"items","key","key_id"}: newest first, each with "text", the signed note to print.
    Result<json::object> checkpoints(const Caller& caller);
    /// That entry `index` (from 0) is in the trail of its first `size` entries; 0: of all.
    /// {"kind","text","ok",…}. Reads the trail once. Refuses numbers that it does not have.
    Result<json::object> prove_inclusion(const Caller& caller, std::int64_t index,
                                         std::int64_t size);
    /// That the trail of `old_size` entries is the beginning of the one of `size`; 0: of all.
    Result<json::object> prove_consistency(const Caller& caller, std::int64_t old_size,
                                           std::int64_t size);

    /// AuditDesk::verify() against a printed checkpoint too; with its "checkpoint" {size, at,
    /// key_id}. `key`: base64 of the public key; empty: our own. Refuses a text that is none.
    Result<json::object> verify(std::string_view printed, std::string_view key);
    /// In base64: what a reader outside needs to check signatures.
    Result<std::string> public_key();

private:
    Office office_;
};

/// A checkpoint as it was printed, and the public key in base64 that must have signed it.
struct SignedCheckpoint {
    std::string printed, key;
};

/// What a printed proof claims and whether its hashes show it: {"kind","ok","message","message_vi",
/// "root","size",…}. With a checkpoint its root must be the proof's. Needs no store. Refuses texts
/// that are none.
Result<json::object> verify_proof(std::string_view proof, const SignedCheckpoint& against);

/// Whether a person may see the whole trail, and what is said to who may not.
bool may_audit(const Caller& caller);
Refusal may_not_audit();

/// A kept checkpoint as it was signed; refuses what cannot be read.
Result<audit::SignedNote> note_of(const ports::CheckpointRow& row);

/// Signs the trail as it is committed and keeps that in `tx`, with an entry of the trail about it.
/// Refuses a program without secrets. Throws StoreFailure.
Result<ports::CheckpointRow> sign_checkpoint(const Office& office, ports::Transaction& tx,
                                             const Caller& caller);

/// The key that signs, made at first use. Refuses a program without secrets or a damaged key.
Result<audit::SigningKey> checkpoint_key(const Office& office);

}  // namespace trinh::service
