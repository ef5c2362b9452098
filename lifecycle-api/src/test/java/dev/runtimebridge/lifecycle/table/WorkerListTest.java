package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.WorkerOrder;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which workers a list has, in which order, page by page. */
class WorkerListTest {
  private final Tables tables = new Tables(10);
  private final Queries queries =
      new Queries(tables, places -> Checked.valid(List.of()), Addresses.PHALA);

  @Test
  void shouldOrderByWhatIsAskedAndByNameWhereThatIsTheSame() {
    worker("a", it -> it.getConfigBuilder().setStake("9000000000000").setPid(2));
    worker("b", it -> it.getConfigBuilder().setStake("10000000000000").setPid(1));
    worker("c", it -> it.getConfigBuilder().setStake("9000000000000").setPid(3));
    assertEquals(List.of("a", "c", "b"), all(by(WorkerOrder.BY_STAKE), 2));
    assertEquals(List.of("b", "c", "a"), all(by(WorkerOrder.BY_STAKE).setDescending(true), 2));
    assertEquals(List.of("b", "a", "c"), all(by(WorkerOrder.BY_POOL), 1));
    assertEquals(List.of("c", "b", "a"), all(by(WorkerOrder.BY_NAME).setDescending(true), 1));
  }

  @Test
  void shouldHaveEveryWorkerOnceThatStaysWhileOthersComeAndGo() {
    for (String name : List.of("b", "d", "f", "h")) {
      worker(name, it -> {});
    }
    ListWorkersResponse first = list(ListWorkersRequest.newBuilder().setPageSize(2));
    assertEquals(4, first.getTotalSize());
    worker("a", it -> {});
    worker("d", it -> it.setStage(WorkerStage.REMOVED));
    worker("e", it -> {});
    ListWorkersResponse second =
        list(ListWorkersRequest.newBuilder().setPageSize(9).setPageToken(first.getNextPageToken()));
    assertEquals(List.of("b", "d"), names(first));
    assertEquals(List.of("e", "f", "h"), names(second));
    assertEquals("", second.getNextPageToken());
    assertEquals(5, second.getTotalSize());
  }

  @Test
  void shouldFindWorkersByAnyOfTheirNames() {
    byte[] account = new byte[32];
    account[0] = 7;
    String address = Addresses.PHALA.text(dev.runtimebridge.substrate.Bytes.of(account));
    worker("North-1", it -> it.getConfigBuilder().setEndpoint("http://ten.example:8000"));
    worker(
        "south-1",
        it -> {
          it.getProgressBuilder().getFactsBuilder().setPublicKey("0xAbCd");
          it.getFactsBuilder().setSessionAccount(ByteString.copyFrom(account));
        });
    assertEquals(List.of("North-1"), found("NORTH"));
    assertEquals(List.of("North-1"), found("ten.EXAMPLE"));
    assertEquals(List.of("south-1"), found("0xabcd"));
    assertEquals(List.of("south-1"), found(address.substring(5, 30)));
    assertEquals(List.of("south-1"), found(WorkerId.ofName("south-1").toString()));
    assertEquals(List.of("North-1", "south-1"), found("-1"));
    assertEquals(List.of(), found("west"));
    worker("south-1", it -> it.getConfigBuilder().setEndpoint("http://west:1"));
    assertEquals(List.of("south-1"), found("west"));
  }

  @Test
  void shouldTellApartWhoNeedsSomeone() {
    worker("fine", it -> it.setStage(WorkerStage.COMPUTING));
    worker("ill", it -> it.setRetry(RequestFailed.getDefaultInstance()));
    worker("waits", it -> it.setWaitingForOperator("contribute"));
    worker("away", it -> it.setStage(WorkerStage.UNRESPONSIVE));
    assertEquals(
        List.of("away", "ill", "waits"),
        all(ListWorkersRequest.newBuilder().setTroubled(true), 10));
  }

  @Test
  void shouldNameEveryFieldThatIsWrong() {
    var request =
        ListWorkersRequest.newBuilder()
            .setPageSize(5_000)
            .setPageToken("%%%")
            .setOrderValue(77)
            .addStages(WorkerStage.SYNCING)
            .addStagesValue(99)
            .setSearch("x".repeat(300))
            .addFields("nonsense");
    assertEquals(
        List.of("page_size", "page_token", "search", "order", "stages[1]", "fields[0]"),
        refusal(request).faults().stream().map(Refusal.Fault::field).toList());
  }

  @Test
  void shouldRefuseTheTokenOfAnotherOrder() {
    worker("a", it -> {});
    worker("b", it -> {});
    String token = list(by(WorkerOrder.BY_STAKE).setPageSize(1)).getNextPageToken();
    Refusal refusal = refusal(by(WorkerOrder.BY_LAG).setPageToken(token));
    assertEquals("page_token", refusal.faults().getFirst().field());
  }

  private List<String> found(String search) {
    return all(ListWorkersRequest.newBuilder().setSearch(search), 10);
  }

  /** All pages together, each checked to be no larger than asked. */
  private List<String> all(ListWorkersRequest.Builder request, int size) {
    var names = new ArrayList<String>();
    request.setPageSize(size);
    ListWorkersResponse page;
    do {
      page = list(request);
      assertTrue(page.getWorkersCount() <= size, "more than were asked for");
      names.addAll(names(page));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return names;
  }

  private ListWorkersResponse list(ListWorkersRequest.Builder request) {
    return switch (queries.list(request.build())) {
      case Checked.Valid<ListWorkersResponse>(ListWorkersResponse page) -> page;
      case Checked.Refused<ListWorkersResponse>(Refusal refusal) ->
          throw new AssertionError(refusal.sentence());
    };
  }

  private Refusal refusal(ListWorkersRequest.Builder request) {
    return ((Checked.Refused<ListWorkersResponse>) queries.list(request.build())).refusal();
  }

  private static List<String> names(ListWorkersResponse page) {
    return page.getWorkersList().stream()
        .map(worker -> worker.getState().getConfig().getName())
        .toList();
  }

  private static ListWorkersRequest.Builder by(WorkerOrder order) {
    return ListWorkersRequest.newBuilder().setOrder(order);
  }

  private void worker(String name, Consumer<WorkerState.Builder> change) {
    WorkerState.Builder state = WorkerState.newBuilder().setStage(WorkerStage.SYNCING);
    state.getConfigBuilder().setName(name).setPid(1).setEndpoint("http://%s:8000".formatted(name));
    change.accept(state);
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId(WorkerId.ofName(name).aggregateId())
            .setWorker(state)
            .build());
  }
}
