package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.util.List;

/**
 * Why a request over HTTP did not become a call.
 *
 * @param reason stable name in upper case
 * @param message what was wrong, in one sentence
 * @param todo what to do about it
 * @param faults the fields that are wrong, if there are such
 */
record Problem(Code code, String reason, String message, String todo, List<Fault> faults) {
  private static final String DOMAIN = "runtime-bridge";

  /** One field by its path, such as {@code workers[3].endpoint}, and what is wrong with it. */
  record Fault(String field, String description) {}

  Problem {
    faults = List.copyOf(faults);
  }

  static Problem of(Code code, String reason, String message, String todo) {
    return new Problem(code, reason, message, todo, List.of());
  }

  static Problem faulty(List<Fault> faults) {
    Fault first = faults.getFirst();
    String message =
        faults.size() == 1
            ? "%s: %s".formatted(first.field(), first.description())
            : "%d fields are wrong, the first is %s: %s"
                .formatted(faults.size(), first.field(), first.description());
    return new Problem(
        Code.INVALID_ARGUMENT, "INVALID_FIELD", message, "mend the fields that are named", faults);
  }

  /** As the body of an answer. */
  Status status() {
    var status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
    status.addDetails(
        Any.pack(
            ErrorInfo.newBuilder()
                .setReason(reason)
                .setDomain(DOMAIN)
                .putMetadata("todo", todo)
                .build()));
    if (!faults.isEmpty()) {
      var request = BadRequest.newBuilder();
      faults.forEach(
          fault ->
              request
                  .addFieldViolationsBuilder()
                  .setField(fault.field())
                  .setDescription(fault.description()));
      status.addDetails(Any.pack(request.build()));
    }
    return status.build();
  }
}
