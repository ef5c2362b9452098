package dev.runtimebridge.devnet.worker.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.runtimebridge.devnet.worker.enclave.AppError;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.devnet.worker.enclave.PRuntime;
import dev.runtimebridge.devnet.worker.enclave.VirtualTask;
import dev.runtimebridge.devnet.worker.host.HostedWorker;
import dev.runtimebridge.devnet.worker.host.Illness;
import dev.runtimebridge.devnet.worker.host.ProcessDied;
import dev.runtimebridge.schemas.v1.ComputeTaskAnswer;
import dev.runtimebridge.schemas.v1.ComputeTaskRequest;
import dev.runtimebridge.substrate.Bytes;

/** {@code /tasks/compute}: what a worker that was drawn is to compute. */
final class TaskService {
  private static final int SEED_LENGTH = 32;

  private TaskService() {}

  /**
   * Answers one call.
   *
   * @throws ProcessDied if there is no answer, because the worker has ended
   */
  static Answer answer(HostedWorker worker, byte[] body) throws ProcessDied {
    int life = worker.life();
    try {
      ComputeTaskRequest request = Requests.parse(ComputeTaskRequest.parser(), body);
      if (worker.illness() instanceof Illness.Busy) {
        throw new AppError(HostedWorker.RCU_IN_PROGRESS);
      }
      Identity identity = worker.read(TaskService::identity);
      Message answer = compute(identity, request, worker.computesWrongly());
      worker.requireAlive(life);
      return Answer.ok(answer, false);
    } catch (BadRequest error) {
      return Answer.error(400, String.valueOf(error.getMessage()), false);
    } catch (AppError error) {
      worker.requireAlive(life);
      return Answer.error(500, String.valueOf(error.getMessage()), false);
    }
  }

  /** One that knows no chain yet has nothing to compute for. */
  private static Identity identity(PRuntime enclave) throws AppError {
    enclave.initialized();
    return enclave.identity();
  }

  private static Message compute(Identity identity, ComputeTaskRequest request, boolean wrongly)
      throws BadRequest {
    if (request.getSeed().size() != SEED_LENGTH) {
      throw new BadRequest("a seed of " + request.getSeed().size() + " bytes, not 32");
    }
    Bytes meant = Bytes.of(request.getPublicKey().toByteArray());
    if (!meant.equals(identity.publicKey())) {
      throw new BadRequest("a task of worker " + meant + ", not of this one");
    }
    var task = new VirtualTask(request.getRound(), Bytes.of(request.getSeed().toByteArray()));
    VirtualTask.Answer answer = task.answer(identity, wrongly);
    return ComputeTaskAnswer.newBuilder()
        .setResult(ByteString.copyFrom(answer.result().toByteArray()))
        .setSignature(ByteString.copyFrom(answer.signature().toByteArray()))
        .build();
  }
}
