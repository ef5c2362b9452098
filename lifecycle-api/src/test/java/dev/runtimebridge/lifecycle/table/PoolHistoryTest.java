package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.protobuf.ByteString;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.GetPoolHistoryRequest;
import dev.runtimebridge.schemas.v1.GetPoolHistoryResponse;
import dev.runtimebridge.schemas.v1.PoolDeleted;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolHistoryTest {
  private static final ByteString ACCOUNT = ByteString.copyFromUtf8("account");
  private static final WorkerEventRecord DELETED =
      WorkerEventRecord.newBuilder().setPoolDeleted(PoolDeleted.getDefaultInstance()).build();

  private final Tables tables = new Tables(10);
  private final Queries queries =
      new Queries(
          tables, places -> Checked.valid(List.of(DELETED, operatorSet())), Addresses.PHALA);

  @Test
  void shouldTellOfAPoolsOperatorWithoutItsSecret() {
    tables.history().add("pool/7", 1, new HistoryIndex.Place(0, 0));
    GetPoolHistoryResponse found = valid(queries.history(request(7)));
    var shown = found.getEvents(1).getPoolOperatorSet().getOperator();
    assertEquals(DELETED, found.getEvents(0));
    assertEquals(ACCOUNT, shown.getAccount());
    assertFalse(shown.hasSecret());
    assertEquals(30, found.getSs58Prefix());
  }

  @Test
  void shouldRefuseAPoolThatNeverWas() {
    var refused = assertInstanceOf(Checked.Refused.class, queries.history(request(8)), "of pool 8");
    assertEquals(Refusal.Reason.NOT_FOUND, refused.refusal().reason());
    assertInstanceOf(Checked.Refused.class, queries.history(request(0)), "of pool 0");
  }

  private static GetPoolHistoryRequest request(long pid) {
    return GetPoolHistoryRequest.newBuilder().setPid(pid).build();
  }

  private static GetPoolHistoryResponse valid(Checked<GetPoolHistoryResponse> answer) {
    return switch (answer) {
      case Checked.Valid<GetPoolHistoryResponse>(var found) -> found;
      case Checked.Refused<GetPoolHistoryResponse>(var refusal) ->
          throw new AssertionError(refusal.sentence());
    };
  }

  private static WorkerEventRecord operatorSet() {
    var event = WorkerEventRecord.newBuilder();
    event
        .getPoolOperatorSetBuilder()
        .getOperatorBuilder()
        .setAccount(ACCOUNT)
        .getSecretBuilder()
        .setCiphertext(ByteString.copyFromUtf8("sealed"));
    return event.build();
  }
}
