package dev.runtimebridge.lifecycle.ctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.ListTransactionsResponse;
import dev.runtimebridge.schemas.v1.TransactionView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final List<String> HEADER = List.of("NAME", "RELAY", "BEHIND", "PARA", "BEHIND");
  private static final List<String> ROW = List.of("a, \"b\"", "7", "0", "9", "1");

  @Test
  void shouldPrintOneTableInFourForms() {
    assertEquals(
        """
        NAME    RELAY  BEHIND  PARA  BEHIND
        a, "b"      7       0     9       1
        """,
        printed(Format.TABLE, output -> output.rows(HEADER, List.of(ROW))));
    assertEquals(
        "name,relay,relay_behind,para,para_behind\r\n\"a, \"\"b\"\"\",7,0,9,1\r\n",
        printed(Format.CSV, output -> output.rows(HEADER, List.of(ROW))));
    assertEquals(
        "{\"name\":\"a,"
            + " \\\"b\\\"\",\"relay\":\"7\",\"relay_behind\":\"0\",\"para\":\"9\",\"para_behind\":\"1\"}\n",
        printed(Format.JSON, output -> output.rows(HEADER, List.of(ROW))));
    assertEquals(
        """
        ---
        name: a, "b"
        relay: '7'
        relay_behind: '0'
        para: '9'
        para_behind: '1'
        """,
        printed(Format.YAML, output -> output.rows(HEADER, List.of(ROW))));
  }

  @Test
  void shouldShowHashesInHexAtAnyDepth() {
    var view =
        TransactionView.newBuilder()
            .setRequestId("r")
            .setHash(ByteString.fromHex("00ff10"))
            .setCreated(Timestamp.newBuilder().setSeconds(1))
            .build();
    var list = ListTransactionsResponse.newBuilder().addTransactions(view).build();
    String json = printed(Format.JSON, output -> output.message(list));
    assertTrue(json.contains("\"hash\":\"0x00ff10\",\"nonce\":0"), json);
    assertTrue(json.contains("\"blockHash\":\"\""), json);
    assertTrue(json.contains("\"created\":\"1970-01-01T00:00:01Z\""), json);
    assertEquals(1, json.lines().count());
    String yaml = printed(Format.YAML, output -> output.message(list));
    assertTrue(yaml.startsWith("---\ntransactions:\n- requestId: r\n"), yaml);
    assertTrue(yaml.contains("  hash: '0x00ff10'\n"), yaml);
  }

  @Test
  void shouldDrawABarForWhoLooksAndNothingInAPipe() {
    var err = new ByteArrayOutputStream();
    try (var bar = new ProgressBar(new PrintStream(err, true, UTF_8), false, "stop", 200)) {
      bar.done(100);
    }
    assertEquals(0, err.size());
    try (var bar = new ProgressBar(new PrintStream(err, true, UTF_8), true, "stop", 200)) {
      bar.done(100);
    }
    String seen = err.toString(UTF_8);
    assertTrue(seen.contains("stop [###############...............] 100/200"), seen);
    assertFalse(seen.contains("\n"), seen);
  }

  private static String printed(Format format, Consumer<Output> print) {
    var bytes = new ByteArrayOutputStream();
    print.accept(new Output(new PrintStream(bytes, true, UTF_8), format));
    return bytes.toString(UTF_8);
  }
}
