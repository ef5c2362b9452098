package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall.RegisterWorker;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.ChainCall.UpdateWorkerEndpoint;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A worker over the network, as one syncer reaches it. What was sent arrives, whether or not the
 * one who sent it still waits or lives.
 */
final class SimPRuntime implements PRuntime {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration MILLIS = Duration.ofMillis(40);

  private final SimProcess process;
  private final SimWorker worker;
  private final Troubles troubles;
  private final Drivers drivers;

  SimPRuntime(SimProcess process, SimWorker worker, Troubles troubles, Drivers drivers) {
    this.process = process;
    this.worker = worker;
    this.troubles = troubles;
    this.drivers = drivers;
  }

  /** What pRuntime does with a request. */
  private interface Rule<T> {
    T get() throws PRuntimeFailure;
  }

  private <T> T call(String method, Rule<T> rule) throws PRuntimeFailure, InterruptedException {
    drivers.sends(worker.endpoint(), method);
    Scheduler scheduler = process.scheduler();
    var answered = new Semaphore(0);
    var answers = new ArrayList<T>();
    var failures = new ArrayList<PRuntimeFailure>();
    scheduler.after(
        scheduler.between(Duration.ofMillis(1), Duration.ofMillis(40)),
        () -> {
          if (worker.down) {
            failures.add(new PRuntimeFailure(FailureKind.UNREACHABLE, "connection refused"));
          } else {
            arrive(method, rule, answers, failures);
          }
          Duration back = worker.slow ? DEADLINE.multipliedBy(2) : scheduler.between(MILLI, MILLIS);
          scheduler.after(back, answered::release);
        });
    process.await(answered, DEADLINE);
    if (worker.slow || (answers.isEmpty() && failures.isEmpty())) {
      throw new PRuntimeFailure(FailureKind.TIMED_OUT, "no answer to " + method);
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return answers.getFirst();
  }

  private <T> void arrive(
      String method, Rule<T> rule, List<T> answers, List<PRuntimeFailure> failures) {
    try {
      if (worker.busy) {
        throw new PRuntimeFailure(FailureKind.BUSY, "RCU in progress");
      }
      answers.add(rule.get());
      process.scheduler().note(worker.endpoint() + " did " + method + ", now " + worker.at());
      if (troubles.failsOneIn > 0 && process.scheduler().oneIn(30)) {
        answers.clear();
        failures.add(new PRuntimeFailure(FailureKind.UNREACHABLE, "connection reset"));
      }
    } catch (PRuntimeFailure e) {
      failures.add(e);
    }
  }

  @Override
  public RuntimeFacts getInfo() throws PRuntimeFailure, InterruptedException {
    return call("GetInfo", worker::info);
  }

  @Override
  public Initialized initRuntime(EncodedRequest request)
      throws PRuntimeFailure, InterruptedException {
    return call(
        "InitRuntime",
        () -> {
          worker.init(NumberRequests.numbers(request)[0]);
          RuntimeFacts now = worker.info();
          return new Initialized(now.publicKey(), now.genesisBlockHash());
        });
  }

  @Override
  public void loadChainState(EncodedRequest request) throws PRuntimeFailure {
    throw new PRuntimeFailure(FailureKind.REFUSED, "Can not load chain state");
  }

  @Override
  public NextHeaders syncCombinedHeaders(EncodedRequest request)
      throws PRuntimeFailure, InterruptedException {
    return call(
        "SyncCombinedHeaders",
        () -> {
          worker.headers(NumberRequests.numbers(request));
          return new NextHeaders(worker.at().nextRelayHeader(), worker.at().nextParaHeader());
        });
  }

  @Override
  public long syncParaHeader(EncodedRequest request) throws PRuntimeFailure, InterruptedException {
    return call(
        "SyncParaHeader",
        () -> {
          long[] range = NumberRequests.numbers(request);
          worker.paraHeaders(range[0], range[1]);
          return worker.at().nextParaHeader();
        });
  }

  @Override
  public long dispatchBlocks(EncodedRequest request) throws PRuntimeFailure, InterruptedException {
    return call(
        "DispatchBlocks",
        () -> {
          long[] range = NumberRequests.numbers(request);
          worker.blocks(range[0], range[1]);
          return worker.at().nextParaBlock();
        });
  }

  @Override
  public List<SyncOffchainMessage> egressMessages(int most)
      throws PRuntimeFailure, InterruptedException {
    return call("GetEgressMessages", () -> worker.messages().stream().limit(most).toList());
  }

  @Override
  public RegisterWorker registrationInfo(boolean force, Optional<Bytes> operator)
      throws PRuntimeFailure, InterruptedException {
    return call(
        "GetRuntimeInfo", () -> new RegisterWorker(worker.key(), Bytes.of(new byte[] {0}), false));
  }

  @Override
  public UpdateWorkerEndpoint signEndpoints(List<String> endpoints)
      throws PRuntimeFailure, InterruptedException {
    return call(
        "SignEndpointInfo",
        () -> new UpdateWorkerEndpoint(Bytes.utf8(String.join(",", endpoints)), Bytes.EMPTY));
  }

  @Override
  public long takeCheckpoint() throws PRuntimeFailure, InterruptedException {
    return call("TakeCheckpoint", () -> worker.at().nextParaBlock() - 1);
  }

  @Override
  public void kick() throws PRuntimeFailure, InterruptedException {
    call("Stop", () -> true);
  }
}
