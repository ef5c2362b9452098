package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListPoolsResponse;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;

/** Whole lists, page by page. */
final class Pages {
  private static final int PAGE = 1000;

  private Pages() {}

  /** All pools. */
  static ListPoolsResponse pools(Connection api) {
    var all = ListPoolsResponse.newBuilder();
    var request = ListPoolsRequest.newBuilder().setPageSize(PAGE);
    ListPoolsResponse page;
    do {
      page = api.lifecycle().listPools(request.build());
      all.addAllPools(page.getPoolsList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return all.setTotalSize(all.getPoolsCount()).build();
  }

  /** All workers that match. */
  static ListWorkersResponse workers(Connection api, ListWorkersRequest filter) {
    var all = ListWorkersResponse.newBuilder();
    var request = filter.toBuilder().setPageSize(PAGE);
    ListWorkersResponse page;
    do {
      page = api.lifecycle().listWorkers(request.build());
      all.addAllWorkers(page.getWorkersList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return all.setTotalSize(all.getWorkersCount()).build();
  }
}
