package dev.runtimebridge.lifecycle.adapter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.runtimebridge.lifecycle.domain.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RefusalStatusTest {
  private static final Path DOCS = Path.of("../docs/api.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+)` \\| ([A-Z_]+) \\| [^|]+ \\| ([^|]+) \\|");

  @Test
  void shouldListEveryReasonInTheDocumentationAsItIs() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCS).stream()
            .map(ROW::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(row -> "%s %s %s".formatted(row.group(1), row.group(2), row.group(3)))
            .toList();
    List<String> all =
        Arrays.stream(Refusal.Reason.values())
            .map(
                reason ->
                    "%s %s %s"
                        .formatted(
                            reason,
                            Code.forNumber(RefusalStatus.of(new Refusal(reason, "no")).getCode()),
                            reason.todo()))
            .toList();
    assertEquals(all, documented);
  }

  @Test
  void shouldCarryReasonWhatToDoAndTheFields() throws InvalidProtocolBufferException {
    Status status =
        RefusalStatus.of(
            new Refusal(Refusal.Reason.INVALID_VALUE, "stake -1 is negative")
                .at("stake")
                .at("workers[3]"));
    assertEquals("stake -1 is negative", status.getMessage());
    ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
    assertEquals("INVALID_VALUE", info.getReason());
    assertEquals("runtime-bridge", info.getDomain());
    assertEquals(Refusal.Reason.INVALID_VALUE.todo(), info.getMetadataOrThrow("todo"));
    BadRequest request = status.getDetails(1).unpack(BadRequest.class);
    assertEquals("workers[3].stake", request.getFieldViolations(0).getField());
    assertEquals("stake -1 is negative", request.getFieldViolations(0).getDescription());
  }
}
