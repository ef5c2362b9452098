package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.GivenMachine;
import dev.runtimebridge.schemas.v1.Population;
import dev.runtimebridge.schemas.v1.PopulationClass;
import dev.runtimebridge.schemas.v1.RoundTerms;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which machines are asked about, among whom, and what counts for a round; a mixin. */
final class Stakes {
  @Parameters(paramLabel = "WORKER", arity = "0..*", description = "Names or ids.")
  String @Nullable [] workers;

  @Option(
      names = {"--pool", "--pid"},
      paramLabel = "PID",
      description = "All workers of this pool.")
  @Nullable Long pid;

  @Option(
      names = "--machine",
      paramLabel = "SCORE[:STAKE]",
      description = "A machine that is no worker here, such as 420:1000.")
  String @Nullable [] machines;

  @Option(
      names = "--among",
      paramLabel = "COUNT:SCORE:STAKE",
      description = "Among others than those that compute now, such as 5000:420:1000.")
  String @Nullable [] among;

  @Option(
      names = "--round",
      paramLabel = "ROUND",
      description = "Among the candidates of this round.")
  @Nullable Long round;

  @Option(names = "--tasks", paramLabel = "N", description = "How many are drawn in a round.")
  @Nullable Integer tasks;

  @Option(names = "--minted", paramLabel = "PHA", description = "What a round mints.")
  @Nullable String minted;

  @Option(names = "--rounds-per-day", paramLabel = "N", description = "How many there are.")
  @Nullable Double roundsPerDay;

  List<WorkerRef> refs() {
    return workers == null ? List.of() : Stream.of(workers).map(WorkerCommands::ref).toList();
  }

  Optional<Long> pool() {
    return Optional.ofNullable(pid);
  }

  List<GivenMachine> given() {
    return machines == null ? List.of() : Stream.of(machines).map(Stakes::machine).toList();
  }

  Population population() {
    var population = Population.newBuilder();
    if (among != null && round != null) {
      throw CtlFailure.wrongUsage("--among and --round are both given: expected one of them");
    }
    if (round != null) {
      population.setRound(round);
    }
    if (among != null) {
      for (String text : among) {
        population.getGivenBuilder().addClasses(others(text));
      }
    }
    return population.build();
  }

  RoundTerms terms() {
    var terms = RoundTerms.newBuilder();
    if (tasks != null) {
      terms.setTasks(tasks);
    }
    if (minted != null) {
      terms.setMinted(minted);
    }
    if (roundsPerDay != null) {
      terms.setRoundsPerDay(roundsPerDay);
    }
    return terms.build();
  }

  private static GivenMachine machine(String text) {
    String[] parts = text.split(":", 2);
    return GivenMachine.newBuilder()
        .setName(text)
        .setScore(number("--machine", text, parts[0]))
        .setStake(parts.length > 1 ? parts[1] : "0")
        .build();
  }

  private static PopulationClass others(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw CtlFailure.wrongUsage(
          "--among \"%s\" is not COUNT:SCORE:STAKE, such as 5000:420:1000".formatted(text));
    }
    return PopulationClass.newBuilder()
        .setCount(number("--among", text, parts[0]))
        .setScore(number("--among", text, parts[1]))
        .setStake(parts[2])
        .build();
  }

  private static int number(String option, String text, String part) {
    try {
      return Integer.parseUnsignedInt(part);
    } catch (NumberFormatException e) {
      throw CtlFailure.wrongUsage(
          "%s \"%s\": \"%s\" is no whole number of 32 bits".formatted(option, text, part));
    }
  }
}
