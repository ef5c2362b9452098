package dev.runtimebridge.lifecycle.ctl;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.ctl.prb.FakePrb;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.SampleRounds;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(LogResource.class)
class CtlIT {
  private static final String ALICE = "45R2pfjQUW2s9PQRHU48HQKLKHVMaDja7N3wpBtmF28UYDs2";

  private final SealingKeyPair submitter = SealingKeyPair.generate();
  @Inject ApiConfig config;
  @Inject Tables tables;
  StubDecider decider;
  @TempDir Path directory;

  @BeforeEach
  void awaitTheApi() {
    eventually(() -> Files.exists(config.dataDir().resolve("api-address")));
    eventually(() -> ctl("chain", "status").exitCode() == 0);
  }

  @Test
  void shouldTellOfRoundsAndWhatStakesAreWorth() {
    new SampleRounds(7, List.of(SampleRounds.candidate("ctl-task", 7, 500, 9)))
        .after(100)
        .events()
        .forEach(decider::publish);
    eventually(() -> tables.rounds().get(7).filter(it -> it.settlement().isPresent()).isPresent());
    String list = ctl("rounds", "list", "-o", "csv").out();
    assertTrue(list.startsWith("round,began,state,candidates,minted_pha,drawn"), list);
    assertTrue(list.matches("(?s).*\\R7,[^,]*,settled,1,30000,.*"), list);
    String shown = ctl("rounds", "show", "7").out();
    assertTrue(shown.contains("drawn again") && shown.contains("the same workers"), shown);
    assertEquals(
        List.of("machine,score,stake_pha,weight,percent,pha_a_day,deviation"),
        ctl("chances", "--machine", "300:20000", "--among", "5000:420:1000", "-o", "csv")
            .out()
            .lines()
            .limit(1)
            .toList());
    CtlRun chance =
        ctl("chances", "--machine", "300:20000", "--among", "5000:420:1000", "--tasks", "5");
    assertTrue(chance.out().contains(" 0.17411 "), chance.out());
    CtlRun plan =
        ctl(
            "plan",
            "--machine",
            "420",
            "--machine",
            "420",
            "--among",
            "5000:420:1000",
            "--tasks",
            "5",
            "--budget",
            "20000");
    assertEquals(2, plan.out().lines().filter(line -> line.contains("  10000  ")).count());
    assertTrue(plan.err().contains("planned: 0.003181 draws a round"), plan.err());
    CtlRun refused = ctl("plan", "--machine", "420", "--budget", "1", "--minimum", "2");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("is below 2"), refused.err());
    assertEquals(2, ctl("chances", "--machine", "420", "--among", "many").exitCode());
  }

  @Test
  void shouldManageAWorkersLife() throws IOException {
    assertEquals(0, ctl("pools", "create", "50", "fifty").exitCode());
    CtlRun created =
        ctl(
            "workers",
            "create",
            "ctl-1",
            "--endpoint",
            "http://127.0.0.1:8001",
            "--pool",
            "50",
            "--stake",
            "1500.5");
    assertEquals(0, created.exitCode(), created.err());
    List<String> table = created.out().lines().toList();
    assertEquals(2, table.size());
    assertTrue(
        table.getFirst().startsWith("NAME   PID  STAGE     RELAY  BEHIND  PARA  BEHIND"),
        table.getFirst());
    assertTrue(table.getLast().startsWith("ctl-1   50  starting      -  "), table.getLast());
    assertTrue(table.getLast().endsWith("  1500.5  http://127.0.0.1:8001"), table.getLast());
    assertEquals(0, ctl("workers", "stop", "ctl-1").exitCode());
    assertEquals(0, ctl("workers", "start", "ctl-1").exitCode());
    assertEquals(0, ctl("workers", "restart", "ctl-1").exitCode());
    assertEquals(0, ctl("workers", "update", "ctl-1", "--stake", "2").exitCode());
    assertEquals(0, ctl("pools", "update", "50", "--sync-only", "true").exitCode());
    assertEquals(
        List.of("PID  NAME   SYNC ONLY  WORKERS", " 50  fifty  yes              1"),
        ctl("pools", "get", "50").out().lines().toList());

    var list = ListWorkersResponse.newBuilder();
    CtlRun json = ctl("--json", "workers", "list", "--pool", "50", "--stage", "starting");
    JsonFormat.parser().merge(json.out(), list);
    assertEquals("2", list.getWorkers(0).getStakePha());
    assertEquals(1, json.out().lines().count());

    CtlRun history = ctl("workers", "history", "ctl-1", "--limit", "2");
    assertEquals(3, history.out().lines().count(), history.out());
    List<String> story = history.out().lines().toList();
    assertTrue(
        story
            .get(1)
            .strip()
            .matches("4   *[-0-9]{10} [:0-9]{8}  restarted .* command [-0-9a-f]{36}"),
        story.get(1));
    assertTrue(
        story
            .get(2)
            .contains(
                "  changed, now: ctl-1, pool 50, http://127.0.0.1:8001, stake 2 PHA  command "),
        story.get(2));
    List<String> page = ctl("workers", "get", "ctl-1").out().lines().toList();
    assertEquals("name        ctl-1", page.getFirst());
    assertTrue(page.contains("endpoint    http://127.0.0.1:8001"), page.toString());
    assertEquals("pRuntime    not seen yet", page.getLast());
    assertEquals("(none)\n", ctl("workers", "list", "--pool", "50", "--stage", "at-tip").out());
    CtlRun watched = ctl("workers", "watch", "--pool", "50", "--for", "1", "--json");
    assertEquals(0, watched.exitCode(), watched.err());
    assertTrue(watched.out().contains("\"ctl-1\""), watched.out());

    assertEquals(0, ctl("workers", "update", "ctl-1", "--name", "ctl-one").exitCode());
    assertEquals(1, ctl("workers", "get", "ctl-1").exitCode());
    assertEquals(0, ctl("workers", "delete", "ctl-one").exitCode());
    assertEquals(0, ctl("pools", "delete", "50").exitCode());
    assertEquals(1, ctl("pools", "get", "50").exitCode());
  }

  @Test
  void shouldMakeWhatDocumentsDeclareOnceAndTellWhatItDid() throws IOException {
    assertEquals(0, ctl("pools", "create", "53", "fifty-three").exitCode());
    Path csv = directory.resolve("w.csv");
    Files.writeString(
        csv,
        """
        name,endpoint,pid,stake,disabled,sync_only,gatekeeper
        csv-1,http://127.0.0.1:8601,53,5,true,false,false
        csv-2,http://127.0.0.1:8602,53,6,true,true,false
        """);
    CtlRun dry = ctl("workers", "import", csv.toString(), "--dry-run");
    assertEquals(0, dry.exitCode(), dry.err());
    assertEquals("(none)\n", ctl("workers", "list", "--pool", "53").out());
    CtlRun made = ctl("workers", "import", csv.toString(), "--wait", "computing");
    assertEquals(0, made.exitCode(), made.err());
    assertEquals(3, made.out().lines().count(), made.out());
    CtlRun again = ctl("workers", "import", csv.toString());
    assertEquals(0, again.exitCode(), again.err());
    assertTrue(again.err().contains("nothing to do: 2 as wanted"), again.err());
    assertEquals(
        Files.readString(csv),
        ctl("workers", "export", "--pool", "53").out().replace("\r\n", "\n"));

    Files.writeString(csv, Files.readString(csv).replace(",5,", ",7,").replace("csv-2", "csv-3"));
    CtlRun half = ctl("workers", "import", csv.toString(), "-o", "json");
    assertEquals(1, half.exitCode(), half.out() + half.err());
    assertTrue(half.out().contains("say --update to change it"), half.out());

    Path yaml = directory.resolve("bridge.yaml");
    Files.writeString(directory.resolve("bob"), "//Bob\n");
    Files.writeString(
        yaml,
        """
        pools:
          - pid: 53
            name: fifty-three
            operator: {secret_file: bob}
            workers:
              - {name: csv-1, endpoint: "http://127.0.0.1:8601", stake: 9, disabled: true}
        """);
    CtlRun unasked = ctl("apply", "-f", yaml.toString());
    assertEquals(2, unasked.exitCode());
    assertTrue(unasked.err().contains("~ worker csv-1: stake 5 → 9 PHA"), unasked.err());
    CtlRun preview = ctl("apply", "-f", yaml.toString(), "--dry-run", "-o", "csv");
    assertEquals(0, preview.exitCode(), preview.err());
    assertTrue(preview.out().contains("operator → 4"), preview.out());
    assertTrue(ctl("workers", "get", "csv-1").out().contains("5 PHA"));

    CtlRun would = ctl("workers", "update", "--pool", "53", "--stake", "8", "--dry-run");
    assertEquals(0, would.exitCode(), would.err());
    assertTrue(would.out().contains("would: "), would.out());
    assertTrue(ctl("workers", "get", "csv-1").out().contains("5 PHA"));
    CtlRun once = ctl("workers", "start", "csv-1", "--idempotency-key", "once");
    assertEquals(once, ctl("workers", "start", "csv-1", "--idempotency-key", "once"));
    CtlRun stale = ctl("workers", "update", "csv-1", "--stake", "8", "--etag", "0");
    assertEquals(1, stale.exitCode(), stale.out() + stale.err());
    CtlRun why = ctl("workers", "why", "csv-1");
    assertTrue(why.out().startsWith("why"), why.out() + why.err());

    CtlRun acted = ctl("workers", "stop", "csv-1", "nobody");
    assertEquals(4, acted.exitCode(), acted.out() + acted.err());
    assertEquals(0, ctl("workers", "delete", "--pool", "53").exitCode());
    assertEquals(0, ctl("pools", "delete", "53").exitCode());
  }

  @Test
  void shouldTakePoolsOverFromAnOldBridgeStopped() throws IOException {
    try (var prb = FakePrb.answering(FakePrb.V3)) {
      String url = prb.uri().toString();
      CtlRun looked = ctl("import", "prb-v3", url, "--dry-run", "--without-operators");
      assertEquals(0, looked.exitCode(), looked.err());
      assertTrue(looked.out().contains("+ pool 42 Pool-42"), looked.out());
      CtlRun early = ctl("import", "prb-v3", url, "--enable", "--yes");
      assertEquals(1, early.exitCode());
      assertTrue(early.err().contains("may still drive 2 of these workers"), early.err());

      CtlRun made = ctl("import", "prb-v3", url, "--yes", "--pool", "42,44");
      assertEquals(4, made.exitCode(), made.out() + made.err());
      assertTrue(made.out().contains("left out: nobody gave the secret"), made.out());
      assertTrue(ctl("workers", "get", "tee-2").out().contains("stopped"));
      CtlRun again =
          ctl("import", "prb-v3", url, "--yes", "--pool", "42,44", "--without-operators");
      assertEquals(0, again.exitCode(), again.err());
      assertTrue(again.err().contains("nothing to do: 4 as wanted"), again.err());
      assertEquals(0, ctl("workers", "delete", "--pool", "42").exitCode());
      assertEquals(0, ctl("pools", "delete", "42").exitCode());
      assertEquals(0, ctl("pools", "delete", "44").exitCode());
    }
    assertEquals(3, ctl("import", "prb-v2", "http://127.0.0.1:1").exitCode());
    assertEquals(2, ctl("import", "prb-v2", "nonsense").exitCode());
  }

  @Test
  void shouldTakeAPoolOverFromVersionTwoWithItsOperator() throws IOException {
    try (var prb = FakePrb.answering(FakePrb.V2)) {
      String url = prb.uri().toString();
      CtlRun dry = ctl("import", "prb-v2", url, "--dry-run", "--without-operators");
      assertEquals(0, dry.exitCode(), dry.err());
      assertTrue(dry.out().contains("+ pool 42 home"), dry.out());
      assertEquals(1, ctl("pools", "get", "42").exitCode(), "a dry run makes nothing");
      CtlRun enabled = ctl("import", "prb-v2", url, "--enable", "--yes");
      assertEquals(1, enabled.exitCode());
      assertTrue(enabled.err().contains("may still drive 1 of these workers"), enabled.err());

      Path secret = directory.resolve("alice");
      Files.writeString(secret, "//Bob\n");
      String named = "42=" + secret;
      CtlRun other = ctl("import", "prb-v2", url, "--yes", "--operator-secret-file", named);
      assertEquals(1, other.exitCode(), other.out() + other.err());
      assertTrue(other.err().contains("pool 42"), other.err());
      assertFalse((other.out() + other.err()).contains("//Bob"), "a secret is not repeated");
      assertEquals(1, ctl("pools", "get", "42").exitCode(), "nothing was done");

      giveTheSubmittersKey();
      Files.writeString(secret, "//Alice\n");
      CtlRun made = ctl("import", "prb-v2", url, "--yes", "--operator-secret-file", named);
      assertEquals(0, made.exitCode(), made.out() + made.err());
      String page = ctl("workers", "get", "tee-1").out();
      assertTrue(page.contains("stopped") && page.contains("http://10.0.0.7:8000"), page);
      assertTrue(ctl("operators", "list").out().contains(ALICE));

      prb.answer("/ptp/proxy/QmXYZ/ListPool {}", FakePrb.V2_FAULTY_POOLS);
      CtlRun faulty = ctl("import", "prb-v2", url, "--yes", "--without-operators");
      assertEquals(1, faulty.exitCode(), faulty.out());
      assertTrue(faulty.err().contains("nothing was done:\n  pool "), faulty.err());
      prb.answer("/ptp/proxy/QmXYZ/ListPool {}", FakePrb.V2_REFUSAL);
      CtlRun refused = ctl("import", "prb-v2", url, "--yes");
      assertEquals(3, refused.exitCode(), refused.out());
      assertTrue(refused.err().contains("refused /ptp/proxy/QmXYZ/ListPool: no"), refused.err());
      assertEquals(0, ctl("workers", "delete", "--pool", "42").exitCode());
      assertEquals(0, ctl("pools", "delete", "42").exitCode());
    }
  }

  @Test
  void shouldAskWhoSitsThereForTheSecretOfAPoolThatComesOver() throws IOException {
    try (var prb = FakePrb.answering(FakePrb.V2)) {
      giveTheSubmittersKey();
      var person = new Sitting("//Bob", "y");
      CtlRun wrong = asked(person, "import", "prb-v2", prb.uri().toString());
      assertEquals(
          List.of(
              "Do it? [y/N] ",
              "Secret of %s, who signs for pool 42 (Enter to leave it out): ".formatted(ALICE)),
          person.heard);
      assertEquals(1, wrong.exitCode(), wrong.out() + wrong.err());
      assertTrue(wrong.err().contains("expected that of " + ALICE), wrong.err());
      assertFalse((wrong.out() + wrong.err()).contains("//Bob"), "a secret is not repeated");

      CtlRun right = asked(new Sitting("//Alice", "y"), "import", "prb-v2", prb.uri().toString());
      assertEquals(0, right.exitCode(), right.out() + right.err());
      assertTrue(ctl("operators", "list").out().contains(ALICE));
      assertEquals(0, ctl("workers", "delete", "--pool", "42").exitCode());
      assertEquals(0, ctl("pools", "delete", "42").exitCode());
    }
  }

  @Test
  void shouldCompleteNamesOfWorkersAndNumbersOfPools() {
    assertEquals(0, ctl("pools", "create", "541", "names").exitCode());
    for (String name : List.of("nm-1", "nm-2")) {
      String endpoint = "http://%s.example".formatted(name);
      CtlRun made =
          ctl("workers", "create", name, "--endpoint", endpoint, "--pool", "541", "--disabled");
      assertEquals(0, made.exitCode(), made.err());
    }
    assertEquals("nm-1\nnm-2\n", names("workers", "get", "nm"));
    assertEquals("nm-2\n", names("workers", "stop", "nm-1", "nm-2"));
    assertEquals("nm-1\nnm-2\n", names("tx", "list", "--worker", "nm"));
    assertEquals("541\n", names("workers", "list", "--stage", "stopped", "--pool", "54"));
    assertEquals("541\n", names("pools", "delete", "54"));
    assertEquals("", names("pools", "create", "54"), "what is new has no name yet");
    assertEquals("", names("workers", "list", "--stage", "n"));
    assertEquals("", names("workers", "sto"));
    assertEquals(0, ctl("workers", "delete", "--pool", "541").exitCode());
    assertEquals(0, ctl("pools", "delete", "541").exitCode());
  }

  @Test
  void shouldReadSecretsFromFilesOrTheInputAndNeverShowThem() throws IOException {
    assertEquals(0, ctl("pools", "create", "52", "keys").exitCode());
    Path secret = directory.resolve("secret");
    Files.writeString(secret, "hunter22 hunter22\n");
    for (CtlRun run :
        List.of(
            ctl("operators", "set", "52", "--secret-file", secret.toString()),
            CtlRun.typing(
                "hunter22\n",
                directory,
                Map.of("BRIDGE_DATA", config.dataDir().toString()),
                "operators",
                "set",
                "52"))) {
      assertTrue(run.exitCode() != 0 && !run.err().contains("hunter22"), run.err());
    }
    CtlRun twice = ctl("operators", "set", "52", "--secret-file", "a", "--key-file", "b");
    assertEquals(2, twice.exitCode(), twice.err());
    assertTrue(ctl("operators", "list").out().contains("keys"));
    assertEquals(1, ctl("operators", "remove", "52").exitCode());
    assertEquals(0, ctl("tx", "list").exitCode());
    assertEquals(1, ctl("tx", "show", "none").exitCode());
    CtlRun kicked = ctl("workers", "kick", "nobody");
    assertEquals(1, kicked.exitCode());
    assertTrue(kicked.out().contains("there is no worker with name"), kicked.out());
  }

  @Test
  void shouldTellEachFieldThatIsWrong() {
    assertEquals(
        new CtlRun(
            1,
            "",
            """
            ctl: 2 fields are wrong:
              endpoint: endpoint "nonsense" is neither http nor https: expected the address of a pRuntime such as http://10.0.0.7:8000
              pid: there is no pool with pid 1: expected one that was created
            """),
        ctl("workers", "create", "x", "--endpoint", "nonsense", "--pool", "1"));
  }

  @Test
  void shouldSayWhenATokenIsNotGoodEnough() throws IOException {
    String viewer =
        Files.readAllLines(config.dataDir().resolve("api-tokens")).stream()
            .filter(line -> line.startsWith("viewer "))
            .findFirst()
            .orElseThrow();
    Path file = directory.resolve("token");
    Files.writeString(file, viewer.substring("viewer ".length()));
    assertEquals(0, ctl("--token-file", file.toString(), "pools", "list").exitCode());
    CtlRun run = ctl("pools", "create", "51", "x", "--token-file", file.toString());
    assertEquals(
        new CtlRun(
            1,
            "",
            "ctl: the role viewer may not call CreatePool: use the token of the role operator%n"
                .formatted()),
        run);
  }

  private void giveTheSubmittersKey() {
    decider.publish(submitter);
    eventually(() -> tables.sealingKeys().newest().isPresent());
  }

  /** Somebody at the terminal who says the same to every question of a kind. */
  private static final class Sitting implements Person {
    private final String secret;
    private final String answer;
    private final List<String> heard = new ArrayList<>();

    Sitting(String secret, String answer) {
      this.secret = secret;
      this.answer = answer;
    }

    @Override
    public char[] secret(String question) {
      heard.add(question);
      return secret.toCharArray();
    }

    @Override
    public String answer(String question) {
      heard.add(question);
      return answer;
    }
  }

  private CtlRun asked(Person person, String... args) {
    return CtlRun.asking(
        person, directory, Map.of("BRIDGE_DATA", config.dataDir().toString()), args);
  }

  private String names(String... words) {
    CtlRun run =
        ctl(
            Stream.concat(Stream.of("completion-names", "--"), Stream.of(words))
                .toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return run.out();
  }

  private CtlRun ctl(String... args) {
    return CtlRun.in(directory, Map.of("BRIDGE_DATA", config.dataDir().toString()), args);
  }
}
