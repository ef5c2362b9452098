package dev.runtimebridge.lifecycle.ctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerCsvTest {

  @Test
  void shouldReadWhatItWrites() {
    String text =
        """
        name,endpoint,pid,stake,disabled,sync_only,gatekeeper\r
        tee-1,http://10.0.0.7:8000,42,1500.5,false,false,false\r
        tee-2,http://10.0.0.8:8000,43,0,true,true,true\r
        """;
    assertEquals(text, WorkerCsv.write(workers(text)));
  }

  @Test
  void shouldTakeColumnsInAnyOrderAndWithoutThoseThatHaveUsualValues() {
    List<DeclaredWorker> workers =
        workers("\uFEFFPID, endpoint ,Name\n42,http://a:1,tee-1\n\n42,\"http://b:1\",tee-2");
    assertEquals("tee-1: pool 42, http://a:1, stake 0 PHA", words(workers.getFirst()));
    assertEquals("tee-2: pool 42, http://b:1, stake 0 PHA", words(workers.getLast()));
  }

  @Test
  void shouldTellAllFaultsOfAFileWithTheirLines() {
    List<String> faults =
        faults(
            """
            name,endpoint,pid,stake,disabled
            ok,http://10.0.0.7:8000,42,1,false
            no good,nonsense,0,-1,perhaps
            ok,HTTP://10.0.0.7:8000/,42,1.0000000000001,no
            more,http://10.0.0.9:8000,99999999999999999999,1,no,no
            """);
    assertEquals(9, faults.size(), faults::toString);
    assertTrue(faults.get(0).startsWith("line 3, name: name \"no good\" is no name: expected"));
    assertTrue(faults.get(1).startsWith("line 3, endpoint: endpoint \"nonsense\" is neither"));
    assertTrue(faults.get(2).startsWith("line 3, pid: pid 0 is no pool"));
    assertTrue(faults.get(3).startsWith("line 3, stake: stake -1 is negative"));
    assertEquals("line 3, disabled: \"perhaps\" is neither true nor false", faults.get(4));
    assertEquals(
        "line 4, name: \"ok\" stands in line 2 already: expected each once", faults.get(5));
    assertTrue(faults.get(6).startsWith("line 4, endpoint: \"HTTP://10.0.0.7:8000/\" stands"));
    assertTrue(faults.get(7).startsWith("line 4, stake: stake 1.0000000000001 has 13 decimals"));
    assertEquals("line 5, line: has 6 values: expected 5", faults.get(8));
  }

  @Test
  void shouldRefuseAHeaderThatIsNone() {
    assertTrue(faults("").getFirst().startsWith("line 1, header: is missing: expected name,"));
    List<String> faults = faults("name,address,name\nx,http://a:1,y\n");
    assertEquals(4, faults.size(), faults::toString);
    assertTrue(faults.get(0).contains("\"address\" is no column"), faults::toString);
    assertTrue(faults.get(1).contains("\"name\" stands there twice"), faults::toString);
    assertTrue(faults.get(2).contains("the column endpoint is missing"), faults::toString);
    assertTrue(faults.get(3).contains("the column pid is missing"), faults::toString);
  }

  @Test
  void shouldRefuseAQuoteThatIsNotClosed() {
    List<String> faults = faults("name,endpoint,pid\nok,http://a:1,1\n\"x,http://b:1,1\n");
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains("is no CSV"), faults::toString);
  }

  @Test
  void shouldReadNamesFromAListOrFromAColumn() {
    assertEquals(List.of("a", "b"), List.copyOf(NameList.read("a\n# no\n\n b \na\n")));
    assertEquals(List.of("x", "y"), List.copyOf(NameList.read("pid,name\n1,x\n1,\"y\"\n2\n")));
  }

  private static String words(DeclaredWorker worker) {
    return worker.name() + ": " + worker.words();
  }

  private static List<DeclaredWorker> workers(String text) {
    return assertInstanceOf(Sheet.Read.class, WorkerCsv.read(text)).declaration().workers();
  }

  private static List<String> faults(String text) {
    return assertInstanceOf(Sheet.Faulty.class, WorkerCsv.read(text)).faults().stream()
        .map(Fault::toString)
        .toList();
  }
}
