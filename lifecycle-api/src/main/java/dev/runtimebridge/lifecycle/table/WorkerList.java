package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.table.WorkerSort.Placed;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Pages of workers: one look at each worker, however they are ordered, and no more of them held
 * than the page has.
 */
final class WorkerList {
  private final Tables tables;
  private final WorkerFilter filter;

  WorkerList(Tables tables, Addresses addresses) {
    this.tables = tables;
    this.filter = new WorkerFilter(tables, addresses);
  }

  /**
   * Part of a list.
   *
   * @param workers in the list's order
   * @param nextToken where the next part begins; empty after the last one
   * @param total how many match in all
   */
  record Part(List<Worker> workers, String nextToken, int total) {
    Part {
      workers = List.copyOf(workers);
    }
  }

  private record Candidate(Placed place, Worker worker) {}

  Checked<Part> page(ListWorkersRequest request) {
    var sort =
        new WorkerSort(request.getOrder(), request.getDescending(), tables.chain().published());
    Checked<Integer> size = Page.size("page_size", request.getPageSize());
    Checked<Optional<Placed>> after = after(sort, request.getPageToken());
    Checked<Predicate<Worker>> wanted = filter.of(request);
    return Checked.all(sort, List.of(size, after, wanted))
        .then(
            good ->
                size.then(
                    limit ->
                        after.then(from -> wanted.map(only -> select(good, limit, from, only)))));
  }

  private static Checked<Optional<Placed>> after(WorkerSort sort, String token) {
    return Page.after(token)
        .then(
            text ->
                text.isEmpty()
                    ? Checked.valid(Optional.<Placed>empty())
                    : sort.parse(token, text).map(Optional::of))
        .at("page_token");
  }

  private Part select(WorkerSort sort, int size, Optional<Placed> after, Predicate<Worker> wanted) {
    Comparator<Placed> order = sort.comparator();
    // The last on top, to be thrown out by one that comes before it.
    var first =
        new PriorityQueue<Candidate>(Comparator.comparing(Candidate::place, order.reversed()));
    int total = 0;
    int left = 0;
    for (Worker worker : tables.workers().each()) {
      if (!wanted.test(worker)) {
        continue;
      }
      total++;
      Placed place = sort.place(worker);
      if (after.isPresent() && order.compare(place, after.get()) <= 0) {
        continue;
      }
      left++;
      if (first.size() < size) {
        first.add(new Candidate(place, worker));
      } else if (order.compare(place, first.element().place()) < 0) {
        first.remove();
        first.add(new Candidate(place, worker));
      }
    }
    var page = new ArrayList<>(first);
    page.sort(Comparator.comparing(Candidate::place, order));
    String next = left > page.size() ? Page.token(sort.text(page.getLast().place())) : "";
    return new Part(page.stream().map(Candidate::worker).toList(), next, total);
  }
}
