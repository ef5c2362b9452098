package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.ByteString;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a search looks into, of each worker. It is kept from one search to the next, because the
 * address of an account costs a hash; there are never more than workers that were ever searched.
 */
final class SearchTexts {
  private static final int MOST = 100_000;

  private final Addresses addresses;
  private final Map<WorkerId, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(WorkerConfig config, String publicKey, ByteString session, String text) {}

  SearchTexts(Addresses addresses) {
    this.addresses = addresses;
  }

  /** Name, endpoint, id, public key and session in lower case. */
  String of(Worker worker) {
    String publicKey = worker.state().getProgress().getFacts().getPublicKey();
    ByteString session = worker.state().getFacts().getSessionAccount();
    Kept known = kept.get(worker.id());
    if (known != null
        && known.publicKey().equals(publicKey)
        && known.session().equals(session)
        && known.config().equals(worker.config())) {
      return known.text();
    }
    String text =
        String.join(
                "\n",
                worker.name(),
                worker.config().getEndpoint(),
                worker.id().toString(),
                publicKey,
                addresses.text(LogBytes.read(session)))
            .toLowerCase(Locale.ROOT);
    if (kept.size() > MOST) {
      kept.clear();
    }
    kept.put(worker.id(), new Kept(worker.config(), publicKey, session, text));
    return text;
  }
}
